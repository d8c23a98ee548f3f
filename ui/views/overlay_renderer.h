// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"
#include "ui/models/shown_classes.h"
#include "ui/presenters/canvas_look.h"
#include "ui/views/layer_window.h"

#include <QImage>

namespace nectar {

/// How a layer is drawn over the picture.
struct OverlayStyle {
    double opacity = 0.55;        ///< of the fill
    int highlightedClass = -1;    ///< the others step back; -1: none
    double outlineOpacity = 0.85; ///< of the lines between classes
    int outlineWidth = 1;         ///< pixels, at any zoom
    bool hasPatterns = false;     ///< each class has lines of its own, a second cue beside its colour
    bool hasNames = false;        ///< on the classes
    ShownClasses classes = {};

    bool isInvisible() const { return opacity <= 0 && outlineOpacity <= 0; }
    friend bool operator==(const OverlayStyle&, const OverlayStyle&) = default;
};

OverlayStyle withLook(OverlayStyle style, const CanvasLook& look);

/// A piece of the overlay as it appears in the view: premultiplied ARGB at device pixels.
struct RenderedOverlay {
    QImage image;    ///< devicePixelRatio set
    QPointF topLeft; ///< in the view
};

/// Draws layers from what is visible: the colour of every device pixel is looked up, class borders and hatches (unknown
/// or guessed) keep their width at any zoom, nothing is resampled. The visible classes are kept, so that another
/// palette, opacity or choice of classes only looks up colours.
class OverlayRenderer {
public:
    RenderedOverlay render(const CanvasLayer& layer, const ViewTransform& transform, QSize viewport,
                           double devicePixelRatio, const OverlayStyle& style);
    /// Of the layer of classes that was rendered last.
    const VisibleLabels& labels() const { return m_labels; }

private:
    std::shared_ptr<const LabelMap> m_map; ///< what m_labels was looked up in, and how:
    QRectF m_picture;
    double m_ratio = 0;
    int m_outline = -1;
    VisibleLabels m_labels;
};

RenderedOverlay renderOverlay(const CanvasLayer& layer, const ViewTransform& transform, QSize viewport,
                              double devicePixelRatio, const OverlayStyle& style);

/// Lines of what has no depth: a colour that no map of depth has.
inline constexpr QRgb kNoDepthColour = 0xFFFF5CA8;

} // namespace nectar
