// SPDX-License-Identifier: Apache-2.0
#include "ui/views/region_outline.h"

#include "ui/views/theme.h"

#include <QPainter>

#include <cmath>
#include <vector>

namespace nectar {

namespace {

/// Chosen patches with a rim of others around.
class Chosen {
public:
    Chosen(const PatchGrid& grid, std::span<const int> patches)
        : m_cols(grid.cols + 2), m_chosen(static_cast<std::size_t>((grid.rows + 2) * m_cols))
    {
        for (const int patch : patches) {
            const PatchIndex at = patchAt(grid, patch);
            m_chosen[place(at.row, at.col)] = 1;
        }
    }
    bool operator()(int row, int col) const { return m_chosen[place(row, col)] != 0; } ///< from -1 on

private:
    std::size_t place(int row, int col) const { return static_cast<std::size_t>((row + 1) * m_cols + col + 1); }
    int m_cols;
    std::vector<char> m_chosen;
};

/// Runs of true in isEdge(0 … count - 1) as use(first, one past the last).
template <class IsEdge, class Use>
void forRuns(int count, const IsEdge& isEdge, const Use& use)
{
    for (int i = 0; i < count; ++i) {
        const int first = i;
        while (i < count && isEdge(i))
            ++i;
        if (i > first)
            use(first, i);
    }
}

} // namespace

QList<QLineF> regionBorder(const PatchGrid& grid, std::span<const int> patches, const QRectF& picture)
{
    QList<QLineF> border;
    if (patches.empty())
        return border;
    const Chosen chosen(grid, patches);
    const auto xOf = [&](int col) { return std::round(picture.left() + picture.width() * col / grid.cols); };
    const auto yOf = [&](int row) { return std::round(picture.top() + picture.height() * row / grid.rows); };
    for (int row = 0; row <= grid.rows; ++row)
        forRuns(
            grid.cols, [&](int col) { return chosen(row - 1, col) != chosen(row, col); },
            [&](int first, int end) { border.append(QLineF(xOf(first), yOf(row), xOf(end), yOf(row))); });
    for (int col = 0; col <= grid.cols; ++col)
        forRuns(
            grid.rows, [&](int row) { return chosen(row, col - 1) != chosen(row, col); },
            [&](int first, int end) { border.append(QLineF(xOf(col), yOf(first), xOf(col), yOf(end))); });
    return border;
}

void drawRegionBorder(QPainter& painter, const QList<QLineF>& border)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 190), 4.), std::pair(QColor(kCanvasAccent), 2.)}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap));
        painter.drawLines(border);
    }
    painter.restore();
}

} // namespace nectar
