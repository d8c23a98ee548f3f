// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/options.h"
#include "core/base/patch_grid.h"
#include "core/memory/memory_bank.h"
#include "core/search/neighbour_index.h"

namespace nectar {

enum class MassRule { Labelled, ValidFraction };
inline constexpr const char* kMassNames[] = {"labelled", "valid-fraction"};
inline constexpr const char* kMassHelp = "how much a remembered patch votes that is labelled in part: like any other "
                                         "(labelled), or by the labelled share of it (valid-fraction)";

/// How neighbours vote (method.md 4).
struct DecodeOptions {
    int neighbours = 30;
    float temperature = 0.02f;
    MassRule mass = MassRule::Labelled;

    template <class Visitor>
    void visit(Visitor&& v)
    {
        v.field("neighbours", neighbours, 1, kMaxNeighbours, "neighbours that vote for each patch");
        v.field("temperature", temperature, 1e-4f, 10.f,
                "small: only the very best matches count; large: all matches count alike");
        v.choice("mass", mass, kMassNames, kMassHelp);
    }
};

/// Softmax of similarities / temperature over the first k that exist, max-subtracted, fp32; sums to 1. Result [k].
std::vector<float> neighbourWeights(std::span<const float> similarities, int k, float temperature);

/// Votes of all patches. scores [q, C] (sum 1 for known patches) or, for depth, metres [q, 1]; mass [q] = Σ a·m; 0
/// means the patch is unknown and its scores are 0.
struct PatchVotes {
    Task task = Task::Segmentation;
    Matrix scores;
    std::vector<float> mass;
    bool known(std::int64_t patch) const { return mass[static_cast<std::size_t>(patch)] > 0; }
};

/// table [q, k_max]; the bank must have the task's targets (throws BadOption).
PatchVotes decodeTargets(const NeighbourTable& table, const MemoryBank& bank, Task task, const DecodeOptions& options,
                         const JobContext& ctx);

/// Bilinear up-sampling (align_corners = false) of the votes over the known patches, arg-max fused: class index per
/// pixel, kVoid where no known patch is around. Ties go to the lower class. size: any, the grid covers the whole
/// picture.
LabelMap toLabelMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx);

/// Bilinear over the known patches; a pixel with none around takes the nearest known patch (by centres; the lowest
/// of equally near ones) and is marked as a guess.
struct DepthPrediction {
    DepthMap depth;
    std::vector<std::uint8_t> guessed; ///< [height, width] 1 where no known patch is around; empty: none
};
DepthPrediction toDepthMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx);

} // namespace nectar
