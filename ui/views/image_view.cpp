// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace nectar {

ImageView::ImageView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("imageView"));
    setAccessibleName(tr("Picture with its patches"));
    setAccessibleDescription(tr("Arrow keys walk from patch to patch, with Shift five at a time; Esc lets go."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(200, 160);
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

void ImageView::wheelEvent(QWheelEvent* event)
{
    const double steps = (event->angleDelta().y() + event->angleDelta().x()) / 120.; // Alt turns the wheel sideways
    if (event->modifiers() & Qt::ControlModifier) {
        setOpacity(m_style.opacity + 0.05 * steps);
    } else if (hasPhoto()) {
        m_transform.zoomAt(event->position(), std::pow(1.2, steps));
        changed();
        hover(event->position());
    }
    event->accept();
}

void ImageView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = true;
    m_panning = event->button() == Qt::MiddleButton;
    m_pressedAt = m_lastAt = event->position();
    if (m_panning)
        setCursor(Qt::ClosedHandCursor);
}

void ImageView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed && !m_panning &&
        (event->position() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_panning = true;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_panning) {
        m_transform.pan(event->position() - m_lastAt);
        m_lastAt = event->position();
        return changed();
    }
    hover(event->position());
}

void ImageView::mouseReleaseEvent(QMouseEvent* event)
{
    const bool wasClick = m_pressed && !m_panning && event->button() == Qt::LeftButton;
    m_pressed = m_panning = false;
    unsetCursor();
    if (const int patch = patchUnder(event->position()); wasClick && patch >= 0) {
        setSelectedPatch(patch);
        Q_EMIT patchClicked(patch);
    }
}

void ImageView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton)
        fit();
}

void ImageView::leaveEvent(QEvent*) { stopHovering(); }

void ImageView::stopHovering()
{
    m_hovered = -1;
    update();
    Q_EMIT patchHovered(-1);
    Q_EMIT pixelHovered(QPoint(-1, -1));
}

void ImageView::revealPatch(int patch)
{
    const RectF r = imageFromPatch(m_photo.grid, m_photo.size, patchAt(m_photo.grid, patch));
    m_transform.reveal(QRectF(static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.width),
                              static_cast<double>(r.height)));
    changed();
}

bool ImageView::walk(QKeyEvent* event)
{
    const PatchGrid& grid = m_photo.grid;
    if (!hasPhoto() || grid.count() == 0 || (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)))
        return false;
    const int step = event->modifiers() & Qt::ShiftModifier ? 5 : 1;
    PatchIndex patch = m_selected >= 0 ? patchAt(grid, m_selected) : PatchIndex{grid.rows / 2, grid.cols / 2};
    const bool first = m_selected < 0; // the first arrow only shows where the walk begins
    switch (event->key()) {
    case Qt::Key_Left:
        patch.col -= first ? 0 : step;
        break;
    case Qt::Key_Right:
        patch.col += first ? 0 : step;
        break;
    case Qt::Key_Up:
        patch.row -= first ? 0 : step;
        break;
    case Qt::Key_Down:
        patch.row += first ? 0 : step;
        break;
    default:
        return false;
    }
    patch.row = std::clamp(patch.row, 0, grid.rows - 1);
    patch.col = std::clamp(patch.col, 0, grid.cols - 1);
    setSelectedPatch(patchNumber(grid, patch));
    revealPatch(m_selected);
    Q_EMIT patchClicked(m_selected);
    return true;
}

void ImageView::keyPressEvent(QKeyEvent* event)
{
    if (walk(event))
        return;
    if (event->key() == Qt::Key_Escape && m_selected >= 0) {
        setSelectedPatch(-1);
        Q_EMIT patchClicked(-1);
        return;
    }
    if (event->key() == Qt::Key_O && event->modifiers() == Qt::NoModifier) {
        if (!event->isAutoRepeat())
            setPeeking(true);
        return;
    }
    QWidget::keyPressEvent(event);
}

void ImageView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_O) {
        if (!event->isAutoRepeat())
            setPeeking(false);
        return;
    }
    QWidget::keyReleaseEvent(event);
}

void ImageView::focusInEvent(QFocusEvent* event)
{
    m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                      event->reason() == Qt::ShortcutFocusReason;
    update();
}

void ImageView::focusOutEvent(QFocusEvent*)
{
    m_keyboardFocus = false;
    setPeeking(false); // the key's release would go elsewhere
    update();
}

} // namespace nectar
