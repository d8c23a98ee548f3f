// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/image.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace nectar {

/// Throws Mismatch, with both sizes, unless they are the same.
void requireSameSize(Size truth, Size prediction);

/// Pixel counts [truth, prediction]; one more column counts "unknown" predictions (errors wherever there is truth).
class ConfusionMatrix {
public:
    explicit ConfusionMatrix(int classCount);
    /// Both maps of one size (throws Mismatch). Pixels with void truth are ignored.
    void add(const LabelMap& truth, const LabelMap& prediction);
    void add(const ConfusionMatrix& other);
    int classCount() const { return m_classes; }
    std::int64_t count(int truth, int prediction) const; ///< prediction == classCount(): unknown
    std::int64_t pixels() const;

private:
    int m_classes;
    std::vector<std::int64_t> m_counts;
};

struct SegmentationReport {
    double meanIou = 0; ///< over classes present in truth or prediction
    double pixelAccuracy = 0;
    std::vector<double> iou; ///< per class; NaN where absent from both
    std::int64_t pixels = 0; ///< with truth
    std::int64_t unknownPixels = 0;
};
SegmentationReport segmentationReport(const ConfusionMatrix& matrix);

struct DepthReport {
    double rmse = 0; ///< metres, over all valid pixels of the set
    double absRel = 0;
    double delta1 = 0; ///< share with max(p/t, t/p) < 1.25
    double log10 = 0;  ///< mean |log10 p − log10 t|
    std::int64_t pixels = 0;
};

/// Depth of a pixel and what was predicted there.
struct DepthPair {
    double truth = 0, predicted = 0; ///< metres
    double error() const { return predicted - truth; }
};
/// Nothing without valid truth. No pixel with truth is dropped: without any prediction it is as wrong as 0 metres.
std::optional<DepthPair> depthPair(float truth, float predicted);

/// Sums in double; a pixel counts where truth is valid.
class DepthErrors {
public:
    void add(const DepthMap& truth, const DepthMap& prediction);
    void add(const DepthErrors& other);
    DepthReport report() const;

private:
    double m_squared = 0, m_relative = 0, m_log10 = 0;
    std::int64_t m_within = 0, m_pixels = 0;
};

} // namespace nectar
