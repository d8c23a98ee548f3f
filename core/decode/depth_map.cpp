// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/decode/nearest_known.h"
#include "core/decode/patch_cells.h"

#include <algorithm>
#include <optional>

namespace nectar {

namespace {

/// Weighted mean depth of the known patches around a pixel; there is one.
float depthBetweenKnown(const PatchVotes& votes, const Corners& corners)
{
    float metres = 0;
    for (std::size_t i = 0; i < 4; ++i)
        metres += corners.weight[i] * votes.scores.row(corners.patch[i])[0];
    return metres / corners.total;
}

/// Depths of the pixels of one row between four known patches; x: each pixel's weight of the patches on the right.
void depthsBetween(const std::array<float, 4>& metres, float y, std::span<const float> x, float* depths)
{
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto weight = bilinearWeights(y, x[i]);
        const float sum = weight[0] * metres[0] + weight[1] * metres[1] + weight[2] * metres[2] + weight[3] * metres[3];
        depths[i] = sum / (weight[0] + weight[1] + weight[2] + weight[3]);
    }
}

/// Fills rows of a depth map one after the other.
class DepthRows {
public:
    explicit DepthRows(const PatchCells& cells)
        : m_cells(cells), m_right(cells.xs.size()), m_near(static_cast<std::size_t>(cells.grid.cols))
    {
        std::transform(cells.xs.begin(), cells.xs.end(), m_right.begin(), [](const Tap& tap) { return tap.weight; });
    }
    void fill(int y, DepthPrediction& prediction)
    {
        const Tap& ty = m_cells.y(y);
        if (ty.first != m_cellRow)
            std::fill(m_near.begin(), m_near.end(), std::nullopt);
        m_cellRow = ty.first;
        m_cells.visitRow([&](std::size_t, int first, int last) {
            const FourPatches patches = patchesAt(m_cells.grid, ty, m_cells.x(first));
            if (!allKnown(m_cells.votes, patches)) {
                for (int x = first; x < last; ++x)
                    fillBesideUnknown(x, y, prediction);
                return;
            }
            std::array<float, 4> metres;
            for (std::size_t i = 0; i < 4; ++i)
                metres[i] = m_cells.votes.scores.row(patches[i])[0];
            depthsBetween(metres, ty.weight, {m_right.data() + first, m_right.data() + last},
                          &prediction.depth.at(first, y));
        });
    }

private:
    void fillBesideUnknown(int x, int y, DepthPrediction& prediction)
    {
        const Corners corners = m_cells.cornersOf(x, y);
        const bool guessed = !(corners.total > 0);
        prediction.depth.at(x, y) = guessed ? guess(x, y) : depthBetweenKnown(m_cells.votes, corners);
        prediction.guessed[Size{m_cells.size.width, y}.area() + static_cast<std::size_t>(x)] = guessed;
    }
    /// Depth of the nearest known patch; NaN if no patch is known at all.
    float guess(int x, int y)
    {
        const PatchGrid& grid = m_cells.grid;
        const int row = m_cells.y(y).first, col = m_cells.x(x).first;
        auto& near = m_near[static_cast<std::size_t>(col)];
        if (!near) {
            const auto from = [](int cell) { return cell == 0 ? 0. : cell + 0.5; }; // the border belongs to its cell
            const auto to = [](int cell, int cells) { return std::min(cell + 1.5, double(cells)); };
            near = knownNear(m_cells.votes, grid, {from(row), from(col), to(row, grid.rows), to(col, grid.cols)});
        }
        const std::int64_t nearest = nearestOf(*near, grid, (y + 0.5) * grid.rows / m_cells.size.height,
                                               (x + 0.5) * grid.cols / m_cells.size.width);
        return nearest < 0 ? kNoDepth : m_cells.votes.scores.row(nearest)[0];
    }

    const PatchCells& m_cells;
    std::vector<float> m_right;                                   ///< each pixel's weight of the patches on its right
    std::vector<std::optional<std::vector<std::int64_t>>> m_near; ///< known patches near a cell, once asked for
    int m_cellRow = -1;
};

} // namespace

DepthPrediction toDepthMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx)
{
    const PatchCells cells(votes, grid, size);
    DepthPrediction prediction{DepthMap(size.width, size.height), {}};
    if (std::any_of(votes.mass.begin(), votes.mass.end(), [](float mass) { return !(mass > 0); }))
        prediction.guessed.assign(size.area(), 0);
    parallelFor(size.height, 16, ctx.stop, [&](std::int64_t firstRow, std::int64_t lastRow) {
        DepthRows rows(cells);
        for (auto y = static_cast<int>(firstRow); y < lastRow; ++y)
            rows.fill(y, prediction);
    });
    return prediction;
}

} // namespace nectar
