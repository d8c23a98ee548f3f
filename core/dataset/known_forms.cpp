// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/detect.h"
#include "core/dataset/file_listing.h"
#include "core/dataset/text_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace nectar {

namespace fs = std::filesystem;

namespace {

bool isFolder(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

bool isFile(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

constexpr std::array kVocNames = {"background", "aeroplane", "bicycle",   "bird",   "boat",        "bottle",
                                  "bus",        "car",       "cat",       "chair",  "cow",         "diningtable",
                                  "dog",        "horse",     "motorbike", "person", "pottedplant", "sheep",
                                  "sofa",       "train",     "tvmonitor"};

/// VOC's palette spreads the bits of the id over red, green and blue, highest bit first.
Rgb vocColour(int id)
{
    int r = 0, g = 0, b = 0;
    for (int bit = 7; bit >= 0; --bit, id >>= 3) {
        r |= (id & 1) << bit;
        g |= (id >> 1 & 1) << bit;
        b |= (id >> 2 & 1) << bit;
    }
    return {static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g), static_cast<std::uint8_t>(b)};
}

constexpr std::array kCamVidNames = {"Sky",        "Building", "Pole", "Road",       "Pavement", "Tree",
                                     "SignSymbol", "Fence",    "Car",  "Pedestrian", "Bicyclist"};

/// "Idx<tab>Ratio<tab>Train<tab>Val<tab>Name" from ADE20K's objectInfo150.txt.
std::vector<std::string> adeNames(const fs::path& root)
{
    std::vector<std::string> names;
    if (isFile(root / "objectInfo150.txt"))
        for (const TextLine& line : readTextLines(root / "objectInfo150.txt")) {
            const std::vector<std::string> cells = splitList(line.text, '\t');
            if (cells.size() >= 5 && cells[0].find_first_not_of("0123456789 ") == std::string::npos)
                names.push_back(trimmed(cells.back().substr(0, cells.back().find(','))));
        }
    return names;
}

/// 7-Scenes photos are .color.png as published and .color.jpg in smaller copies; the same in any listing order.
bool hasFrames(const fs::path& folder, std::string_view suffix)
{
    std::error_code error;
    for (fs::directory_iterator entries(folder, error); !error && entries != fs::directory_iterator();
         entries.increment(error))
        if (entries->path().filename().string().ends_with(suffix))
            return true;
    return false;
}

/// Folders of the published form: seq-01 … in TrainSplit.txt as "sequence1".
std::string sequencesOf(const fs::path& list, const std::vector<std::string>& folders)
{
    // Compared as text: sequences may have any number of digits.
    const auto digitsOf = [](const std::string& text) {
        std::string digits;
        for (const char c : text)
            if (c >= '0' && c <= '9' && !(digits.empty() && c == '0'))
                digits += c;
        return digits;
    };
    std::string joined;
    for (const std::string& line : splitList(readFile(list, 1 << 20), '\n')) {
        if (line.find_first_of("0123456789") == std::string::npos)
            continue;
        for (const std::string& folder : folders)
            if (folder.starts_with("seq-") && folder.find_first_not_of("0123456789", 4) == std::string::npos &&
                digitsOf(folder) == digitsOf(line))
                joined += (joined.empty() ? "" : ";") + folder;
    }
    return joined;
}

} // namespace

std::optional<Detection> detectRecipeFile(const fs::path& root)
{
    const fs::path file = root / "nectar-recipe.json";
    if (!isFile(file))
        return std::nullopt;
    Detection detection;
    detection.recipe = recipeFromJson(readFile(file, 16 << 20), root, file);
    detection.notes.push_back("the folder brings its own recipe, " + file.filename().string());
    return detection;
}

std::optional<Detection> detectVoc(const fs::path& root)
{
    std::vector<fs::path> places = {root};
    for (const char* above : {"", "VOCdevkit", "TrainVal/VOCdevkit"})
        for (const std::string& folder : subfolders(root / above))
            if (folder.starts_with("VOC20"))
                places.push_back(root / above / folder);
    const auto found = std::find_if(places.begin(), places.end(), [](const fs::path& place) {
        return isFolder(place / "JPEGImages") &&
               (isFolder(place / "SegmentationClass") || isFolder(place / "SegmentationClassAug"));
    });
    if (found == places.end())
        return std::nullopt;
    Detection detection;
    Recipe& recipe = detection.recipe;
    recipe.format = "voc2012";
    recipe.root = *found;
    const std::string masks = isFolder(*found / "SegmentationClass") ? "SegmentationClass" : "SegmentationClassAug";
    for (const char* split : {"train", "val", "trainaug"}) {
        const std::string list = fmt::format("ImageSets/Segmentation/{}.txt", split);
        if (isFile(*found / list))
            recipe.splits[split] = {"JPEGImages",
                                    std::string(split) == "trainaug" && isFolder(*found / "SegmentationClassAug")
                                        ? "SegmentationClassAug"
                                        : masks,
                                    "", list};
    }
    if (recipe.splits.empty())
        recipe.splits["all"] = {"JPEGImages", masks, "", ""};
    for (int id = 0; id < static_cast<int>(kVocNames.size()); ++id)
        recipe.classes.classes.push_back({id, kVocNames[static_cast<std::size_t>(id)], vocColour(id)});
    recipe.classes.ignoredIds = {255};
    detection.notes.push_back("JPEGImages beside " + masks +
                              ": the PASCAL VOC form; stored indices are the classes, 255 is ignored");
    return detection;
}

std::optional<Detection> detectAde20k(const fs::path& root)
{
    for (const fs::path& place : {root, root / "ADEChallengeData2016"}) {
        if (!isFolder(place / "images/training") || !isFolder(place / "annotations/training"))
            continue;
        Detection detection;
        Recipe& recipe = detection.recipe;
        recipe.format = "ade20k";
        recipe.root = place;
        recipe.splits["train"] = {"images/training", "annotations/training", "", ""};
        if (isFolder(place / "images/validation") && isFolder(place / "annotations/validation"))
            recipe.splits["val"] = {"images/validation", "annotations/validation", "", ""};
        const std::vector<std::string> names = adeNames(place);
        for (int id = 1; id <= 150; ++id) {
            const auto at = static_cast<std::size_t>(id - 1);
            recipe.classes.classes.push_back({id, at < names.size() ? names[at] : fmt::format("class {}", id), {}});
        }
        recipe.classes.ignoredIds = {0};
        detection.notes.push_back("images/training beside annotations/training: the ADE20K (ADEChallengeData2016) "
                                  "form; 0 is ignored, classes are 1 to 150");
        if (names.size() != 150)
            detection.notes.push_back("objectInfo150.txt is not there: classes have numbers for names");
        return detection;
    }
    return std::nullopt;
}

std::optional<Detection> detectCamVid(const fs::path& root)
{
    for (const fs::path& place : {root, root / "CamVid"}) {
        Detection detection;
        Recipe& recipe = detection.recipe;
        recipe.root = place;
        for (const char* split : {"train", "val", "test"})
            if (isFolder(place / split) && isFolder(place / (std::string(split) + "annot"))) {
                const bool listed = isFile(place / (std::string(split) + ".txt"));
                recipe.splits[split] = {split, std::string(split) + "annot", "",
                                        listed ? std::string(split) + ".txt" : ""};
            }
        if (recipe.splits.empty())
            continue;
        recipe.format = "camvid";
        for (int id = 0; id < static_cast<int>(kCamVidNames.size()); ++id)
            recipe.classes.classes.push_back({id, kCamVidNames[static_cast<std::size_t>(id)], {}});
        recipe.classes.ignoredIds = {11};
        detection.notes.push_back(fmt::format("{0}/ beside {0}annot/: the CamVid (SegNet) form; 11 is ignored",
                                              recipe.splits.begin()->first));
        const std::optional<NamedClasses> named = readClassFile(place);
        // CamVid's own label_colors.txt has the 32 classes of before SegNet merged them.
        if (named && named->names == NamesAre::Written && named->file.filename() != "label_colors.txt") {
            recipe.classes = named->table;
            detection.notes.push_back("class names from " + named->file.filename().string());
        }
        return detection;
    }
    return std::nullopt;
}

std::optional<Detection> detectSevenScenes(const fs::path& root)
{
    Detection detection;
    Recipe& recipe = detection.recipe;
    recipe.format = "sevenscenes";
    recipe.root = root;
    recipe.depthSuffix = ".depth.png";
    const std::vector<std::string> folders = subfolders(root);
    for (const auto& [split, list] : {std::pair{"train", "TrainSplit.txt"}, std::pair{"test", "TestSplit.txt"}})
        if (isFile(root / list))
            if (const std::string sequences = sequencesOf(root / list, folders); !sequences.empty())
                recipe.splits[split] = {sequences, "", sequences, ""};
    for (const char* suffix : {".color.png", ".color.jpg"}) {
        std::vector<std::string> framed;
        std::ranges::copy_if(folders, std::back_inserter(framed),
                             [&](const std::string& folder) { return hasFrames(root / folder, suffix); });
        if (framed.empty() && !hasFrames(root, suffix))
            continue;
        recipe.imageSuffix = suffix;
        if (recipe.splits.empty())
            for (const std::string& folder : framed)
                recipe.splits[folder] = {folder, "", folder, ""};
        if (recipe.splits.empty())
            recipe.splits["all"] = {".", "", ".", ""};
        break;
    }
    if (recipe.splits.empty() || recipe.imageSuffix.empty())
        return std::nullopt;
    detection.notes.push_back("frames *" + recipe.imageSuffix +
                              " beside *.depth.png: the 7-Scenes form; depth in millimetres, 0 and 65535 are invalid");
    if (recipe.splits.size() > 1)
        detection.notes.push_back("the splits show the same scene");
    return detection;
}

} // namespace nectar
