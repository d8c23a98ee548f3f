// SPDX-License-Identifier: Apache-2.0
#include "core/image/picture_header.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/image/byte_reader.h"
#include "core/image/exif.h"
#include "core/image/jpeg_markers.h"

#include <fmt/format.h>

#include <cstdlib>

namespace nectar {

namespace fs = std::filesystem;

namespace {

Size sizeFrom(std::uint32_t width, std::uint32_t height)
{
    constexpr std::uint32_t kMax = 0x7FFFFFFF;
    return width > kMax || height > kMax ? Size{} : Size{static_cast<int>(width), static_cast<int>(height)};
}

PictureHeader pngHeader(std::span<const std::byte> bytes)
{
    const ByteReader reader(bytes, ByteOrder::Big);
    PictureHeader header{PictureKind::Png, {}, 1};
    if (!reader.textAt(12, "IHDR"))
        return header;
    header.size = sizeFrom(reader.u32(16), reader.u32(20));
    for (std::size_t chunk = 33; reader.has(chunk, 8); chunk += 12 + std::size_t{reader.u32(chunk)}) {
        const std::size_t length = reader.u32(chunk);
        if (reader.textAt(chunk + 4, "IDAT"))
            break; // an eXIf chunk after the pixels is allowed, but nobody writes it
        if (reader.textAt(chunk + 4, "eXIf") && reader.has(chunk + 8, length))
            header.orientation = exifOrientation(bytes.subspan(chunk + 8, length)).value_or(1);
    }
    return header;
}

PictureHeader bmpHeader(std::span<const std::byte> bytes)
{
    const ByteReader reader(bytes, ByteOrder::Little);
    constexpr std::uint32_t kCoreHeader = 12;
    if (reader.u32(14) == kCoreHeader)
        return {PictureKind::Bmp, sizeFrom(reader.u16(18), reader.u16(20)), 1};
    const auto height = static_cast<std::int32_t>(reader.u32(22)); // negative: rows from the top
    return {PictureKind::Bmp,
            sizeFrom(reader.u32(18), static_cast<std::uint32_t>(std::llabs(static_cast<long long>(height)))), 1};
}

PictureHeader tiffHeader(std::span<const std::byte> bytes)
{
    constexpr int kWidth = 256, kHeight = 257;
    return {PictureKind::Tiff,
            {tiffNumber(bytes, kWidth).value_or(0), tiffNumber(bytes, kHeight).value_or(0)},
            exifOrientation(bytes).value_or(1)};
}

PictureHeader webpHeader(std::span<const std::byte> bytes)
{
    const ByteReader reader(bytes, ByteOrder::Little);
    if (reader.textAt(12, "VP8X"))
        return {PictureKind::WebP, sizeFrom(reader.u24(24) + 1, reader.u24(27) + 1), 1};
    if (reader.textAt(12, "VP8L")) {
        const std::uint32_t bits = reader.u32(21);
        return {PictureKind::WebP, sizeFrom((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1), 1};
    }
    return {PictureKind::WebP, sizeFrom(reader.u16(26) & 0x3FFF, reader.u16(28) & 0x3FFF), 1};
}

void requireRegularFile(const fs::path& file)
{
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found)
        throw Error(ErrorCode::NotFound,
                    fmt::format("cannot read picture: {}: no such file; check the path", file.string()));
    if (status.type() == fs::file_type::directory)
        throw Error(ErrorCode::Unreadable,
                    fmt::format("cannot read picture: {}: it is a folder, a file is needed", file.string()));
    if (status.type() != fs::file_type::regular) // never open a pipe or a device: that may block
        throw Error(ErrorCode::Unreadable,
                    fmt::format("cannot read picture: {}: {}", file.string(),
                                error ? error.message() : std::string("it is not a regular file")));
}

void requireContents(const std::string& contents, const fs::path& file)
{
    if (contents.empty())
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read picture: {}: the file is empty; copy it again", file.string()));
}

} // namespace

std::optional<PictureHeader> readPictureHeader(std::span<const std::byte> bytes)
{
    const ByteReader reader(bytes, ByteOrder::Big);
    if (reader.textAt(0, "\xFF\xD8\xFF")) {
        const JpegMarkers markers = readJpegMarkers(bytes);
        return PictureHeader{PictureKind::Jpeg, markers.size, markers.orientation};
    }
    if (reader.textAt(0, "\x89PNG\r\n\x1A\n"))
        return pngHeader(bytes);
    if (reader.textAt(0, "BM") && reader.has(0, 26))
        return bmpHeader(bytes);
    if (reader.textAt(0, std::string_view("II*\0", 4)) || reader.textAt(0, std::string_view("MM\0*", 4)))
        return tiffHeader(bytes);
    if (reader.textAt(0, "RIFF") && reader.textAt(8, "WEBP"))
        return webpHeader(bytes);
    return std::nullopt;
}

void checkPictureSize(Size size, const std::string& file)
{
    if (size.width <= 0 || size.height <= 0)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read picture: {}: its header names no size; it is damaged", file));
    if (size.width > kMaxSide || size.height > kMaxSide)
        throw Error(
            ErrorCode::BadFormat,
            fmt::format("cannot read picture: {}: it is too large: its header says {}×{} pixels, and Nectar reads "
                        "at most {} a side; it is damaged or has to be cut into pieces",
                        file, size.width, size.height, kMaxSide));
    if (size.area() > kMaxPixels)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read picture: {}: its header says {}×{} pixels, more than the {} million that "
                                "Nectar reads; it is damaged or has to be made smaller",
                                file, size.width, size.height, kMaxPixels / 1'000'000));
}

std::string readPictureFile(const fs::path& file)
{
    requireRegularFile(file);
    std::string contents = readFile(file);
    requireContents(contents, file);
    return contents;
}

std::string readPictureStart(const fs::path& file, std::size_t count)
{
    requireRegularFile(file);
    std::string start = readFileStart(file, static_cast<std::int64_t>(count));
    requireContents(start, file);
    return start;
}

} // namespace nectar
