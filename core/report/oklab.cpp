// SPDX-License-Identifier: Apache-2.0
#include "core/report/oklab.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

double linearFromByte(std::uint8_t value)
{
    const double v = value / 255.;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

std::uint8_t byteFromLinear(double value)
{
    const double v = std::clamp(value, 0., 1.);
    const double encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(255 * encoded));
}

/// [deficiency, row, column]; each row sums to 1, so that grey stays grey.
constexpr double kSeen[3][3][3] = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

} // namespace

LinearRgb linearFromRgb(Rgb c) { return {linearFromByte(c.r), linearFromByte(c.g), linearFromByte(c.b)}; }

Rgb rgbFromLinear(const LinearRgb& c) { return {byteFromLinear(c[0]), byteFromLinear(c[1]), byteFromLinear(c[2])}; }

Lab labFromLinear(const LinearRgb& c)
{
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

LinearRgb linearFromLab(const Lab& lab)
{
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

double distance(const Lab& x, const Lab& y)
{
    return std::sqrt((x.l - y.l) * (x.l - y.l) + (x.a - y.a) * (x.a - y.a) + (x.b - y.b) * (x.b - y.b));
}

LinearRgb seenWith(Deficiency deficiency, const LinearRgb& c)
{
    LinearRgb seen{};
    for (std::size_t row = 0; row < 3; ++row) {
        const double* m = kSeen[static_cast<std::size_t>(deficiency)][row];
        seen[row] = std::clamp(m[0] * c[0] + m[1] * c[1] + m[2] * c[2], 0., 1.);
    }
    return seen;
}

double safeDistance(Rgb x, Rgb y)
{
    const LinearRgb a = linearFromRgb(x);
    const LinearRgb b = linearFromRgb(y);
    double least = distance(labFromLinear(a), labFromLinear(b));
    for (const Deficiency deficiency : {Deficiency::Red, Deficiency::Green, Deficiency::Blue})
        least =
            std::min(least, distance(labFromLinear(seenWith(deficiency, a)), labFromLinear(seenWith(deficiency, b))));
    return least;
}

} // namespace nectar
