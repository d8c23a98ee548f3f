// SPDX-License-Identifier: Apache-2.0
#include "core/image/augment.h"

#include "core/image/colour_jitter.h"
#include "core/image/resampling.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace nectar {

namespace {

constexpr double kMinScale = 0.5, kMaxScale = 2.0;

/// Where the scaled picture lies along one axis of the result: it begins at `offset` (negative: cut off), `count` of
/// its pixels from `first` are seen, at `target` of the result.
struct AxisPlacement {
    int offset = 0;
    int first = 0;
    int target = 0;
    int count = 0;
};

AxisPlacement placeAtRandom(int scaled, int size, RandomStream& random)
{
    const int slack = std::abs(scaled - size);
    const int shift = static_cast<int>(random.below(static_cast<std::uint64_t>(slack) + 1));
    if (scaled >= size)
        return {-shift, shift, 0, size};
    return {shift, 0, shift, scaled};
}

Rgb meanColour(const Image& image)
{
    std::int64_t sums[3] = {};
    for (std::size_t i = 0; i < image.rgb.size(); i += 3)
        for (std::size_t c = 0; c < 3; ++c)
            sums[c] += image.rgb[i + c];
    const auto pixels = static_cast<std::int64_t>(image.size().area());
    const auto mean = [pixels](std::int64_t sum) { return static_cast<std::uint8_t>((sum + pixels / 2) / pixels); };
    return {mean(sums[0]), mean(sums[1]), mean(sums[2])};
}

Image placePicture(const Image& image, Size scaled, const AxisPlacement& across, const AxisPlacement& down)
{
    const Image seen = resampleWindow(image, {scaled, across.first, down.first, {across.count, down.count}});
    if (seen.size() == image.size())
        return seen;
    Image placed(image.width, image.height);
    const Rgb mean = meanColour(image);
    for (std::size_t i = 0; i < placed.rgb.size(); i += 3) {
        placed.rgb[i] = mean.r;
        placed.rgb[i + 1] = mean.g;
        placed.rgb[i + 2] = mean.b;
    }
    for (int y = 0; y < seen.height; ++y)
        std::copy_n(seen.pixel(0, y), 3 * seen.width, placed.pixel(across.target, down.target + y));
    return placed;
}

LabelMap placeLabels(const LabelMap& labels, Size scaled, const AxisPlacement& across, const AxisPlacement& down)
{
    LabelMap placed(labels.width, labels.height, kVoid);
    const std::vector<int> columns = nearestSources(labels.width, scaled.width, across.first, across.count);
    const std::vector<int> rows = nearestSources(labels.height, scaled.height, down.first, down.count);
    for (int y = 0; y < down.count; ++y)
        for (int x = 0; x < across.count; ++x)
            placed.at(across.target + x, down.target + y) =
                labels.at(columns[static_cast<std::size_t>(x)], rows[static_cast<std::size_t>(y)]);
    return placed;
}

} // namespace

AugmentedSample augmentForBank(const Image& image, const LabelMap& labels, Size originalSize, RandomStream& random)
{
    assert(!image.empty() && image.size() == labels.size());
    const double factor = random.uniform(kMinScale, kMaxScale);
    const auto scaledSide = [factor](int side) { return std::max(1, static_cast<int>(std::lround(side * factor))); };
    const Size scaled{scaledSide(image.width), scaledSide(image.height)};
    const AxisPlacement across = placeAtRandom(scaled.width, image.width, random);
    const AxisPlacement down = placeAtRandom(scaled.height, image.height, random);
    AugmentedSample sample;
    sample.image = placePicture(image, scaled, across, down);
    sample.labels = placeLabels(labels, scaled, across, down);
    sample.offsetX = static_cast<float>(across.offset);
    sample.offsetY = static_cast<float>(down.offset);
    sample.scaleX = static_cast<float>(originalSize.width) / static_cast<float>(scaled.width);
    sample.scaleY = static_cast<float>(originalSize.height) / static_cast<float>(scaled.height);
    applyJitter(sample.image, drawJitter(random));
    return sample;
}

} // namespace nectar
