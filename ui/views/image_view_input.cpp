// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace nectar {

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
        m_peekEnd.stop();
        setPeeking(true);
        return;
    }
    QWidget::keyPressEvent(event);
}

void ImageView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_O) {
        if (!event->isAutoRepeat())
            m_peekEnd.start(); // some X servers repeat a held key as releases that do not say so
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
    m_peekEnd.stop();
    setPeeking(false); // the key's release would go elsewhere
    update();
}

} // namespace nectar
