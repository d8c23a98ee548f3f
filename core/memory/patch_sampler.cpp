// SPDX-License-Identifier: Apache-2.0
#include "core/memory/patch_sampler.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// Sort key of one patch: lowest first.
struct Candidate {
    bool empty = false;
    double score = 0;
    std::uint64_t tie = 0;
    int patch = 0;
};

std::vector<int> lowest(std::vector<Candidate> candidates, int quota)
{
    const auto kept = static_cast<std::size_t>(std::clamp(quota, 0, static_cast<int>(candidates.size())));
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        if (a.empty != b.empty)
            return b.empty;
        return a.score != b.score ? a.score < b.score : a.tie < b.tie;
    });
    std::vector<int> patches;
    for (std::size_t i = 0; i < kept; ++i)
        patches.push_back(candidates[i].patch);
    std::sort(patches.begin(), patches.end());
    return patches;
}

/// class_score_j of Eq. 5: the sum, over the classes in patch j, of how many patches of the picture contain them.
std::vector<double> classScores(const LabelTargetsView& targets)
{
    std::vector<double> patchesWithClass;
    for (const ClassCount& entry : targets.entries) {
        if (entry.classIndex >= patchesWithClass.size())
            patchesWithClass.resize(std::size_t{entry.classIndex} + 1);
        patchesWithClass[entry.classIndex] += 1;
    }
    std::vector<double> scores(static_cast<std::size_t>(targets.size()));
    for (std::size_t patch = 0; patch < scores.size(); ++patch)
        for (const ClassCount& entry : targets.counts(static_cast<std::int64_t>(patch)))
            scores[patch] += patchesWithClass[entry.classIndex];
    return scores;
}

template <class IsKept>
std::vector<int> everyPatch(std::int64_t count, const IsKept& isKept)
{
    std::vector<int> patches;
    for (int patch = 0; patch < static_cast<int>(count); ++patch)
        if (isKept(patch))
            patches.push_back(patch);
    return patches;
}

/// The rules that labels and depth share; scoreOf: class_score of Eq. 5, 1 for a shuffle.
template <class ValidPixels, class ScoreOf>
std::vector<int> choose(std::int64_t count, const SamplingRule& rule, RandomStream& random,
                        const ValidPixels& validPixels, const ScoreOf& scoreOf)
{
    const auto isKept = [&](int patch) {
        return rule.minValidPixels <= 0 || validPixels(patch) >= rule.minValidPixels;
    };
    if (rule.sampling == Sampling::All || rule.quota >= count)
        return everyPatch(count, isKept);
    std::vector<Candidate> candidates;
    for (int patch = 0; patch < static_cast<int>(count); ++patch) {
        // One draw per patch: one per picture would make the order deterministic. Drawn for those left out as well, so
        // that leaving out changes no other patch's draw.
        const double x = random.uniform();
        const std::uint64_t tie = random.next();
        const bool emptyLast = rule.sampling != Sampling::Uniform && validPixels(patch) == 0;
        // By (empty, score · x): equals Eq. 5's + 10^6 for empty patches on any grid (method.md 3).
        if (isKept(patch))
            candidates.push_back({emptyLast, scoreOf(patch) * x, tie, patch});
    }
    return lowest(std::move(candidates), rule.quota);
}

constexpr auto kShuffle = [](int) { return 1.; };

} // namespace

std::vector<int> choosePatches(const LabelTargetsView& targets, const SamplingRule& rule, RandomStream& random)
{
    const auto validPixels = [&](int patch) { return targets.validCount(patch); };
    if (rule.sampling != Sampling::Eq5)
        return choose(targets.size(), rule, random, validPixels, kShuffle);
    const std::vector<double> scores = classScores(targets);
    return choose(targets.size(), rule, random, validPixels,
                  [&](int patch) { return scores[static_cast<std::size_t>(patch)]; });
}

std::vector<int> choosePatches(const DepthTargetsView& targets, const SamplingRule& rule, RandomStream& random)
{
    return choose(
        targets.size(), rule, random,
        [&](int patch) { return int{targets.validCounts[static_cast<std::size_t>(patch)]}; }, kShuffle);
}

int pixelsOfFraction(float fraction, int patchPixels)
{
    constexpr double kRounding = 1e-3; // 0.3f of 100 pixels is 30 of them, not 31
    return static_cast<int>(std::ceil(double{fraction} * patchPixels - kRounding));
}

int quotaPerImage(std::int64_t memory, std::int64_t pictures, int epochs, int patches)
{
    const std::int64_t share = memory / (std::max<std::int64_t>(pictures, 1) * std::max(epochs, 1));
    return static_cast<int>(std::clamp<std::int64_t>(share, 1, std::max(patches, 1)));
}

int spreadQuota(std::int64_t memory, std::int64_t pictures, int epochs, std::int64_t unit, int patches)
{
    const auto units = static_cast<std::uint64_t>(std::max<std::int64_t>(pictures, 1) * std::max(epochs, 1));
    const auto u = static_cast<std::uint64_t>(unit);
    const std::uint64_t remainder = static_cast<std::uint64_t>(memory) % units;
    const bool more = std::uint64_t(memory) >= units && (u + 1) * remainder / units > u * remainder / units;
    return std::min(quotaPerImage(memory, pictures, epochs, patches) + (more ? 1 : 0), std::max(patches, 1));
}

} // namespace nectar
