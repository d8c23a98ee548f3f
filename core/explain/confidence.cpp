// SPDX-License-Identifier: Apache-2.0
#include "core/explain/confidence.h"

#include "core/base/half.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/similarity.h"
#include "core/explain/votes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace nectar {

namespace {

/// Winner, share, margin and entropy of the votes of one patch.
void rateShares(std::span<const float> scores, PatchConfidence& confidence)
{
    std::size_t winner = 0;
    double entropy = 0;
    for (std::size_t c = 0; c < scores.size(); ++c) {
        if (scores[c] > scores[winner])
            winner = c;
        if (scores[c] > 0)
            entropy -= scores[c] * std::log(double(scores[c]));
    }
    float second = 0;
    for (std::size_t c = 0; c < scores.size(); ++c)
        if (c != winner)
            second = std::max(second, scores[c]);
    confidence.winner = static_cast<std::uint16_t>(winner);
    confidence.share = scores[winner];
    confidence.margin = scores[winner] - second;
    confidence.entropy = scores.size() < 2 ? 0.f : static_cast<float>(entropy / std::log(double(scores.size())));
}

/// Weighted standard deviation of the neighbours' depths around their mean.
float depthSpread(const NeighbourTable& table, int patch, const DepthTargetsView& depths, float mean,
                  const DecodeOptions& options)
{
    double sum = 0, mass = 0;
    forNeighbours(table, patch, options, [&](std::uint32_t row, int, float, float weight) {
        const int valid = depths.validCounts[row];
        if (valid == 0)
            return;
        const double share =
            weight * (options.mass == MassRule::Labelled ? 1. : double(valid) / std::max(depths.patchPixels, 1));
        const double difference = double(depths.metres[row]) - mean;
        sum += share * difference * difference;
        mass += share;
    });
    return mass > 0 ? static_cast<float>(std::sqrt(sum / mass)) : 0.f;
}

PatchConfidence confidenceOf(const NeighbourTable& table, int patch, const MemoryBank& bank, const PatchVotes& votes,
                             const DecodeOptions& options)
{
    PatchConfidence confidence;
    const auto similarities = table.similaritiesOf(patch);
    confidence.similarity = similarities.empty() || !std::isfinite(similarities[0]) ? -1.f : similarities[0];
    const bool known = votes.known(patch);
    if (known && votes.task == Task::Segmentation)
        rateShares(votes.scores.row(patch), confidence);
    const auto labels = bank.labels();
    double squares = 0, agreeing = 0;
    forNeighbours(table, patch, options, [&](std::uint32_t row, int, float, float weight) {
        squares += double(weight) * weight;
        if (labels && confidence.winner != kNoClass && commonestClass(labels->counts(row)) == confidence.winner)
            agreeing += weight;
    });
    confidence.effective = squares > 0 ? static_cast<float>(1 / squares) : 0.f;
    if (votes.task == Task::Segmentation) {
        confidence.disagreement = static_cast<float>(std::clamp(1 - agreeing, 0., 1.));
    } else if (known) {
        confidence.entropy = confidence.disagreement = 0;
        confidence.spread = depthSpread(table, patch, *bank.depths(), votes.scores.row(patch)[0], options);
    }
    return confidence;
}

/// The row's key as a query: stored rows are unit vectors but for their rounding, which a query must not have.
void keyAsQuery(const MemoryBank& bank, std::uint32_t row, std::span<float> query)
{
    const auto key = bank.keyOf(row);
    std::ranges::transform(key, query.begin(), [](std::uint16_t half) { return floatFromHalf(half); });
    normaliseRow(query);
}

/// Best similarity among the rows of other prompt images; nothing if there are none.
std::optional<float> bestOfOthers(const MemoryBank& bank, const NeighbourIndex& index, MatrixView query,
                                  std::uint32_t image, const JobContext& ctx)
{
    RowFilter others(bank.size());
    const RowRange own = bank.rowsOfImage(image);
    others.forbid(own.first, own.last);
    const Neighbours found = index.search(query, {1, others}, ctx);
    return found.ids[0] == kNoRow ? std::nullopt : std::optional(found.similarities[0]);
}

} // namespace

std::vector<PatchConfidence> patchConfidences(const NeighbourTable& table, const MemoryBank& bank, Task task,
                                              const DecodeOptions& options, const JobContext& ctx)
{
    const PatchVotes votes = decodeTargets(table, bank, task, options, ctx);
    std::vector<PatchConfidence> confidences(static_cast<std::size_t>(table.queries));
    parallelFor(table.queries, 64, ctx.stop, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t q = first; q < last; ++q)
            confidences[static_cast<std::size_t>(q)] = confidenceOf(table, static_cast<int>(q), bank, votes, options);
    });
    return confidences;
}

std::vector<PatchConfidence> patchConfidences(const NeighbourTable& table, const MemoryBank& bank, Task task,
                                              const DecodeOptions& options, std::span<const int> patches,
                                              const JobContext& ctx)
{
    NeighbourTable part(std::ssize(patches), table.k);
    for (std::size_t i = 0; i < patches.size(); ++i) {
        requirePatch(table, patches[i]);
        const std::size_t at = i * static_cast<std::size_t>(table.k);
        std::ranges::copy(table.idsOf(patches[i]), part.ids.begin() + static_cast<std::ptrdiff_t>(at));
        std::ranges::copy(table.similaritiesOf(patches[i]),
                          part.similarities.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return patchConfidences(part, bank, task, options, ctx);
}

PatchConfidence meanConfidence(std::span<const PatchConfidence> confidences)
{
    constexpr float PatchConfidence::*kNumbers[] = {&PatchConfidence::share,      &PatchConfidence::margin,
                                                    &PatchConfidence::entropy,    &PatchConfidence::effective,
                                                    &PatchConfidence::similarity, &PatchConfidence::disagreement,
                                                    &PatchConfidence::spread};
    PatchConfidence mean;
    if (confidences.empty())
        return mean;
    for (const auto number : kNumbers) {
        double sum = 0;
        for (const PatchConfidence& confidence : confidences)
            sum += double(confidence.*number);
        mean.*number = static_cast<float>(sum / double(confidences.size()));
    }
    std::map<std::uint16_t, int> patches; // by class
    for (const PatchConfidence& confidence : confidences)
        if (confidence.winner != kNoClass)
            ++patches[confidence.winner];
    const auto most = std::ranges::max_element(patches, {}, &std::pair<const std::uint16_t, int>::second);
    if (most != patches.end())
        mean.winner = most->first;
    return mean;
}

std::vector<float> usualSimilarities(const MemoryBank& bank, const NeighbourIndex& index, int sample,
                                     std::uint64_t seed, const JobContext& ctx)
{
    std::vector<std::uint32_t> rows(static_cast<std::size_t>(bank.size()));
    std::iota(rows.begin(), rows.end(), 0u);
    RandomStream random(seed);
    const std::size_t count = std::min(rows.size(), static_cast<std::size_t>(std::max(sample, 0)));
    for (std::size_t i = 0; i < count; ++i)
        std::swap(rows[i], rows[i + random.below(rows.size() - i)]);
    rows.resize(count);

    Matrix queries(static_cast<std::int64_t>(count), bank.info().dim);
    for (std::size_t i = 0; i < count; ++i)
        keyAsQuery(bank, rows[i], queries.row(static_cast<std::int64_t>(i)));
    const Neighbours found = index.search(queries, {kMaxNeighbours, {}}, ctx);
    std::vector<float> best;
    for (std::size_t i = 0; i < count; ++i) {
        ctx.step(static_cast<std::int64_t>(i), static_cast<std::int64_t>(count), "usual similarities");
        const auto q = static_cast<std::int64_t>(i);
        const std::uint32_t own = bank.origins()[rows[i]].image;
        const auto ids = found.idsOf(q);
        const auto other = std::ranges::find_if(
            ids, [&](std::uint32_t row) { return row != kNoRow && bank.origins()[row].image != own; });
        if (other != ids.end())
            best.push_back(found.similaritiesOf(q)[static_cast<std::size_t>(other - ids.begin())]);
        else if (const auto searched = bestOfOthers(bank, index, queries.view().slice(q, 1), own, ctx))
            best.push_back(*searched);
    }
    std::ranges::sort(best);
    return best;
}

float quantile(std::span<const float> ascending, double share)
{
    if (ascending.empty() || !(share >= 0 && share <= 1))
        throw Error(ErrorCode::BadOption, "a quantile needs values and a share from 0 to 1");
    const double place = share * double(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, ascending.size() - 1);
    const double rest = place - double(below);
    return static_cast<float>(ascending[below] * (1 - rest) + ascending[above] * rest);
}

} // namespace nectar
