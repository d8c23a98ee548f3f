// SPDX-License-Identifier: Apache-2.0
#include "ui/views/thumbnail_grid.h"

#include <algorithm>

namespace nectar {

namespace {
constexpr int kLeastCell = 84; ///< two columns also in the narrowest panel
}

ThumbnailGrid::ThumbnailGrid(QWidget* parent) : QListView(parent)
{
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // the columns keep their width while the list changes
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
}

void ThumbnailGrid::resizeEvent(QResizeEvent* event)
{
    const int width = viewport()->width();
    const int columns = std::max(1, width / kLeastCell);
    const int cell = (width - 2) / columns; // a pixel to spare, or the last column wraps
    setGridSize({cell, cell + 14});
    QListView::resizeEvent(event);
}

} // namespace nectar
