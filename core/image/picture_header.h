// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace nectar {

enum class PictureKind { Jpeg, Png, Bmp, Tiff, WebP };

/// What the first bytes of a picture file say.
struct PictureHeader {
    PictureKind kind = PictureKind::Jpeg;
    Size size;           ///< as stored; 0 × 0: not found in the bytes at hand
    int orientation = 1; ///< EXIF, 1 to 8
};

/// More pixels are taken for a damaged or hostile header.
inline constexpr std::size_t kMaxPixels = 400'000'000;
inline constexpr int kMaxSide = 1'000'000; ///< libpng's limit

/// Recognised by content, not by name; nothing for anything else.
std::optional<PictureHeader> readPictureHeader(std::span<const std::byte> bytes);

/// Throws BadFormat for an empty picture or one above kMaxPixels or kMaxSide.
void checkPictureSize(Size size, const std::string& file);

/// Contents of a regular file. Errors: NotFound, Unreadable, BadFormat (empty, more than 2 GiB).
std::string readPictureFile(const std::filesystem::path& file);
/// The first bytes, at most `count`.
std::string readPictureStart(const std::filesystem::path& file, std::size_t count);

} // namespace nectar
