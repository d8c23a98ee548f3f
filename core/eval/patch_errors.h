// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/base/patch_grid.h"

#include <cstdint>
#include <vector>

namespace nectar {

// Which patches of a picture its errors lie in. Maps have any one size (throws Mismatch); the grid covers them whole.

/// Pixels of one class that were read as one class, and the patch that has most of them.
struct ConfusedPixels {
    std::uint16_t truth = 0;
    std::uint16_t prediction = kVoid; ///< kVoid: unknown
    std::int64_t pixels = 0;
    int patch = -1; ///< of several with as many the first
    std::int64_t patchPixels = 0;
    bool isError() const { return truth != prediction; }
    friend bool operator==(const ConfusedPixels&, const ConfusedPixels&) = default;
};

/// Every pair that occurs, the right ones too, by truth and then prediction. Pixels with void truth are ignored.
std::vector<ConfusedPixels> confusedPixels(const LabelMap& truth, const LabelMap& prediction, const PatchGrid& grid);

/// The patch whose pixels add most to the squared error; -1 if no pixel has a depth.
int worstDepthPatch(const DepthMap& truth, const DepthMap& prediction, const PatchGrid& grid);

} // namespace nectar
