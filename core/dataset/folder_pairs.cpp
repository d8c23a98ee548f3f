// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/dataset/detect.h"
#include "core/dataset/file_listing.h"
#include "core/dataset/split_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr std::array kImageFolders = {"images", "image", "img_dir", "imgs",   "img",
                                      "photos", "rgb",   "color",   "colour", "JPEGImages"};
constexpr std::array kMaskFolders = {"masks", "mask", "labels", "annotations", "gt", "SegmentationClass", "ann_dir"};
constexpr std::array kDepthFolders = {"depth", "depths", "depth_maps", "depth_gt"};

template <class OnSplit>
void forEachSplitName(const OnSplit& onSplit)
{
    for (const auto& names : {kPromptSplits, kQuerySplits})
        for (const std::string name : names)
            onSplit(name);
}

template <std::size_t N>
std::string firstFolder(const fs::path& root, const std::array<const char*, N>& names)
{
    const std::vector<std::string> folders = subfolders(root);
    for (const char* name : names)
        for (const std::string& folder : folders)
            if (lowerCase(folder) == lowerCase(name)) // Images and Masks as well
                return folder;
    return {};
}

std::string joined(const std::string& above, const std::string& below)
{
    std::error_code ignored;
    return above.empty() || below.empty() ? above : above + "/" + below;
}

bool isFolder(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

/// root/images/train beside root/masks/train, or no splits at all.
void addInnerSplits(Recipe& recipe, const std::string& images, const std::string& masks, const std::string& depths)
{
    forEachSplitName([&](const std::string& split) {
        if (isFolder(recipe.root / images / split))
            recipe.splits[split] = {
                joined(images, split),
                isFolder(recipe.root / masks / split) && !masks.empty() ? joined(masks, split) : "",
                isFolder(recipe.root / depths / split) && !depths.empty() ? joined(depths, split) : "", ""};
    });
    if (recipe.splits.empty())
        recipe.splits["all"] = {images, masks, depths, ""};
}

/// root/train/images beside root/train/masks.
void addOuterSplits(Recipe& recipe)
{
    forEachSplitName([&](const std::string& split) {
        const fs::path folder = recipe.root / split;
        const std::string images = firstFolder(folder, kImageFolders);
        const std::string masks = firstFolder(folder, kMaskFolders);
        const std::string depths = firstFolder(folder, kDepthFolders);
        if (!images.empty() && !(masks.empty() && depths.empty()))
            recipe.splits[split] = {split + "/" + images, masks.empty() ? "" : split + "/" + masks,
                                    depths.empty() ? "" : split + "/" + depths, ""};
    });
}

/// Suffix of annotations that lie among the photos: x.jpg beside x_mask.png.
template <std::size_t N>
std::string annotationSuffix(const fs::path& folder, const std::array<const char*, N>& suffixes)
{
    for (const fs::path& file : filesBelow(folder, {}))
        for (const std::string_view suffix : suffixes)
            if (file.filename().string().ends_with(suffix))
                return std::string(suffix);
    return {};
}

/// Photos and annotations in one folder, told apart by a suffix.
void addMixedFolder(Recipe& recipe, const std::string& name, const std::string& folder)
{
    constexpr std::array maskSuffixes = {"_mask.png", "_seg.png", "_label.png", "_labels.png", "_gt.png", "_L.png"};
    constexpr std::array depthSuffixes = {"_depth.png", ".depth.png"};
    const std::string mask = annotationSuffix(recipe.root / folder, maskSuffixes);
    const std::string depth = annotationSuffix(recipe.root / folder, depthSuffixes);
    if (mask.empty() && depth.empty())
        return;
    recipe.maskSuffix = mask;
    recipe.depthSuffix = depth;
    recipe.splits[name] = {folder, mask.empty() ? "" : folder, depth.empty() ? "" : folder, ""};
}

/// Another folder of annotations beside the one that is read may be the one that was meant.
template <std::size_t N>
void warnOfOthers(Detection& detection, const std::array<const char*, N>& names, const std::string& chosen,
                  const JobContext& ctx)
{
    for (const std::string& folder : subfolders(detection.recipe.root))
        if (!chosen.empty() && folder != chosen && std::ranges::count(names, std::string_view(folder)) > 0 &&
            std::ranges::any_of(filesBelow(detection.recipe.root / folder, ctx), isPictureName))
            detection.warnings.push_back(
                fmt::format("{}/ is there too; {}/ is read. A recipe can name the other", folder, chosen));
}

} // namespace

std::optional<Detection> detectFolderPairs(const fs::path& root, const JobContext& ctx)
{
    Detection detection;
    Recipe& recipe = detection.recipe;
    recipe.root = root;
    const std::string images = firstFolder(root, kImageFolders);
    const std::string masks = firstFolder(root, kMaskFolders);
    const std::string depths = firstFolder(root, kDepthFolders);
    if (!images.empty() && (!masks.empty() || !depths.empty())) {
        addInnerSplits(recipe, images, masks, depths);
        detection.notes.push_back(fmt::format("{}/ beside {}{}{}/: folder pairs", images, masks,
                                              !masks.empty() && !depths.empty() ? "/ and " : "", depths));
        warnOfOthers(detection, kMaskFolders, masks, ctx);
        warnOfOthers(detection, kDepthFolders, depths, ctx);
    } else {
        addOuterSplits(recipe);
        if (!recipe.splits.empty())
            detection.notes.push_back(fmt::format(
                "{} beside {}{}{}: folder pairs in split folders", recipe.splits.begin()->second.images,
                recipe.splits.begin()->second.masks,
                recipe.splits.begin()->second.masks.empty() || recipe.splits.begin()->second.depths.empty() ? ""
                                                                                                            : " and ",
                recipe.splits.begin()->second.depths));
    }
    if (recipe.splits.empty()) {
        forEachSplitName([&](const std::string& split) {
            if (isFolder(root / split))
                addMixedFolder(recipe, split, split);
        });
        if (recipe.splits.empty() && !images.empty())
            addMixedFolder(recipe, "all", images);
        if (recipe.splits.empty())
            addMixedFolder(recipe, "all", ".");
        if (!recipe.splits.empty())
            detection.notes.push_back(fmt::format(
                "pictures and annotations in one folder, told apart by {}{}{}", recipe.maskSuffix,
                recipe.maskSuffix.empty() || recipe.depthSuffix.empty() ? "" : " and ", recipe.depthSuffix));
    }
    if (recipe.splits.empty())
        return std::nullopt;
    splitByLists(detection, ctx);
    return detection;
}

} // namespace nectar
