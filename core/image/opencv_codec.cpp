// SPDX-License-Identifier: Apache-2.0
#include "core/image/opencv_codec.h"

#include "core/base/error.h"
#include "core/image/byte_reader.h"
#include "core/image/exif.h"

#include <fmt/format.h>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <iostream>
#include <streambuf>

namespace nectar {

namespace {

/// Stands before std::cerr's buffer and drops what a thread writes while it decodes: OpenCV's imdecode() reports
/// damaged files there, past its own log, and they are our errors, not lines on the user's terminal. Other threads are
/// heard.
class ThreadFilter final : public std::streambuf {
public:
    static bool& isQuiet()
    {
        thread_local bool quiet = false;
        return quiet;
    }
    ThreadFilter() : m_behind(std::cerr.rdbuf(this)) {}
    ~ThreadFilter() override { std::cerr.rdbuf(m_behind); }
    ThreadFilter(const ThreadFilter&) = delete;
    ThreadFilter& operator=(const ThreadFilter&) = delete;

protected:
    int_type overflow(int_type c) override { return isQuiet() ? traits_type::not_eof(c) : m_behind->sputc(char(c)); }
    std::streamsize xsputn(const char* text, std::streamsize count) override
    {
        return isQuiet() ? count : m_behind->sputn(text, count);
    }
    int sync() override { return isQuiet() ? 0 : m_behind->pubsync(); }

private:
    std::streambuf* m_behind;
};

class QuietThread {
public:
    QuietThread()
    {
        static const ThreadFilter filter;
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        ThreadFilter::isQuiet() = true;
    }
    ~QuietThread() { ThreadFilter::isQuiet() = false; }
    QuietThread(const QuietThread&) = delete;
    QuietThread& operator=(const QuietThread&) = delete;
};

Image imageFromBgr(const cv::Mat& bgr)
{
    Image image(bgr.cols, bgr.rows);
    cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.rgb.data());
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    return image;
}

/// Kinds that OpenCV reads not at all or, three channels of floats, as almost black; empty: any other.
std::string unsupportedKind(std::span<const std::byte> bytes, PictureKind kind)
{
    if (kind == PictureKind::WebP) {
        const ByteReader reader(bytes, ByteOrder::Little);
        constexpr std::size_t kFlags = 20;
        constexpr unsigned kAnimation = 2;
        return reader.textAt(12, "VP8X") && (reader.u8(kFlags) & kAnimation) ? "an animated WebP" : "";
    }
    if (kind != PictureKind::Tiff)
        return "";
    constexpr int kBits = 258, kPhotometric = 262, kSampleFormat = 339, kFloat = 3, kLogL = 32844, kLogLuv = 32845;
    const int photometric = firstTiffNumber(bytes, kPhotometric).value_or(0);
    if (firstTiffNumber(bytes, kSampleFormat).value_or(1) == kFloat || photometric == kLogL || photometric == kLogLuv)
        return "a TIFF of floating-point numbers";
    const int bits = firstTiffNumber(bytes, kBits).value_or(8);
    return bits > 16 ? fmt::format("a TIFF of {} bits a channel", bits) : "";
}

} // namespace

Image decodeWithOpenCv(std::span<const std::byte> bytes, PictureKind kind, const std::string& file)
{
    if (const std::string other = unsupportedKind(bytes, kind); !other.empty())
        throw Error(ErrorCode::Unsupported,
                    fmt::format("cannot read picture: {}: it is {}, which is not supported; convert it to PNG or JPEG",
                                file, other));
    const QuietThread quiet;
    try {
        const cv::Mat packed(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<std::byte*>(bytes.data()));
        const cv::Mat bgr = cv::imdecode(packed, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
        if (!bgr.empty())
            return imageFromBgr(bgr);
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem)
            throw Error(
                ErrorCode::OutOfMemory,
                fmt::format("cannot read picture: {}: not enough memory for its pixels; save a smaller copy of it",
                            file));
    }
    throw Error(ErrorCode::BadFormat,
                fmt::format("cannot read picture: {}: the picture data is damaged or truncated; copy it again", file));
}

} // namespace nectar
