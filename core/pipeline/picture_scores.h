// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dataset/dataset.h"
#include "core/eval/depth_histogram.h"
#include "core/eval/metrics.h"
#include "core/eval/patch_errors.h"
#include "core/eval/patch_verdicts.h"
#include "core/explain/reliability.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nectar {

/// How one picture of an evaluation was read.
struct PictureScore {
    std::string name; ///< relative to the data set's root
    std::filesystem::path file;
    Size size;      ///< of the photo
    PatchGrid grid; ///< covers it whole
    std::optional<SegmentationReport> segmentation;
    std::vector<ConfusedPixels> confused; ///< segmentation
    std::optional<DepthReport> depth;
    int worstDepthPatch = -1; ///< adds most to the squared error; -1: none
    /// The patch with most pixels of the picture's largest confusion; -1: nothing was confused.
    int worstLabelPatch() const;
};

/// Pictures by what they scored: the lowest mIoU or the largest RMSE first, then by name; those without a pixel to
/// score last. Indices into pictures; those that were not scored for the task are left out.
std::vector<std::size_t> worstFirst(std::span<const PictureScore> pictures, Task task);

/// What an evaluation has to tell beyond its sums.
struct EvaluationDetails {
    std::vector<PictureScore> pictures;       ///< in reading order
    std::optional<ConfusionMatrix> confusion; ///< of all of them together
    Reliability reliability;                  ///< of patches; count 0 without labels
    DepthErrorHistogram depthErrors;          ///< 0 pixels without depth
};

/// Gathers them picture by picture. All maps of a picture have its scoring size.
class DetailCollector {
public:
    explicit DetailCollector(int classCount) : m_classes(classCount) {}
    void begin(const Sample& sample, Size photo, const PatchGrid& grid);
    void addLabels(const LabelMap& truth, const LabelMap& prediction);
    void addVotes(const LabelTargetsView& truth, const PatchVotes& votes) { addVerdicts(m_verdicts, truth, votes); }
    void addDepth(const DepthMap& truth, const DepthMap& prediction);
    EvaluationDetails take(); ///< once, at the end

private:
    int m_classes;
    EvaluationDetails m_details;
    PatchVerdicts m_verdicts;
};

} // namespace nectar
