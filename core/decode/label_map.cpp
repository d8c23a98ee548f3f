// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/decode/patch_cells.h"

#include <algorithm>

namespace nectar {

namespace {

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
    if (cell.ids.empty())
        return kVoid;
    const auto scoresOf = [&](std::size_t i) { return cell.scores.data() + 4 * i; };
    std::size_t best = 0; // who leads at all four patches leads at the first: there is one candidate
    for (std::size_t i = 1; i < cell.ids.size(); ++i)
        if (*scoresOf(i) > *scoresOf(best))
            best = i;
    for (std::size_t i = 0; i < cell.ids.size(); ++i)
        if (i != best && !leads(scoresOf(best), scoresOf(i), i < best))
            return kVoid;
    return cell.ids[best];
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

/// Fills rows of a label map one after the other; the cells between two rows of patches serve many rows of pixels.
class LabelRows {
public:
    LabelRows(const PatchCells& cells, const std::vector<std::vector<std::uint16_t>>& classesOfPatches)
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
                if (const Corners corners = m_cells.cornersOf(x, y); corners.total > 0)
                    map.at(x, y) = bestClass(classes, corners);
        });
        m_cellRow = ty.first;
    }

private:
    const PatchCells& m_cells;
    const std::vector<std::vector<std::uint16_t>>& m_classesOfPatches;
    std::vector<CellClasses> m_classes; ///< of each cell between the two rows of patches
    int m_cellRow = -1;
};

} // namespace

LabelMap toLabelMap(const PatchVotes& votes, const PatchGrid& grid, Size size, const JobContext& ctx)
{
    const PatchCells cells(votes, grid, size);
    LabelMap map(size.width, size.height);
    const auto classes = classesOfPatches(votes);
    parallelFor(size.height, 16, ctx.stop, [&](std::int64_t firstRow, std::int64_t lastRow) {
        LabelRows rows(cells, classes);
        for (auto y = static_cast<int>(firstRow); y < lastRow; ++y)
            rows.fill(y, map);
    });
    return map;
}

} // namespace nectar
