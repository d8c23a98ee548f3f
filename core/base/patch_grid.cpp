// SPDX-License-Identifier: Apache-2.0
#include "core/base/patch_grid.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nectar {

std::optional<PatchIndex> patchFromImage(const PatchGrid& grid, Size picture, float x, float y)
{
    if (!(x >= 0 && y >= 0 && x < float(picture.width) && y < float(picture.height)) || grid.count() == 0)
        return std::nullopt;
    const int col = static_cast<int>(x * float(grid.cols) / float(picture.width));
    const int row = static_cast<int>(y * float(grid.rows) / float(picture.height));
    return PatchIndex{std::min(row, grid.rows - 1), std::min(col, grid.cols - 1)};
}

RectF imageFromPatch(const PatchGrid& grid, Size picture, PatchIndex patch)
{
    const float width = float(picture.width) / float(grid.cols);
    const float height = float(picture.height) / float(grid.rows);
    return {float(patch.col) * width, float(patch.row) * height, width, height};
}

Size networkSize(Size picture, Size target, int patchSize, Resize resize, const std::string& name)
{
    const auto toPatches = [patchSize](double side) {
        return std::max(1, static_cast<int>(std::floor(side / patchSize + 0.5))) * patchSize;
    };
    if (resize == Resize::Squash)
        return {toPatches(target.width), toPatches(target.height)};
    const double scale =
        double(std::min(target.width, target.height)) / double(std::max(1, std::min(picture.width, picture.height)));
    constexpr double kLargestSide = 16384; // of the input: beyond it one thin picture would take all memory
    if (std::max(picture.width, picture.height) * scale > kLargestSide)
        throw Error(
            ErrorCode::Unsupported,
            fmt::format("the picture is too thin: {}: {}x{} pixels would become {:.0f}x{:.0f} for the backbone; "
                        "crop it, or squash pictures (--resize squash where the bank is built)",
                        name, picture.width, picture.height, picture.width * scale, picture.height * scale));
    return {toPatches(picture.width * scale), toPatches(picture.height * scale)};
}

} // namespace nectar
