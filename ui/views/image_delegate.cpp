// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_delegate.h"

#include "ui/models/image_list_model.h"
#include "ui/models/library_filter.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QListView>
#include <QPainter>

#include <algorithm>

namespace nectar {

ImageDelegate::ImageDelegate(ThumbnailCache& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent), m_thumbnails(thumbnails)
{}

QSize ImageDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const auto* view = qobject_cast<const QListView*>(option.widget);
    return view ? view->gridSize() : QSize(108, 124);
}

QRect ImageDelegate::eyeRect(const QRect& cell)
{
    constexpr int kSide = 22, kInset = 9;
    return {cell.right() - kInset - kSide + 1, cell.top() + kInset, kSide, kSide};
}

void ImageDelegate::paintPicture(QPainter& painter, const QRectF& box, const ThemeColours& colours,
                                 const QModelIndex& index) const
{
    constexpr double kLabelOpacity = 0.6;
    const qint64 prompt = index.data(ImageListModel::PromptImageRole).toLongLong();
    const auto image = static_cast<quint32>(prompt);
    const QImage picture = prompt >= 0 ? m_thumbnails.promptPicture(image, ThumbnailCache::Detail::Small)
                                       : m_thumbnails.filePicture(index.data(ImageListModel::PathRole).toString(),
                                                                  ThumbnailCache::Detail::Small);
    if (picture.isNull())
        return drawPlaceholder(painter, box, colours.line, 4);
    drawCovering(painter, picture, box, 4);
    if (!m_labels || prompt < 0)
        return;
    painter.setOpacity(kLabelOpacity);
    drawCovering(painter, m_thumbnails.promptLabels(image), box, 4);
    painter.setOpacity(1);
}

/// Along the lower edge, on a ground that can be read on any picture.
void ImageDelegate::paintBadge(QPainter& painter, const QRectF& box, const QFont& font, const QString& text) const
{
    constexpr double kInset = 3, kHeight = 17, kPadding = 5;
    const QFontMetricsF metrics(font);
    const double most = box.width() - 2 * kInset;
    const QRectF pill(box.left() + kInset, box.bottom() - kInset - kHeight,
                      std::min(most, metrics.horizontalAdvance(text) + 2 * kPadding), kHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x15, 0x17, 0x1B, 215));
    painter.drawRoundedRect(pill, 3, 3);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(pill, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, pill.width() - 2 * kPadding + 1));
}

void ImageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColours& colours = coloursOf(option.palette);
    const bool open = index.data(ImageListModel::OpenRole).toBool();
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QRectF cell = QRectF(option.rect).adjusted(4, 3, -4, -3);
    const QRectF box = cell.adjusted(3, 3, -3, -19);
    const qint64 prompt = index.data(ImageListModel::PromptImageRole).toLongLong();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (hovered || open) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(themeOf(option.palette) == Theme::Dark ? colours.raised : colours.window);
        painter->drawRoundedRect(cell, kRadius, kRadius);
    }
    paintPicture(*painter, box, colours, index);
    const bool leftOut = index.data(ImageListModel::LeftOutRole).toBool();
    if (leftOut) {
        QColor veil = colours.panel;
        veil.setAlphaF(0.72f);
        painter->setPen(Qt::NoPen);
        painter->setBrush(veil);
        painter->drawRoundedRect(box, 4, 4);
    }
    if (prompt >= 0 && (hovered || leftOut)) {
        const QRect eye = eyeRect(option.rect);
        painter->setPen(Qt::NoPen);
        painter->setBrush(QColor(0x15, 0x17, 0x1B, 200));
        painter->drawEllipse(eye);
        lineIcon(leftOut ? QStringLiteral("eye-off") : QStringLiteral("eye"), Qt::white)
            .paint(painter, eye.adjusted(3, 3, -3, -3));
    }
    if (const QString badge = index.data(LibraryFilter::BadgeRole).toString(); !badge.isEmpty())
        paintBadge(*painter, box, captionFont(option.font), badge);
    if (open || option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(open ? colours.accentText : colours.muted, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5);
    }
    const QFont caption = captionFont(option.font);
    painter->setFont(caption);
    painter->setPen(open ? colours.text : colours.muted);
    const QRectF text(cell.left() + 3, cell.bottom() - 17, cell.width() - 6, 16);
    painter->drawText(text, Qt::AlignHCenter | Qt::AlignVCenter,
                      QFontMetricsF(caption).elidedText(index.data(ImageListModel::CaptionRole).toString(),
                                                        Qt::ElideMiddle, text.width()));
    painter->restore();
}

} // namespace nectar
