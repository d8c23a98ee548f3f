// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/confidence.h"
#include "core/explain/feature_colours.h"
#include "core/pipeline/open_scene.h"
#include "ui/models/patch_layer.h"

#include <optional>

namespace nectar {

// What can be laid over a picture patch by patch. Pure: safe on any thread.

/// Numbers that say how sure the vote of a patch is.
enum class ConfidenceMeasure { Share, Margin, Entropy, Disagreement, Effective, Similarity, Spread };

/// Those that a task has; the first is the usual one.
QList<ConfidenceMeasure> confidenceMeasures(Task task);
QString measureName(ConfidenceMeasure measure); ///< "lead over the second class"
QString measureHelp(ConfidenceMeasure measure); ///< how the number is to be read
float measured(const PatchConfidence& confidence, ConfidenceMeasure measure);

/// How alike the patches of a picture are to some of them, on average of these. scale: dark to light, from the median
/// to the 98th percentile, so that the colours tell apart what is alike. patches must not be empty.
PatchLayer similarityLayer(const OpenImage& image, std::span<const int> patches, const QList<QRgb>& scale);
/// "the patch in row 7, column 12", "the 6 chosen patches".
QString patchesText(const PatchGrid& grid, std::span<const int> patches);

/// Dark is unsure in every measure, so the scale of some runs downwards. neighbours: of the options, the most that can
/// count.
PatchLayer confidenceLayer(const PatchGrid& grid, std::span<const PatchConfidence> confidences,
                           ConfidenceMeasure measure, int neighbours, const QList<QRgb>& scale);

/// The three main directions in which the patches differ as red, green and blue, of their features as they are
/// compared: of length 1.
PatchLayer featureLayer(const OpenImage& image, const JobContext& ctx);

} // namespace nectar
