// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_delegate.h"

#include "ui/models/image_list_model.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QListView>
#include <QPainter>

namespace nectar {

ImageDelegate::ImageDelegate(ThumbnailCache& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent), m_thumbnails(thumbnails)
{}

QSize ImageDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const auto* view = qobject_cast<const QListView*>(option.widget);
    return view ? view->gridSize() : QSize(108, 124);
}

void ImageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColours& colours = coloursOf(option.palette);
    const bool open = index.data(ImageListModel::OpenRole).toBool();
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QRectF cell = QRectF(option.rect).adjusted(4, 3, -4, -3);
    const QRectF box = cell.adjusted(3, 3, -3, -19);
    const qint64 prompt = index.data(ImageListModel::PromptImageRole).toLongLong();
    const QImage picture =
        prompt >= 0
            ? m_thumbnails.promptPicture(static_cast<quint32>(prompt), ThumbnailCache::Detail::Small)
            : m_thumbnails.filePicture(index.data(ImageListModel::PathRole).toString(), ThumbnailCache::Detail::Small);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (hovered || open) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(themeOf(option.palette) == Theme::Dark ? colours.raised : colours.window);
        painter->drawRoundedRect(cell, kRadius, kRadius);
    }
    if (picture.isNull())
        drawPlaceholder(*painter, box, colours.line, 4);
    else
        drawCovering(*painter, picture, box, 4);
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
