// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"
#include "ui/views/view_transform.h"

#include <QImage>

namespace nectar {

/// How a layer is drawn over the picture.
struct OverlayStyle {
    double opacity = 0.55;     ///< of the fill; outlines are a little stronger
    int highlightedClass = -1; ///< the others step back; -1: none
};

/// A piece of the overlay as it appears in the view: premultiplied ARGB at device pixels.
struct RenderedOverlay {
    QImage image;    ///< devicePixelRatio set
    QPointF topLeft; ///< in the view
};

/// Looks up the colour of every visible device pixel: class borders and hatches (unknown or guessed) keep their width
/// at any zoom, and nothing is resampled.
RenderedOverlay renderOverlay(const CanvasLayer& layer, const ViewTransform& transform, QSize viewport,
                              double devicePixelRatio, const OverlayStyle& style);

} // namespace nectar
