// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace nectar {

class ThumbnailCache;

/// Draws a voter: its whole source picture with the patch framed, the patch with its surroundings, label, weight on the
/// running sum, class mix, rank and similarity.
class NeighbourDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit NeighbourDelegate(ThumbnailCache& thumbnails, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Where a card has its button "ask about this picture", seen while it is pointed at or selected.
    static QRect askButton(const QRect& card);

private:
    ThumbnailCache& m_thumbnails;
};

} // namespace nectar
