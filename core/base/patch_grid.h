// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/base/matrix.h"

#include <optional>
#include <string>

namespace nectar {

/// The patches of a network input: rows × cols squares of patchSize pixels, numbered row-major.
struct PatchGrid {
    int rows = 0;
    int cols = 0;
    int patchSize = 0;

    int count() const { return rows * cols; }
    Size inputSize() const { return {cols * patchSize, rows * patchSize}; }
    friend bool operator==(const PatchGrid&, const PatchGrid&) = default;
};

struct PatchIndex {
    int row = 0;
    int col = 0;
    friend bool operator==(const PatchIndex&, const PatchIndex&) = default;
};

/// Features of one picture: features [grid.rows · grid.cols, dim], row-major over the grid.
struct FeatureGrid {
    PatchGrid grid;
    Matrix features;
};

inline int patchNumber(const PatchGrid& grid, PatchIndex patch) { return patch.row * grid.cols + patch.col; }
inline PatchIndex patchAt(const PatchGrid& grid, int number) { return {number / grid.cols, number % grid.cols}; }

/// The patch under a point of the original picture (pixels, may be fractional), where the picture was squashed to the
/// grid's input size; nothing outside the picture.
std::optional<PatchIndex> patchFromImage(const PatchGrid& grid, Size picture, float x, float y);

/// The rectangle of a patch in pixels of the original picture.
RectF imageFromPatch(const PatchGrid& grid, Size picture, PatchIndex patch);

enum class Resize { Aspect, Squash };

/// Network input size for a picture. Squash: target itself, each side rounded to its nearest multiple of the patch.
/// Aspect: the short side goes to the short side of target, then each side to its nearest multiple of the patch
/// (a stretch of less than half a patch; no padding). Never below one patch. Throws Unsupported, with the picture's
/// name, where a side would be longer than 16384 pixels.
Size networkSize(Size picture, Size target, int patchSize, Resize resize, const std::string& name);

} // namespace nectar
