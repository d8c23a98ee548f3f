// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <cstdint>
#include <vector>

namespace nectar {

/// Pixels by their depth error: bin i holds errors from low + i · width up to the next; the outermost bins hold all
/// beyond them too.
struct ErrorBins {
    double low = 0, width = 0; ///< metres
    std::vector<std::int64_t> counts;
};

/// How depth errors (predicted minus true metres: below 0 too near, above 0 too far) are spread. Counted in steps of
/// 1 cm up to 100 m either way; a pixel counts as in DepthErrors.
class DepthErrorHistogram {
public:
    /// Maps of one size (throws Mismatch).
    void add(const DepthMap& truth, const DepthMap& prediction);
    std::int64_t pixels() const { return m_pixels; }
    /// The error that this share (0 to 1) of the pixels does not exceed, to the step above it; 0 without pixels.
    double quantile(double share) const;
    /// About 20 bins of a round width on both sides of 0, as wide as 98 % of the pixels need. Empty without pixels.
    ErrorBins bins() const;

private:
    static constexpr int kStepsPerMetre = 100, kSide = 100 * kStepsPerMetre;
    std::vector<std::int64_t> m_steps = std::vector<std::int64_t>(2 * kSide); ///< [i]: from (i − kSide) steps upwards
    std::int64_t m_pixels = 0;
};

} // namespace nectar
