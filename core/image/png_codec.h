// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace nectar {

enum class PngPixels {
    Rgb,   ///< 8-bit RGB: palettes applied, grey widened, 16 bits scaled down, alpha dropped
    Stored ///< the stored index or grey value, one number a pixel
};

struct DecodedPng {
    Size size;
    int bitDepth = 8; ///< in the file
    bool hasPalette = false;
    std::vector<std::uint8_t> rgb;     ///< Rgb: [height, width, 3]
    std::vector<std::uint16_t> values; ///< Stored: [height, width]
};

/// file: for error texts. Errors: BadFormat (damaged, truncated, too large; Stored: has colours).
DecodedPng decodePng(std::span<const std::byte> bytes, PngPixels pixels, const std::string& file);

/// What a PNG is made of: bitDepth 8 or 16 of grey, 8 of palette indices or RGB.
struct PngContents {
    Size size;
    int bitDepth = 8;
    int channels = 1;
    std::span<const std::uint8_t> bytes; ///< [height, width, channels] in 8 bits, big-endian pairs in 16
    std::span<const Rgb> palette;        ///< not empty: the bytes are indices
};

/// Encodes and writes atomically.
void writePng(const std::filesystem::path& file, const PngContents& contents);

} // namespace nectar
