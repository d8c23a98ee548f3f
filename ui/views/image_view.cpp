// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_view.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {
constexpr int kPeekEndMs = 50;
}

ImageView::ImageView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("imageView"));
    setAccessibleName(tr("Picture with its patches"));
    setAccessibleDescription(tr("Arrow keys walk from patch to patch, with Shift five at a time; Esc lets go."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(200, 160);
    m_peekEnd.setSingleShot(true);
    m_peekEnd.setInterval(kPeekEndMs);
    connect(&m_peekEnd, &QTimer::timeout, this, [this] { setPeeking(false); });
}

void ImageView::setPhoto(const CanvasPhoto& photo)
{
    m_photo = photo;
    m_layer.setLayer({});
    m_selected = m_hovered = -1;
    m_transform.setPicture(QSizeF(photo.size.width, photo.size.height));
    m_transform.fit();
    changed();
    Q_EMIT pixelHovered(QPoint(-1, -1)); // what was pointed at belonged to the former picture
}

void ImageView::setLayer(const CanvasLayer& layer)
{
    m_layer.setLayer(layer);
    changed();
}

void ImageView::setHighlightedClass(int classIndex)
{
    if (m_style.highlightedClass == classIndex)
        return;
    m_style.highlightedClass = classIndex;
    changed();
}

void ImageView::setOpacity(double opacity)
{
    opacity = std::clamp(opacity, 0., 1.);
    if (qFuzzyCompare(1 + opacity, 1 + m_style.opacity))
        return;
    m_style.opacity = opacity;
    changed();
    Q_EMIT opacityChanged(opacity);
}

void ImageView::setPeeking(bool on)
{
    if (m_peeking == on)
        return;
    m_peeking = on;
    update();
    Q_EMIT peekingChanged(on);
}

void ImageView::setSelectedPatch(int patch)
{
    if (patch >= m_photo.grid.count())
        patch = -1;
    m_selected = patch;
    if (patch >= 0) {
        const PatchIndex index = patchAt(m_photo.grid, patch);
        setAccessibleDescription(tr("Patch in %1 is selected.").arg(patchText(index)));
    }
    update();
}

void ImageView::setBusyText(const QString& text)
{
    m_busyText = text;
    update();
}

void ImageView::setNote(const QString& text)
{
    m_note = text;
    update();
}

void ImageView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void ImageView::fit()
{
    m_transform.fit();
    changed();
}

void ImageView::zoomBy(double factor)
{
    m_transform.zoomAt(QRectF(rect()).center(), factor);
    changed();
}

void ImageView::showActualPixels()
{
    m_transform.setScaleAt(QRectF(rect()).center(), 1 / devicePixelRatioF());
    changed();
}

void ImageView::changed()
{
    m_layer.invalidate();
    m_right.invalidate();
    update();
    Q_EMIT viewChanged();
}

int ImageView::patchUnder(QPointF view) const
{
    if (!hasPhoto() || m_photo.grid.count() == 0)
        return -1;
    const QPointF point = m_transform.pictureFromView(view);
    const auto patch =
        patchFromImage(m_photo.grid, m_photo.size, static_cast<float>(point.x()), static_cast<float>(point.y()));
    return patch ? patchNumber(m_photo.grid, *patch) : -1;
}

QRectF ImageView::patchRect(int patch) const
{
    const RectF r = imageFromPatch(m_photo.grid, m_photo.size, patchAt(m_photo.grid, patch));
    return m_transform.viewFromPicture(QRectF(static_cast<double>(r.x), static_cast<double>(r.y),
                                              static_cast<double>(r.width), static_cast<double>(r.height)));
}

void ImageView::hover(QPointF view)
{
    const int patch = patchUnder(view);
    const QPointF point = m_transform.pictureFromView(view);
    Q_EMIT pixelHovered(patch < 0
                            ? QPoint(-1, -1)
                            : QPoint(static_cast<int>(std::floor(point.x())), static_cast<int>(std::floor(point.y()))));
    if (patch == m_hovered)
        return;
    m_hovered = patch;
    update();
    Q_EMIT patchHovered(patch);
}

void ImageView::resizeEvent(QResizeEvent*)
{
    m_transform.setViewport(QSizeF(size()));
    changed();
}

void ImageView::revealPatch(int patch)
{
    const RectF r = imageFromPatch(m_photo.grid, m_photo.size, patchAt(m_photo.grid, patch));
    m_transform.reveal(QRectF(static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.width),
                              static_cast<double>(r.height)));
    changed();
}

} // namespace nectar
