// SPDX-License-Identifier: Apache-2.0
#include "ui/views/neighbour_delegate.h"

#include "ui/convert/text.h"
#include "ui/models/neighbour_list_model.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <cmath>

namespace nectar {

namespace {

constexpr double kMarginX = 16;
constexpr double kPicture = 68;
constexpr double kLine = 15;
constexpr double kTextHeight = 18 + 4 * kLine; ///< label, then four lines
constexpr double kGap = 6;
constexpr double kCropFactor = 4; ///< crop's width in patches

const NeighbourCard& cardOf(const QModelIndex& index)
{
    return static_cast<const NeighbourListModel*>(index.model())->card(index.row());
}

void drawBackground(QPainter& painter, const QStyleOptionViewItem& option)
{
    const ThemeColours& colours = coloursOf(option.palette);
    const QRectF card = QRectF(option.rect).adjusted(8, 1, -6, -1);
    const bool selected = option.state & QStyle::State_Selected;
    if (!selected && !(option.state & QStyle::State_MouseOver))
        return;
    painter.setPen(selected ? QPen(colours.accentText, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(themeOf(option.palette) == Theme::Dark ? colours.raised : colours.window);
    painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), kRadius, kRadius);
}

/// Grey up to the running sum, its own part at the end in full strength: down the list the bars form a staircase.
void drawWeightBar(QPainter& painter, const QRectF& bar, const NeighbourCard& card, const ThemeColours& colours)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.line);
    painter.drawRoundedRect(bar, 2, 2);
    const double end = bar.left() + bar.width() * card.cumulative;
    const double start = std::min(end - 2, bar.left() + bar.width() * (card.cumulative - card.weight));
    QColor sum = colours.muted;
    sum.setAlphaF(0.45f);
    painter.setBrush(sum);
    painter.drawRoundedRect(QRectF(bar.topLeft(), QPointF(end, bar.bottom())), 2, 2);
    painter.setBrush(colours.text);
    painter.drawRoundedRect(QRectF(QPointF(std::max(bar.left(), start), bar.top()), QPointF(end, bar.bottom())), 2, 2);
}

/// Swatch and label at the left, rank at the right.
void drawHead(QPainter& painter, const QRectF& line, const NeighbourCard& card, const QStyleOptionViewItem& option)
{
    const ThemeColours& colours = coloursOf(option.palette);
    const QFont caption = captionFont(option.font);
    const QString rank = card.rankText();
    painter.setFont(caption);
    painter.setPen(colours.muted);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, rank);
    double left = line.left();
    if (!card.mix.isEmpty() && card.task == Task::Segmentation) {
        drawSwatch(painter, QRectF(left, line.center().y() - 5, 10, 10), card.mix.first().colour, colours);
        left += 16;
    }
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(colours.text);
    const double room = line.right() - left - QFontMetricsF(caption).horizontalAdvance(rank) - 8;
    painter.drawText(QRectF(left, line.top(), room, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(strong).elidedText(card.label(), Qt::ElideRight, room));
}

void drawTexts(QPainter& painter, const QRectF& area, const NeighbourCard& card, const QStyleOptionViewItem& option)
{
    const ThemeColours& colours = coloursOf(option.palette);
    drawHead(painter, QRectF(area.left(), area.top(), area.width(), 17), card, option);
    const QFont caption = captionFont(option.font);
    const QFontMetricsF metrics(caption);
    painter.setFont(caption);
    QRectF row(area.left(), area.top() + 18, area.width(), kLine);
    const double left = row.left() + metrics.horizontalAdvance(NeighbourDelegate::tr("weight")) + 6;
    const double value = metrics.horizontalAdvance(QStringLiteral("100 %")) + 8;
    const auto caseOf = [&](const QString& name, const QString& text) {
        painter.setPen(colours.muted);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setPen(colours.text);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, text);
        return QRectF(left, row.center().y() - 2, row.right() - value - left, 4);
    };
    drawWeightBar(
        painter,
        caseOf(NeighbourDelegate::tr("weight"), NeighbourDelegate::tr("%1 %").arg(numberText(card.weight * 100, 1))),
        card, colours);
    row.translate(0, kLine);
    if (card.mix.isEmpty() && card.task == Task::Depth) {
        row.translate(0, -kLine); // a bank of depth alone: no classes to speak of
    } else if (card.mix.isEmpty() || card.task == Task::Depth) {
        const QString shown = card.mix.isEmpty() ? NeighbourDelegate::tr("no label") : card.mix.first().name;
        caseOf(NeighbourDelegate::tr("shows"), metrics.elidedText(shown, Qt::ElideRight, row.right() - left));
    } else {
        const double percent = std::round(card.mix.first().share * 100);
        drawStackedBar(painter, caseOf(NeighbourDelegate::tr("shows"), NeighbourDelegate::tr("%1 %").arg(percent)),
                       card.mix, colours.line);
    }
    row.translate(0, kLine);
    caseOf(NeighbourDelegate::tr("similarity"), NeighbourDelegate::tr("%1").arg(numberText(card.similarity, 3)));
    row.translate(0, kLine);
    row.setRight(NeighbourDelegate::askButton(option.rect).left() - 2);
    const QString name = card.imageName.section(QLatin1Char('/'), -1);
    painter.setPen(colours.muted);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideMiddle, row.width()));
}

} // namespace

NeighbourDelegate::NeighbourDelegate(ThumbnailCache& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent), m_thumbnails(thumbnails)
{}

QRect NeighbourDelegate::askButton(const QRect& card)
{
    return {card.right() - static_cast<int>(kMarginX) - 20, card.bottom() - 24, 24, 20};
}

QSize NeighbourDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {280, 90}; }

void NeighbourDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const NeighbourCard& card = cardOf(index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawBackground(*painter, option);
    const double top = option.rect.top() + (option.rect.height() - kPicture) / 2;
    const QRectF sourceBox(option.rect.left() + kMarginX, top, kPicture, kPicture);
    const QRectF cropBox(sourceBox.right() + kGap, top, kPicture, kPicture);
    const QColor placeholder = coloursOf(option.palette).line;
    const QImage small = m_thumbnails.promptPicture(card.promptImage, ThumbnailCache::Detail::Small);
    const QImage large = m_thumbnails.promptPicture(card.promptImage, ThumbnailCache::Detail::Large);
    if (small.isNull()) {
        drawPlaceholder(*painter, sourceBox, placeholder, 4);
        drawPlaceholder(*painter, cropBox, placeholder, 4);
    } else {
        const QRectF drawn = drawFitted(*painter, small, sourceBox, 4);
        drawPatchFrame(*painter, patchInDrawing(drawn, card.imageSize, card.rectangle), 1.5);
        drawCrop(*painter, large.isNull() ? small : large, card.imageSize, card.rectangle, kCropFactor, cropBox);
    }
    const double left = cropBox.right() + 10;
    const double textTop = option.rect.top() + (option.rect.height() - kTextHeight) / 2;
    drawTexts(*painter, QRectF(left, textTop, option.rect.right() - kMarginX - left, kTextHeight), card, option);
    if (option.state & (QStyle::State_MouseOver | QStyle::State_Selected))
        lineIcon(QStringLiteral("ask"), coloursOf(option.palette).accentText)
            .paint(painter, askButton(option.rect).adjusted(3, 1, -3, -1));
    painter->restore();
}

} // namespace nectar
