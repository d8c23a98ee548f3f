// SPDX-License-Identifier: Apache-2.0
#include "core/image/label_png.h"

#include "core/base/error.h"
#include "core/image/picture_header.h"
#include "core/image/png_codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr int kByteVoid = 255, kWordVoid = 65535;
constexpr Rgb kVoidColour{224, 224, 192}; // the border colour of PASCAL VOC

constexpr std::size_t kHeaderBytes = 33, kColourType = 25; // of a PNG file: up to the first chunk's end

/// RGB or RGBA, by the header of a PNG file.
bool hasColours(const std::string& png)
{
    constexpr char kRgb = 2, kRgba = 6;
    return png.size() >= kHeaderBytes && (png[kColourType] == kRgb || png[kColourType] == kRgba);
}

bool needsWords(const ClassTable& classes)
{
    return std::any_of(classes.classes.begin(), classes.classes.end(),
                       [](const ClassEntry& entry) { return entry.rawId >= kByteVoid; });
}

/// Stored number of each class index; the caller's labels may hold no other index.
std::vector<int> storedNumbers(const ClassTable& classes, const fs::path& file)
{
    std::vector<int> numbers;
    for (const ClassEntry& entry : classes.classes) {
        if (entry.rawId < 0 || entry.rawId >= kWordVoid)
            throw Error(ErrorCode::BadOption, fmt::format("cannot write labels: {}: id {} of class '{}' does not fit "
                                                          "into 16 bits beside the void value",
                                                          file.string(), entry.rawId, entry.name));
        numbers.push_back(entry.rawId);
    }
    return numbers;
}

int storedNumber(const std::vector<int>& numbers, std::uint16_t label, int voidNumber, const fs::path& file)
{
    if (label == kVoid)
        return voidNumber;
    if (label >= numbers.size())
        throw Error(ErrorCode::BadOption,
                    fmt::format("cannot write labels: {}: label {} is above the table of {} classes", file.string(),
                                label, numbers.size()));
    return numbers[label];
}

std::vector<std::uint8_t> bigEndian(std::span<const std::uint16_t> values)
{
    std::vector<std::uint8_t> bytes;
    bytes.reserve(values.size() * 2);
    for (const std::uint16_t value : values) {
        bytes.push_back(static_cast<std::uint8_t>(value >> 8));
        bytes.push_back(static_cast<std::uint8_t>(value & 0xFF));
    }
    return bytes;
}

/// A PNG of one number per pixel. what, remedy: "mask", and how to save one.
IndexPng loadNumbers(const fs::path& file, const char* what, const char* remedy)
{
    const std::string contents = readPictureFile(file);
    const auto header = readPictureHeader(std::as_bytes(std::span(contents)));
    const bool isPng = header && header->kind == PictureKind::Png;
    if (!isPng || hasColours(contents))
        throw Error(ErrorCode::BadFormat, fmt::format("cannot read the {}: {}: {}; {}", what, file.string(),
                                                      isPng    ? "it has colours, where each pixel needs one number"
                                                      : header ? "it is a picture, but not a PNG"
                                                               : "it is not a PNG file",
                                                      remedy));
    DecodedPng decoded = decodePng(std::as_bytes(std::span(contents)), PngPixels::Stored, file.string());
    return {decoded.size.width, decoded.size.height, decoded.bitDepth, decoded.hasPalette, std::move(decoded.values)};
}

} // namespace

IndexPng loadIndexPng(const fs::path& file)
{
    return loadNumbers(file, "mask",
                       "save it as a grey or palette PNG of class ids, or list the colours in a class_dict.csv");
}

bool isIndexPng(const fs::path& file)
{
    const std::string start = readPictureStart(file, kHeaderBytes);
    const auto header = readPictureHeader(std::as_bytes(std::span(start)));
    if (!header || header->kind != PictureKind::Png || start.size() < kHeaderBytes)
        return false;
    constexpr char kGrey = 0, kPalette = 3, kGreyAlpha = 4;
    const char type = start[kColourType];
    return type == kGrey || type == kPalette || type == kGreyAlpha;
}

void saveLabelPng(const fs::path& file, const LabelMap& labels, const ClassTable& classes, std::span<const Rgb> palette)
{
    const std::vector<int> numbers = storedNumbers(classes, file);
    if (needsWords(classes)) {
        std::vector<std::uint16_t> words;
        words.reserve(labels.ids.size());
        for (const std::uint16_t label : labels.ids)
            words.push_back(static_cast<std::uint16_t>(storedNumber(numbers, label, kWordVoid, file)));
        writePng(file, {labels.size(), 16, 1, bigEndian(words), {}});
        return;
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(labels.ids.size());
    for (const std::uint16_t label : labels.ids)
        bytes.push_back(static_cast<std::uint8_t>(storedNumber(numbers, label, kByteVoid, file)));
    std::array<Rgb, 256> colours{};
    for (std::size_t i = 0; i < numbers.size() && i < palette.size(); ++i)
        colours[static_cast<std::size_t>(numbers[i])] = palette[i];
    colours[kByteVoid] = kVoidColour;
    writePng(file, {labels.size(), 8, 1, bytes, colours});
}

std::size_t saveDepthPng(const fs::path& file, const DepthMap& depth, double metresPerUnit)
{
    // 65535 is read as "no depth" by many tools, ours included: valid depths end below it and begin above 0.
    constexpr double kFirst = 1, kLast = 65534;
    std::size_t clamped = 0;
    std::vector<std::uint16_t> words;
    words.reserve(depth.metres.size());
    for (const float metres : depth.metres) {
        const double units = std::round(static_cast<double>(metres) / metresPerUnit);
        if (!(metres > 0)) {
            words.push_back(0);
            continue;
        }
        clamped += units > kLast ? 1 : 0;
        words.push_back(static_cast<std::uint16_t>(std::clamp(units, kFirst, kLast)));
    }
    writePng(file, {depth.size(), 16, 1, bigEndian(words), {}});
    return clamped;
}

DepthMap loadDepthPng(const fs::path& file, double metresPerUnit, std::span<const int> invalidValues)
{
    const IndexPng stored = loadNumbers(file, "depth picture", "save it as a 16-bit grey PNG");
    std::vector<bool> invalid(65536, false);
    for (const int value : invalidValues)
        if (value >= 0 && value < 65536)
            invalid[static_cast<std::size_t>(value)] = true;
    DepthMap depth(stored.width, stored.height);
    for (std::size_t i = 0; i < stored.values.size(); ++i)
        if (!invalid[stored.values[i]])
            depth.metres[i] = static_cast<float>(stored.values[i] * metresPerUnit);
    return depth;
}

} // namespace nectar
