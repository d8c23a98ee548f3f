// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

// What the explanations of a patch share. All in double: they are compared with one another, never with the overlay's
// last bits.

/// Calls use(row, rank from 0, similarity, weight) for the neighbours of a patch that vote, best first.
template <class Use>
void forNeighbours(const NeighbourTable& table, int patch, const DecodeOptions& options, const Use& use)
{
    const auto ids = table.idsOf(patch);
    const auto similarities = table.similaritiesOf(patch);
    const std::vector<float> weights =
        neighbourWeights(similarities, std::min(options.neighbours, table.k), options.temperature);
    for (std::size_t i = 0; i < weights.size() && ids[i] != kNoRow; ++i)
        use(ids[i], static_cast<int>(i), similarities[i], weights[i]);
}

/// The class with the most pixels of an entry, of several the lowest; kNoClass without label.
std::uint16_t commonestClass(std::span<const ClassCount> counts);
inline constexpr std::uint16_t kNoClass = 0xFFFF;

/// m of method.md 4: 0 without label, else 1 or the labelled share.
double entryMass(const LabelTargetsView& labels, std::uint32_t row, MassRule rule);

/// Throws BadOption for a patch that the table does not have, and for options out of range.
void requirePatch(const NeighbourTable& table, int patch);

} // namespace nectar
