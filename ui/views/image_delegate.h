// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace nectar {

class ThumbnailCache;

/// A picture of the library: thumbnail with its name below; the open one is framed.
class ImageDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ImageDelegate(ThumbnailCache& thumbnails, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Where a prompt image's eye is, which says whether it counts.
    static QRect eyeRect(const QRect& cell);

private:
    ThumbnailCache& m_thumbnails;
};

} // namespace nectar
