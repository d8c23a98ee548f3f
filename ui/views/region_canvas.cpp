// SPDX-License-Identifier: Apache-2.0
#include "ui/views/region_canvas.h"

#include "core/base/patch_region.h"
#include "ui/views/region_outline.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nectar {

RegionCanvas::RegionCanvas(QWidget* parent) : LitView(parent)
{
    setAccessibleDescription(tr("Arrow keys walk from patch to patch, with Shift five at a time, with Ctrl and Shift "
                                "they choose a rectangle; Esc lets go."));
}

void RegionCanvas::setRegion(const std::vector<int>& patches)
{
    m_region = patches.size() > 1 ? patches : std::vector<int>{};
    if (m_region != m_chosen && !m_region.empty()) { // chosen elsewhere
        const PatchRectangle around = rectangleAround(photo().grid, m_region);
        m_anchor = around.first;
        m_corner = around.last;
    }
    m_chosen = patches;
    if (!m_region.empty())
        setAccessibleDescription(tr("%1 patches are selected.").arg(m_region.size()));
    update();
}

void RegionCanvas::setTool(Tool tool)
{
    if (std::exchange(m_tool, tool) == tool)
        return;
    tool == Tool::None ? unsetCursor() : setCursor(Qt::CrossCursor);
    Q_EMIT toolChanged();
}

RegionCanvas::Tool RegionCanvas::toolOf(const QMouseEvent& event) const
{
    if (event.button() != Qt::LeftButton || photo().levels.isEmpty() || photo().grid.count() == 0)
        return Tool::None;
    const Qt::KeyboardModifiers keys = event.modifiers() & ~Qt::KeypadModifier;
    if (keys == Qt::ShiftModifier)
        return Tool::Rectangle;
    return keys == (Qt::ControlModifier | Qt::ShiftModifier) ? Tool::Lasso : m_tool;
}

/// Beyond the picture's edge the patch at the edge.
PatchIndex RegionCanvas::nearestPatch(QPointF view) const
{
    const PatchGrid& grid = photo().grid;
    const QPointF point = transform().pictureFromView(view);
    const auto place = [](double at, int size, int count) {
        return std::clamp(static_cast<int>(std::floor(at / std::max(1, size) * count)), 0, count - 1);
    };
    return {place(point.y(), photo().size.height, grid.rows), place(point.x(), photo().size.width, grid.cols)};
}

void RegionCanvas::choose(std::vector<int> patches)
{
    if (patches == m_chosen)
        return;
    m_chosen = std::move(patches);
    m_region = m_chosen.size() > 1 ? m_chosen : std::vector<int>{};
    update();
    Q_EMIT regionChosen(m_chosen);
}

void RegionCanvas::chooseRectangle(PatchIndex anchor, PatchIndex corner)
{
    m_anchor = anchor;
    m_corner = corner;
    choose(patchesInRectangle(photo().grid, anchor, corner));
}

void RegionCanvas::chooseInOutline()
{
    std::vector<GridPoint> outline;
    for (const QPointF& point : std::as_const(m_outline))
        outline.push_back({point.x() / std::max(1, photo().size.width) * photo().grid.cols,
                           point.y() / std::max(1, photo().size.height) * photo().grid.rows});
    choose(patchesInOutline(photo().grid, outline));
}

void RegionCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::RightButton) // its menu comes with an event of its own
        return;
    m_dragged = toolOf(*event);
    if (m_dragged == Tool::None)
        return ImageView::mousePressEvent(event);
    m_moved = false;
    m_dragStart = event->position();
    m_before = m_chosen;
    m_outline = {transform().pictureFromView(event->position())};
    stopHovering();
}

void RegionCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged == Tool::None)
        return ImageView::mouseMoveEvent(event);
    m_moved = m_moved || (event->position() - m_dragStart).manhattanLength() >= QApplication::startDragDistance();
    if (!m_moved)
        return;
    if (m_dragged == Tool::Rectangle)
        return chooseRectangle(nearestPatch(m_dragStart), nearestPatch(event->position()));
    m_outline.append(transform().pictureFromView(event->position()));
    chooseInOutline();
    update();
}

/// A click with Shift reaches from the patch that is kept to the one under it.
void RegionCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_dragged == Tool::None)
        return ImageView::mouseReleaseEvent(event);
    if (!m_moved && m_dragged == Tool::Rectangle)
        chooseRectangle(m_chosen.empty() ? nearestPatch(event->position()) : startPatch(),
                        nearestPatch(event->position()));
    endDrag();
}

void RegionCanvas::endDrag()
{
    m_dragged = Tool::None;
    m_outline.clear();
    setTool(Tool::None);
    update();
}

PatchIndex RegionCanvas::startPatch() const
{
    return m_region.empty() && selectedPatch() >= 0 ? patchAt(photo().grid, selectedPatch()) : m_anchor;
}

bool RegionCanvas::grow(const QKeyEvent& event)
{
    const PatchGrid& grid = photo().grid;
    const bool keys = (event.modifiers() & ~Qt::KeypadModifier) == (Qt::ControlModifier | Qt::ShiftModifier);
    if (!keys || photo().levels.isEmpty() || grid.count() == 0)
        return false;
    PatchIndex step;
    step.col = event.key() == Qt::Key_Right ? 1 : event.key() == Qt::Key_Left ? -1 : 0;
    step.row = event.key() == Qt::Key_Down ? 1 : event.key() == Qt::Key_Up ? -1 : 0;
    if (step == PatchIndex{})
        return false;
    if (m_chosen.empty()) { // the first arrow only shows where it begins
        chooseRectangle({grid.rows / 2, grid.cols / 2}, {grid.rows / 2, grid.cols / 2});
        return true;
    }
    const PatchIndex anchor = startPatch();
    PatchIndex corner = m_region.empty() ? anchor : m_corner;
    corner.row = std::clamp(corner.row + step.row, 0, grid.rows - 1);
    corner.col = std::clamp(corner.col + step.col, 0, grid.cols - 1);
    chooseRectangle(anchor, corner);
    revealPatch(patchNumber(grid, corner));
    return true;
}

void RegionCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool escape = event->key() == Qt::Key_Escape;
    if (escape && m_dragged != Tool::None) {
        choose(m_before);
        return endDrag();
    }
    if (escape && m_tool != Tool::None)
        return setTool(Tool::None);
    if (escape && !lit().places.isEmpty()) {
        Q_EMIT litDismissed();
        return;
    }
    if (escape && !m_region.empty())
        return choose({});
    if (!grow(*event))
        ImageView::keyPressEvent(event);
}

void RegionCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (actions().isEmpty())
        return;
    const int patch = event->reason() == QContextMenuEvent::Mouse ? patchUnder(event->pos()) : -1;
    if (patch >= 0 && !std::ranges::binary_search(m_chosen, patch)) // the menu is about what was clicked
        Q_EMIT patchClicked(patch);
    QMenu::exec(actions(), event->globalPos(), nullptr, this);
}

void RegionCanvas::paintEvent(QPaintEvent* event)
{
    LitView::paintEvent(event);
    if (isBusy() || photo().levels.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF picture = transform().pictureRect();
    drawRegionBorder(painter, regionBorder(photo().grid, m_region, picture));
    if (m_outline.size() > 1) {
        QPolygonF line;
        for (const QPointF& point : std::as_const(m_outline))
            line.append(transform().viewFromPicture(point));
        painter.setPen(QPen(QColor(0, 0, 0, 190), 3));
        painter.drawPolyline(line);
        painter.setPen(QPen(QColor(kCanvasAccent), 1.5, Qt::DashLine));
        painter.drawPolyline(line);
    }
}

} // namespace nectar
