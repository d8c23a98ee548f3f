// SPDX-License-Identifier: Apache-2.0
#include "core/report/feature_picture.h"

#include "core/base/error.h"
#include "core/image/resampling.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// Of which patches along one side a pixel is made: (1 - part) of `first` and part of `second`.
struct Blend {
    std::size_t first = 0, second = 0;
    float part = 0;
};

std::vector<Blend> blends(int patches, int pixels, Enlarge enlarge)
{
    std::vector<Blend> result;
    if (enlarge == Enlarge::Squares) {
        for (const int patch : nearestSources(patches, pixels, 0, pixels))
            result.push_back({static_cast<std::size_t>(patch), static_cast<std::size_t>(patch), 0});
        return result;
    }
    for (int i = 0; i < pixels; ++i) {
        const double place = (i + 0.5) * patches / pixels - 0.5; // of the pixel's centre; 0: the first patch's centre
        const double held = std::clamp(place, 0., double(patches - 1));
        const auto first = static_cast<std::size_t>(held);
        result.push_back({first, std::min(first + 1, static_cast<std::size_t>(patches - 1)),
                          static_cast<float>(held - double(first))});
    }
    return result;
}

float mix(float first, float second, float part) { return first + part * (second - first); }

void requireDrawable(std::size_t values, const PatchGrid& grid, Size size)
{
    if (grid.rows < 1 || grid.cols < 1 || values != static_cast<std::size_t>(grid.count()))
        throw Error(ErrorCode::Mismatch, "cannot draw the features: there must be one value for each patch");
    if (size.width < 1 || size.height < 1)
        throw Error(ErrorCode::BadOption, "cannot draw the features: the picture's size has no pixels");
}

/// Calls paint(pixel, four) for every pixel; four(value) blends value(patch) of the patches around it.
template <class Paint>
Image painted(const PatchGrid& grid, Size size, Enlarge enlarge, const Paint& paint)
{
    Image image(size.width, size.height);
    const std::vector<Blend> across = blends(grid.cols, size.width, enlarge);
    const std::vector<Blend> down = blends(grid.rows, size.height, enlarge);
    const auto cols = static_cast<std::size_t>(grid.cols);
    std::uint8_t* pixel = image.rgb.data();
    for (const Blend& y : down)
        for (const Blend& x : across) {
            paint(pixel, [&](const auto& value) {
                return mix(mix(value(y.first * cols + x.first), value(y.first * cols + x.second), x.part),
                           mix(value(y.second * cols + x.first), value(y.second * cols + x.second), x.part), y.part);
            });
            pixel += 3;
        }
    return image;
}

void put(std::uint8_t* pixel, Rgb colour)
{
    pixel[0] = colour.r;
    pixel[1] = colour.g;
    pixel[2] = colour.b;
}

} // namespace

Image featurePicture(std::span<const Rgb> colours, const PatchGrid& grid, Size size, Enlarge enlarge)
{
    requireDrawable(colours.size(), grid, size);
    return painted(grid, size, enlarge, [&](std::uint8_t* pixel, const auto& blended) {
        const auto channel = [&](std::uint8_t Rgb::*which) {
            return static_cast<std::uint8_t>(
                std::lround(blended([&](std::size_t patch) { return float(colours[patch].*which); })));
        };
        put(pixel, {channel(&Rgb::r), channel(&Rgb::g), channel(&Rgb::b)});
    });
}

Image valuePicture(std::span<const float> values, const PatchGrid& grid, Size size, Enlarge enlarge,
                   const ColourScale& scale)
{
    requireDrawable(values.size(), grid, size);
    if (scale.palette.empty())
        throw Error(ErrorCode::BadOption, "cannot draw the features: the palette has no colour");
    const ValueRange range = scale.range;
    const float last = float(scale.palette.size() - 1);
    return painted(grid, size, enlarge, [&](std::uint8_t* pixel, const auto& blended) {
        const float value = blended([&](std::size_t patch) { return values[patch]; });
        const float part = range.low < range.high ? (value - range.low) / (range.high - range.low) : 0;
        // NaN compares with nothing, and so takes the first colour
        const float place = part > 0 ? std::min(part, 1.f) * last : 0;
        put(pixel, scale.palette[static_cast<std::size_t>(std::lround(place))]);
    });
}

} // namespace nectar
