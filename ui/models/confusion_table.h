// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QStringList>

namespace nectar {

/// Pixels by their true class (rows) and what they were read as (columns; the last: unknown).
struct ConfusionTable {
    QStringList names; ///< of the classes
    QList<QRgb> colours;
    QList<qint64> counts; ///< [classes, classes + 1]

    int classCount() const { return static_cast<int>(names.size()); }
    qint64 count(int truth, int prediction) const { return counts.at(truth * (classCount() + 1) + prediction); }
    qint64 truthPixels(int truth) const;
    qint64 predictedPixels(int prediction) const;
    /// Of the pixels of the true class; 0 where there are none.
    double share(int truth, int prediction) const;
    /// "road" or "unknown".
    QString predictionName(int prediction) const;
    /// "road read as pavement: 8.3 % of road, 12,345 pixels".
    QString cellText(int truth, int prediction) const;
    /// What most pixels of a class were wrongly read as; −1: none were.
    int largestError(int truth) const;
};

} // namespace nectar
