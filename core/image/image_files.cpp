// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_files.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/image/byte_reader.h"
#include "core/image/jpeg_markers.h"
#include "core/image/jpeg_pixels.h"
#include "core/image/opencv_codec.h"
#include "core/image/picture_header.h"
#include "core/image/png_codec.h"

#include <fmt/format.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cctype>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr int kSavedQuality = 95;
constexpr const char* kNoPicture = "it is not a picture that Nectar reads; give a JPEG, PNG, BMP, TIFF or WebP";

Error badPicture(const std::string& file, const std::string& why)
{
    return {ErrorCode::BadFormat, fmt::format("cannot read picture: {}: {}", file, why)};
}

/// Throws where a decoder would fill what is missing with grey.
void requireComplete(const PictureHeader& header, std::span<const std::byte> bytes, const std::string& file)
{
    const std::string truncated = "the file is truncated; copy it again";
    if (header.kind == PictureKind::Jpeg) {
        const JpegMarkers markers = readJpegMarkers(bytes);
        if (!markers.complete)
            throw badPicture(file, truncated);
        if (!markers.hasScan)
            throw badPicture(file, "a JPEG file without picture data; copy it again");
    }
    const ByteReader reader(bytes, ByteOrder::Little);
    if (header.kind == PictureKind::WebP && reader.u32(4) + std::size_t{8} > bytes.size())
        throw badPicture(file, truncated);
    constexpr std::size_t kPixelOffset = 10, kDepth = 28, kCompression = 30;
    if (header.kind == PictureKind::Bmp && reader.u32(kCompression) == 0 && reader.u32(14) >= 40) {
        const std::size_t rowBits = static_cast<std::size_t>(header.size.width) * reader.u16(kDepth);
        const std::size_t needed = (rowBits + 31) / 32 * 4 * static_cast<std::size_t>(header.size.height);
        if (reader.u32(kPixelOffset) + needed > bytes.size())
            throw badPicture(file, truncated);
    }
}

/// EXIF 1 to 8: mirrored, upside down, on its side. Returns the picture as it should be looked at.
Image turned(const Image& image, int orientation)
{
    const bool onItsSide = orientation >= 5;
    const bool flipX = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool flipY = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    Image upright(onItsSide ? image.height : image.width, onItsSide ? image.width : image.height);
    for (int y = 0; y < upright.height; ++y)
        for (int x = 0; x < upright.width; ++x) {
            const int fromX = flipX ? upright.width - 1 - x : x;
            const int fromY = flipY ? upright.height - 1 - y : y;
            const std::uint8_t* source = onItsSide ? image.pixel(fromY, fromX) : image.pixel(fromX, fromY);
            std::copy_n(source, 3, upright.pixel(x, y));
        }
    return upright;
}

Image decodePicture(std::span<const std::byte> bytes, Orientation orientation, const std::string& file)
{
    const auto header = readPictureHeader(bytes);
    if (!header)
        throw badPicture(file, kNoPicture);
    if (header->kind == PictureKind::Jpeg)
        requireComplete(*header, bytes, file); // before the size: a cut file may have lost its frame header
    checkPictureSize(header->size, file);
    requireComplete(*header, bytes, file);
    Image image;
    if (header->kind == PictureKind::Png) {
        DecodedPng decoded = decodePng(bytes, PngPixels::Rgb, file);
        image.width = decoded.size.width;
        image.height = decoded.size.height;
        image.rgb = std::move(decoded.rgb);
    } else if (header->kind == PictureKind::Jpeg) {
        image = decodeJpegPixels(bytes, header->size, file);
    } else {
        image = decodeWithOpenCv(bytes, header->kind, file);
    }
    return orientation == Orientation::Upright && header->orientation != 1 ? turned(image, header->orientation) : image;
}

} // namespace

Image loadImage(const fs::path& file, Orientation orientation)
{
    const std::string contents = readPictureFile(file);
    return decodePicture(std::as_bytes(std::span(contents)), orientation, file.string());
}

Size imageSize(const fs::path& file)
{
    constexpr std::size_t kUsualHeader = 64 << 10; // a JPEG may have profiles and previews before its size
    std::string start = readPictureStart(file, kUsualHeader);
    auto header = readPictureHeader(std::as_bytes(std::span(start)));
    if (header && header->size.area() == 0 && start.size() == kUsualHeader) {
        start = readPictureFile(file);
        header = readPictureHeader(std::as_bytes(std::span(start)));
    }
    if (!header)
        throw badPicture(file.string(), kNoPicture);
    checkPictureSize(header->size, file.string());
    return header->size;
}

bool isStoredUpright(const fs::path& file)
{
    const std::string contents = readPictureFile(file);
    const auto header = readPictureHeader(std::as_bytes(std::span(contents)));
    if (!header)
        throw badPicture(file.string(), kNoPicture);
    return header->orientation == 1;
}

void saveImage(const fs::path& file, const Image& image)
{
    const std::string extension = lowerCase(file.extension().string());
    if (extension == ".png") {
        writePng(file, {image.size(), 8, 3, image.rgb, {}});
        return;
    }
    if (extension != ".jpg" && extension != ".jpeg")
        throw Error(ErrorCode::BadOption,
                    fmt::format("cannot write picture: {}: the name must end in .png or .jpg", file.string()));
    const std::vector<std::byte> jpeg = encodeJpeg(image, kSavedQuality);
    AtomicFile out(file);
    out.write(jpeg);
    out.commit();
}

std::vector<std::byte> encodeJpeg(const Image& image, int quality)
{
    if (image.empty())
        throw Error(ErrorCode::Empty, "cannot encode a picture without pixels");
    const cv::Mat rgb(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.rgb.data()));
    try {
        cv::Mat bgr;
        cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
        std::vector<std::uint8_t> packed;
        if (!cv::imencode(".jpg", bgr, packed, {cv::IMWRITE_JPEG_QUALITY, quality}))
            throw Error(ErrorCode::Unsupported, fmt::format("cannot encode a {}×{} picture as JPEG: JPEG ends at 65535 "
                                                            "pixels a side; write a PNG",
                                                            image.width, image.height));
        const auto bytes = std::as_bytes(std::span(packed));
        return {bytes.begin(), bytes.end()};
    } catch (const cv::Exception& error) {
        throw Error(ErrorCode::Unsupported,
                    fmt::format("cannot encode a {}×{} picture as JPEG: {}", image.width, image.height, error.err));
    }
}

Image decodeJpeg(std::span<const std::byte> bytes)
{
    const auto header = readPictureHeader(bytes);
    if (!header || header->kind != PictureKind::Jpeg)
        throw badPicture("JPEG data in memory", "it is not a JPEG");
    return decodePicture(bytes, Orientation::AsStored, "JPEG data in memory");
}

} // namespace nectar
