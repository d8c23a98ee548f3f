// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/base/patch_grid.h"

#include <optional>
#include <span>

namespace nectar {

/// Class colours laid over a photo of the same size; kVoid pixels stay the photo's. opacity 0 to 1.
Image overlayLabels(const Image& photo, const LabelMap& labels, std::span<const Rgb> palette, float opacity);
/// Class colours alone; void black.
Image colourLabels(const LabelMap& labels, std::span<const Rgb> palette);

struct DepthRange {
    float nearMetres = 0, farMetres = 1;
};
/// 2nd and 98th percentile of the valid pixels; {0, 1} if there is none.
DepthRange depthRange(const DepthMap& depth);
/// NaN pixels grey.
Image colourDepth(const DepthMap& depth, DepthRange range, std::span<const Rgb> palette);
/// guessed: empty, or 1 for each pixel whose depth is a guess: they are hatched.
Image overlayDepth(const Image& photo, const DepthMap& depth, DepthRange range, std::span<const Rgb> palette,
                   float opacity, std::span<const std::uint8_t> guessed = {});

/// A colour per patch [rows · cols] of the grid that covers the photo, each as the square that it is; where there is no
/// colour the photo stays. Errors: Mismatch (another number of colours, no patch).
Image overlayPatches(const Image& photo, std::span<const std::optional<Rgb>> colours, const PatchGrid& grid,
                     float opacity);

} // namespace nectar
