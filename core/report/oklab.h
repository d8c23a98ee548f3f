// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <array>

namespace nectar {

/// Red, green, blue from 0 to 1, proportional to light.
using LinearRgb = std::array<double, 3>;
LinearRgb linearFromRgb(Rgb colour);
/// What lies outside of 0 to 1 is held there.
Rgb rgbFromLinear(const LinearRgb& colour);

/// A colour in OKLab, where distances are close to how different colours look (Ottosson 2020): 1 from black to white,
/// 0.02 is just seen.
struct Lab {
    double l = 0, a = 0, b = 0;
};
Lab labFromLinear(const LinearRgb& colour);
LinearRgb linearFromLab(const Lab& lab);
double distance(const Lab& x, const Lab& y);

/// How colours look to people who lack one of the three kinds of cones (Machado, Oliveira, Fernandes 2009, severity 1).
enum class Deficiency { Red, Green, Blue };
LinearRgb seenWith(Deficiency deficiency, const LinearRgb& colour);
/// The smallest distance of two colours to the full eye and to each deficiency.
double safeDistance(Rgb x, Rgb y);

} // namespace nectar
