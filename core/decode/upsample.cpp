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

/// A picture over its patch grid: which pixels lie between which patches.
struct Cells {
    Cells(const PatchVotes& patchVotes, const PatchGrid& patchGrid, Size pictureSize)
        : votes(patchVotes), grid(patchGrid), size(pictureSize)
    {
        if (votes.scores.rows != grid.count() || grid.count() == 0 || size.width < 1 || size.height < 1)
            throw Error(ErrorCode::Mismatch, "votes and patch grid do not belong together");
        xs = bilinearTaps(grid.cols, size.width);
        ys = bilinearTaps(grid.rows, size.height);
        starts = cellStarts(xs, grid.cols);
    }
    /// Calls visit(cell, first pixel, pixel after the last) for the cells that pixels of a row lie in.
    template <class Visit>
    void visitRow(Visit&& visit) const
    {
        for (std::size_t cell = 0; cell + 1 < starts.size(); ++cell)
            if (starts[cell] < starts[cell + 1])
                visit(cell, starts[cell], starts[cell + 1]);
    }
    const Tap& x(int pixel) const { return xs[static_cast<std::size_t>(pixel)]; }
    const Tap& y(int pixel) const { return ys[static_cast<std::size_t>(pixel)]; }

    const PatchVotes& votes;
    PatchGrid grid;
    Size size;
    std::vector<Tap> xs, ys;
    std::vector<int> starts;
};

/// Weighted mean depth of the known patches around a pixel; there is one.
float depthBetweenKnown(const PatchVotes& votes, const Corners& corners)
{
    float metres = 0;
    for (std::size_t i = 0; i < 4; ++i)
        metres += corners.weight[i] * votes.scores.row(corners.patch[i])[0];
    return metres / corners.total;
}

/// Fills rows of a label map one after the other; the cells between two rows of patches serve many rows of pixels.
class LabelRows {
public:
    LabelRows(const Cells& cells, const std::vector<std::vector<std::uint16_t>>& classesOfPatches)
        : m_cells(cells), m_classesOfPatches(classesOfPatches), m_classes(static_cast<std::size_t>(cells.grid.cols))
    {}
    void fill(int y, LabelMap& map)
    {
        const Tap& ty = m_cells.y(y);
        m_cells.visitRow([&](std::size_t cell, int first, int last) {
            CellClasses& classes = m_classes[cell];
            if (ty.first != m_cellRow)
                classes =
                    classesBetween(m_cells.votes, m_classesOfPatches, patchesAt(m_cells.grid, ty, m_cells.x(first)));
            if (classes.leader != kVoid) {
                std::fill_n(&map.at(first, y), last - first, classes.leader);
                return;
            }
            for (int x = first; x < last; ++x)
                if (const Corners corners = cornersOf(m_cells.votes, m_cells.grid, ty, m_cells.x(x)); corners.total > 0)
                    map.at(x, y) = bestClass(classes, corners);
        });
        m_cellRow = ty.first;
    }

private:
    const Cells& m_cells;
    const std::vector<std::vector<std::uint16_t>>& m_classesOfPatches;
    std::vector<CellClasses> m_classes; ///< of each cell between the two rows of patches
    int m_cellRow = -1;
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

/// Fills rows of a depth map one after the other.
class DepthRows {
public:
    explicit DepthRows(const Cells& cells)
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
        const Corners corners = cornersOf(m_cells.votes, m_cells.grid, m_cells.y(y), m_cells.x(x));
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

    const Cells& m_cells;
    std::vector<float> m_right;                                   ///< each pixel's weight of the patches on its right
    std::vector<std::optional<std::vector<std::int64_t>>> m_near; ///< known patches near a cell, once asked for
    int m_cellRow = -1;
};

} // namespace

LabelMap toLabelMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx)
{
    const Cells cells(votes, grid, size);
    LabelMap map(size.width, size.height);
    const auto classes = classesOfPatches(votes);
    parallelFor(size.height, 16, ctx.stop, [&](std::int64_t firstRow, std::int64_t lastRow) {
        LabelRows rows(cells, classes);
        for (auto y = static_cast<int>(firstRow); y < lastRow; ++y)
            rows.fill(y, map);
    });
    return map;
}

DepthPrediction toDepthMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx)
{
    const Cells cells(votes, grid, size);
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
