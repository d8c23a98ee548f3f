// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace nectar {

class ThumbnailCache;
struct ThemeColours;

/// A picture of the library: thumbnail with its name below; the open one is framed.
class ImageDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ImageDelegate(ThumbnailCache& thumbnails, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Draws over each prompt image the labels that the bank remembers of it.
    void setLabelsShown(bool shown) { m_labels = shown; }
    /// Where a prompt image's eye is, which says whether it counts.
    static QRect eyeRect(const QRect& cell);

private:
    void paintPicture(QPainter& painter, const QRectF& box, const ThemeColours& colours,
                      const QModelIndex& index) const;
    void paintBadge(QPainter& painter, const QRectF& box, const QFont& font, const QString& text) const;

    ThumbnailCache& m_thumbnails;
    bool m_labels = false;
};

} // namespace nectar
