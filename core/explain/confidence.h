// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

/// How sure the vote of a patch is. A patch that is unknown has no share, margin 0, entropy 1 and disagreement 1.
struct PatchConfidence {
    std::uint16_t winner = 0xFFFF; ///< class with the largest share, of several the lowest; 0xFFFF: unknown, or depth
    float share = 0;               ///< of the winner, 0 to 1
    float margin = 0;              ///< over the second, 0 to 1
    float entropy = 1;             ///< of the shares, over ln(classes): 0 one class, 1 all alike
    float effective = 0;           ///< 1 / Σ w²: how many neighbours really vote, 1 to k
    float similarity = 0;          ///< of the best neighbour; −1 without any
    float disagreement = 1; ///< weight of the neighbours whose commonest class is not the winner, or without label
    float spread = 0;       ///< depth: weighted standard deviation in metres; 0 for classes
};

/// [patches]. Errors: BadOption (a task that the bank has not, options out of range), Cancelled.
std::vector<PatchConfidence> patchConfidences(const NeighbourTable& table, const MemoryBank& bank, Task task,
                                              const DecodeOptions& options, const JobContext& ctx);
/// Of some patches alone, in their order. Errors: also BadOption (no such patch).
std::vector<PatchConfidence> patchConfidences(const NeighbourTable& table, const MemoryBank& bank, Task task,
                                              const DecodeOptions& options, std::span<const int> patches,
                                              const JobContext& ctx);
/// How sure a region is: the mean of every number. winner: what most of its known patches are, of several the lowest.
PatchConfidence meanConfidence(std::span<const PatchConfidence> confidences);

/// What similarities are usual within the bank: of up to `sample` entries (chosen by seed) each one's best similarity
/// to an entry of another prompt image, ascending. A patch below a low quantile of it is like nothing in the bank ("out
/// of bank"). Empty for a bank of one picture.
std::vector<float> usualSimilarities(const MemoryBank& bank, const NeighbourIndex& index, int sample,
                                     std::uint64_t seed, const JobContext& ctx);

/// Value at this share (0 to 1) of an ascending list, between neighbours linear. Throws BadOption if empty or outside.
float quantile(std::span<const float> ascending, double share);

} // namespace nectar
