// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/image.h"
#include "ui/models/confusion_table.h"

#include <QColor>
#include <QList>
#include <QPointF>
#include <QString>
#include <QStringList>

#include <optional>

namespace nectar {

// What measuring a bank against labels found, ready to be shown. Snapshots: nothing of them changes later.

/// How well one class was found.
struct MeasuredClass {
    int classIndex = 0;
    QString name;
    QRgb colour = 0;
    double iou = 0;
    qint64 truthPixels = 0, predictedPixels = 0;
};

/// Patches of about one confidence, and how many of them were right.
struct ReliabilityBar {
    double low = 0, high = 0, confidence = 0, accuracy = 0;
    qint64 count = 0;
};

/// Pixels whose depth is wrong by so many metres (predicted minus true); the outermost hold all beyond them too.
struct DepthErrorBar {
    double low = 0, high = 0;
    qint64 count = 0;
};

struct MeasuredPicture {
    QString name, path;
    double score = 0;           ///< mIoU, or RMSE in metres
    qint64 pixels = 0;          ///< that could be scored; 0: the score says nothing
    QPointF worstPoint{-1, -1}; ///< of the photo, in the patch where most is wrong; outside of it: nothing is
};

/// A patch that shows how one class was read as another.
struct ConfusedPatch {
    QString name, path;
    Size imageSize;
    RectF rectangle;        ///< of the patch in the picture
    qint64 patchPixels = 0; ///< read so, in this patch
    qint64 pixels = 0;      ///< in the whole picture

    QPointF centre() const;
};

struct LabelMeasurement {
    double meanIou = 0, pixelAccuracy = 0;
    qint64 pixels = 0, unknownPixels = 0;
    QList<MeasuredClass> classes; ///< those that occur, the best first
    QStringList absent;           ///< those that occur neither in the labels nor in what was read
    ConfusionTable confusion;
    QList<ReliabilityBar> reliability;
    double calibrationError = 0;
    qint64 judgedPatches = 0;
    QList<MeasuredPicture> pictures; ///< the worst first
};

struct DepthMeasurement {
    double rmse = 0, absRel = 0, delta1 = 0, log10 = 0; ///< rmse in metres
    qint64 pixels = 0;
    QList<DepthErrorBar> errors;
    QList<MeasuredPicture> pictures; ///< the worst first
};

struct Measurement {
    QString bank, folder, split; ///< split "": a seeded fifth
    QString protocol;            ///< the whole sentence: protocol, what differs from it, number of pictures
    QString protocolName;        ///< "ours"
    qint64 images = 0;
    int neighbours = 0;
    double temperature = 0;
    qint64 leftOut = 0; ///< prompt images that did not vote
    std::optional<LabelMeasurement> labels;
    std::optional<DepthMeasurement> depth;
    QList<QRgb> heat;    ///< colours of shares, from few (dark) to many (light)
    QStringList remarks; ///< notes, warnings and what was skipped
    QString text, json;  ///< the report as `nectar eval` prints it

    QList<Task> tasks() const;
    const QList<MeasuredPicture>& pictures(Task task) const;
    /// "mIoU 0.54 · RMSE 2.10 m · 8 pictures · protocol ours, 30 voters, evenness 0.02".
    QString headline() const;
    QString classesCsv() const;
    QString picturesCsv() const;
    QString confusionCsv() const;
    QString depthCsv() const;
};

/// "0.54", or "2.10 m"; "nothing to score" where the picture has no pixel for it.
QString scoreText(const MeasuredPicture& picture, Task task);

} // namespace nectar
