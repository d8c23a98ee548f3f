// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"
#include "core/explain/feature_colours.h"

#include <span>
#include <vector>

namespace nectar {

/// Squares: each patch as the square that it is. Smooth: bilinear between the patches' centres, the border held.
enum class Enlarge { Squares, Smooth };

/// A picture of this size from one colour per patch [rows · cols]. Errors: Mismatch (another number of colours, no
/// patch), BadOption (a size without pixels, a scale without colours).
Image featurePicture(std::span<const Rgb> colours, const PatchGrid& grid, Size size, Enlarge enlarge);

/// Which colour a number has: range.low the first of the palette, range.high the last, what lies beyond them the nearer
/// of both. The first for every number if the range is empty.
struct ColourScale {
    ValueRange range;
    std::vector<Rgb> palette; ///< at least one colour
};
/// Likewise from one number per patch. Smooth: the numbers are blended, not their colours.
Image valuePicture(std::span<const float> values, const PatchGrid& grid, Size size, Enlarge enlarge,
                   const ColourScale& scale);

} // namespace nectar
