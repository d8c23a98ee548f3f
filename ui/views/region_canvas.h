// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/lit_view.h"

#include <optional>
#include <vector>

namespace nectar {

/// A canvas on which several patches can be chosen together: a rectangle by a drag with Shift or by the arrow keys with
/// Ctrl and Shift, anything else by going round it with Ctrl and Shift.
class RegionCanvas : public LitView {
    Q_OBJECT

public:
    enum class Tool { None, Rectangle, Lasso };

    explicit RegionCanvas(QWidget* parent = nullptr);
    /// Outlines these patches, if they are several.
    void setRegion(const std::vector<int>& patches);
    const std::vector<int>& region() const { return m_region; }
    /// What the next drag without any key does.
    void setTool(Tool tool);
    Tool tool() const { return m_tool; }

Q_SIGNALS:
    void regionChosen(const std::vector<int>& patches); ///< also while it is drawn; none: let go
    void toolChanged();
    void litDismissed(); ///< Esc, while some patches are lit

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    Tool toolOf(const QMouseEvent& event) const;
    PatchIndex nearestPatch(QPointF view) const;
    PatchIndex startPatch() const; ///< of a rectangle that is made by keys
    bool grow(const QKeyEvent& event);
    void choose(std::vector<int> patches);
    void chooseRectangle(PatchIndex anchor, PatchIndex corner);
    void chooseInOutline();
    void endDrag();

    std::vector<int> m_region;
    std::vector<int> m_chosen; ///< the last that was told
    Tool m_tool = Tool::None;
    Tool m_dragged = Tool::None;
    bool m_moved = false;
    QPointF m_dragStart;
    std::vector<int> m_before;     ///< kept before the drag
    QList<QPointF> m_outline;      ///< of the lasso, in pixels of the photo
    PatchIndex m_anchor, m_corner; ///< of the rectangle: the corner is the one that moves
};

} // namespace nectar
