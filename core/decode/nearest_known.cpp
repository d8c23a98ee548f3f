// SPDX-License-Identifier: Apache-2.0
#include "core/decode/nearest_known.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nectar {

namespace {

struct Window {
    int top, left, bottom, right; ///< inclusive

    Window(const PatchGrid& grid, double row, double col, double reach)
        : top(std::max(0, static_cast<int>(std::floor(row - reach - 0.5)))),
          left(std::max(0, static_cast<int>(std::floor(col - reach - 0.5)))),
          bottom(std::min(grid.rows - 1, static_cast<int>(std::ceil(row + reach - 0.5)))),
          right(std::min(grid.cols - 1, static_cast<int>(std::ceil(col + reach - 0.5))))
    {}
    bool covers(const PatchGrid& grid) const
    {
        return top == 0 && left == 0 && bottom == grid.rows - 1 && right == grid.cols - 1;
    }
};

double squaredDistance(int r, int c, double row, double col)
{
    return (r + 0.5 - row) * (r + 0.5 - row) + (c + 0.5 - col) * (c + 0.5 - col);
}

/// Calls visit(patch, row, column) for the known patches of a window, in ascending order.
template <class Visit>
void visitKnown(const PatchVotes& votes, const PatchGrid& grid, const Window& window, Visit&& visit)
{
    for (int r = window.top; r <= window.bottom; ++r)
        for (int c = window.left; c <= window.right; ++c)
            if (const std::int64_t patch = std::int64_t{r} * grid.cols + c; votes.known(patch))
                visit(patch, r, c);
}

/// Squared distance from a point to the nearest known centre; infinity if no patch is known.
double squaredDistanceToKnown(const PatchVotes& votes, const PatchGrid& grid, double row, double col)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (double reach = 2;; reach *= 2) {
        const Window window(grid, row, col, reach);
        visitKnown(votes, grid, window,
                   [&](std::int64_t, int r, int c) { nearest = std::min(nearest, squaredDistance(r, c, row, col)); });
        if (nearest <= reach * reach || window.covers(grid)) // nothing nearer lies outside the window
            return nearest;
    }
}

} // namespace

std::vector<std::int64_t> knownNear(const PatchVotes& votes, const PatchGrid& grid, const PatchArea& area)
{
    const double row = (area.top + area.bottom) / 2, col = (area.left + area.right) / 2;
    const double nearest = squaredDistanceToKnown(votes, grid, row, col);
    if (!std::isfinite(nearest))
        return {};
    // From the middle to the nearest of any point it is no further than to the nearest of the middle and half the
    // diagonal there and back; a little more for rounding.
    const double reach = std::sqrt(nearest) + std::hypot(area.bottom - area.top, area.right - area.left) + 1e-6;
    std::vector<std::int64_t> patches;
    visitKnown(votes, grid, Window(grid, row, col, reach), [&](std::int64_t patch, int r, int c) {
        if (squaredDistance(r, c, row, col) <= reach * reach)
            patches.push_back(patch);
    });
    return patches;
}

std::int64_t nearestOf(const std::vector<std::int64_t>& patches, const PatchGrid& grid, double row, double col)
{
    std::int64_t best = -1;
    double bestDistance = std::numeric_limits<double>::infinity();
    for (const std::int64_t patch : patches)
        if (const double distance =
                squaredDistance(static_cast<int>(patch / grid.cols), static_cast<int>(patch % grid.cols), row, col);
            distance < bestDistance) {
            bestDistance = distance;
            best = patch;
        }
    return best;
}

} // namespace nectar
