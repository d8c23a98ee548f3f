// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/base/random.h"

#include <optional>

namespace nectar {

/// Changes of colour, in this order; nothing: the coin fell on its other side.
struct ColourJitter {
    std::optional<float> brightness; ///< added, of a range of 0 to 1
    std::optional<float> contrast;   ///< factor about the mean of each channel
    std::optional<float> saturation; ///< factor of S in HSV
    std::optional<float> hue;        ///< added to H in HSV, in turns
};

/// Four independent coins in the order brightness, contrast, saturation, hue; each amount follows its coin.
ColourJitter drawJitter(RandomStream& random);

/// Clipped to 0..1 after each change, rounded to 8 bits once.
void applyJitter(Image& image, const ColourJitter& jitter);

} // namespace nectar
