// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace nectar {

class OpenScene;

/// What there is to say about a bank.
struct BankFacts {
    struct Line {
        QString what, text;
    };
    struct ClassLine {
        ClassShare share;   ///< of the bank's patches, that show the class
        qint64 patches = 0; ///< that show it
        qint64 images = 0;  ///< with such a patch
    };
    QString name;
    QList<Line> lines;
    QList<ClassLine> classes; ///< most patches first
    QStringList warnings;

    QString toText() const; ///< all of it, for the clipboard
};
/// Counts; must not run on the lane of the window.
BankFacts bankFacts(const OpenScene& scene);

} // namespace nectar
