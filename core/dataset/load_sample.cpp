// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/dataset/dataset.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace nectar {

namespace {

constexpr std::uint16_t kUnknownId = 0xFFFE;

std::string sizeText(Size size) { return fmt::format("{}x{}", size.width, size.height); }

/// Class index of each stored number; kUnknownId where there is none.
std::vector<std::uint16_t> indexOfRawIds(const ClassTable& classes)
{
    std::vector<std::uint16_t> index(65536, kUnknownId);
    for (std::size_t c = 0; c < classes.classes.size(); ++c)
        if (const int id = classes.classes[c].rawId; id >= 0 && id < 65536)
            index[static_cast<std::size_t>(id)] = static_cast<std::uint16_t>(c);
    for (const int id : classes.ignoredIds)
        if (id >= 0 && id < 65536)
            index[static_cast<std::size_t>(id)] = kVoid;
    return index;
}

LabelMap labelsFromIndices(const std::filesystem::path& file, const ClassTable& classes, MaskEncoding encoding)
{
    const IndexPng png = loadIndexPng(file);
    const std::vector<std::uint16_t> index = indexOfRawIds(classes);
    LabelMap labels(png.width, png.height);
    for (std::size_t i = 0; i < png.values.size(); ++i) {
        const std::uint16_t raw =
            encoding == MaskEncoding::Binary ? std::uint16_t(png.values[i] != 0 ? 1 : 0) : png.values[i];
        labels.ids[i] = index[raw];
        if (labels.ids[i] == kUnknownId)
            throw Error(
                ErrorCode::BadFormat,
                fmt::format(
                    "mask {}: class id {} is not in the table of {} classes; add it to the classes file or mark it "
                    "as ignored",
                    file.string(), raw, classes.count()));
    }
    return labels;
}

LabelMap labelsFromColours(const std::filesystem::path& file, const ClassTable& classes)
{
    const Image colours = loadImage(file, Orientation::AsStored);
    const auto key = [](Rgb c) { return std::uint32_t{c.r} << 16 | std::uint32_t{c.g} << 8 | c.b; };
    std::unordered_map<std::uint32_t, std::uint16_t> index;
    for (std::size_t c = 0; c < classes.classes.size(); ++c)
        if (classes.classes[c].colour)
            index[key(*classes.classes[c].colour)] = static_cast<std::uint16_t>(c);
    for (const Rgb& ignored : classes.ignoredColours)
        index[key(ignored)] = kVoid;
    LabelMap labels(colours.width, colours.height);
    for (std::size_t i = 0; i < labels.ids.size(); ++i) {
        const Rgb colour{colours.rgb[3 * i], colours.rgb[3 * i + 1], colours.rgb[3 * i + 2]};
        const auto found = index.find(key(colour));
        if (found == index.end())
            throw Error(ErrorCode::BadFormat,
                        fmt::format("mask {}: the colour {},{},{} belongs to none of the {} classes; add it to the "
                                    "colour table, or mark "
                                    "it there as (ignore)",
                                    file.string(), colour.r, colour.g, colour.b, classes.count()));
        labels.ids[i] = found->second;
    }
    return labels;
}

void dropOutOfRange(DepthMap& depth, const Recipe& recipe)
{
    for (float& metres : depth.metres)
        if (!(metres > 0) || metres < recipe.depthMinMetres ||
            (recipe.depthMaxMetres > 0 && metres > recipe.depthMaxMetres))
            metres = kNoDepth;
}

void requireSize(const char* what, const Sample& sample, const std::filesystem::path& file, Size found, Size photo)
{
    if (found != photo)
        throw Error(ErrorCode::Mismatch,
                    fmt::format("{} {} is {} but its picture {} is {}; correct the pair or leave it out", what,
                                file.string(), sizeText(found), sample.image.string(), sizeText(photo)));
}

} // namespace

void requireAnnotation(const Sample& sample, Task task)
{
    if (!sample.has(task))
        throw Error(ErrorCode::NotFound,
                    fmt::format("no {} belongs to {}; add one, or leave the picture out",
                                task == Task::Depth ? "depth picture" : "mask", sample.image.string()));
}

Annotations loadAnnotations(const Recipe& recipe, const Sample& sample)
{
    Annotations read;
    if (!sample.mask.empty())
        read.labels = recipe.encoding == MaskEncoding::Colour
                          ? labelsFromColours(sample.mask, recipe.classes)
                          : labelsFromIndices(sample.mask, recipe.classes, recipe.encoding);
    if (!sample.depth.empty()) {
        read.depth = loadDepthPng(sample.depth, recipe.depthScale, recipe.depthInvalid);
        dropOutOfRange(*read.depth, recipe);
    }
    return read;
}

/// Photos carry a rotation tag that annotations lack: it counts only if the annotation was made on the upright picture.
Image loadPhoto(const Sample& sample, const Annotations& annotations)
{
    Image photo = loadImage(sample.image, Orientation::AsStored);
    const std::optional<Size> wanted = annotations.depth    ? std::optional(annotations.depth->size())
                                       : annotations.labels ? std::optional(annotations.labels->size())
                                                            : std::nullopt;
    if (wanted && photo.size() != *wanted) {
        Image upright = loadImage(sample.image, Orientation::Upright);
        if (upright.size() == *wanted)
            photo = std::move(upright);
    }
    if (annotations.labels)
        requireSize("mask", sample, sample.mask, annotations.labels->size(), photo.size());
    if (annotations.depth)
        requireSize("depth picture", sample, sample.depth, annotations.depth->size(), photo.size());
    return photo;
}

LoadedSample loadSample(const Dataset& dataset, const Sample& sample)
{
    Annotations annotations = loadAnnotations(dataset.recipe(), sample);
    Image photo = loadPhoto(sample, annotations);
    return {std::move(photo), std::move(annotations.labels), std::move(annotations.depth)};
}

} // namespace nectar
