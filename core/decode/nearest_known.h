// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

/// A place or an area in units of patches: patch (r, c) has its centre at (r + 0.5, c + 0.5).
struct PatchArea {
    double top = 0, left = 0, bottom = 0, right = 0;
};

/// Known patches, ascending, among which is the nearest to every point of the area; empty: no patch is known.
/// Found once for an area, they make "the nearest known patch" of its hundreds of pixels cheap.
std::vector<std::int64_t> knownNear(const PatchVotes& votes, const PatchGrid& grid, const PatchArea& area);

/// The one of them with the nearest centre, at equal distance the lowest; -1 of none.
std::int64_t nearestOf(const std::vector<std::int64_t>& patches, const PatchGrid& grid, double row, double col);

} // namespace nectar
