// SPDX-License-Identifier: Apache-2.0
#include "core/eval/patch_errors.h"

#include "core/eval/metrics.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace nectar {

namespace {

/// Row or column of patches that each row or column of pixels belongs to, by the pixel's centre.
std::vector<int> patchOfPixel(int pixels, int patches)
{
    std::vector<int> place(static_cast<std::size_t>(pixels));
    for (int i = 0; i < pixels; ++i)
        place[static_cast<std::size_t>(i)] =
            std::min(static_cast<int>((double(i) + 0.5) * patches / pixels), patches - 1);
    return place;
}

using PairCounts = std::unordered_map<std::uint32_t, std::int64_t>; ///< truth << 16 | prediction -> pixels

} // namespace

std::vector<ConfusedPixels> confusedPixels(const LabelMap& truth, const LabelMap& prediction, const PatchGrid& grid)
{
    requireSameSize(truth.size(), prediction.size());
    const std::vector<int> rowOf = patchOfPixel(truth.height, grid.rows);
    const std::vector<int> colOf = patchOfPixel(truth.width, grid.cols);
    std::vector<PairCounts> perPatch(static_cast<std::size_t>(grid.count()));
    for (int y = 0; y < truth.height; ++y) {
        const int firstPatch = rowOf[static_cast<std::size_t>(y)] * grid.cols;
        for (int x = 0; x < truth.width; ++x)
            if (const std::uint16_t label = truth.at(x, y); label != kVoid)
                ++perPatch[static_cast<std::size_t>(firstPatch + colOf[static_cast<std::size_t>(x)])]
                          [std::uint32_t{label} << 16 | prediction.at(x, y)];
    }
    std::map<std::uint32_t, ConfusedPixels> found;
    for (int patch = 0; patch < grid.count(); ++patch)
        for (const auto& [pair, pixels] : perPatch[static_cast<std::size_t>(patch)]) {
            ConfusedPixels& entry = found[pair];
            entry.truth = static_cast<std::uint16_t>(pair >> 16);
            entry.prediction = static_cast<std::uint16_t>(pair & 0xFFFF);
            entry.pixels += pixels;
            if (pixels > entry.patchPixels) {
                entry.patch = patch;
                entry.patchPixels = pixels;
            }
        }
    std::vector<ConfusedPixels> result;
    for (const auto& [pair, entry] : found)
        result.push_back(entry);
    return result;
}

int worstDepthPatch(const DepthMap& truth, const DepthMap& prediction, const PatchGrid& grid)
{
    requireSameSize(truth.size(), prediction.size());
    const std::vector<int> rowOf = patchOfPixel(truth.height, grid.rows);
    const std::vector<int> colOf = patchOfPixel(truth.width, grid.cols);
    std::vector<double> squared(static_cast<std::size_t>(grid.count()), -1);
    for (int y = 0; y < truth.height; ++y)
        for (int x = 0; x < truth.width; ++x)
            if (const auto pair = depthPair(truth.at(x, y), prediction.at(x, y))) {
                double& sum = squared[static_cast<std::size_t>(rowOf[static_cast<std::size_t>(y)] * grid.cols +
                                                               colOf[static_cast<std::size_t>(x)])];
                sum = std::max(sum, 0.) + pair->error() * pair->error();
            }
    const auto worst = std::ranges::max_element(squared);
    return worst == squared.end() || *worst < 0 ? -1 : static_cast<int>(worst - squared.begin());
}

} // namespace nectar
