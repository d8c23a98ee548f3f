// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace nectar {

/// EXIF orientation 1 to 8 of a TIFF structure ("II*\0…" or "MM\0*…"), from its first directory; nothing where it is
/// missing or damaged: a photo with a broken EXIF block is still a photo.
std::optional<int> exifOrientation(std::span<const std::byte> tiff);

/// One entry of a TIFF directory that is a single SHORT or LONG (width 256, height 257, orientation 274).
std::optional<int> tiffNumber(std::span<const std::byte> tiff, int tag);
/// The same for an entry that may hold several SHORTs, one a channel (bits 258, sample format 339): the first.
std::optional<int> firstTiffNumber(std::span<const std::byte> tiff, int tag);

} // namespace nectar
