// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <cstddef>
#include <span>

namespace nectar {

/// What the marker segments of a JPEG say, without decoding it.
struct JpegMarkers {
    Size size;             ///< 0 × 0: no frame header found
    int orientation = 1;   ///< EXIF, 1 to 8
    bool hasScan = false;  ///< at least one run of picture data
    bool complete = false; ///< the end marker was reached
};

/// Walks the segments: thumbnails inside APP segments are skipped by their length, every scan of a progressive file is
/// passed, bytes after the end marker are ignored. Decoders do not tell a cut file: they fill the rest with grey.
JpegMarkers readJpegMarkers(std::span<const std::byte> bytes);

} // namespace nectar
