// SPDX-License-Identifier: Apache-2.0
#include "core/decode/decode.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// Weights of the first k results into `weights`; returns how many exist.
std::size_t softmaxWeights(std::span<const float> similarities, int k, float temperature, std::span<float> weights)
{
    std::size_t count = 0;
    const std::size_t most = std::min(static_cast<std::size_t>(k), similarities.size());
    while (count < most && std::isfinite(similarities[count]))
        ++count;
    if (count == 0)
        return 0;
    float sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        weights[i] =
            std::exp((similarities[i] - similarities[0]) / temperature); // best first: the maximum is the first
        sum += weights[i];
    }
    for (std::size_t i = 0; i < count; ++i)
        weights[i] /= sum;
    return count;
}

float entryMass(MassRule rule, int valid, int patchPixels)
{
    if (valid == 0)
        return 0;
    return rule == MassRule::Labelled ? 1.f : float(valid) / float(std::max(patchPixels, 1));
}

/// Adds a · m · l of one entry to the scores; returns a · m.
float addLabelVote(const LabelTargetsView& labels, std::uint32_t row, float weight, MassRule rule,
                   std::span<float> scores)
{
    const auto counts = labels.counts(row);
    int valid = 0;
    for (const ClassCount& entry : counts)
        valid += entry.count;
    const float mass = weight * entryMass(rule, valid, labels.patchPixels);
    for (const ClassCount& entry : counts)
        scores[entry.classIndex] += mass * float(entry.count) / float(valid);
    return mass;
}

float addDepthVote(const DepthTargetsView& depths, std::uint32_t row, float weight, MassRule rule, float& metres)
{
    const float mass = weight * entryMass(rule, depths.validCounts[row], depths.patchPixels);
    metres += mass * depths.metres[row];
    return mass;
}

} // namespace

std::vector<float> neighbourWeights(std::span<const float> similarities, int k, float temperature)
{
    std::vector<float> weights(static_cast<std::size_t>(std::max(k, 0)));
    softmaxWeights(similarities, k, temperature, weights);
    return weights;
}

PatchVotes decodeTargets(const NeighbourTable& table, const MemoryBank& bank, Task task, const DecodeOptions& options,
                         const JobContext& ctx)
{
    throwIfIssues(optionIssues(options));
    if (!bank.has(task))
        throw Error(ErrorCode::BadOption, std::string("the bank has no ") + taskName(task));
    PatchVotes votes;
    votes.task = task;
    votes.scores = Matrix(table.queries, task == Task::Segmentation ? bank.classes().count() : 1);
    votes.mass.assign(static_cast<std::size_t>(table.queries), 0.f);
    const auto labels = bank.labels();
    const auto depths = bank.depths();
    parallelFor(table.queries, 64, ctx.stop, [&](std::int64_t first, std::int64_t last) {
        std::vector<float> weights(static_cast<std::size_t>(options.neighbours));
        for (std::int64_t q = first; q < last; ++q) {
            const std::size_t count =
                softmaxWeights(table.similaritiesOf(q), options.neighbours, options.temperature, weights);
            const auto ids = table.idsOf(q);
            const std::span<float> scores = votes.scores.row(q);
            float mass = 0;
            for (std::size_t i = 0; i < count; ++i)
                mass += task == Task::Segmentation ? addLabelVote(*labels, ids[i], weights[i], options.mass, scores)
                                                   : addDepthVote(*depths, ids[i], weights[i], options.mass, scores[0]);
            votes.mass[static_cast<std::size_t>(q)] = mass;
            if (mass > 0)
                for (float& score : scores)
                    score /= mass;
        }
    });
    return votes;
}

} // namespace nectar
