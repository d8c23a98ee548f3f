// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/eval/metrics.h"
#include "core/pipeline/open_scene.h"
#include "core/report/overlay.h"
#include "ui/models/canvas.h"
#include "ui/models/class_legend_model.h"
#include "ui/presenters/colour_choice.h"

#include <QMap>

#include <memory>
#include <optional>

namespace nectar {

/// A picture with everything that is on the window about it; immutable parts, made on the engine lane.
struct ShownPicture {
    std::shared_ptr<const MemoryBank> bank;
    std::shared_ptr<const OpenImage> whole; ///< with the neighbours of all prompt images
    std::shared_ptr<const OpenImage> image; ///< the same, or without those left out
    std::vector<std::uint32_t> leftOut;     ///< prompt images, ascending
    double changed = 0;                     ///< by leaving them out: share of the pixels, or metres on average
    CanvasPhoto photo;
    QList<QRgb> dataColours, safeColours;  ///< one per class of the bank: the data set's, and for colour blindness
    QList<QRgb> classColours;              ///< those that are shown
    QMap<QString, QList<QRgb>> depthMaps;  ///< by name, each from near to far
    DepthRange predictedRange, truthRange; ///< each map's own
    DecodeOptions options;                 ///< of the prediction
    std::shared_ptr<const Prediction> prediction;
    CanvasLayer layer, truth; ///< truth is empty where there is none
    QList<ClassLegendModel::Entry> legend, truthLegend;
    std::optional<SegmentationReport> classScores; ///< against the truth, where there is one
    std::optional<DepthReport> depthScores;        ///< likewise
};

/// What is predicted, and from what.
struct Reading {
    Task task = Task::Segmentation;
    DecodeOptions options;
    std::vector<std::uint32_t> leftOut; ///< prompt images that do not count, ascending
    ColourChoice colours = {};
};

/// Reads, encodes, searches and predicts: the slow step, on the engine lane.
ShownPicture openPicture(OpenScene& scene, const std::filesystem::path& file, const Reading& reading,
                         const JobContext& ctx);
/// Another prediction from the same table; only patches that run out of neighbours are searched again.
ShownPicture predictPicture(ShownPicture shown, const OpenScene& scene, const Reading& reading, const JobContext& ctx);

} // namespace nectar
