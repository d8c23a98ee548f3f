// SPDX-License-Identifier: Apache-2.0
#include "core/memory/patch_sampler.h"

#include <algorithm>
#include <numeric>

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

std::vector<int> everyPatch(std::int64_t count)
{
    std::vector<int> patches(static_cast<std::size_t>(count));
    std::iota(patches.begin(), patches.end(), 0);
    return patches;
}

/// Uniform among the patches; `emptyLast` moves those without target behind the others.
template <class IsEmpty>
std::vector<int> shuffled(std::int64_t count, int quota, RandomStream& random, const IsEmpty& isEmpty)
{
    std::vector<Candidate> candidates;
    for (int patch = 0; patch < static_cast<int>(count); ++patch) {
        const double x = random.uniform();
        candidates.push_back({isEmpty(patch), x, random.next(), patch});
    }
    return lowest(std::move(candidates), quota);
}

} // namespace

std::vector<int> choosePatches(const LabelTargetsView& targets, Sampling sampling, int quota, RandomStream& random)
{
    if (sampling == Sampling::All || quota >= targets.size())
        return everyPatch(targets.size());
    if (sampling == Sampling::Uniform)
        return shuffled(targets.size(), quota, random, [](int) { return false; });
    if (sampling == Sampling::RandomValid)
        return shuffled(targets.size(), quota, random, [&](int patch) { return targets.counts(patch).empty(); });
    const std::vector<double> scores = classScores(targets);
    std::vector<Candidate> candidates;
    for (int patch = 0; patch < static_cast<int>(targets.size()); ++patch) {
        const double x = random.uniform(); // one draw per patch: one per picture would make the order deterministic
        // By (empty, score · x): equals Eq. 5's + 10^6 for empty patches on any grid (method.md 3).
        candidates.push_back(
            {targets.counts(patch).empty(), scores[static_cast<std::size_t>(patch)] * x, random.next(), patch});
    }
    return lowest(std::move(candidates), quota);
}

std::vector<int> choosePatches(const DepthTargetsView& targets, Sampling sampling, int quota, RandomStream& random)
{
    if (sampling == Sampling::All || quota >= targets.size())
        return everyPatch(targets.size());
    if (sampling == Sampling::Uniform)
        return shuffled(targets.size(), quota, random, [](int) { return false; });
    return shuffled(targets.size(), quota, random,
                    [&](int patch) { return targets.validCounts[static_cast<std::size_t>(patch)] == 0; });
}

int quotaPerImage(std::int64_t memory, std::int64_t pictures, int epochs, int patches)
{
    const std::int64_t share = memory / (std::max<std::int64_t>(pictures, 1) * std::max(epochs, 1));
    return static_cast<int>(std::clamp<std::int64_t>(share, 1, std::max(patches, 1)));
}

} // namespace nectar
