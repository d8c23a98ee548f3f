// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

namespace nectar {

/// Part of a picture that was scaled to `scaled`; the part lies at (x, y) in it. Only the part is computed.
struct ScaledWindow {
    Size scaled;
    int x = 0, y = 0;
    Size size;
};

/// Antialiased bilinear (see resizePhoto) of the window.
Image resampleWindow(const Image& image, const ScaledWindow& window);

/// Source position of each of count nearest-neighbour samples from `first`: floor((i + 0.5) · in / out), exactly.
std::vector<int> nearestSources(int in, int out, int first, int count);

} // namespace nectar
