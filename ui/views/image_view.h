// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"
#include "ui/views/layer_painter.h"
#include "ui/views/view_transform.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <utility>

namespace nectar {

/// The canvas: the picture with its patches and the layer over it. Painted by the raster engine from what is visible.
class ImageView : public QWidget {
    Q_OBJECT

public:
    explicit ImageView(QWidget* parent = nullptr);

    void setPhoto(const CanvasPhoto& photo);
    /// The prediction or the truth; an empty layer shows the photo alone.
    void setLayer(const CanvasLayer& layer);
    void setClassNames(const QStringList& names) { m_classNames = names; }
    void setHighlightedClass(int classIndex);
    void setShownClasses(const ShownClasses& classes);
    const ShownClasses& shownClasses() const { return m_style.classes; }
    const OverlayStyle& overlayStyle() const { return m_style; }
    void setOverlayStyle(const OverlayStyle& style);
    void setOpacity(double opacity);
    double opacity() const { return m_style.opacity; }
    /// Hides the layer while it is on.
    void setPeeking(bool on);
    /// Right of the divider another layer; nothing: this one alone.
    void setSwipe(const std::optional<CanvasLayer>& right);
    void setDivider(double place);                             ///< share of the width
    void setBadges(const QString& left, const QString& right); ///< what is seen there; "": none
    void setMirroredPixel(const QPoint& pixel);                ///< pointed at in the other canvas; (-1, -1): none
    void copyPicture(const ImageView& other);
    void followView(const ImageView& other); ///< its place and zoom
    bool isPeeking() const { return m_peeking; }
    void setSelectedPatch(int patch);
    int selectedPatch() const { return m_selected; }
    int hoveredPatch() const { return m_hovered; }
    /// In the view; empty: none.
    QRect selectedRect() const { return m_selected >= 0 ? patchRect(m_selected).toAlignedRect() : QRect(); }
    void setBusyText(const QString& text); ///< "" : not busy
    void setNote(const QString& text);     ///< a remark about the picture, over its upper edge
    void setEmptyText(const QString& text);

    const ViewTransform& transform() const { return m_transform; }
    void fit();
    void zoomBy(double factor); ///< around the centre
    void showActualPixels();

    QSize sizeHint() const override { return {640, 560}; }

Q_SIGNALS:
    void patchHovered(int patch);           ///< -1: none
    void patchClicked(int patch);           ///< also by arrow keys; -1: no longer any (Esc)
    void pixelHovered(const QPoint& pixel); ///< of the photo; (-1, -1): none
    void opacityChanged(double opacity);
    void peekingChanged(bool on);
    void painted();
    void viewChanged(); ///< place, zoom, layer or how it is drawn

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    const CanvasPhoto& photo() const { return m_photo; }
    bool isBusy() const { return !m_busyText.isEmpty(); }
    int patchUnder(QPointF view) const; ///< -1: none
    QRectF patchRect(int patch) const;  ///< in the view
    void stopHovering();
    void revealPatch(int patch); ///< pans as far as it must

private:
    bool hasPhoto() const { return !m_photo.levels.isEmpty(); }
    bool walk(QKeyEvent* event);
    void hover(QPointF view);
    void changed(); ///< geometry or layer: the overlay is rendered anew
    void paintPhoto(QPainter& painter) const;
    void paintOverlay(QPainter& painter);
    void paintGrid(QPainter& painter) const;
    void paintFrames(QPainter& painter) const;
    void paintTexts(QPainter& painter) const;
    void paintBadges(QPainter& painter) const;
    void paintMirrored(QPainter& painter) const;

    CanvasPhoto m_photo;
    LayerPainter m_layer, m_right;
    QStringList m_classNames;
    OverlayStyle m_style;
    ViewTransform m_transform;
    bool m_peeking = false, m_panning = false, m_pressed = false, m_keyboardFocus = false;
    QTimer m_peekEnd; ///< a moment after the key is let go
    QPointF m_pressedAt, m_lastAt;
    int m_selected = -1, m_hovered = -1;
    double m_divider = 0.5;
    bool m_isSwiped = false;
    std::pair<QString, QString> m_badges;
    QPoint m_mirrored{-1, -1};
    QString m_busyText, m_note, m_emptyText;
};

} // namespace nectar
