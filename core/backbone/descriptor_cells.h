// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/base/patch_grid.h"

#include <array>

namespace nectar {

/// What one cell of 16 × 16 pixels looks like: mean and deviation of lightness, red-green and yellow-blue, and gradient
/// energy by orientation at two scales.
inline constexpr int kCellValues = 18;
using CellValues = std::array<float, kCellValues>;

/// Values of every cell of the grid, row-major.
std::vector<CellValues> describeCells(const Image& image, const PatchGrid& grid);

} // namespace nectar
