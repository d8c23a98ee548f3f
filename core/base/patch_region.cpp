// SPDX-License-Identifier: Apache-2.0
#include "core/base/patch_region.h"

#include <algorithm>
#include <cassert>

namespace nectar {

namespace {

/// Where an outline crosses a horizontal line, and in which direction.
struct Crossing {
    double col = 0;
    int turn = 0; ///< 1: downwards, -1: upwards
};

/// The crossings of the line through the middles of a row's patches, from left to right.
std::vector<Crossing> crossingsOf(std::span<const GridPoint> outline, double line)
{
    std::vector<Crossing> crossings;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const GridPoint& a = outline[i];
        const GridPoint& b = outline[(i + 1) % outline.size()];
        if ((a.row <= line) == (b.row <= line)) // a corner on the line belongs to the side above it
            continue;
        crossings.push_back({a.col + (line - a.row) / (b.row - a.row) * (b.col - a.col), a.row <= line ? 1 : -1});
    }
    std::ranges::sort(crossings, {}, &Crossing::col);
    return crossings;
}

} // namespace

std::vector<int> patchesInRectangle(const PatchGrid& grid, PatchIndex corner, PatchIndex opposite)
{
    std::vector<int> patches;
    if (grid.count() == 0)
        return patches;
    const auto clampedRow = [&](int row) { return std::clamp(row, 0, grid.rows - 1); };
    const auto clampedCol = [&](int col) { return std::clamp(col, 0, grid.cols - 1); };
    const auto [top, bottom] = std::minmax({clampedRow(corner.row), clampedRow(opposite.row)});
    const auto [left, right] = std::minmax({clampedCol(corner.col), clampedCol(opposite.col)});
    for (int row = top; row <= bottom; ++row)
        for (int col = left; col <= right; ++col)
            patches.push_back(patchNumber(grid, {row, col}));
    return patches;
}

std::vector<int> patchesInOutline(const PatchGrid& grid, std::span<const GridPoint> outline)
{
    std::vector<int> patches;
    for (int row = 0; row < grid.rows; ++row) {
        const std::vector<Crossing> crossings = crossingsOf(outline, row + 0.5);
        std::size_t passed = 0;
        int turns = 0;
        for (int col = 0; col < grid.cols; ++col) {
            for (; passed < crossings.size() && crossings[passed].col <= col + 0.5; ++passed)
                turns += crossings[passed].turn;
            if (turns != 0)
                patches.push_back(patchNumber(grid, {row, col}));
        }
    }
    return patches;
}

std::vector<int> patchesJoined(const PatchGrid& grid, std::span<const int> kinds, int start)
{
    assert(std::ssize(kinds) == grid.count() && 0 <= start && start < grid.count());
    std::vector<char> joined(kinds.size());
    std::vector<int> open{start};
    joined[static_cast<std::size_t>(start)] = 1;
    const auto visit = [&](int row, int col) {
        if (row < 0 || col < 0 || row >= grid.rows || col >= grid.cols)
            return;
        const int patch = patchNumber(grid, {row, col});
        const auto at = static_cast<std::size_t>(patch);
        if (joined[at] || kinds[at] != kinds[static_cast<std::size_t>(start)])
            return;
        joined[at] = 1;
        open.push_back(patch);
    };
    while (!open.empty()) {
        const PatchIndex at = patchAt(grid, open.back());
        open.pop_back();
        visit(at.row - 1, at.col);
        visit(at.row + 1, at.col);
        visit(at.row, at.col - 1);
        visit(at.row, at.col + 1);
    }
    std::vector<int> patches;
    for (int patch = 0; patch < grid.count(); ++patch)
        if (joined[static_cast<std::size_t>(patch)])
            patches.push_back(patch);
    return patches;
}

PatchRectangle rectangleAround(const PatchGrid& grid, std::span<const int> patches)
{
    assert(!patches.empty());
    const PatchIndex start = patchAt(grid, patches.front());
    PatchRectangle around{start, start};
    for (const int patch : patches) {
        const PatchIndex at = patchAt(grid, patch);
        around.first = {std::min(around.first.row, at.row), std::min(around.first.col, at.col)};
        around.last = {std::max(around.last.row, at.row), std::max(around.last.col, at.col)};
    }
    return around;
}

} // namespace nectar
