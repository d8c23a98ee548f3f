// SPDX-License-Identifier: Apache-2.0
#include "core/image/resampling.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// Weights of one axis: output i is the weighted sum of `taps[i].count` sources from `taps[i].first`.
struct AxisWeights {
    struct Taps {
        int first = 0;
        int count = 0;
        std::size_t offset = 0; ///< into weights
    };
    std::vector<Taps> taps;
    std::vector<float> weights;
};

/// Triangle kernel of half-width max(in / out, 1) around (i + 0.5) · in / out; taps outside are dropped and the rest is
/// renormalised.
AxisWeights triangleWeights(int in, int out, int first, int count)
{
    const double scale = static_cast<double>(in) / out;
    const double halfWidth = std::max(scale, 1.0);
    AxisWeights axis;
    for (int i = first; i < first + count; ++i) {
        const double centre = (i + 0.5) * scale;
        const int from = std::max(0, static_cast<int>(centre - halfWidth + 0.5));
        const int to = std::min(in, static_cast<int>(centre + halfWidth + 0.5));
        double sum = 0;
        for (int s = from; s < to; ++s)
            sum += std::max(0.0, 1.0 - std::abs((s + 0.5 - centre) / halfWidth));
        axis.taps.push_back({from, to - from, axis.weights.size()});
        for (int s = from; s < to; ++s)
            axis.weights.push_back(
                static_cast<float>(std::max(0.0, 1.0 - std::abs((s + 0.5 - centre) / halfWidth)) / sum));
    }
    return axis;
}

/// row [width · 3] = weighted sum of rows of the picture, columns from `left` on.
void blendRows(const Image& image, int left, const AxisWeights& vertical, std::size_t y, std::vector<float>& row)
{
    const AxisWeights::Taps& taps = vertical.taps[y];
    std::fill(row.begin(), row.end(), 0.f);
    float* target = row.data();
    const std::size_t values = row.size();
    for (int t = 0; t < taps.count; ++t) {
        const float weight = vertical.weights[taps.offset + static_cast<std::size_t>(t)];
        const std::uint8_t* source = image.pixel(left, taps.first + t);
        for (std::size_t i = 0; i < values; ++i)
            target[i] += weight * static_cast<float>(source[i]);
    }
}

std::uint8_t rounded(float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5f, 0.f, 255.f)); }

void blendColumns(const std::vector<float>& row, int left, const AxisWeights& horizontal, std::uint8_t* target)
{
    for (const AxisWeights::Taps& taps : horizontal.taps) {
        const float* source = row.data() + 3 * static_cast<std::size_t>(taps.first - left);
        const float* weights = horizontal.weights.data() + taps.offset;
        float r = 0, g = 0, b = 0;
        for (int t = 0; t < taps.count; ++t, source += 3) {
            r += weights[t] * source[0];
            g += weights[t] * source[1];
            b += weights[t] * source[2];
        }
        *target++ = rounded(r);
        *target++ = rounded(g);
        *target++ = rounded(b);
    }
}

} // namespace

Image resampleWindow(const Image& image, const ScaledWindow& window)
{
    Image result(window.size.width, window.size.height);
    if (result.empty() || image.empty())
        return result;
    const AxisWeights horizontal = triangleWeights(image.width, window.scaled.width, window.x, window.size.width);
    const AxisWeights vertical = triangleWeights(image.height, window.scaled.height, window.y, window.size.height);
    const int left = horizontal.taps.front().first;
    const int right = horizontal.taps.back().first + horizontal.taps.back().count;
    std::vector<float> row(3 * static_cast<std::size_t>(right - left)); // reused for every output row
    for (int y = 0; y < window.size.height; ++y) {
        blendRows(image, left, vertical, static_cast<std::size_t>(y), row);
        blendColumns(row, left, horizontal, result.pixel(0, y));
    }
    return result;
}

std::vector<int> nearestSources(int in, int out, int first, int count)
{
    std::vector<int> sources;
    sources.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = first; i < std::int64_t{first} + count; ++i)
        sources.push_back(static_cast<int>((2 * i + 1) * in / (2 * std::int64_t{out})));
    return sources;
}

} // namespace nectar
