// SPDX-License-Identifier: Apache-2.0
#include "core/image/jpeg_pixels.h"

#include "core/image/opencv_codec.h"

namespace nectar {

/// For builds without libjpeg's headers: OpenCV does not pass on libjpeg's warnings, so some damage goes unnoticed.
Image decodeJpegPixels(std::span<const std::byte> bytes, Size, const std::string& file)
{
    return decodeWithOpenCv(bytes, PictureKind::Jpeg, file);
}

} // namespace nectar
