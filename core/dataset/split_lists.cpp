// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/split_lists.h"

#include "core/base/error.h"
#include "core/dataset/dataset.h"
#include "core/dataset/file_listing.h"
#include "core/dataset/picture_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr std::array kListFolders = {"", "ImageSets", "ImageSets/Segmentation", "splits", "lists"};

/// "ImageSets/train.txt" of the root, in the first of the usual folders that has it; empty if none has.
std::string listOf(const fs::path& root, const std::string& split)
{
    for (const std::string folder : kListFolders) {
        const std::string list = (folder.empty() ? "" : folder + "/") + split + ".txt";
        std::error_code ignored;
        if (fs::is_regular_file(root / list, ignored))
            return list;
    }
    return {};
}

/// The data set, or nothing where no picture is paired.
std::optional<Dataset> opened(const Recipe& recipe, const JobContext& ctx)
{
    try {
        return openDataset(recipe, ctx);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Empty)
            return std::nullopt;
        throw;
    }
}

template <class Names>
bool holdsAny(const std::map<std::string, SplitRecipe>& splits, const Names& names)
{
    return std::ranges::any_of(names, [&](const char* name) { return splits.contains(name); });
}

/// Pictures of two lists are evidence for themselves; those of none are neither remembered nor measured with.
void reportOverlap(Detection& detection, const Dataset& listed, const std::optional<Dataset>& unlisted)
{
    std::map<std::string, std::string> splitOfPicture;
    std::map<std::string, std::size_t> shared;
    for (const std::string& split : listed.splitNames())
        for (const Sample& sample : listed.samples(split))
            if (const auto [entry, isNew] = splitOfPicture.emplace(sample.name, split); !isNew)
                ++shared[entry->second + ".txt and in " + split + ".txt"];
    for (const auto& [lists, count] : shared)
        detection.warnings.push_back(fmt::format("{} pictures are in {}", count, lists));
    const std::size_t all = unlisted ? unlisted->samples(unlisted->splitNames().front()).size() : 0;
    if (splitOfPicture.size() < all)
        detection.notes.push_back(
            fmt::format("{} of {} pictures are in no list and left out", all - splitOfPicture.size(), all));
}

} // namespace

void splitByLists(Detection& detection, const JobContext& ctx)
{
    if (detection.recipe.splits.size() != 1)
        return;
    Recipe recipe = detection.recipe;
    const SplitRecipe whole = recipe.splits.begin()->second;
    recipe.splits.clear();
    for (const auto& names : {kPromptSplits, kQuerySplits})
        for (const std::string split : names)
            if (const std::string list = listOf(recipe.root, split); !list.empty())
                recipe.splits[split] = {whole.images, whole.masks, whole.depths, list};
    if (recipe.splits.empty())
        return;
    const std::optional<Dataset> listed = opened(recipe, ctx);
    std::vector<std::string> found;
    std::erase_if(recipe.splits, [&](const auto& entry) {
        const std::size_t count = listed ? listed->samples(entry.first).size() : 0;
        if (count > 0)
            found.push_back(fmt::format("{} ({})", entry.second.list, count));
        else
            detection.warnings.push_back(
                fmt::format("{} names no picture that has an annotation and is not used", entry.second.list));
        return count == 0;
    });
    if (found.empty())
        return;
    if (!holdsAny(recipe.splits, kPromptSplits)) {
        detection.warnings.push_back(
            fmt::format("{} not used: no list says which pictures to remember; add train.txt", fmt::join(found, ", ")));
        return;
    }
    detection.notes.push_back(fmt::format("pictures are split by {}", fmt::join(found, ", ")));
    reportOverlap(detection, *listed, opened(detection.recipe, ctx));
    detection.recipe.splits = recipe.splits;
}

} // namespace nectar
