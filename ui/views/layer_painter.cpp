// SPDX-License-Identifier: Apache-2.0
#include "ui/views/layer_painter.h"

#include <QPainter>
#include <QWidget>

namespace nectar {

void LayerPainter::setLayer(const CanvasLayer& layer)
{
    m_layer = layer;
    m_isCurrent = false;
}

void LayerPainter::paint(QPainter& painter, const QWidget& view, const ViewTransform& transform,
                         const OverlayStyle& style, const QStringList& names, const QRectF& part)
{
    if (!m_isCurrent) {
        m_overlay = m_renderer.render(m_layer, transform, view.size(), view.devicePixelRatioF(), style);
        m_places = m_layer.labels && style.hasNames && !m_overlay.image.isNull() ? classPlaces(m_renderer.labels())
                                                                                 : std::vector<ClassPlace>{};
        m_isCurrent = true;
    }
    if (m_overlay.image.isNull())
        return;
    painter.save();
    painter.setClipRect(part);
    painter.drawImage(m_overlay.topLeft, m_overlay.image);
    drawClassNames(painter, m_places, names, style);
    painter.restore();
}

} // namespace nectar
