// SPDX-License-Identifier: Apache-2.0
#include "core/explain/region_evidence.h"

#include "core/explain/votes.h"

#include <algorithm>

namespace nectar {

namespace {

/// One neighbour of one patch.
struct Vote {
    std::uint32_t row = 0;
    float weight = 0, similarity = 0;
};

/// Equal rows become one entry; rows ascending.
std::vector<RegionEntry> entriesOf(std::vector<Vote> votes)
{
    std::ranges::stable_sort(votes, {}, &Vote::row); // stable: a sum of doubles depends on its order
    std::vector<RegionEntry> entries;
    for (const Vote& vote : votes) {
        if (entries.empty() || entries.back().row != vote.row)
            entries.push_back({vote.row, 0, vote.similarity, 0});
        RegionEntry& entry = entries.back();
        entry.share += double(vote.weight);
        entry.similarity = std::max(entry.similarity, vote.similarity);
        ++entry.patches;
    }
    return entries;
}

} // namespace

RegionEvidence regionEvidence(const NeighbourTable& table, std::span<const int> patches, const DecodeOptions& options)
{
    throwIfIssues(optionIssues(options));
    RegionEvidence evidence;
    std::vector<Vote> votes;
    for (const int patch : patches) {
        requirePatch(table, patch);
        const std::size_t before = votes.size();
        forNeighbours(table, patch, options, [&](std::uint32_t row, int, float similarity, float weight) {
            votes.push_back({row, weight, similarity});
        });
        evidence.voters += votes.size() > before;
    }
    evidence.entries = entriesOf(std::move(votes));
    for (RegionEntry& entry : evidence.entries)
        entry.share /= std::max(evidence.voters, 1);
    std::ranges::stable_sort(evidence.entries, std::ranges::greater{}, &RegionEntry::share);
    return evidence;
}

RegionVotes regionVotes(const PatchVotes& votes, std::span<const int> patches)
{
    RegionVotes mean{std::vector<double>(static_cast<std::size_t>(votes.scores.cols)), 0};
    for (const int patch : patches) {
        if (patch < 0 || patch >= votes.scores.rows)
            throw Error(ErrorCode::BadOption, "there is no patch " + std::to_string(patch) +
                                                  ": the picture has patches 0 to " +
                                                  std::to_string(votes.scores.rows - 1));
        if (!votes.known(patch))
            continue;
        ++mean.known;
        const auto scores = votes.scores.row(patch);
        for (std::size_t i = 0; i < mean.scores.size(); ++i)
            mean.scores[i] += double(scores[i]);
    }
    for (double& score : mean.scores)
        score /= std::max(mean.known, 1);
    return mean;
}

} // namespace nectar
