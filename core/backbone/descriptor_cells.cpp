// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/descriptor_cells.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr int kOrientations = 6;
constexpr int kFine = 6;                       ///< first of the fine orientation values
constexpr int kCoarse = kFine + kOrientations; ///< first of the coarse ones

/// Opponent colours of a picture, each [height, width]: they separate shade from hue better than RGB.
struct Opponents {
    int width, height;
    std::array<std::vector<float>, 3> planes; ///< lightness, red-green, yellow-blue; roughly within [-1, 1]

    explicit Opponents(const Image& image) : width(image.width), height(image.height)
    {
        for (auto& plane : planes)
            plane.resize(image.size().area());
        for (std::size_t i = 0; i < image.size().area(); ++i) {
            const float r = float(image.rgb[3 * i]) / 255.f;
            const float g = float(image.rgb[3 * i + 1]) / 255.f;
            const float b = float(image.rgb[3 * i + 2]) / 255.f;
            planes[0][i] = (r + g + b) / 3;
            // Divided by the shade: a colour in the sun and in the shadow is the same colour.
            const float shade = planes[0][i] + 0.15f;
            planes[1][i] = (r - g) / shade;
            planes[2][i] = ((r + g) / 2 - b) / shade;
        }
    }
    float light(int x, int y) const
    {
        const int cx = std::clamp(x, 0, width - 1);
        const int cy = std::clamp(y, 0, height - 1);
        return planes[0][static_cast<std::size_t>(cy) * static_cast<std::size_t>(width) + static_cast<std::size_t>(cx)];
    }
};

void addColour(const Opponents& picture, int x0, int y0, int side, CellValues& cell)
{
    const float count = float(side * side);
    for (std::size_t plane = 0; plane < 3; ++plane) {
        float sum = 0;
        float squares = 0;
        for (int y = y0; y < y0 + side; ++y) {
            const float* row =
                picture.planes[plane].data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
            for (int x = x0; x < x0 + side; ++x) {
                sum += row[x];
                squares += row[x] * row[x];
            }
        }
        const float mean = sum / count;
        cell[plane] = mean;
        cell[3 + plane] = std::sqrt(std::max(0.f, squares / count - mean * mean));
    }
}

/// Orientation 0 to kOrientations − 1 of a gradient, 180 degrees apart being the same.
int orientationOf(float dx, float dy)
{
    const float angle = std::atan2(dy, dx) * (kOrientations / 3.14159265f); // -kOrientations .. kOrientations
    const int bin = static_cast<int>(std::floor(angle + 0.5f));
    return ((bin % kOrientations) + kOrientations) % kOrientations;
}

/// Mean gradient length by orientation, put at `out`; step: distance of the differences in pixels.
void addGradients(const Opponents& picture, int x0, int y0, int side, int step, float* out)
{
    std::array<float, kOrientations> energy{};
    int samples = 0;
    for (int y = y0; y < y0 + side; y += step)
        for (int x = x0; x < x0 + side; x += step, ++samples) {
            const float dx = picture.light(x + step, y) - picture.light(x - step, y);
            const float dy = picture.light(x, y + step) - picture.light(x, y - step);
            energy[static_cast<std::size_t>(orientationOf(dx, dy))] += std::sqrt(dx * dx + dy * dy);
        }
    for (const float sum : energy) // the root keeps strong edges from drowning textures
        *out++ = std::sqrt(sum / float(samples));
}

} // namespace

std::vector<CellValues> describeCells(const Image& image, const PatchGrid& grid)
{
    const Opponents picture(image);
    std::vector<CellValues> cells(static_cast<std::size_t>(grid.count()));
    parallelFor(grid.rows, 1, {}, [&](std::int64_t firstRow, std::int64_t lastRow) {
        CellValues* next = cells.data() + firstRow * grid.cols;
        for (auto row = static_cast<int>(firstRow); row < lastRow; ++row)
            for (int col = 0; col < grid.cols; ++col) {
                CellValues& cell = *next++;
                const int x = col * grid.patchSize;
                const int y = row * grid.patchSize;
                addColour(picture, x, y, grid.patchSize, cell);
                addGradients(picture, x, y, grid.patchSize, 1, &cell[kFine]);
                addGradients(picture, x, y, grid.patchSize, 4, &cell[kCoarse]);
            }
    });
    return cells;
}

} // namespace nectar
