// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace nectar {

enum class Orientation { AsStored, Upright }; ///< Upright follows the EXIF tag

/// Reads a photo (JPEG, PNG, BMP, TIFF, WebP) as RGB, grey widened, alpha dropped. Errors: NotFound, Unreadable,
/// BadFormat ("truncated", "not a picture"), also for a JPEG whose end is missing, which decoders fill with grey.
Image loadImage(const std::filesystem::path& file, Orientation orientation);
/// Width and height without decoding the pixels. Errors as loadImage().
Size imageSize(const std::filesystem::path& file);

/// Is it stored as it is looked at, and not turned by an EXIF tag? Without decoding the pixels. Errors as loadImage().
bool isStoredUpright(const std::filesystem::path& file);

/// .png or .jpg by extension, atomically.
void saveImage(const std::filesystem::path& file, const Image& image);

std::vector<std::byte> encodeJpeg(const Image& image, int quality);
Image decodeJpeg(std::span<const std::byte> bytes);

} // namespace nectar
