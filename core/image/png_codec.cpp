// SPDX-License-Identifier: Apache-2.0
#include "core/image/png_codec.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/image/picture_header.h"

#include <fmt/format.h>
#include <png.h>

#include <algorithm>
#include <bit>
#include <csetjmp>
#include <cstring>

namespace nectar {

namespace {

/// Shared by both directions. libpng reports errors by longjmp: the functions that call setjmp below hold nothing with
/// a destructor, and everything that owns memory lives in their callers.
struct PngMessage {
    char text[160] = {};
};

[[noreturn]] void onError(png_structp png, png_const_charp message)
{
    auto* kept = static_cast<PngMessage*>(png_get_error_ptr(png));
    std::strncpy(kept->text, message, sizeof kept->text - 1);
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {} // a wrong colour profile is no reason to speak

struct Reader {
    png_structp png = nullptr;
    png_infop info = nullptr;
    PngMessage message;
    const std::byte* next = nullptr;
    std::size_t left = 0;
    bool ranOut = false;

    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

void onRead(png_structp png, png_bytep destination, std::size_t count)
{
    auto* reader = static_cast<Reader*>(png_get_io_ptr(png));
    if (count > reader->left) {
        reader->ranOut = true;
        png_error(png, "the file ends too early");
    }
    std::memcpy(destination, reader->next, count);
    reader->next += count;
    reader->left -= count;
}

/// False: libpng failed, the reason is in reader.message.
bool readInfo(Reader& reader)
{
    if (setjmp(png_jmpbuf(reader.png)))
        return false;
    png_read_info(reader.png, reader.info);
    return true;
}

void requestPixels(Reader& reader, PngPixels pixels)
{
    png_set_interlace_handling(reader.png);
    png_set_strip_alpha(reader.png);
    if (pixels == PngPixels::Rgb) {
        png_set_expand(reader.png);
        png_set_scale_16(reader.png);
        png_set_gray_to_rgb(reader.png);
        return;
    }
    png_set_packing(reader.png); // 1, 2 and 4 bits to bytes, not scaled; no palette, no gamma
    if (std::endian::native == std::endian::little)
        png_set_swap(reader.png);
}

bool startPixels(Reader& reader, PngPixels pixels)
{
    if (setjmp(png_jmpbuf(reader.png)))
        return false;
    requestPixels(reader, pixels);
    png_read_update_info(reader.png, reader.info);
    return true;
}

bool readRows(Reader& reader, png_bytepp rows)
{
    if (setjmp(png_jmpbuf(reader.png)))
        return false;
    png_read_image(reader.png, rows);
    png_read_end(reader.png, nullptr);
    return true;
}

Error badPng(const Reader& reader, const std::string& file)
{
    if (reader.ranOut)
        return {ErrorCode::BadFormat,
                fmt::format("cannot read picture: {}: the file is truncated; copy it again", file)};
    return {ErrorCode::BadFormat,
            fmt::format("cannot read picture: {}: damaged PNG ({}); copy it again", file, reader.message.text)};
}

std::vector<png_bytep> rowPointers(std::uint8_t* pixels, std::size_t rowBytes, int height)
{
    std::vector<png_bytep> rows(static_cast<std::size_t>(height));
    for (std::size_t y = 0; y < rows.size(); ++y)
        rows[y] = pixels + y * rowBytes;
    return rows;
}

void readPixels(Reader& reader, PngPixels pixels, DecodedPng& decoded, const std::string& file)
{
    if (!startPixels(reader, pixels))
        throw badPng(reader, file);
    const std::size_t rowBytes = png_get_rowbytes(reader.png, reader.info);
    const auto width = static_cast<std::size_t>(decoded.size.width);
    const bool wide = pixels == PngPixels::Stored && decoded.bitDepth == 16;
    if (rowBytes != width * (pixels == PngPixels::Rgb ? 3 : wide ? 2 : 1))
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read picture: {}: unexpected PNG layout; save it anew", file));
    std::vector<std::uint8_t> narrow;
    std::uint8_t* target = nullptr;
    if (pixels == PngPixels::Rgb) {
        decoded.rgb.resize(decoded.size.area() * 3);
        target = decoded.rgb.data();
    } else {
        decoded.values.resize(decoded.size.area());
        narrow.resize(wide ? 0 : decoded.size.area());
        target = wide ? reinterpret_cast<std::uint8_t*>(decoded.values.data()) : narrow.data();
    }
    std::vector<png_bytep> rows = rowPointers(target, rowBytes, decoded.size.height);
    if (!readRows(reader, rows.data()))
        throw badPng(reader, file);
    std::copy(narrow.begin(), narrow.end(), decoded.values.begin());
}

struct Writer {
    png_structp png = nullptr;
    png_infop info = nullptr;
    PngMessage message;
    std::vector<std::byte> bytes;

    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { png_destroy_write_struct(&png, &info); }
};

void onWrite(png_structp png, png_bytep source, std::size_t count)
{
    auto* writer = static_cast<Writer*>(png_get_io_ptr(png));
    bool full = false;
    try { // an exception must not pass through C frames
        const auto* first = reinterpret_cast<const std::byte*>(source);
        writer->bytes.insert(writer->bytes.end(), first, first + count);
    } catch (const std::exception&) {
        full = true;
    }
    if (full)
        png_error(png, "out of memory");
}

bool writeAll(Writer& writer, const PngContents& contents, int colourType, const png_color* palette, png_bytepp rows)
{
    if (setjmp(png_jmpbuf(writer.png)))
        return false;
    png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(contents.size.width),
                 static_cast<png_uint_32>(contents.size.height), contents.bitDepth, colourType, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (colourType == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(writer.png, writer.info, palette, static_cast<int>(contents.palette.size()));
    png_write_info(writer.png, writer.info);
    png_write_image(writer.png, rows);
    png_write_end(writer.png, nullptr);
    return true;
}

} // namespace

DecodedPng decodePng(std::span<const std::byte> bytes, PngPixels pixels, const std::string& file)
{
    const auto header = readPictureHeader(bytes);
    if (!header || header->kind != PictureKind::Png)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read picture: {}: it is not a PNG file; convert it", file));
    checkPictureSize(header->size, file);
    Reader reader;
    reader.next = bytes.data();
    reader.left = bytes.size();
    reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader.message, onError, onWarning);
    reader.info = reader.png ? png_create_info_struct(reader.png) : nullptr;
    if (!reader.info)
        throw Error(
            ErrorCode::OutOfMemory,
            fmt::format("cannot read picture: {}: not enough memory for its pixels; save a smaller copy of it", file));
    png_set_read_fn(reader.png, &reader, onRead);
    if (!readInfo(reader))
        throw badPng(reader, file);
    const int colourType = png_get_color_type(reader.png, reader.info);
    if (pixels == PngPixels::Stored && (colourType == PNG_COLOR_TYPE_RGB || colourType == PNG_COLOR_TYPE_RGB_ALPHA))
        throw Error(ErrorCode::BadFormat, fmt::format("cannot read picture: {}: it has colours, where each pixel needs "
                                                      "one number; save it as a grey PNG",
                                                      file));
    DecodedPng decoded;
    decoded.size = header->size;
    decoded.bitDepth = png_get_bit_depth(reader.png, reader.info);
    decoded.hasPalette = colourType == PNG_COLOR_TYPE_PALETTE;
    readPixels(reader, pixels, decoded, file);
    return decoded;
}

void writePng(const std::filesystem::path& file, const PngContents& contents)
{
    Writer writer;
    writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writer.message, onError, onWarning);
    writer.info = writer.png ? png_create_info_struct(writer.png) : nullptr;
    if (!writer.info)
        throw Error(ErrorCode::OutOfMemory, fmt::format("cannot write picture: {}: not enough memory", file.string()));
    png_set_write_fn(writer.png, &writer, onWrite, nullptr);
    std::vector<png_color> palette;
    for (const Rgb& colour : contents.palette)
        palette.push_back({colour.r, colour.g, colour.b});
    const std::size_t rowBytes = static_cast<std::size_t>(contents.size.width) *
                                 static_cast<std::size_t>(contents.channels * contents.bitDepth / 8);
    auto* pixels = const_cast<std::uint8_t*>(contents.bytes.data()); // libpng's rows are not const; it only reads them
    std::vector<png_bytep> rows = rowPointers(pixels, rowBytes, contents.size.height);
    const int colourType = contents.channels == 3 ? PNG_COLOR_TYPE_RGB
                           : palette.empty()      ? PNG_COLOR_TYPE_GRAY
                                                  : PNG_COLOR_TYPE_PALETTE;
    if (!writeAll(writer, contents, colourType, palette.data(), rows.data()))
        throw Error(ErrorCode::Io, fmt::format("cannot write picture: {}: {}", file.string(), writer.message.text));
    AtomicFile out(file);
    out.write(writer.bytes);
    out.commit();
}

} // namespace nectar
