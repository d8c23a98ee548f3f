// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <filesystem>

namespace nectar {

/// Where the coloured scene has its class border and which colours the classes have.
struct SmallScene {
    Image photo;
    LabelMap labels;
    DepthMap depth;
};

/// Blue "sky" above a wavy border, green "grass" below, a red "box" in it; classes 0, 1, 2; depth grows upwards, none
/// in the sky. number varies the layout and the shades.
SmallScene makeScene(int number, Size size);

/// Writes folder pairs train/{images,masks,depth} and val/{…} with classes.txt. Names: scene_00.png …
void writeSmallDataset(const std::filesystem::path& root, int trainCount, int valCount, Size size = {96, 64});

} // namespace nectar
