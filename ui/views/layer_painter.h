// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/class_names.h"

class QPainter;
class QWidget;

namespace nectar {

/// Paints one layer over the picture and keeps what it rendered until something changes.
class LayerPainter {
public:
    void setLayer(const CanvasLayer& layer);
    const CanvasLayer& layer() const { return m_layer; }
    void invalidate() { m_isCurrent = false; }
    /// The part of it inside `part` of the view.
    void paint(QPainter& painter, const QWidget& view, const ViewTransform& transform, const OverlayStyle& style,
               const QStringList& names, const QRectF& part);

private:
    CanvasLayer m_layer;
    OverlayRenderer m_renderer;
    RenderedOverlay m_overlay;
    std::vector<ClassPlace> m_places;
    bool m_isCurrent = false;
};

} // namespace nectar
