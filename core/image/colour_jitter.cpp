// SPDX-License-Identifier: Apache-2.0
#include "core/image/colour_jitter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nectar {

namespace {

constexpr double kMaxChange = 0.1, kProbability = 0.5;

using Curves = std::array<std::array<float, 256>, 3>;

std::optional<float> drawChange(RandomStream& random, double centre)
{
    if (random.uniform() >= kProbability)
        return std::nullopt;
    return static_cast<float>(random.uniform(centre - kMaxChange, centre + kMaxChange));
}

/// Brightness and contrast act on each value alone: a table of 256 numbers for each channel.
Curves valueCurves(const Image& image, const ColourJitter& jitter)
{
    std::array<std::array<std::int64_t, 256>, 3> histogram{};
    for (std::size_t i = 0; i < image.rgb.size(); ++i)
        ++histogram[i % 3][image.rgb[i]];
    const auto pixels = static_cast<double>(image.size().area());
    Curves curves{};
    for (std::size_t c = 0; c < 3; ++c) {
        double sum = 0;
        for (std::size_t v = 0; v < 256; ++v) {
            curves[c][v] = std::clamp(static_cast<float>(v) / 255.f + jitter.brightness.value_or(0.f), 0.f, 1.f);
            sum += static_cast<double>(histogram[c][v]) * static_cast<double>(curves[c][v]);
        }
        const auto mean = static_cast<float>(sum / pixels);
        if (jitter.contrast)
            for (float& value : curves[c])
                value = std::clamp(mean + (value - mean) * *jitter.contrast, 0.f, 1.f);
    }
    return curves;
}

/// One channel of an HSV colour; sector: 5 red, 3 green, 1 blue; hue in sixths of a turn, 0 to 6.
float channelFromHsv(float sector, float hue, float chroma, float value)
{
    float k = sector + hue;
    k = k >= 6 ? k - 6 : k;
    return value - chroma * std::clamp(std::min(k, 4 - k), 0.f, 1.f);
}

float hueOf(const std::array<float, 3>& rgb, float highest, float chroma)
{
    if (rgb[0] == highest)
        return rgb[1] >= rgb[2] ? (rgb[1] - rgb[2]) / chroma : 6 + (rgb[1] - rgb[2]) / chroma;
    if (rgb[1] == highest)
        return 2 + (rgb[2] - rgb[0]) / chroma;
    return 4 + (rgb[0] - rgb[1]) / chroma;
}

void changeHsv(std::array<float, 3>& rgb, const ColourJitter& jitter)
{
    const float highest = std::max({rgb[0], rgb[1], rgb[2]});
    float chroma = highest - std::min({rgb[0], rgb[1], rgb[2]});
    if (chroma <= 0)
        return; // grey has neither hue nor saturation
    float hue = hueOf(rgb, highest, chroma) + 6 * jitter.hue.value_or(0.f);
    hue = hue < 0 ? hue + 6 : hue >= 6 ? hue - 6 : hue;
    chroma = std::min(highest, chroma * jitter.saturation.value_or(1.f)); // S = chroma / V, at most 1
    rgb = {channelFromHsv(5, hue, chroma, highest), channelFromHsv(3, hue, chroma, highest),
           channelFromHsv(1, hue, chroma, highest)};
}

} // namespace

ColourJitter drawJitter(RandomStream& random)
{
    ColourJitter jitter;
    jitter.brightness = drawChange(random, 0);
    jitter.contrast = drawChange(random, 1);
    jitter.saturation = drawChange(random, 1);
    jitter.hue = drawChange(random, 0);
    return jitter;
}

void applyJitter(Image& image, const ColourJitter& jitter)
{
    if (image.empty() || !(jitter.brightness || jitter.contrast || jitter.saturation || jitter.hue))
        return;
    const Curves curves = valueCurves(image, jitter);
    const bool hsv = jitter.saturation || jitter.hue;
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
        std::array<float, 3> rgb{curves[0][image.rgb[i]], curves[1][image.rgb[i + 1]], curves[2][image.rgb[i + 2]]};
        if (hsv)
            changeHsv(rgb, jitter);
        for (std::size_t c = 0; c < 3; ++c)
            image.rgb[i + c] = static_cast<std::uint8_t>(rgb[c] * 255.f + 0.5f);
    }
}

} // namespace nectar
