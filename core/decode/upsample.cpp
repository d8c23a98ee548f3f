// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/decode/decode.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace nectar {

namespace {

/// Two neighbouring cells and the weight of the second: bilinear with half-pixel centres, clamped at the border.
struct Tap {
    int first, second;
    float weight;
    bool onCentre; ///< exactly on the centre of a cell that has cells on both sides
};

std::vector<Tap> bilinearTaps(int cells, int pixels)
{
    std::vector<Tap> taps;
    const double scale = double(cells) / double(pixels);
    for (int p = 0; p < pixels; ++p) {
        const double unclamped = (p + 0.5) * scale - 0.5;
        const double at = std::clamp(unclamped, 0., double(cells - 1));
        const int first = std::min(static_cast<int>(at), cells - 1);
        const bool onCentre = unclamped > -1e-9 && std::abs(unclamped - std::round(unclamped)) < 1e-9;
        taps.push_back({first, std::min(first + 1, cells - 1), static_cast<float>(at - first), onCentre});
    }
    return taps;
}

/// The four patches around a pixel; weight 0 where the patch is unknown.
struct Corners {
    std::int64_t patch[4];
    float weight[4];
    float total = 0;
};

Corners weigh(const PatchVotes& votes, const PatchGrid& grid, const Tap& y, const Tap& x)
{
    Corners corners{
        {std::int64_t{y.first} * grid.cols + x.first, std::int64_t{y.first} * grid.cols + x.second,
         std::int64_t{y.second} * grid.cols + x.first, std::int64_t{y.second} * grid.cols + x.second},
        {(1 - y.weight) * (1 - x.weight), (1 - y.weight) * x.weight, y.weight * (1 - x.weight), y.weight * x.weight}};
    for (int i = 0; i < 4; ++i) {
        if (!votes.known(corners.patch[i]))
            corners.weight[i] = 0;
        corners.total += corners.weight[i];
    }
    return corners;
}

Corners cornersOf(const PatchVotes& votes, const PatchGrid& grid, Tap y, Tap x)
{
    const Corners corners = weigh(votes, grid, y, x);
    if (corners.total > 0 || !(y.onCentre || x.onCentre))
        return corners;
    // On the very centre of an unknown patch its neighbours have no weight, however near they are: the limit from
    // beside it keeps a hole of one pixel out of the picture.
    constexpr float kBeside = 1e-6f;
    for (Tap* tap : {&y, &x})
        if (tap->onCentre)
            tap->weight = std::clamp(tap->weight, kBeside, 1 - kBeside);
    return weigh(votes, grid, y, x);
}

/// For each patch the classes that have any score: few, so that a pixel looks at tens of classes, not at all.
std::vector<std::vector<std::uint16_t>> classesOfPatches(const PatchVotes& votes)
{
    std::vector<std::vector<std::uint16_t>> classes(static_cast<std::size_t>(votes.scores.rows));
    for (std::int64_t patch = 0; patch < votes.scores.rows; ++patch) {
        const auto scores = votes.scores.row(patch);
        for (std::size_t c = 0; c < scores.size(); ++c)
            if (scores[c] > 0)
                classes[static_cast<std::size_t>(patch)].push_back(static_cast<std::uint16_t>(c));
    }
    return classes;
}

/// Classes that can win between four patches, with their four scores: the same for all pixels between them.
struct CellClasses {
    std::vector<std::uint16_t> ids;
    std::vector<float> scores; ///< [ids, 4]
};

CellClasses classesBetween(const PatchVotes& votes, const std::vector<std::vector<std::uint16_t>>& classes,
                           const std::int64_t (&patches)[4])
{
    CellClasses cell;
    for (const std::int64_t patch : patches)
        cell.ids.insert(cell.ids.end(), classes[static_cast<std::size_t>(patch)].begin(),
                        classes[static_cast<std::size_t>(patch)].end());
    std::sort(cell.ids.begin(), cell.ids.end());
    cell.ids.erase(std::unique(cell.ids.begin(), cell.ids.end()), cell.ids.end());
    for (const std::uint16_t id : cell.ids)
        for (const std::int64_t patch : patches)
            cell.scores.push_back(votes.scores.row(patch)[id]);
    return cell;
}

std::uint16_t bestClass(const CellClasses& cell, const Corners& corners)
{
    std::uint16_t best = kVoid;
    float bestScore = -1;
    for (std::size_t i = 0; i < cell.ids.size(); ++i) {
        const float* s = cell.scores.data() + 4 * i;
        const float score =
            corners.weight[0] * s[0] + corners.weight[1] * s[1] + corners.weight[2] * s[2] + corners.weight[3] * s[3];
        if (score > bestScore) { // ids ascend: a tie stays with the lower class
            bestScore = score;
            best = cell.ids[i];
        }
    }
    return best;
}

/// Nearest known patch by distance between centres; -1 if none is known. Rings grow until nothing nearer can follow.
std::int64_t nearestKnown(const PatchVotes& votes, const PatchGrid& grid, double row, double col)
{
    std::int64_t best = -1;
    double bestDistance = 1e30;
    const int r0 = std::clamp(static_cast<int>(row), 0, grid.rows - 1);
    const int c0 = std::clamp(static_cast<int>(col), 0, grid.cols - 1);
    for (int ring = 0;
         ring <= std::max(grid.rows, grid.cols) && (best < 0 || double(ring - 1) * (ring - 1) <= bestDistance); ++ring)
        for (int r = std::max(0, r0 - ring); r <= std::min(grid.rows - 1, r0 + ring); ++r)
            for (int c = std::max(0, c0 - ring); c <= std::min(grid.cols - 1, c0 + ring); ++c) {
                if (std::max(std::abs(r - r0), std::abs(c - c0)) != ring ||
                    !votes.known(std::int64_t{r} * grid.cols + c))
                    continue;
                const double distance = (r + 0.5 - row) * (r + 0.5 - row) + (c + 0.5 - col) * (c + 0.5 - col);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = std::int64_t{r} * grid.cols + c;
                }
            }
    return best;
}

void requireGrid(const PatchVotes& votes, const PatchGrid& grid, Size size)
{
    if (votes.scores.rows != grid.count() || grid.count() == 0 || size.width < 1 || size.height < 1)
        throw Error(ErrorCode::Mismatch, "votes and patch grid do not belong together");
}

} // namespace

LabelMap toLabelMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx)
{
    requireGrid(votes, grid, size);
    LabelMap map(size.width, size.height);
    const std::vector<Tap> xs = bilinearTaps(grid.cols, size.width);
    const std::vector<Tap> ys = bilinearTaps(grid.rows, size.height);
    const auto classes = classesOfPatches(votes);
    parallelFor(size.height, 16, ctx.stop, [&](std::int64_t firstRow, std::int64_t lastRow) {
        std::vector<CellClasses> cells(static_cast<std::size_t>(grid.cols));
        int cellsOfRow = -1; // the cells are shared by all pixel rows between two patch rows
        for (auto y = static_cast<int>(firstRow); y < lastRow; ++y) {
            const Tap& ty = ys[static_cast<std::size_t>(y)];
            if (ty.first != cellsOfRow)
                for (int c = 0; c < grid.cols; ++c) {
                    const int right = std::min(c + 1, grid.cols - 1);
                    const std::int64_t patches[4] = {
                        std::int64_t{ty.first} * grid.cols + c, std::int64_t{ty.first} * grid.cols + right,
                        std::int64_t{ty.second} * grid.cols + c, std::int64_t{ty.second} * grid.cols + right};
                    cells[static_cast<std::size_t>(c)] = classesBetween(votes, classes, patches);
                }
            cellsOfRow = ty.first;
            for (int x = 0; x < size.width; ++x) {
                const Tap& tx = xs[static_cast<std::size_t>(x)];
                const Corners corners = cornersOf(votes, grid, ty, tx);
                if (corners.total > 0)
                    map.at(x, y) = bestClass(cells[static_cast<std::size_t>(tx.first)], corners);
            }
        }
    });
    return map;
}

DepthPrediction toDepthMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx)
{
    requireGrid(votes, grid, size);
    DepthPrediction prediction{DepthMap(size.width, size.height), {}};
    const std::vector<Tap> xs = bilinearTaps(grid.cols, size.width);
    const std::vector<Tap> ys = bilinearTaps(grid.rows, size.height);
    if (std::any_of(votes.mass.begin(), votes.mass.end(), [](float mass) { return !(mass > 0); }))
        prediction.guessed.assign(size.area(), 0);
    parallelFor(size.height, 16, ctx.stop, [&](std::int64_t firstRow, std::int64_t lastRow) {
        for (auto y = static_cast<int>(firstRow); y < lastRow; ++y)
            for (int x = 0; x < size.width; ++x) {
                const Corners corners =
                    cornersOf(votes, grid, ys[static_cast<std::size_t>(y)], xs[static_cast<std::size_t>(x)]);
                if (corners.total > 0) {
                    float metres = 0;
                    for (int i = 0; i < 4; ++i)
                        metres += corners.weight[i] * votes.scores.row(corners.patch[i])[0];
                    prediction.depth.at(x, y) = metres / corners.total;
                    continue;
                }
                const double row = (y + 0.5) * grid.rows / size.height;
                const double col = (x + 0.5) * grid.cols / size.width;
                if (const std::int64_t nearest = nearestKnown(votes, grid, row, col); nearest >= 0)
                    prediction.depth.at(x, y) = votes.scores.row(nearest)[0];
                prediction.guessed[Size{size.width, y}.area() + static_cast<std::size_t>(x)] = 1;
            }
    });
    return prediction;
}

} // namespace nectar
