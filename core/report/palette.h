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
/// Colours that stay apart under each colour vision deficiency, whatever the data set's own are: most of Okabe-Ito up
/// to eight classes, beyond them colours spread in OKLab by the deficient eye that sees least of the difference.
std::vector<Rgb> safePalette(int classCount);

/// Colour maps for depth: "dusk", "viridis" and "grey" fall in lightness from near to far; "spectrum" runs through the
/// hues, so that most distances can be told apart, and is not evenly light.
const std::vector<std::string>& depthPaletteNames();
/// One of them, 256 entries from near to far, even in OKLab between the stops read from resources/palettes.
std::vector<Rgb> depthPalette(const std::string& name);
/// The same colours for quantities of which more is brighter: "dusk" from low (dark) to high (light).
std::vector<Rgb> heatPalette();

} // namespace nectar
