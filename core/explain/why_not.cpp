// SPDX-License-Identifier: Apache-2.0
#include "core/explain/why_not.h"

#include "core/explain/votes.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// Votes of the classes, not yet divided: from the evidence of X and from all other entries.
struct SplitVotes {
    std::vector<double> others, evidence; ///< A and B of why_not.h, [classes]
    double total(std::size_t c) const { return others[c] + evidence[c]; }
};

SplitVotes splitVotes(const NeighbourTable& table, const MemoryBank& bank, int patch, std::uint16_t classIndex,
                      const DecodeOptions& options)
{
    const LabelTargetsView labels = *bank.labels();
    const auto classes = static_cast<std::size_t>(bank.classes().count());
    SplitVotes votes{std::vector<double>(classes), std::vector<double>(classes)};
    const double best = table.similaritiesOf(patch)[0];
    forNeighbours(table, patch, options, [&](std::uint32_t row, int, float similarity, float) {
        const double mass = entryMass(labels, row, options.mass);
        if (mass == 0)
            return;
        // not the fp32 weights: the boost is compared with a brute-force search to many digits
        const double weight = mass * std::exp((similarity - best) / double(options.temperature));
        const auto counts = labels.counts(row);
        auto& target = commonestClass(counts) == classIndex ? votes.evidence : votes.others;
        for (const ClassCount& entry : counts)
            target[entry.classIndex] += weight * entry.count / labels.validCount(row);
    });
    return votes;
}

/// exp(boost / τ) at which X draws level with every other class; nothing if it never does.
std::optional<double> neededFactor(const SplitVotes& votes, std::size_t x)
{
    double factor = 1;
    for (std::size_t c = 0; c < votes.others.size(); ++c) {
        if (c == x || votes.total(c) <= votes.total(x))
            continue;
        const double gain = votes.evidence[x] - votes.evidence[c];
        if (gain <= 0)
            return std::nullopt;
        factor = std::max(factor, (votes.others[c] - votes.others[x]) / gain);
    }
    return factor;
}

std::vector<ClassMatch> closestMatches(const NeighbourTable& table, int patch, const Neighbours& ofClass)
{
    std::vector<ClassMatch> matches;
    const auto known = table.idsOf(patch);
    for (int i = 0; ofClass.queries > 0 && i < ofClass.k; ++i) {
        const std::uint32_t row = ofClass.idsOf(0)[static_cast<std::size_t>(i)];
        if (row == kNoRow)
            break;
        const auto at = std::ranges::find(known, row);
        matches.push_back({row, ofClass.similaritiesOf(0)[static_cast<std::size_t>(i)],
                           at == known.end() ? 0 : static_cast<int>(at - known.begin()) + 1});
    }
    return matches;
}

} // namespace

RowFilter rowsOfClass(const MemoryBank& bank, std::uint16_t classIndex)
{
    RowFilter filter(bank.size());
    const auto labels = bank.labels();
    for (std::int64_t row = 0; row < bank.size(); ++row)
        if (!labels || commonestClass(labels->counts(row)) != classIndex)
            filter.forbid(static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row) + 1);
    return filter;
}

std::optional<WhyNot> whyNot(const NeighbourTable& table, const MemoryBank& bank, int patch, std::uint16_t classIndex,
                             const Neighbours& ofClass, const DecodeOptions& options)
{
    throwIfIssues(optionIssues(options));
    requirePatch(table, patch);
    if (!bank.has(Task::Segmentation))
        throw Error(ErrorCode::BadOption, "the bank has no classes: \"why not\" needs a bank with labels");
    if (classIndex >= bank.classes().count())
        throw Error(ErrorCode::BadOption, "there is no class number " + std::to_string(classIndex) + ": the bank has " +
                                              std::to_string(bank.classes().count()));
    const SplitVotes votes = splitVotes(table, bank, patch, classIndex, options);
    double sum = 0;
    std::size_t winner = 0;
    for (std::size_t c = 0; c < votes.others.size(); ++c) {
        sum += votes.total(c);
        if (votes.total(c) > votes.total(winner))
            winner = c;
    }
    if (sum == 0)
        return std::nullopt;

    WhyNot answer;
    answer.winner = static_cast<std::uint16_t>(winner);
    answer.winnerShare = votes.total(winner) / sum;
    answer.share = votes.total(classIndex) / sum;
    answer.closest = closestMatches(table, patch, ofClass);
    answer.estimated = votes.evidence[classIndex] == 0 && winner != classIndex;
    if (!answer.estimated) {
        if (const auto factor = neededFactor(votes, classIndex))
            answer.boost = options.temperature * std::log(*factor);
    } else if (!answer.closest.empty()) {
        const ClassMatch& match = answer.closest.front();
        const LabelTargetsView labels = *bank.labels();
        const double gain = entryMass(labels, match.row, options.mass) *
                            (labels.count(match.row, classIndex) - labels.count(match.row, answer.winner)) /
                            labels.validCount(match.row);
        const double missing = votes.total(winner) - votes.total(classIndex); // relative to the best similarity
        if (gain > 0)
            answer.boost = std::max(0., table.similaritiesOf(patch)[0] +
                                            options.temperature * std::log(missing / gain) - match.similarity);
    }
    return answer;
}

} // namespace nectar
