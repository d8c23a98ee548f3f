// SPDX-License-Identifier: Apache-2.0
#include "ui/views/confusion_view.h"
#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr QSizeF kTextCell{24, 14}; ///< from here on a cell has room for its figure
constexpr int kNamesEnd = 19;       ///< before the cells: their swatches stand between

double luminance(const QColor& colour)
{
    const auto linear = [](float c) {
        const auto v = static_cast<double>(c);
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Black or white, whichever reads better.
QColor inkOn(const QColor& colour) { return luminance(colour) > 0.18 ? QColor(Qt::black) : QColor(Qt::white); }

} // namespace

/// The root makes small shares visible; few is always near the background.
QColor ConfusionView::colourOf(double share) const
{
    if (m_heat.isEmpty())
        return coloursOf(palette()).muted;
    const double strength = std::sqrt(share);
    const double place = themeOf(palette()) == Theme::Dark ? strength : 1 - strength;
    return QColor::fromRgb(m_heat.at(static_cast<qsizetype>(std::lround(place * double(m_heat.size() - 1)))));
}

void ConfusionView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    if (m_classes.isEmpty())
        return;
    painter.save();
    painter.setClipRect(QRect(m_left, m_top, viewport()->width(), viewport()->height()));
    paintCells(painter);
    paintMarks(painter);
    painter.restore();
    paintNames(painter);
}

void ConfusionView::paintCells(QPainter& painter) const
{
    painter.setFont(captionFont(font()));
    for (int row = 0; row < m_classes.size(); ++row)
        for (int column = 0; column < m_columns.size(); ++column)
            if (cellRect(row, column).intersects(QRectF(viewport()->rect())))
                paintCell(painter, row, column);
}

void ConfusionView::paintCell(QPainter& painter, int row, int column) const
{
    const ThemeColours& colours = coloursOf(palette());
    const QRectF cell = cellRect(row, column).adjusted(0.5, 0.5, -0.5, -0.5);
    const double share = m_table.share(m_classes.at(row), m_columns.at(column));
    const QColor fill = share > 0 ? colourOf(share) : colours.window;
    painter.fillRect(cell, fill);
    if (m_classes.at(row) == m_columns.at(column)) { // where it is right
        painter.setPen(QPen(colours.muted, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (m_cell.width() < kTextCell.width() || m_cell.height() < kTextCell.height() || share < 0.005)
        return;
    painter.setPen(inkOn(fill));
    painter.drawText(cell, Qt::AlignCenter, QString::number(std::lround(share * 100)));
}

void ConfusionView::paintMarks(QPainter& painter) const
{
    const auto row = static_cast<int>(m_classes.indexOf(m_truth));
    const auto column = static_cast<int>(m_columns.indexOf(m_prediction));
    if (row >= 0 && column >= 0)
        drawPatchFrame(painter, cellRect(row, column).adjusted(1, 1, -1, -1), 2);
    if (hasFocus() && (row != m_row || column != m_column)) {
        QPen pen(coloursOf(palette()).accentText, 2, Qt::DotLine);
        pen.setJoinStyle(Qt::MiterJoin);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellRect(m_row, m_column).adjusted(1, 1, -1, -1));
    }
}

void ConfusionView::paintNames(QPainter& painter) const
{
    painter.setFont(captionFont(font()));
    painter.save();
    painter.setClipRect(QRect(0, m_top, m_left, viewport()->height() - m_top));
    for (int row = 0; row < m_classes.size(); ++row)
        paintRowName(painter, row);
    painter.setClipRect(QRect(m_left, 0, viewport()->width() - m_left, m_top));
    for (int column = 0; column < m_columns.size(); ++column)
        paintColumnName(painter, column);
    painter.restore();
    painter.setPen(coloursOf(palette()).muted);
    const QRectF corner(0, 0, m_left - 6, m_top - 4);
    painter.drawText(corner, Qt::AlignRight | Qt::AlignTop, tr("read as →"));
    painter.drawText(corner, Qt::AlignLeft | Qt::AlignBottom, tr("labelled ↓"));
}

void ConfusionView::paintRowName(QPainter& painter, int row) const
{
    const ThemeColours& colours = coloursOf(palette());
    const QRectF cell = cellRect(row, 0);
    const int c = m_classes.at(row);
    drawSwatch(painter, QRectF(m_left - 15, cell.center().y() - 5, 10, 10), m_table.colours.at(c), colours);
    painter.setPen(m_table.truthPixels(c) > 0 ? colours.text : colours.muted);
    const QRectF room(0, cell.top(), m_left - kNamesEnd, m_cell.height());
    painter.drawText(
        room, Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_table.names.at(c), Qt::ElideRight, static_cast<int>(room.width())));
}

void ConfusionView::paintColumnName(QPainter& painter, int column) const
{
    const ThemeColours& colours = coloursOf(palette());
    const QRectF cell = cellRect(0, column);
    const int c = m_columns.at(column);
    if (c < m_table.classCount())
        drawSwatch(painter, QRectF(cell.center().x() - 5, m_top - 14, 10, 10), m_table.colours.at(c), colours);
    painter.save();
    painter.translate(cell.center().x(), m_top - kNamesEnd);
    painter.rotate(-90);
    painter.setPen(colours.text);
    const QRectF room(0, -m_cell.width() / 2, m_top - kNamesEnd, m_cell.width());
    painter.drawText(
        room, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_table.predictionName(c), Qt::ElideRight, static_cast<int>(room.width())));
    painter.restore();
}

} // namespace nectar
