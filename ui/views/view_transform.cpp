// SPDX-License-Identifier: Apache-2.0
#include "ui/views/view_transform.h"

#include <algorithm>

namespace nectar {

namespace {
constexpr double kMargin = 16;
constexpr double kMaxScale = 64;
constexpr double kMaxFitScale = 4; // a small picture is not blown up beyond recognition
} // namespace

double ViewTransform::fittedScale() const
{
    if (m_picture.isEmpty() || m_viewport.isEmpty())
        return 1;
    const double horizontal = std::max(1., m_viewport.width() - 2 * kMargin) / m_picture.width();
    const double vertical = std::max(1., m_viewport.height() - 2 * kMargin) / m_picture.height();
    return std::min({horizontal, vertical, kMaxFitScale});
}

void ViewTransform::setViewport(QSizeF viewport)
{
    const QPointF centre = pictureFromView(QPointF(m_viewport.width(), m_viewport.height()) / 2);
    m_viewport = viewport;
    if (m_fitted)
        return fit();
    m_offset = QPointF(m_viewport.width(), m_viewport.height()) / 2 - centre * m_scale;
    keepVisible();
}

void ViewTransform::fit()
{
    m_fitted = true;
    m_scale = fittedScale();
    m_offset =
        QPointF(m_viewport.width() - m_picture.width() * m_scale, m_viewport.height() - m_picture.height() * m_scale) /
        2;
}

void ViewTransform::zoomAt(QPointF at, double factor) { setScaleAt(at, m_scale * factor); }

void ViewTransform::setScaleAt(QPointF at, double scale)
{
    const QPointF anchor = pictureFromView(at);
    m_fitted = false;
    m_scale = std::clamp(scale, std::min(1., fittedScale() / 16), kMaxScale);
    m_offset = at - anchor * m_scale;
    keepVisible();
}

void ViewTransform::pan(QPointF delta)
{
    m_fitted = false;
    m_offset += delta;
    keepVisible();
}

void ViewTransform::reveal(const QRectF& picture)
{
    const QRectF wanted = viewFromPicture(picture).adjusted(-kMargin, -kMargin, kMargin, kMargin);
    QPointF delta;
    if (wanted.left() < 0)
        delta.setX(-wanted.left());
    else if (wanted.right() > m_viewport.width())
        delta.setX(m_viewport.width() - wanted.right());
    if (wanted.top() < 0)
        delta.setY(-wanted.top());
    else if (wanted.bottom() > m_viewport.height())
        delta.setY(m_viewport.height() - wanted.bottom());
    if (!m_fitted && !delta.isNull())
        pan(delta);
}

void ViewTransform::keepVisible()
{
    const QSizeF size = m_picture * m_scale;
    const double keepX = std::min(size.width(), 48.);
    const double keepY = std::min(size.height(), 48.);
    m_offset.setX(
        std::clamp(m_offset.x(), keepX - size.width(), std::max(keepX - size.width(), m_viewport.width() - keepX)));
    m_offset.setY(
        std::clamp(m_offset.y(), keepY - size.height(), std::max(keepY - size.height(), m_viewport.height() - keepY)));
}

void ViewTransform::follow(const ViewTransform& other)
{
    m_scale = other.m_scale;
    m_offset = other.m_offset;
    m_fitted = other.m_fitted;
}

} // namespace nectar
