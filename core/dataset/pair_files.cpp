// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/dataset.h"
#include "core/dataset/file_listing.h"
#include "core/dataset/name_numbers.h"
#include "core/dataset/picture_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr std::array kMaskSuffixes = {"_mask", "_seg",      "_label",           "_labels",
                                      "_gt",   "_labelIds", "_gtFine_labelIds", "_L"};
constexpr std::array kDepthSuffixes = {"_depth", ".depth"};

using ByStem = std::unordered_map<std::string, fs::path>;

/// Annotation files of a folder by the stem of the photo they belong to.
template <std::size_t N>
ByStem annotationsBelow(const fs::path& folder, const std::string& suffix,
                        const std::array<const char*, N>& knownSuffixes, const JobContext& ctx)
{
    ByStem files;
    for (const fs::path& file : filesBelow(folder, ctx)) {
        if (!isPictureName(file))
            continue;
        const std::string name = relativeName(file, folder);
        if (!suffix.empty()) {
            if (name.ends_with(suffix))
                files.emplace(stemOf(name, suffix), file);
            continue;
        }
        const std::string stem = stemOf(name, {});
        files.emplace(stem, file);
        for (const std::string_view known : knownSuffixes)
            if (stem.size() > known.size() && stem.ends_with(known))
                files.emplace(stem.substr(0, stem.size() - known.size()), file);
    }
    return files;
}

class Pairing {
public:
    Pairing(const Recipe& recipe, const JobContext& ctx) : m_recipe(recipe), m_ctx(ctx) {}

    std::vector<Sample> pair(const SplitRecipe& split)
    {
        std::vector<Sample> samples;
        const std::vector<std::string> images = splitList(split.images, ';');
        const std::vector<std::string> masks = splitList(split.masks, ';');
        const std::vector<std::string> depths = splitList(split.depths, ';');
        const auto annotations = [](const std::vector<std::string>& folders, std::size_t i) {
            return folders.empty() ? std::string() : folders[std::min(i, folders.size() - 1)];
        };
        const std::size_t skippedBefore = m_skipped.size();
        for (std::size_t i = 0; i < images.size(); ++i)
            pairFolder(images[i], annotations(masks, i), annotations(depths, i), samples);
        if (!split.list.empty()) {
            m_skipped.resize(skippedBefore); // what the list does not name is nobody's loss
            keepListed(split, samples);
        }
        return samples;
    }
    std::vector<SkippedFile> takeSkipped() { return std::move(m_skipped); }

private:
    void pairFolder(const std::string& imageFolder, const std::string& maskFolder, const std::string& depthFolder,
                    std::vector<Sample>& samples)
    {
        const fs::path folder = m_recipe.root / imageFolder;
        std::error_code ignored;
        if (!fs::is_directory(folder, ignored))
            throw Error(ErrorCode::NotFound,
                        fmt::format("the folder of the pictures is missing: {}: correct the recipe", folder.string()));
        ByStem masks, depths;
        if (!maskFolder.empty())
            masks = annotationsBelow(m_recipe.root / maskFolder, m_recipe.maskSuffix, kMaskSuffixes, m_ctx);
        if (!depthFolder.empty())
            depths = annotationsBelow(m_recipe.root / depthFolder, m_recipe.depthSuffix, kDepthSuffixes, m_ctx);
        std::set<fs::path> annotationFiles;
        for (const ByStem* files : {&masks, &depths})
            for (const auto& [stem, file] : *files)
                annotationFiles.insert(file);

        std::vector<Sample> found;
        for (const fs::path& file : filesBelow(folder, m_ctx)) {
            const std::string name = relativeName(file, folder);
            if (!isPictureName(file) || (!m_recipe.imageSuffix.empty() && !name.ends_with(m_recipe.imageSuffix)))
                continue;
            const std::string stem = stemOf(name, m_recipe.imageSuffix);
            if (!isAnnotationOfAnother(file, name, stem, annotationFiles))
                found.push_back(
                    {relativeName(file, m_recipe.root), file, match(masks, stem, file), match(depths, stem, file)});
        }
        pairByNumber(found, folder, m_recipe.root / maskFolder, masks, &Sample::mask);
        pairByNumber(found, folder, m_recipe.root / depthFolder, depths, &Sample::depth);

        std::map<fs::path, std::string> used; // annotation: the picture it belongs to
        for (Sample& sample : found) {
            if (sample.mask.empty() && sample.depth.empty() && !(maskFolder.empty() && depthFolder.empty())) {
                m_skipped.push_back({sample.image, "no annotation belongs to this picture"});
                continue;
            }
            const auto [owner, isNew] = used.emplace(sample.mask.empty() ? sample.depth : sample.mask, sample.name);
            used.emplace(sample.depth, sample.name);
            if (isNew)
                samples.push_back(std::move(sample));
            else // one evidence is not two
                m_skipped.push_back({sample.image, "its annotation is that of " + owner->second + " already"});
        }
        for (const fs::path& file : annotationFiles)
            if (!used.contains(file) && imageFolder != maskFolder && imageFolder != depthFolder)
                m_skipped.push_back({file, "no picture belongs to this annotation"});
    }

    /// Photos and annotations may share a folder: x.png beside x_mask.png.
    bool isAnnotationOfAnother(const fs::path& file, const std::string& name, const std::string& stem,
                               const std::set<fs::path>& annotations) const
    {
        if (!annotations.contains(file))
            return false;
        for (const std::string& suffix : {m_recipe.maskSuffix, m_recipe.depthSuffix})
            if (!suffix.empty() && name.ends_with(suffix))
                return true;
        const auto ends = [&](std::string_view suffix) { return stem.ends_with(suffix); };
        return std::ranges::any_of(kMaskSuffixes, ends) || std::ranges::any_of(kDepthSuffixes, ends);
    }

    static fs::path match(const ByStem& files, const std::string& stem, const fs::path& image)
    {
        const auto found = files.find(stem);
        return found != files.end() && found->second != image ? found->second : fs::path();
    }

    /// A number is evidence only where one photo and one annotation have it and neither has a partner by its name.
    static void pairByNumber(std::vector<Sample>& samples, const fs::path& photos, const fs::path& annotations,
                             const ByStem& files, fs::path Sample::*annotation)
    {
        std::set<fs::path> distinct, taken;
        for (const auto& [stem, file] : files)
            distinct.insert(file);
        std::vector<std::string> photoNames, annotationNames;
        for (const Sample& sample : samples) {
            photoNames.push_back(relativeName(sample.image, photos));
            taken.insert(sample.*annotation);
        }
        const std::vector<fs::path> listed(distinct.begin(), distinct.end());
        for (const fs::path& file : listed)
            annotationNames.push_back(relativeName(file, annotations));
        const auto byNumber = uniqueNumbers(annotationNames);
        for (const auto& [number, photo] : uniqueNumbers(photoNames)) {
            const auto found = byNumber.find(number);
            Sample& sample = samples[photo];
            if (found != byNumber.end() && (sample.*annotation).empty() && !taken.contains(listed[found->second]) &&
                listed[found->second] != sample.image)
                sample.*annotation = listed[found->second];
        }
    }

    /// Only what the list names, in a form with stems or with paths; a second path on a line is the picture's mask.
    void keepListed(const SplitRecipe& split, std::vector<Sample>& samples)
    {
        const PictureNames pictures(samples, m_recipe.imageSuffix);
        std::vector<Sample> kept;
        std::set<std::string> names;
        const fs::path list = m_recipe.root / split.list;
        for (const ListedPicture& listed : readPictureList(list)) {
            const PictureNames::Found found = pictures.find(listed);
            std::optional<Sample> sample;
            if (found.sample)
                sample = *found.sample;
            else if (!found.shared)
                sample = listedPair(split, listed);
            if (!sample)
                m_skipped.push_back({list, "the list names " + listed.first +
                                               (found.shared ? ", as several pictures are called; write its path"
                                                             : ", which is not there with an annotation")});
            else if (!names.insert(sample->name).second)
                m_skipped.push_back({list, "the list names " + listed.first + " again; it is read once"});
            else
                kept.push_back(std::move(*sample));
        }
        samples = std::move(kept);
    }

    /// A picture that nothing but the list pairs with its mask.
    std::optional<Sample> listedPair(const SplitRecipe& split, const ListedPicture& listed) const
    {
        const auto below = [this](const std::string& folders, const std::string& name) {
            fs::path file = rebased(m_recipe.root, name);
            for (const std::string& folder : splitList(folders, ';'))
                if (file.empty())
                    file = rebased(m_recipe.root / folder, name);
            return file;
        };
        const fs::path photo = below(split.images, listed.first);
        const fs::path labels = below(split.masks, listed.second);
        if (photo.empty() || labels.empty())
            return std::nullopt;
        return Sample{relativeName(photo, m_recipe.root), photo, labels, {}};
    }

    const Recipe& m_recipe;
    const JobContext& m_ctx;
    std::vector<SkippedFile> m_skipped;
};

} // namespace

Dataset openDataset(const Recipe& recipe, const JobContext& ctx)
{
    std::error_code ignored;
    if (!fs::is_directory(recipe.root, ignored))
        throw Error(ErrorCode::NotFound,
                    fmt::format("no data set: {}: no such folder; check the path", recipe.root.string()));
    Pairing pairing(recipe, ctx);
    std::map<std::string, std::vector<Sample>> splits;
    std::size_t count = 0;
    for (const auto& [name, split] : recipe.splits) {
        splits[name] = pairing.pair(split);
        count += splits[name].size();
    }
    if (count == 0)
        throw Error(ErrorCode::Empty,
                    fmt::format("no pictures with annotation: {}: nothing in it could be paired; give each "
                                "mask or depth picture the name of its photo (images/a.jpg, "
                                "masks/a.png), or write a recipe",
                                recipe.root.string()));
    return {recipe, std::move(splits), pairing.takeSkipped()};
}

} // namespace nectar
