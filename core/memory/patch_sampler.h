// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/memory/patch_targets.h"

#include <vector>

namespace nectar {

enum class Sampling { Eq5, Uniform, RandomValid, All };
inline constexpr const char* kSamplingNames[] = {"eq5", "uniform", "random-valid", "all"};

/// Which patches of one (augmented) picture are kept.
struct SamplingRule {
    Sampling sampling = Sampling::Eq5;
    int quota = 0;
    int minValidPixels = 0; ///< patches with fewer known pixels are left out, even if the quota is not reached then
};

/// Patches that are kept of one (augmented) picture: `quota` patch numbers, ascending; all if the quota covers them.
/// Eq5 (paper, appendix A.1): lowest class_score · x, patches without label last; x per patch; ties by a random key.
/// RandomValid: uniform among labelled patches first, the others only to fill up. All: every patch.
std::vector<int> choosePatches(const LabelTargetsView& targets, const SamplingRule& rule, RandomStream& random);
/// Depth: a shuffle, patches without valid pixel moved behind the others, the first `quota` (Eq5 and RandomValid
/// alike).
std::vector<int> choosePatches(const DepthTargetsView& targets, const SamplingRule& rule, RandomStream& random);
/// Pixels that are at least a fraction of a patch's.
int pixelsOfFraction(float fraction, int patchPixels);

/// Entries per picture and epoch: floor(memory / (pictures · max(epochs, 1))), at least 1, at most `patches`.
int quotaPerImage(std::int64_t memory, std::int64_t pictures, int epochs, int patches);
/// The same with the remainder of the division spread: some pictures keep one patch more, evenly over the `unit`s
/// (picture · epochs + epoch), so that all quotas add up to `memory`.
int spreadQuota(std::int64_t memory, std::int64_t pictures, int epochs, std::int64_t unit, int patches);

} // namespace nectar
