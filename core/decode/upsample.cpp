// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/decode/nearest_known.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <optional>

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

/// The pixels whose upper left patch is in column c run from starts[c] to starts[c + 1]: they share four patches.
std::vector<int> cellStarts(const std::vector<Tap>& taps, int cells)
{
    std::vector<int> starts(static_cast<std::size_t>(cells) + 1, 0);
    for (const Tap& tap : taps)
        ++starts[static_cast<std::size_t>(tap.first) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    return starts;
}

using FourPatches = std::array<std::int64_t, 4>;

FourPatches patchesAt(const PatchGrid& grid, const Tap& y, const Tap& x)
{
    const std::int64_t above = std::int64_t{y.first} * grid.cols;
    const std::int64_t below = std::int64_t{y.second} * grid.cols;
    return {above + x.first, above + x.second, below + x.first, below + x.second};
}

bool allKnown(const PatchVotes& votes, const FourPatches& patches)
{
    return std::all_of(patches.begin(), patches.end(), [&](std::int64_t patch) { return votes.known(patch); });
}

/// The four patches around a pixel; weight 0 where the patch is unknown.
struct Corners {
    FourPatches patch;
    std::array<float, 4> weight;
    float total = 0;
};

std::array<float, 4> bilinearWeights(float y, float x) { return {(1 - y) * (1 - x), (1 - y) * x, y * (1 - x), y * x}; }

Corners weigh(const PatchVotes& votes, const PatchGrid& grid, const Tap& y, const Tap& x)
{
    Corners corners{patchesAt(grid, y, x), bilinearWeights(y.weight, x.weight)};
    for (std::size_t i = 0; i < 4; ++i) {
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
    std::vector<float> scores;    ///< [ids, 4]
    std::uint16_t leader = kVoid; ///< the class that wins at every pixel between four known patches, if one must
};

/// Whether a class with scores s wins wherever it meets one with scores t. A weighted sum in floats grows with each
/// score, so no lesser score overtakes; against a lower class, which a tie would favour, it needs more than rounding.
bool leads(const float* s, const float* t, bool wouldLoseTie)
{
    constexpr float kAboveRounding = 1 + 1e-5f;
    for (int i = 0; i < 4; ++i)
        if (!(wouldLoseTie ? s[i] > t[i] * kAboveRounding : s[i] >= t[i]))
            return false;
    return true;
}

std::uint16_t leaderOf(const CellClasses& cell)
{
    for (std::size_t i = 0; i < cell.ids.size(); ++i) {
        bool ahead = true;
        for (std::size_t j = 0; j < cell.ids.size() && ahead; ++j)
            ahead = i == j || leads(cell.scores.data() + 4 * i, cell.scores.data() + 4 * j, j < i);
        if (ahead)
            return cell.ids[i];
    }
    return kVoid;
}

CellClasses classesBetween(const PatchVotes& votes, const std::vector<std::vector<std::uint16_t>>& classes,
                           const FourPatches& patches)
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
    if (allKnown(votes, patches))
        cell.leader = leaderOf(cell);
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

void requireGrid(const PatchVotes& votes, const PatchGrid& grid, Size size)
{
    if (votes.scores.rows != grid.count() || grid.count() == 0 || size.width < 1 || size.height < 1)
        throw Error(ErrorCode::Mismatch, "votes and patch grid do not belong together");
}

/// Weighted mean depth of the known patches around a pixel; there is one.
float depthBetweenKnown(const PatchVotes& votes, const Corners& corners)
{
    float metres = 0;
    for (std::size_t i = 0; i < 4; ++i)
        metres += corners.weight[i] * votes.scores.row(corners.patch[i])[0];
    return metres / corners.total;
}

/// Guesses for the pixels of one row of cells from the nearest known patches; candidates are found for a whole cell.
class DepthGuesses {
public:
    DepthGuesses(const PatchVotes& votes, const PatchGrid& grid, Size size)
        : m_votes(votes), m_grid(grid), m_size(size), m_candidates(static_cast<std::size_t>(grid.cols))
    {}
    /// NaN if no patch is known at all.
    float at(int x, int y, const Tap& tx, const Tap& ty)
    {
        if (ty.first != m_cellRow)
            std::fill(m_candidates.begin(), m_candidates.end(), std::nullopt);
        m_cellRow = ty.first;
        auto& candidates = m_candidates[static_cast<std::size_t>(tx.first)];
        if (!candidates) {
            const auto from = [](int cell) { return cell == 0 ? 0. : cell + 0.5; }; // the border belongs to its cell
            const auto to = [](int cell, int cells) { return std::min(cell + 1.5, double(cells)); };
            candidates =
                knownNear(m_votes, m_grid,
                          {from(ty.first), from(tx.first), to(ty.first, m_grid.rows), to(tx.first, m_grid.cols)});
        }
        const std::int64_t nearest = nearestOf(*candidates, m_grid, (y + 0.5) * m_grid.rows / m_size.height,
                                               (x + 0.5) * m_grid.cols / m_size.width);
        return nearest < 0 ? kNoDepth : m_votes.scores.row(nearest)[0];
    }

private:
    const PatchVotes& m_votes;
    PatchGrid m_grid;
    Size m_size;
    int m_cellRow = -1;
    std::vector<std::optional<std::vector<std::int64_t>>> m_candidates; ///< of each cell of the row, once asked for
};

/// Depths of the pixels of one row between four known patches; x: each pixel's weight of the patches on the right.
void depthsBetween(const std::array<float, 4>& metres, float y, std::span<const float> x, float* depths)
{
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto weight = bilinearWeights(y, x[i]);
        const float sum = weight[0] * metres[0] + weight[1] * metres[1] + weight[2] * metres[2] + weight[3] * metres[3];
        depths[i] = sum / (weight[0] + weight[1] + weight[2] + weight[3]);
    }
}

} // namespace

LabelMap toLabelMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx)
{
    requireGrid(votes, grid, size);
    LabelMap map(size.width, size.height);
    const std::vector<Tap> xs = bilinearTaps(grid.cols, size.width);
    const std::vector<Tap> ys = bilinearTaps(grid.rows, size.height);
    const std::vector<int> starts = cellStarts(xs, grid.cols);
    const auto classes = classesOfPatches(votes);
    parallelFor(size.height, 16, ctx.stop, [&](std::int64_t firstRow, std::int64_t lastRow) {
        std::vector<CellClasses> cells(static_cast<std::size_t>(grid.cols));
        int cellsOfRow = -1; // the cells are shared by all pixel rows between two patch rows
        for (auto y = static_cast<int>(firstRow); y < lastRow; ++y) {
            const Tap& ty = ys[static_cast<std::size_t>(y)];
            for (std::size_t c = 0; c < cells.size(); ++c) {
                const int first = starts[c], last = starts[c + 1];
                if (first == last)
                    continue;
                if (ty.first != cellsOfRow)
                    cells[c] = classesBetween(votes, classes, patchesAt(grid, ty, xs[static_cast<std::size_t>(first)]));
                if (cells[c].leader != kVoid) {
                    std::fill(&map.at(first, y), &map.at(first, y) + (last - first), cells[c].leader);
                    continue;
                }
                for (int x = first; x < last; ++x) {
                    const Corners corners = cornersOf(votes, grid, ty, xs[static_cast<std::size_t>(x)]);
                    if (corners.total > 0)
                        map.at(x, y) = bestClass(cells[c], corners);
                }
            }
            cellsOfRow = ty.first;
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
    const std::vector<int> starts = cellStarts(xs, grid.cols);
    std::vector<float> right(xs.size());
    std::transform(xs.begin(), xs.end(), right.begin(), [](const Tap& tap) { return tap.weight; });
    if (std::any_of(votes.mass.begin(), votes.mass.end(), [](float mass) { return !(mass > 0); }))
        prediction.guessed.assign(size.area(), 0);
    parallelFor(size.height, 16, ctx.stop, [&](std::int64_t firstRow, std::int64_t lastRow) {
        DepthGuesses guesses(votes, grid, size);
        for (auto y = static_cast<int>(firstRow); y < lastRow; ++y) {
            const Tap& ty = ys[static_cast<std::size_t>(y)];
            for (std::size_t c = 0; c + 1 < starts.size(); ++c) {
                const int first = starts[c], last = starts[c + 1];
                if (first == last)
                    continue;
                const FourPatches patches = patchesAt(grid, ty, xs[static_cast<std::size_t>(first)]);
                if (allKnown(votes, patches)) {
                    std::array<float, 4> metres;
                    for (std::size_t i = 0; i < 4; ++i)
                        metres[i] = votes.scores.row(patches[i])[0];
                    depthsBetween(metres, ty.weight,
                                  std::span(right).subspan(static_cast<std::size_t>(first),
                                                           static_cast<std::size_t>(last - first)),
                                  &prediction.depth.at(first, y));
                    continue;
                }
                for (int x = first; x < last; ++x) {
                    const Tap& tx = xs[static_cast<std::size_t>(x)];
                    const Corners corners = cornersOf(votes, grid, ty, tx);
                    const bool guessed = !(corners.total > 0);
                    prediction.depth.at(x, y) = guessed ? guesses.at(x, y, tx, ty) : depthBetweenKnown(votes, corners);
                    prediction.guessed[Size{size.width, y}.area() + static_cast<std::size_t>(x)] = guessed;
                }
            }
        }
    });
    return prediction;
}

} // namespace nectar
