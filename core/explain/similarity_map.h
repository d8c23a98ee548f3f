// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/memory_bank.h"

#include <span>
#include <vector>

namespace nectar {

// Where pictures look like a patch, or like a region: without labels and without a search.

/// Mean of some patches' features [dim]: its dot product with another feature is their mean cosine similarity to it.
/// queries [patches, dim], L2-normalised. Errors: BadOption (none, or no such patch).
std::vector<float> meanQuery(MatrixView queries, std::span<const int> patches);

/// Mean cosine similarity of the chosen patches to every patch of their picture [patches].
std::vector<float> similarityMap(MatrixView queries, std::span<const int> patches);

/// Likewise to the entries of a prompt image, in the order of MemoryBank::rowsOfImage(): the number that a search would
/// give them, found or not. query [dim]. Errors: BadOption (no such prompt image), Mismatch (another dim).
std::vector<float> similaritiesInImage(const MemoryBank& bank, std::uint32_t image, std::span<const float> query);

} // namespace nectar
