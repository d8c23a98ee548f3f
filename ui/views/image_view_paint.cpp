// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_view.h"
#include "ui/views/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr double kMinPatchForGrid = 7; ///< smaller patches would be all lines
constexpr double kWholeGridScale = 3;  ///< from this zoom on every line is shown, else those near the pointer
constexpr int kGridReach = 3;          ///< patches around the hovered one

/// A frame that can be seen on any picture: dark outside, the colour inside.
void drawFrame(QPainter& painter, const QRectF& rect, const QColor& colour, double width)
{
    painter.setBrush(Qt::NoBrush);
    QPen shadow(QColor(0, 0, 0, 170), width + 2);
    shadow.setJoinStyle(Qt::MiterJoin);
    painter.setPen(shadow);
    painter.drawRect(rect);
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(rect);
}

QRectF aligned(const QRectF& rect) { return QRectF(rect.toRect()).adjusted(0.5, 0.5, 0.5, 0.5); }

/// A rounded label over the picture, centred on x.
void drawPill(QPainter& painter, const QString& text, QPointF topCentre, double maxWidth)
{
    const QFontMetricsF metrics(painter.font());
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, maxWidth - 24);
    const QSizeF size(metrics.horizontalAdvance(shown) + 24, metrics.height() + 10);
    const QRectF pill(topCentre.x() - size.width() / 2, topCentre.y(), size.width(), size.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(20, 22, 26, 225));
    painter.drawRoundedRect(pill, size.height() / 2, size.height() / 2);
    painter.setPen(QColor(232, 234, 237));
    painter.drawText(pill, Qt::AlignCenter, shown);
}

} // namespace

void ImageView::paintPhoto(QPainter& painter) const
{
    const double deviceScale = m_transform.scale() * devicePixelRatioF();
    qsizetype level = 0;
    while (level + 1 < m_photo.levels.size() && deviceScale * std::pow(2., static_cast<double>(level + 1)) <= 1)
        ++level;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, deviceScale < 4); // pixels stay pixels when zoomed far in
    painter.drawImage(m_transform.pictureRect(), m_photo.levels.at(level));
}

void ImageView::paintOverlay(QPainter& painter)
{
    if (m_peeking)
        return;
    QRectF left(rect()), right(rect());
    if (m_isSwiped) {
        left.setRight(std::round(m_divider * width()));
        right.setLeft(left.right());
        m_right.paint(painter, *this, m_transform, m_style, m_classNames, right);
    }
    m_layer.paint(painter, *this, m_transform, m_style, m_classNames, left);
}

void ImageView::paintGrid(QPainter& painter) const
{
    const PatchGrid& grid = m_photo.grid;
    const QRectF picture = m_transform.pictureRect();
    if (grid.count() == 0 || picture.width() / grid.cols < kMinPatchForGrid)
        return;
    const bool whole = m_transform.scale() >= kWholeGridScale;
    if (m_hovered < 0 && !whole)
        return;
    const PatchIndex centre = m_hovered >= 0 ? patchAt(grid, m_hovered) : PatchIndex{};
    const int left = whole ? 0 : std::max(0, centre.col - kGridReach);
    const int right = whole ? grid.cols : std::min(grid.cols, centre.col + kGridReach + 1);
    const int top = whole ? 0 : std::max(0, centre.row - kGridReach);
    const int bottom = whole ? grid.rows : std::min(grid.rows, centre.row + kGridReach + 1);
    const auto xOf = [&](int col) { return std::round(picture.left() + picture.width() * col / grid.cols) + 0.5; };
    const auto yOf = [&](int row) { return std::round(picture.top() + picture.height() * row / grid.rows) + 0.5; };
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(QColor(255, 255, 255, 58), 1));
    for (int col = left; col <= right; ++col)
        painter.drawLine(QPointF(xOf(col), yOf(top)), QPointF(xOf(col), yOf(bottom)));
    for (int row = top; row <= bottom; ++row)
        painter.drawLine(QPointF(xOf(left), yOf(row)), QPointF(xOf(right), yOf(row)));
}

void ImageView::paintFrames(QPainter& painter) const
{
    if (m_hovered >= 0 && m_hovered != m_selected)
        drawFrame(painter, aligned(patchRect(m_hovered)), QColor(255, 255, 255), 1);
    if (m_selected >= 0)
        drawFrame(painter, aligned(patchRect(m_selected)), QColor::fromRgb(kCanvasAccent), 2);
}

/// What is compared with what, in the lower corners.
void ImageView::paintBadges(QPainter& painter) const
{
    const QFontMetricsF metrics(painter.font());
    const double top = height() - metrics.height() - 24;
    const auto half = [&](const QString& text) { return metrics.horizontalAdvance(text) / 2 + 26; };
    if (!m_badges.first.isEmpty())
        drawPill(painter, m_badges.first, {half(m_badges.first), top}, width() / 2.);
    if (!m_badges.second.isEmpty())
        drawPill(painter, m_badges.second, {width() - half(m_badges.second), top}, width() / 2.);
}

/// Where the pointer is in the other canvas.
void ImageView::paintMirrored(QPainter& painter) const
{
    if (m_mirrored.x() < 0)
        return;
    const QPointF at = m_transform.viewFromPicture(QPointF(m_mirrored) + QPointF(0.5, 0.5));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 170), 4), QPen(QColor(255, 255, 255), 2)}) {
        painter.setPen(pen);
        painter.drawLine(at - QPointF(9, 0), at + QPointF(9, 0));
        painter.drawLine(at - QPointF(0, 9), at + QPointF(0, 9));
    }
}

void ImageView::paintTexts(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (!hasPhoto() && m_busyText.isEmpty()) {
        painter.setPen(QColor(163, 171, 184));
        painter.drawText(QRectF(rect()).adjusted(32, 32, -32, -32), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    if (hasPhoto())
        paintBadges(painter);
    const QPointF top(width() / 2., 14);
    if (!m_busyText.isEmpty())
        drawPill(painter, m_busyText, top, width() - 32.);
    else if (!m_note.isEmpty())
        drawPill(painter, m_note, top, width() - 32.);
}

void ImageView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor::fromRgb(kCanvasBackground));
    if (hasPhoto()) {
        paintPhoto(painter);
        paintOverlay(painter);
        if (m_busyText.isEmpty()) {
            paintGrid(painter);
            paintFrames(painter);
            paintMirrored(painter);
        } else {
            painter.fillRect(rect(), QColor(21, 23, 27, 150)); // the former picture steps back while the next is read
        }
    }
    paintTexts(painter);
    if (m_keyboardFocus) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor::fromRgb(kCanvasAccent), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    Q_EMIT painted();
}

} // namespace nectar
