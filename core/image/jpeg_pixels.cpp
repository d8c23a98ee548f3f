// SPDX-License-Identifier: Apache-2.0
#include "core/image/jpeg_pixels.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <vector>

#include <jpeglib.h>
// After jpeglib.h, which it needs.
#include <jerror.h>

namespace nectar {

namespace {

constexpr int kMostScans = 500; ///< progressive files have about ten; each scan costs a pass over the whole picture

/// libjpeg reports errors by longjmp: the functions that call setjmp below hold nothing with a destructor, and
/// everything that owns memory lives in their callers.
struct Decoder {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf failed{};
    int code = 0; ///< what libjpeg complained about

    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder() { jpeg_destroy_decompress(&jpeg); }
};

[[noreturn]] void onError(j_common_ptr jpeg)
{
    auto* decoder = static_cast<Decoder*>(jpeg->client_data);
    decoder->code = jpeg->err->msg_code;
    std::longjmp(decoder->failed, 1);
}

bool meansDamage(int warning)
{
    switch (warning) {
    case JWRN_ARITH_BAD_CODE:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_JPEG_EOF:
    case JWRN_MUST_RESYNC:
        return true;
    default: // an odd version number or colour transform, stray bytes between segments: many cameras write them
        return false;
    }
}

/// level: -1 for a warning, more for traces.
void onMessage(j_common_ptr jpeg, int level)
{
    if (level < 0 && meansDamage(jpeg->err->msg_code))
        onError(jpeg);
}

void onOutput(j_common_ptr) {}

void onProgress(j_common_ptr jpeg)
{
    if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > kMostScans)
        onError(jpeg);
}

bool start(Decoder& decoder, const unsigned char* bytes, unsigned long count)
{
    decoder.jpeg.err = jpeg_std_error(&decoder.errors);
    decoder.errors.error_exit = onError;
    decoder.errors.emit_message = onMessage;
    decoder.errors.output_message = onOutput;
    decoder.jpeg.client_data = &decoder;
    if (setjmp(decoder.failed))
        return false;
    jpeg_create_decompress(&decoder.jpeg); // keeps err and client_data
    decoder.progress.progress_monitor = onProgress;
    decoder.jpeg.progress = &decoder.progress;
    jpeg_mem_src(&decoder.jpeg, bytes, count);
    jpeg_read_header(&decoder.jpeg, TRUE);
    decoder.jpeg.out_color_space = decoder.jpeg.num_components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&decoder.jpeg);
    return true;
}

bool readRow(Decoder& decoder, unsigned char* row)
{
    if (setjmp(decoder.failed))
        return false;
    jpeg_read_scanlines(&decoder.jpeg, &row, 1);
    return true;
}

bool finish(Decoder& decoder)
{
    if (setjmp(decoder.failed))
        return false;
    jpeg_finish_decompress(&decoder.jpeg);
    return true;
}

Error badJpeg(const Decoder& decoder, const std::string& file)
{
    switch (decoder.code) {
    case JERR_OUT_OF_MEMORY:
        return {
            ErrorCode::OutOfMemory,
            fmt::format("cannot read picture: {}: not enough memory for its pixels; save a smaller copy of it", file)};
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_SOF_UNSUPPORTED:
        return {ErrorCode::Unsupported,
                fmt::format("cannot read picture: {}: this kind of JPEG (lossless, of more than 8 bits or of unusual "
                            "channels) is not supported; convert it to PNG or to an ordinary JPEG",
                            file)};
    default:
        return {ErrorCode::BadFormat,
                fmt::format("cannot read picture: {}: its JPEG data is damaged; copy it again, or open it in a picture "
                            "program and save it anew",
                            file)};
    }
}

/// Adobe's CMYK is stored inverted: 255 is no ink.
void rgbFromCmyk(const unsigned char* cmyk, std::uint8_t* rgb, int width)
{
    for (int x = 0; x < width; ++x, cmyk += 4, rgb += 3)
        for (int c = 0; c < 3; ++c)
            rgb[c] = static_cast<std::uint8_t>(cmyk[3] - ((255 - cmyk[c]) * cmyk[3] >> 8));
}

} // namespace

Image decodeJpegPixels(std::span<const std::byte> bytes, Size size, const std::string& file)
{
    Decoder decoder;
    if (!start(decoder, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()))
        throw badJpeg(decoder, file);
    if (decoder.jpeg.output_width != static_cast<unsigned>(size.width) ||
        decoder.jpeg.output_height != static_cast<unsigned>(size.height))
        throw badJpeg(decoder, file);
    Image image;
    std::vector<unsigned char> row(static_cast<std::size_t>(size.width) * 4);
    for (int y = 0; y < size.height; ++y) {
        if (!readRow(decoder, row.data()))
            throw badJpeg(decoder, file);
        if (y == 0) // a wrong size in the header mostly fails before this much memory is taken
            image = Image(size.width, size.height);
        if (decoder.jpeg.out_color_space == JCS_CMYK)
            rgbFromCmyk(row.data(), image.pixel(0, y), size.width);
        else
            std::copy_n(row.data(), static_cast<std::size_t>(size.width) * 3, image.pixel(0, y));
    }
    if (!finish(decoder))
        throw badJpeg(decoder, file);
    return image;
}

} // namespace nectar
