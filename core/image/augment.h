// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/base/random.h"

namespace nectar {

/// A prompt picture at network size after augmentation, and where the crop lies in the scaled picture.
struct AugmentedSample {
    Image image;
    LabelMap labels;
    /// Maps a pixel of the augmented picture to the original: original = (augmented - offset) * scale, per axis, in
    /// pixels of `originalSize`.
    float offsetX = 0, offsetY = 0;
    float scaleX = 1, scaleY = 1;
};

/// Table 7 of the paper (method.md 6): scale s ~ U[0.5, 2] of the network-size picture, random crop of the network
/// size (padding at a random offset, picture with its mean colour, labels with void), then four independent coins of
/// one half: brightness (additive, 0.1), contrast (factor, 0.1), saturation (factor, 0.1), hue (0.1 of a turn).
/// image and labels: at network size, same size; originalSize: for the rectangle in the original picture.
AugmentedSample augmentForBank(const Image& image, const LabelMap& labels, Size originalSize, RandomStream& random);

} // namespace nectar
