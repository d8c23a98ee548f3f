// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace nectar {

/// Keys that are no command of a menu, so that nobody can change them and no command may have them.
struct FixedKeys {
    QList<QKeySequence> keys;
    QString keysText; ///< "Arrows"
    QString text;     ///< what they do
};

/// Those of the pages and of lists in general.
QList<FixedKeys> fixedKeys();

} // namespace nectar
