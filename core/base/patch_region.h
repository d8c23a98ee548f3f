// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"

#include <span>
#include <vector>

namespace nectar {

// Which patches are chosen together. Results: numbers in the grid, ascending, each once.

/// All patches between two opposite corners, both included, in whichever order; corners outside move to the edge.
std::vector<int> patchesInRectangle(const PatchGrid& grid, PatchIndex corner, PatchIndex opposite);

/// A point measured in patches from the top left: the middle of the first patch is (0.5, 0.5).
struct GridPoint {
    double col = 0, row = 0;
};

/// Patches whose middle the closed outline goes round, once or more often.
std::vector<int> patchesInOutline(const PatchGrid& grid, std::span<const GridPoint> outline);

/// Patches of the kind of `start` that are joined to it by their sides. kinds [patches]; start: a patch of the grid.
std::vector<int> patchesJoined(const PatchGrid& grid, std::span<const int> kinds, int start);

/// The smallest rectangle around some patches; they must not be none.
struct PatchRectangle {
    PatchIndex first, last; ///< both included
    friend bool operator==(const PatchRectangle&, const PatchRectangle&) = default;
};
PatchRectangle rectangleAround(const PatchGrid& grid, std::span<const int> patches);

} // namespace nectar
