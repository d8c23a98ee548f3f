// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"
#include "core/memory/memory_bank.h"

#include <vector>

namespace nectar {

/// Which patches of a prompt image the bank remembers, in the grid that the whole picture has at the bank's input size.
/// An entry of an altered copy belongs to the patch that its middle lies in.
struct PromptPlaces {
    PatchGrid grid;
    std::vector<int> patchOfRow; ///< of each row of MemoryBank::rowsOfImage(), in order
    int remembered = 0;          ///< patches that have an entry
    std::uint32_t firstRow = 0;

    /// The rows of a patch: none, one, or one of each copy.
    std::vector<std::uint32_t> rowsAt(int patch) const;
};

/// Errors: BadOption (no such prompt image).
PromptPlaces promptPlaces(const MemoryBank& bank, std::uint32_t image);

} // namespace nectar
