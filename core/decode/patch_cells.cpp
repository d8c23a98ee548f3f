// SPDX-License-Identifier: Apache-2.0
#include "core/decode/patch_cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nectar {

namespace {

std::vector<Tap> bilinearTaps(int cells, int pixels)
{
    std::vector<Tap> taps;
    const double scale = double(cells) / double(pixels);
    for (int p = 0; p < pixels; ++p) {
        const double unclamped = (p + 0.5) * scale - 0.5;
        const double at = std::clamp(unclamped, 0., double(cells - 1));
        const int first = std::min(static_cast<int>(at), cells - 1);
        const bool onCentre = unclamped > -1e-9 && std::abs(unclamped - std::round(unclamped)) < 1e-9;
        taps.push_back({first, std::min(first + 1, cells - 1), static_cast<float>(at - first), onCentre});
    }
    return taps;
}

std::vector<int> cellStarts(const std::vector<Tap>& taps, int cells)
{
    std::vector<int> starts(static_cast<std::size_t>(cells) + 1, 0);
    for (const Tap& tap : taps)
        ++starts[static_cast<std::size_t>(tap.first) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    return starts;
}

Corners weigh(const PatchVotes& votes, const PatchGrid& grid, const Tap& y, const Tap& x)
{
    Corners corners{patchesAt(grid, y, x), bilinearWeights(y.weight, x.weight)};
    for (std::size_t i = 0; i < 4; ++i) {
        if (!votes.known(corners.patch[i]))
            corners.weight[i] = 0;
        corners.total += corners.weight[i];
    }
    return corners;
}

} // namespace

FourPatches patchesAt(const PatchGrid& grid, const Tap& y, const Tap& x)
{
    const std::int64_t above = std::int64_t{y.first} * grid.cols;
    const std::int64_t below = std::int64_t{y.second} * grid.cols;
    return {above + x.first, above + x.second, below + x.first, below + x.second};
}

bool allKnown(const PatchVotes& votes, const FourPatches& patches)
{
    return std::all_of(patches.begin(), patches.end(), [&](std::int64_t patch) { return votes.known(patch); });
}

PatchCells::PatchCells(const PatchVotes& patchVotes, const PatchGrid& patchGrid, Size pictureSize)
    : votes(patchVotes), grid(patchGrid), size(pictureSize)
{
    if (votes.scores.rows != grid.count() || grid.count() == 0 || size.width < 1 || size.height < 1)
        throw Error(ErrorCode::Mismatch, "votes and patch grid do not belong together");
    xs = bilinearTaps(grid.cols, size.width);
    ys = bilinearTaps(grid.rows, size.height);
    starts = cellStarts(xs, grid.cols);
}

Corners PatchCells::cornersOf(int pixelX, int pixelY) const
{
    Tap tapY = y(pixelY), tapX = x(pixelX);
    const Corners corners = weigh(votes, grid, tapY, tapX);
    if (corners.total > 0 || !(tapY.onCentre || tapX.onCentre))
        return corners;
    // On the very centre of an unknown patch its neighbours have no weight, however near they are: the limit from
    // beside it keeps a hole of one pixel out of the picture.
    constexpr float kBeside = 1e-6f;
    for (Tap* tap : {&tapY, &tapX})
        if (tap->onCentre)
            tap->weight = std::clamp(tap->weight, kBeside, 1 - kBeside);
    return weigh(votes, grid, tapY, tapX);
}

} // namespace nectar
