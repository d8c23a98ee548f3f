// SPDX-License-Identifier: Apache-2.0
#include "core/report/overlay.h"

#include "core/base/error.h"
#include "core/image/resampling.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr Rgb kNoDepthColour = {110, 110, 110};
constexpr Rgb kHatchColour = {255, 255, 255};

void requireSameSize(Size photo, Size map)
{
    if (photo != map)
        throw Error(ErrorCode::Mismatch, "cannot lay over: photo and map differ in size");
}

void mix(std::uint8_t* pixel, Rgb colour, float opacity)
{
    const auto blend = [opacity](std::uint8_t under, std::uint8_t over) {
        return static_cast<std::uint8_t>(std::lround(float(under) + opacity * (float(over) - float(under))));
    };
    pixel[0] = blend(pixel[0], colour.r);
    pixel[1] = blend(pixel[1], colour.g);
    pixel[2] = blend(pixel[2], colour.b);
}

Rgb depthColour(float metres, DepthRange range, std::span<const Rgb> palette)
{
    if (!std::isfinite(metres) || palette.empty())
        return kNoDepthColour;
    const float span = std::max(range.farMetres - range.nearMetres, 1e-6f);
    const float t = std::clamp((metres - range.nearMetres) / span, 0.f, 1.f);
    return palette[static_cast<std::size_t>(std::lround(t * float(palette.size() - 1)))];
}

} // namespace

Image overlayLabels(const Image& photo, const LabelMap& labels, std::span<const Rgb> palette, float opacity)
{
    requireSameSize(photo.size(), labels.size());
    Image result = photo;
    opacity = std::clamp(opacity, 0.f, 1.f);
    for (std::size_t i = 0; i < labels.ids.size(); ++i)
        if (labels.ids[i] < palette.size())
            mix(result.rgb.data() + 3 * i, palette[labels.ids[i]], opacity);
    return result;
}

Image colourLabels(const LabelMap& labels, std::span<const Rgb> palette)
{
    return overlayLabels(Image(labels.width, labels.height), labels, palette, 1.f);
}

DepthRange depthRange(const DepthMap& depth)
{
    std::vector<float> valid;
    std::copy_if(depth.metres.begin(), depth.metres.end(), std::back_inserter(valid),
                 [](float m) { return std::isfinite(m); });
    if (valid.empty())
        return {0, 1};
    const auto percentile = [&valid](double p) {
        const auto at = valid.begin() + static_cast<std::ptrdiff_t>(p * double(valid.size() - 1));
        std::nth_element(valid.begin(), at, valid.end());
        return *at;
    };
    const float nearMetres = percentile(0.02);
    const float farMetres = percentile(0.98);
    return {nearMetres, std::max(farMetres, nearMetres + 1e-3f)};
}

Image colourDepth(const DepthMap& depth, DepthRange range, std::span<const Rgb> palette)
{
    return overlayDepth(Image(depth.width, depth.height), depth, range, palette, 1.f);
}

Image overlayDepth(const Image& photo, const DepthMap& depth, DepthRange range, std::span<const Rgb> palette,
                   float opacity, std::span<const std::uint8_t> guessed)
{
    requireSameSize(photo.size(), depth.size());
    if (!guessed.empty() && guessed.size() != depth.metres.size())
        throw Error(ErrorCode::Mismatch, "cannot lay over: depth and its guesses differ in size");
    Image result = photo;
    opacity = std::clamp(opacity, 0.f, 1.f);
    for (std::size_t i = 0; i < depth.metres.size(); ++i)
        mix(result.rgb.data() + 3 * i, depthColour(depth.metres[i], range, palette), opacity);
    const int period = std::max(6, std::min(photo.width, photo.height) / 60); // a picture has some 60 lines at any size
    for (std::size_t i = 0; i < guessed.size(); ++i) {
        const int x = static_cast<int>(i) % photo.width;
        const int y = static_cast<int>(i) / photo.width;
        if (guessed[i] && (x + y) % period < std::max(1, period / 6))
            mix(result.rgb.data() + 3 * i, kHatchColour, 0.7f);
    }
    return result;
}

Image overlayPatches(const Image& photo, std::span<const std::optional<Rgb>> colours, const PatchGrid& grid,
                     float opacity)
{
    if (grid.rows < 1 || grid.cols < 1 || colours.size() != static_cast<std::size_t>(grid.count()))
        throw Error(ErrorCode::Mismatch, "cannot lay over: there must be one colour for each patch");
    Image result = photo;
    opacity = std::clamp(opacity, 0.f, 1.f);
    const std::vector<int> across = nearestSources(grid.cols, photo.width, 0, photo.width);
    const std::vector<int> down = nearestSources(grid.rows, photo.height, 0, photo.height);
    std::uint8_t* pixel = result.rgb.data();
    for (const int row : down)
        for (const int col : across) {
            if (const auto& colour = colours[static_cast<std::size_t>(patchNumber(grid, {row, col}))])
                mix(pixel, *colour, opacity);
            pixel += 3;
        }
    return result;
}

} // namespace nectar
