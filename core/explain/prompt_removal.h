// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/memory_bank.h"
#include "core/search/neighbour_index.h"

namespace nectar {

/// The table as if some prompt images were not in the bank: their entries are gone and what follows moves up, so that
/// rows end earlier than before.
struct ReducedTable {
    NeighbourTable table;
    std::vector<int> survivors; ///< [queries] neighbours that are left
    /// Patches that had more neighbours than the table holds and have fewer than k left: only a search can tell.
    std::vector<int> incomplete(int k) const;
    std::vector<bool> wasFull; ///< [queries] the table ended before the bank did
};

ReducedTable withoutPrompts(const NeighbourTable& table, const MemoryBank& bank, std::span<const std::uint32_t> images);

/// Puts what a search without the same images found in the place of these patches' rows. found: [patches, table.k].
/// With it the first k neighbours of every patch, and all that is computed from them, are bit for bit those of a bank
/// that never had the images (of the same quota).
void replaceRows(NeighbourTable& table, std::span<const int> patches, const Neighbours& found);

} // namespace nectar
