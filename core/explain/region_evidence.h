// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

/// A remembered patch that votes somewhere in a region.
struct RegionEntry {
    std::uint32_t row = 0;
    double share = 0;     ///< of the region's whole vote: its weights' sum over the patches that have neighbours
    float similarity = 0; ///< the best that it has to one of the patches
    int patches = 0;      ///< of the region, in which it votes
};

/// What a region rests on: the votes of its patches put together, each patch counting alike.
struct RegionEvidence {
    std::vector<RegionEntry> entries; ///< largest share first, ties by row id; all shares together 1
    int voters = 0;                   ///< patches that have a neighbour; the others count for nothing
};

/// patches: numbers in the table's picture, each once. Errors: BadOption (no such patch, options out of range).
RegionEvidence regionEvidence(const NeighbourTable& table, std::span<const int> patches, const DecodeOptions& options);

/// The votes of a region's known patches on average.
struct RegionVotes {
    std::vector<double> scores; ///< [classes], together 1, or for depth [1] metres; all 0 if no patch is known
    int known = 0;              ///< patches
};

/// Errors: BadOption (no such patch).
RegionVotes regionVotes(const PatchVotes& votes, std::span<const int> patches);

} // namespace nectar
