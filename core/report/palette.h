// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/image.h"

#include <span>
#include <string>
#include <vector>

namespace nectar {

/// One colour per class index: the data set's own where it has one, else Nectar's (Okabe-Ito first, then colours spread
/// in OKLab with a minimum distance).
std::vector<Rgb> paletteFor(const ClassTable& classes);

/// Perceptual colour map for depth, 256 entries from near to far ("dusk"), even in OKLab between the stops read from
/// resources/palettes.
std::vector<Rgb> depthPalette(const std::string& name);
/// The same colours for quantities of which more is brighter: "dusk" from low (dark) to high (light).
std::vector<Rgb> heatPalette();

} // namespace nectar
