// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace nectar {

/// A part of the program by others.
struct AboutPart {
    QString name;
    QString version; ///< "" : not known here
    QString licence;
};
QList<AboutPart> aboutParts();

} // namespace nectar
