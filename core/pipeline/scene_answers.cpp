// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/scene_answers.h"

#include "core/explain/evidence.h"
#include "core/explain/prompt_removal.h"
#include "core/explain/votes.h"
#include "core/pipeline/scene_query.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr int kClosest = 5;

/// Images that are no evidence for the picture: itself, and these.
std::vector<std::uint32_t> leftOut(const OpenImage& image, std::span<const std::uint32_t> prompts)
{
    std::vector<std::uint32_t> images(prompts.begin(), prompts.end());
    if (image.self == SelfMatch::Drop)
        images.insert(images.end(), image.ownImages.begin(), image.ownImages.end());
    return images;
}

Matrix rowsOf(const Matrix& matrix, std::span<const int> rows)
{
    Matrix some(std::ssize(rows), matrix.cols);
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::ranges::copy(matrix.row(rows[i]), some.row(static_cast<std::int64_t>(i)).begin());
    return some;
}

std::uint16_t winnerOf(const PatchVotes& votes, std::int64_t patch)
{
    const auto scores = votes.scores.row(patch);
    return votes.known(patch) ? static_cast<std::uint16_t>(std::ranges::max_element(scores) - scores.begin())
                              : kNoClass;
}

void compare(const PatchVotes& with, const PatchVotes& without, PromptInfluence& influence)
{
    double metres = 0;
    std::int64_t known = 0;
    for (std::int64_t patch = 0; patch < with.scores.rows; ++patch) {
        const bool stays = with.known(patch) && without.known(patch);
        const bool gone = with.known(patch) != without.known(patch);
        if (with.task == Task::Segmentation) {
            influence.changedPatches += winnerOf(with, patch) != winnerOf(without, patch);
            continue;
        }
        influence.changedPatches += gone;
        if (stays)
            metres += std::abs(double(with.scores.row(patch)[0]) - without.scores.row(patch)[0]);
        known += stays;
    }
    influence.changedMetres = metres / double(std::max<std::int64_t>(known, 1));
}

/// How to vote, and whom to tell.
struct Reading {
    const DecodeOptions& options;
    const JobContext& ctx;
};

void leaveOut(const OpenScene& scene, const OpenImage& image, std::span<const std::uint32_t> prompts,
              const PatchVotes& with, const Reading& reading, PromptInfluence& influence)
{
    const Rereading without = rereadWithout(scene, image, prompts, reading.options.neighbours, reading.ctx);
    influence.searchedAgain = without.searchedAgain;
    compare(with, decodeTargets(without.table, *scene.bank(), with.task, reading.options, reading.ctx), influence);
}

} // namespace

std::optional<WhyNot> whyNot(const OpenScene& scene, const OpenImage& image, int patch, std::uint16_t classIndex,
                             const DecodeOptions& options, const JobContext& ctx)
{
    requirePatch(image.table, patch);
    const MemoryBank& bank = *scene.bank();
    RowFilter ofClass = rowsOfClass(bank, classIndex);
    for (const std::uint32_t own : leftOut(image, {})) {
        const RowRange rows = bank.rowsOfImage(own);
        ofClass.forbid(rows.first, rows.last);
    }
    const Neighbours closest = scene.index().search(image.queries.view().slice(patch, 1), {kClosest, ofClass}, ctx);
    return whyNot(image.table, bank, patch, classIndex, closest, options);
}

Rereading rereadWithout(const OpenScene& scene, const OpenImage& image, std::span<const std::uint32_t> prompts, int k,
                        const JobContext& ctx)
{
    ReducedTable reduced = withoutPrompts(image.table, *scene.bank(), prompts);
    const std::vector<int> patches = reduced.incomplete(k);
    if (!patches.empty()) {
        const SearchRequest others{image.table.k, withoutImages(*scene.bank(), leftOut(image, prompts))};
        replaceRows(reduced.table, patches, scene.index().search(rowsOf(image.queries, patches), others, ctx));
    }
    return {std::move(reduced.table), static_cast<int>(patches.size())};
}

PromptInfluence influenceOf(const OpenScene& scene, const OpenImage& image, std::span<const std::uint32_t> prompts,
                            Task task, const DecodeOptions& options, const JobContext& ctx)
{
    const MemoryBank& bank = *scene.bank();
    PromptInfluence influence;
    for (const ImageShare& share : imageShares(image.table, bank, allPatches(image.table), options))
        if (std::ranges::find(prompts, share.image) != prompts.end())
            influence.share += share.share;
    influence.image = prompts.empty() ? 0 : prompts.front();
    leaveOut(scene, image, prompts, decodeTargets(image.table, bank, task, options, ctx), {options, ctx}, influence);
    return influence;
}

std::vector<PromptInfluence> promptInfluences(const OpenScene& scene, const OpenImage& image, Task task,
                                              const DecodeOptions& options, const JobContext& ctx)
{
    const PatchVotes with = decodeTargets(image.table, *scene.bank(), task, options, ctx);
    const auto shares = imageShares(image.table, *scene.bank(), allPatches(image.table), options);
    std::vector<PromptInfluence> influences;
    for (const ImageShare& share : shares) {
        ctx.step(std::ssize(influences), std::ssize(shares), "leaving out prompt images");
        PromptInfluence influence{share.image, share.share};
        leaveOut(scene, image, std::span(&share.image, 1), with, {options, ctx}, influence);
        influences.push_back(influence);
    }
    std::ranges::stable_sort(influences, [](const PromptInfluence& a, const PromptInfluence& b) {
        return std::tuple(a.changedPatches, a.changedMetres, a.share) >
               std::tuple(b.changedPatches, b.changedMetres, b.share);
    });
    return influences;
}

} // namespace nectar
