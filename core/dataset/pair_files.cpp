// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/dataset.h"
#include "core/dataset/file_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

/// Photos are often named frame_12 and masks label_12: the only number in a name pairs them when nothing else does.
ByStem byNumber(const ByStem& files)
{
    ByStem numbered;
    std::set<std::string> twice;
    for (const auto& [stem, file] : files) {
        std::string digits;
        for (const char c : file.stem().string())
            if (c >= '0' && c <= '9')
                digits += c;
        if (!digits.empty() && !numbered.emplace(digits, file).second)
            twice.insert(digits);
    }
    for (const std::string& digits : twice)
        numbered.erase(digits);
    return numbered;
}

std::string digitsOf(const fs::path& file)
{
    std::string digits;
    for (const char c : file.stem().string())
        if (c >= '0' && c <= '9')
            digits += c;
    return digits;
}

/// The longest suffix of a listed path that exists below the root: lists carry other people's absolute prefixes.
fs::path rebased(const fs::path& root, const std::string& listed)
{
    const std::vector<std::string> parts = splitList(listed, '/');
    for (std::size_t first = 0; first < parts.size(); ++first) {
        fs::path candidate = root;
        for (std::size_t i = first; i < parts.size(); ++i)
            candidate /= parts[i];
        std::error_code ignored;
        if (fs::is_regular_file(candidate, ignored))
            return candidate;
    }
    return {};
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
        for (std::size_t i = 0; i < images.size(); ++i)
            pairFolder(images[i], annotations(masks, i), annotations(depths, i), samples);
        if (!split.list.empty())
            keepListed(split, samples);
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
        const ByStem masksByNumber = byNumber(masks);
        const ByStem depthsByNumber = byNumber(depths);
        std::set<fs::path> annotationFiles;
        for (const ByStem* files : {&masks, &depths})
            for (const auto& [stem, file] : *files)
                annotationFiles.insert(file);
        std::set<fs::path> used;
        for (const fs::path& file : filesBelow(folder, m_ctx)) {
            const std::string name = relativeName(file, folder);
            if (!isPictureName(file) || (!m_recipe.imageSuffix.empty() && !name.ends_with(m_recipe.imageSuffix)))
                continue;
            const std::string stem = stemOf(name, m_recipe.imageSuffix);
            if (isAnnotationOfAnother(file, stem, annotationFiles))
                continue;
            Sample sample{relativeName(file, m_recipe.root), file, match(masks, masksByNumber, stem, file),
                          match(depths, depthsByNumber, stem, file)};
            if (sample.mask.empty() && sample.depth.empty() && !(maskFolder.empty() && depthFolder.empty())) {
                m_skipped.push_back({file, "no annotation belongs to this picture"});
                continue;
            }
            used.insert(sample.mask);
            used.insert(sample.depth);
            samples.push_back(std::move(sample));
        }
        for (const fs::path& file : annotationFiles)
            if (!used.contains(file) && imageFolder != maskFolder && imageFolder != depthFolder)
                m_skipped.push_back({file, "no picture belongs to this annotation"});
    }

    /// Photos and annotations may share a folder: x.png beside x_mask.png.
    static bool isAnnotationOfAnother(const fs::path& file, const std::string& stem,
                                      const std::set<fs::path>& annotations)
    {
        if (!annotations.contains(file))
            return false;
        for (const std::string_view suffix : kMaskSuffixes)
            if (stem.ends_with(suffix))
                return true;
        for (const std::string_view suffix : kDepthSuffixes)
            if (stem.ends_with(suffix))
                return true;
        return false;
    }

    static fs::path match(const ByStem& files, const ByStem& numbered, const std::string& stem, const fs::path& image)
    {
        if (const auto found = files.find(stem); found != files.end() && found->second != image)
            return found->second;
        const auto found = numbered.find(digitsOf(image));
        return found != numbered.end() && found->second != image ? found->second : fs::path();
    }

    /// Only what the list names, in a form with stems or with paths.
    void keepListed(const SplitRecipe& split, std::vector<Sample>& samples)
    {
        std::unordered_map<std::string, const Sample*> byStem;
        std::unordered_map<std::string, const Sample*> byPath;
        for (const Sample& sample : samples) {
            byStem.emplace(sample.image.stem().string(), &sample);
            byPath.emplace(sample.image.string(), &sample);
        }
        std::vector<Sample> kept;
        const fs::path list = m_recipe.root / split.list;
        for (std::string line : splitList(readFile(list, 64 << 20), '\n')) {
            std::erase(line, '\r');
            const std::vector<std::string> words = splitList(line, ' ');
            if (words.empty())
                continue;
            const Sample* sample = nullptr;
            if (const auto found = byStem.find(words[0]); found != byStem.end())
                sample = found->second;
            else if (const auto path = byPath.find(rebased(m_recipe.root, words[0]).string()); path != byPath.end())
                sample = path->second;
            if (sample)
                kept.push_back(*sample);
            else
                m_skipped.push_back({list, "the list names " + words[0] + ", which is not there with an annotation"});
        }
        samples = std::move(kept);
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
        throw Error(ErrorCode::Empty, fmt::format("no pictures with annotation: {}: nothing in it could be paired",
                                                  recipe.root.string()));
    return {recipe, std::move(splits), pairing.takeSkipped()};
}

} // namespace nectar
