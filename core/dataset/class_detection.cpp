// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/dataset/dataset.h"
#include "core/dataset/detect.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMasksForForm = 50;
constexpr std::size_t kMasksForIds = 2000;

/// Up to `most` annotation files of the data set, evenly spaced.
std::vector<fs::path> annotations(const Dataset& dataset, fs::path Sample::*part, std::size_t most)
{
    std::vector<fs::path> all;
    for (const std::string& split : dataset.splitNames())
        for (const Sample& sample : dataset.samples(split))
            if (!(sample.*part).empty())
                all.push_back(sample.*part);
    std::vector<fs::path> chosen;
    const std::size_t count = std::min(most, all.size());
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(all[i * all.size() / count]);
    return chosen;
}

/// Ids that occur in masks; unreadable masks are the loader's to report.
std::set<int> idsIn(const std::vector<fs::path>& masks, const JobContext& ctx)
{
    std::set<int> ids;
    std::int64_t done = 0;
    for (const fs::path& mask : masks) {
        ctx.step(done++, static_cast<std::int64_t>(masks.size()), "looking at masks");
        try {
            const IndexPng png = loadIndexPng(mask);
            std::vector<bool> seen(65536);
            for (const std::uint16_t value : png.values)
                seen[value] = true;
            for (int id = 0; id < 65536; ++id)
                if (seen[static_cast<std::size_t>(id)])
                    ids.insert(id);
        } catch (const Error&) {
            continue;
        }
    }
    return ids;
}

bool masksHaveColours(const std::vector<fs::path>& masks)
{
    for (const fs::path& mask : masks) {
        try {
            return !isIndexPng(mask);
        } catch (const Error&) {
            continue;
        }
    }
    return false;
}

/// A pixel has one colour and one class.
void warnOfSharedColours(Detection& detection)
{
    std::map<std::uint32_t, std::string> nameOfColour;
    for (const ClassEntry& entry : detection.recipe.classes.classes) {
        if (!entry.colour)
            continue;
        const Rgb& c = *entry.colour;
        std::string& name = nameOfColour[std::uint32_t{c.r} << 16 | std::uint32_t{c.g} << 8 | c.b];
        if (!name.empty())
            detection.warnings.push_back(fmt::format("'{}' and '{}' have the same colour {},{},{}: masks are read as "
                                                     "'{}'",
                                                     name, entry.name, c.r, c.g, c.b, entry.name));
        name = entry.name;
    }
}

/// Classes for colour-coded masks without a table: every colour found, in order of red, green, blue.
void detectColours(Detection& detection, const std::vector<fs::path>& masks, const JobContext& ctx)
{
    Recipe& recipe = detection.recipe;
    recipe.encoding = MaskEncoding::Colour;
    std::vector<std::string> colourless;
    for (const ClassEntry& entry : recipe.classes.classes)
        if (!entry.colour)
            colourless.push_back(entry.name);
    if (colourless.size() < recipe.classes.classes.size()) {
        detection.notes.push_back("masks are colour-coded; the class file says which colour is which class");
        if (!colourless.empty())
            detection.warnings.push_back(fmt::format("no file says which colour these classes have in the masks: {}",
                                                     fmt::join(colourless, ", ")));
        warnOfSharedColours(detection);
        return;
    }
    const ClassTable names = recipe.classes;
    std::set<std::uint32_t> colours;
    for (const fs::path& mask : masks) {
        ctx.checkStop();
        try {
            const Image image = loadImage(mask, Orientation::AsStored);
            for (std::size_t i = 0; i < image.rgb.size(); i += 3)
                colours.insert(std::uint32_t{image.rgb[i]} << 16 | std::uint32_t{image.rgb[i + 1]} << 8 |
                               image.rgb[i + 2]);
        } catch (const Error&) {
            continue;
        }
        constexpr std::size_t kMostColours = 256;
        if (colours.size() > kMostColours)
            throw Error(ErrorCode::Unsupported, fmt::format("the masks are no class maps: {}: more than {} colours "
                                                            "occur; save masks as PNGs of class numbers, or give "
                                                            "a recipe",
                                                            mask.string(), kMostColours));
    }
    recipe.classes = {};
    for (const std::uint32_t colour : colours) {
        const Rgb rgb{static_cast<std::uint8_t>(colour >> 16), static_cast<std::uint8_t>(colour >> 8),
                      static_cast<std::uint8_t>(colour)};
        const int id = recipe.classes.count();
        const bool hasName = static_cast<std::size_t>(id) < names.classes.size();
        recipe.classes.classes.push_back({id,
                                          hasName ? names.classes[static_cast<std::size_t>(id)].name
                                                  : fmt::format("colour {},{},{}", rgb.r, rgb.g, rgb.b),
                                          rgb});
    }
    detection.warnings.push_back(fmt::format(
        "masks are colour-coded and no file says which colour is which class: {} colours were found and numbered",
        recipe.classes.count()));
}

/// Class table from the ids in the masks.
void detectIds(Detection& detection, const Dataset& dataset, const JobContext& ctx)
{
    Recipe& recipe = detection.recipe;
    const std::vector<fs::path> masks = annotations(dataset, &Sample::mask, kMasksForIds);
    std::set<int> ids = idsIn(masks, ctx);
    if (ids == std::set<int>{0, 255}) {
        recipe.encoding = MaskEncoding::Binary;
        recipe.classes.classes = {{0, "background", {}}, {1, "foreground", {}}};
        detection.warnings.push_back("only 0 and 255 occur in the masks: taken as background and foreground");
        return;
    }
    if (ids.erase(255) > 0) {
        recipe.classes.ignoredIds.push_back(255);
        detection.warnings.push_back("255 occurs in the masks and no class file says what it is: taken as ignored");
    }
    if (ids.erase(65535) > 0)
        recipe.classes.ignoredIds.push_back(65535);
    if (ids.size() > kMostClasses)
        throw Error(ErrorCode::Unsupported,
                    fmt::format("the masks are no class maps: {}: {}; they may number objects instead of classes",
                                masks.front().string(), tooManyClasses()));
    for (const int id : ids)
        recipe.classes.classes.push_back({id, fmt::format("class {}", id), {}});
    detection.warnings.push_back(
        fmt::format("no class file: {} ids were found in {} masks and numbered; add a classes.txt to name them",
                    ids.size(), masks.size()));
}

/// Class table from the ids in the masks, with the colours that a file without names has for them: such a file often
/// has 256 whatever the masks hold.
void detectIdsOf(const ClassTable& coloured, Detection& detection, const Dataset& dataset, const JobContext& ctx)
{
    detection.recipe.classes = {};
    detectIds(detection, dataset, ctx);
    for (ClassEntry& entry : detection.recipe.classes.classes)
        for (const ClassEntry& other : coloured.classes)
            if (other.rawId == entry.rawId)
                entry.colour = other.colour;
}

/// Ids that a class file does not know: 255 is usually "ignored".
void checkIds(Detection& detection, const Dataset& dataset, const JobContext& ctx)
{
    Recipe& recipe = detection.recipe;
    std::vector<int> unknown;
    for (const int id : idsIn(annotations(dataset, &Sample::mask, kMasksForForm), ctx))
        if (!recipe.classes.indexOf(id))
            unknown.push_back(id);
    const auto none = std::find(unknown.begin(), unknown.end(), 255);
    if (none != unknown.end()) {
        unknown.erase(none);
        recipe.classes.ignoredIds.push_back(255);
        detection.notes.push_back("255 occurs in the masks and is not in the class file: ignored");
    }
    if (!unknown.empty())
        detection.notes.push_back(
            fmt::format("the masks hold ids that the class file does not name: {}; pictures with them are skipped",
                        fmt::join(unknown, ", ")));
}

} // namespace

void detectClasses(Detection& detection, const JobContext& ctx)
{
    Recipe& recipe = detection.recipe;
    const bool hasMasks = std::any_of(recipe.splits.begin(), recipe.splits.end(),
                                      [](const auto& split) { return !split.second.masks.empty(); });
    if (!hasMasks)
        return;
    const std::optional<NamedClasses> named = readClassFile(recipe.root, &detection.warnings);
    const bool hasNames = named && named->names == NamesAre::Written;
    if (named) {
        recipe.classes = named->table;
        detection.notes.push_back(fmt::format("{} {} in {}", named->table.count(),
                                              hasNames ? "classes named" : "colours without names",
                                              named->file.filename().string()));
        detection.notes.insert(detection.notes.end(), named->notes.begin(), named->notes.end());
    }
    const Dataset dataset = openDataset(recipe, ctx);
    const std::vector<fs::path> masks = annotations(dataset, &Sample::mask, kMasksForForm);
    if (masks.empty())
        return;
    if (masksHaveColours(masks))
        detectColours(detection, masks, ctx);
    else if (named && !hasNames)
        detectIdsOf(named->table, detection, dataset, ctx);
    else if (recipe.classes.count() == 0)
        detectIds(detection, dataset, ctx);
    else
        checkIds(detection, dataset, ctx);
}

void detectDepthScale(Detection& detection, const JobContext& ctx)
{
    Recipe& recipe = detection.recipe;
    const bool hasDepth = std::any_of(recipe.splits.begin(), recipe.splits.end(),
                                      [](const auto& split) { return !split.second.depths.empty(); });
    if (!hasDepth)
        return;
    std::vector<float> units;
    const Dataset dataset = openDataset(recipe, ctx);
    for (const fs::path& file : annotations(dataset, &Sample::depth, 5)) {
        ctx.checkStop();
        try {
            const DepthMap depth = loadDepthPng(file, 1.0, recipe.depthInvalid);
            for (std::size_t i = 0; i < depth.metres.size(); i += 97)
                if (std::isfinite(depth.metres[i]))
                    units.push_back(depth.metres[i]);
        } catch (const Error&) {
            continue;
        }
    }
    if (units.empty())
        return;
    std::nth_element(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(units.size() / 2), units.end());
    const double median = units[units.size() / 2];
    const auto plausible = [median](double scale) { return median * scale >= 0.3 && median * scale <= 60; };
    for (const double scale : {0.001, 1 / 256., 0.0002, 0.01})
        if (plausible(scale)) {
            recipe.depthScale = scale;
            break;
        }
    detection.notes.push_back(
        fmt::format("depth: the median value is {:.0f}; read in units of {:.6g} m that is {:.2f} m", median,
                    recipe.depthScale, median * recipe.depthScale));
    if (!plausible(recipe.depthScale) || recipe.depthScale != 0.001)
        detection.warnings.push_back(
            fmt::format("the unit of the depth pictures is a guess ({:.6g} m); a recipe's depthScale corrects it",
                        recipe.depthScale));
}

} // namespace nectar
