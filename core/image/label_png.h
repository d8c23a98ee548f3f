// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/image.h"

#include <filesystem>
#include <span>
#include <vector>

namespace nectar {

/// Stored numbers of a PNG: index or grey value of each pixel; a palette is never applied; 1, 2, 4, 8 or 16 bits.
struct IndexPng {
    int width = 0, height = 0;
    int bitDepth = 8;
    bool hasPalette = false;
    std::vector<std::uint16_t> values; ///< [height, width]
};

/// Errors: NotFound, Unreadable, BadFormat (not a PNG, truncated, RGB: "has colours, not indices").
IndexPng loadIndexPng(const std::filesystem::path& file);
/// True for grey and palette PNGs, read from the header alone. Errors: NotFound, Unreadable, BadFormat (empty).
bool isIndexPng(const std::filesystem::path& file);

/// Writes raw ids (ClassTable::rawId) as 8-bit palette PNG, or 16-bit grey where an id needs it; kVoid is written as
/// 255 (65535 in 16 bits). palette: one colour per class index.
void saveLabelPng(const std::filesystem::path& file, const LabelMap& labels, const ClassTable& classes,
                  std::span<const Rgb> palette);

/// 16-bit grey PNG; depth in units of `metresPerUnit` (0.001: millimetres), NaN as 0. Depths are written as 1 to 65534,
/// larger ones clamped: 65535 means "none" to many readers. Returns how many pixels were clamped.
std::size_t saveDepthPng(const std::filesystem::path& file, const DepthMap& depth, double metresPerUnit = 0.001);
DepthMap loadDepthPng(const std::filesystem::path& file, double metresPerUnit, std::span<const int> invalidValues);

} // namespace nectar
