// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_files.h"
#include "core/pipeline/open_scene.h"

#include <algorithm>
#include <limits>

namespace nectar {

Prediction predict(const OpenImage& image, const MemoryBank& bank, Task task, const DecodeOptions& options,
                   const JobContext& ctx)
{
    Prediction prediction;
    prediction.task = task;
    prediction.votes = decodeTargets(image.table, bank, task, options, ctx);
    if (task == Task::Segmentation)
        prediction.labels = toLabelMap(prediction.votes, image.grid, image.photo.size(), ctx);
    else
        prediction.depth = toDepthMap(prediction.votes, image.grid, image.photo.size(), ctx);
    return prediction;
}

PatchEvidence entryEvidence(const MemoryBank& bank, std::uint32_t row)
{
    PatchEvidence entry;
    entry.row = row;
    entry.origin = bank.origins()[row];
    entry.image = entry.origin.image;
    entry.metres = std::numeric_limits<float>::quiet_NaN();
    if (const auto labels = bank.labels()) {
        const auto counts = labels->counts(row);
        entry.counts.assign(counts.begin(), counts.end());
        std::stable_sort(entry.counts.begin(), entry.counts.end(),
                         [](const ClassCount& a, const ClassCount& b) { return a.count > b.count; });
    }
    if (const auto depths = bank.depths(); depths && depths->validCounts[row] > 0)
        entry.metres = depths->metres[row];
    return entry;
}

std::vector<PatchEvidence> patchEvidence(const OpenImage& image, const MemoryBank& bank, int patch,
                                         const DecodeOptions& options)
{
    const auto ids = image.table.idsOf(patch);
    const auto similarities = image.table.similaritiesOf(patch);
    const int k = std::min(options.neighbours, image.table.k);
    const std::vector<float> weights = neighbourWeights(similarities, k, options.temperature);
    std::vector<PatchEvidence> evidence;
    float cumulative = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(k) && ids[i] != kNoRow; ++i) {
        PatchEvidence entry = entryEvidence(bank, ids[i]);
        entry.rank = static_cast<int>(i) + 1;
        entry.similarity = similarities[i];
        entry.weight = weights[i];
        entry.cumulative = cumulative += weights[i];
        evidence.push_back(std::move(entry));
    }
    return evidence;
}

Image promptThumbnail(const MemoryBank& bank, std::uint32_t image) { return decodeJpeg(bank.images()[image].jpeg); }

} // namespace nectar
