// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"

#include <QFrame>

namespace nectar {

class ThumbnailCache;

/// The source of a voter large, beside the canvas: its picture with the patch framed, and where it comes from.
class NeighbourPreview : public QFrame {
    Q_OBJECT

public:
    NeighbourPreview(ThumbnailCache& thumbnails, QWidget* parent);
    void showCard(const NeighbourCard& card);
    /// As large as its picture needs in this width.
    void fitInto(int maxWidth);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThumbnailCache& m_thumbnails;
    NeighbourCard m_card;
};

} // namespace nectar
