// SPDX-License-Identifier: Apache-2.0
// What a canvas shares with another one, or shows of two layers.
#include "ui/views/image_view.h"

#include <utility>

namespace nectar {

void ImageView::setShownClasses(const ShownClasses& classes)
{
    OverlayStyle style = m_style;
    style.classes = classes;
    setOverlayStyle(style);
}

void ImageView::setOverlayStyle(const OverlayStyle& style)
{
    if (m_style == style)
        return;
    const double former = std::exchange(m_style, style).opacity;
    changed();
    if (former != style.opacity)
        Q_EMIT opacityChanged(style.opacity);
}

void ImageView::setSwipe(const std::optional<CanvasLayer>& right)
{
    m_isSwiped = right.has_value();
    m_right.setLayer(right.value_or(CanvasLayer{}));
    update();
}

void ImageView::setDivider(double place)
{
    m_divider = place;
    update(); // both layers are rendered already
}

void ImageView::setBadges(const QString& left, const QString& right)
{
    m_badges = {left, right};
    update();
}

void ImageView::setMirroredPixel(const QPoint& pixel)
{
    if (std::exchange(m_mirrored, pixel) != pixel)
        update();
}

void ImageView::copyPicture(const ImageView& other)
{
    m_classNames = other.m_classNames;
    if (!m_photo.levels.isEmpty() && !other.m_photo.levels.isEmpty() &&
        m_photo.levels.first().cacheKey() == other.m_photo.levels.first().cacheKey())
        return;
    setPhoto(other.m_photo);
    setSelectedPatch(other.m_selected);
}

void ImageView::followView(const ImageView& other)
{
    if (m_transform.isSameView(other.m_transform))
        return;
    m_transform.follow(other.m_transform);
    changed();
}

} // namespace nectar
