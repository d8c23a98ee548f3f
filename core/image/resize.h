// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

namespace nectar {

/// Bilinear with half-pixel centres; when shrinking the triangle kernel is widened (antialias), as PIL and torch
/// (antialias=True) do; taps outside the picture are dropped and the weights renormalised. Rounded to 8 bits.
Image resizePhoto(const Image& image, Size size);
/// Nearest, src = floor((dst + 0.5) · scale).
LabelMap resizeLabels(const LabelMap& labels, Size size);
/// Nearest, same rule; NaN stays NaN.
DepthMap resizeDepth(const DepthMap& depth, Size size);
/// Shrinks so that the long side is at most `longSide`; returns the picture itself if it is smaller.
Image shrinkToFit(const Image& image, int longSide);

} // namespace nectar
