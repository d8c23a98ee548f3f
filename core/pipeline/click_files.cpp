// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/click_files.h"

#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/dataset/dataset.h"
#include "core/dataset/detect.h"
#include "core/dataset/file_listing.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"
#include "core/report/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr const char* kImages = "images";
constexpr const char* kMasks = "masks";
constexpr const char* kClasses = "classes.csv";
constexpr const char* kAnnotations = "annotations.json";
constexpr const char* kClicks = "clicks.csv";
constexpr std::int64_t kLargestPicture = std::int64_t{1} << 30;

bool isBelow(const fs::path& file, const fs::path& folder)
{
    std::error_code ignored;
    const fs::path whole = fs::weakly_canonical(file, ignored), above = fs::weakly_canonical(folder, ignored);
    return std::mismatch(above.begin(), above.end(), whole.begin(), whole.end()).first == above.end();
}

/// Pictures by the name that they share with their mask.
std::map<std::string, fs::path> stemsOf(const std::vector<LabelTarget>& targets)
{
    std::map<std::string, fs::path> stems;
    for (const LabelTarget& target : targets)
        if (const auto [other, isNew] = stems.emplace(stemOf(target.name, {}), target.picture); !isNew)
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} and {} would share a mask; label them into different --out folders",
                                    other->second.string(), target.picture.string()));
    return stems;
}

void requireOwnFiles(const fs::path& folder, const std::map<std::string, fs::path>& stems)
{
    const auto refuse = [&](const fs::path& file) {
        throw Error(ErrorCode::Exists, fmt::format("cannot write into {}: {} is not of this run and would be read with "
                                                   "its results; remove it, or choose another folder",
                                                   folder.string(), file.string()));
    };
    std::error_code ignored;
    for (const char* part : {kImages, kMasks})
        if (fs::exists(folder / part, ignored))
            for (const fs::path& file : filesBelow(folder / part, {}))
                if (!stems.contains(stemOf(relativeName(file, folder / part), {})))
                    refuse(file);
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name != kClasses && (name == "nectar-recipe.json" || name.starts_with("class") ||
                                 name.starts_with("label") || name.ends_with("class_dict.csv")))
            refuse(entry.path());
    }
}

} // namespace

std::vector<LabelTarget> picturesToLabel(const fs::path& folder, const JobContext& ctx)
{
    std::vector<LabelTarget> targets;
    try {
        const Dataset dataset = openDataset(detectDataset(folder, ctx).recipe, ctx);
        for (const std::string& split : dataset.splitNames())
            for (const Sample& sample : dataset.samples(split))
                targets.push_back({sample.image, sample.name});
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Unsupported)
            throw;
        for (const fs::path& file : filesBelow(folder, ctx))
            if (isPictureName(file) && !file.filename().string().starts_with('.'))
                targets.push_back({file, relativeName(file, folder)});
    }
    return targets;
}

ClickFiles::ClickFiles(fs::path folder, ClassTable classes, const std::vector<LabelTarget>& targets, Existing existing)
    : m_folder(std::move(folder)), m_classes(std::move(classes)), m_palette(paletteFor(m_classes)),
      m_annotations(m_classes)
{
    const std::map<std::string, fs::path> stems = stemsOf(targets);
    std::error_code ignored;
    for (const LabelTarget& target : targets)
        if (isBelow(target.picture, m_folder / kImages) || isBelow(target.picture, m_folder / kMasks))
            throw Error(ErrorCode::BadOption, fmt::format("{} lies where the results go; choose another --out folder",
                                                          target.picture.string()));
    if (!fs::exists(m_folder, ignored))
        return;
    if (!fs::is_directory(m_folder, ignored))
        throw Error(ErrorCode::BadOption,
                    fmt::format("cannot write: {}: it is a file; name a folder", m_folder.string()));
    if (existing == Existing::Keep && !fs::is_empty(m_folder, ignored))
        throw Error(ErrorCode::Exists, fmt::format("cannot write: {}: the folder is not empty; nothing was changed; "
                                                   "choose another name or add --force to replace earlier results",
                                                   m_folder.string()));
    requireOwnFiles(m_folder, stems);
}

void ClickFiles::writeClasses() const
{
    std::string text = csvLine({"id", "name", "r", "g", "b"});
    for (std::size_t c = 0; c < m_classes.classes.size(); ++c) {
        const Rgb colour = m_palette[c];
        text += csvLine({std::to_string(m_classes.classes[c].rawId), m_classes.classes[c].name,
                         std::to_string(colour.r), std::to_string(colour.g), std::to_string(colour.b)});
    }
    constexpr int kByteVoid = 255;
    const bool needsWords =
        std::ranges::any_of(m_classes.classes, [](const ClassEntry& entry) { return entry.rawId >= kByteVoid; });
    text += csvLine({std::to_string(needsWords ? kLargestMaskValue : kByteVoid), "unknown (ignore)", "", "", ""});
    makeFolder(m_folder);
    writeFile(m_folder / kClasses, text);
}

fs::path ClickFiles::write(const LabelTarget& target, const LabelMap& labels)
{
    fs::path copy = m_folder / kImages / target.name;
    const fs::path mask = (m_folder / kMasks / target.name).replace_extension(".png");
    makeFolder(copy.parent_path());
    makeFolder(mask.parent_path());
    if (isStoredUpright(target.picture))
        writeFile(copy, readFile(target.picture, kLargestPicture));
    else
        saveImage(copy.replace_extension(".png"), loadImage(target.picture, Orientation::Upright));
    saveLabelPng(mask, labels, m_classes, m_palette);
    const std::string name = relativeName(copy, m_folder);
    m_annotations.add(name, labels);
    m_copies[target.name] = name;
    return mask;
}

fs::path ClickFiles::writeAnnotations() const
{
    fs::path file = m_folder / kAnnotations;
    writeFile(file, m_annotations.text());
    return file;
}

fs::path ClickFiles::writeClicks(ClickPoints points) const
{
    for (ClickPoint& point : points.points) // from the folder of the file
        if (const auto copy = m_copies.find(point.picture); copy != m_copies.end())
            point.picture = copy->second;
    fs::path file = m_folder / kClicks;
    writeFile(file, clickPointsCsv(points));
    return file;
}

} // namespace nectar
