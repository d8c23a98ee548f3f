// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>
#include <QTimer>

namespace nectar {

class NeighbourListModel;
class ThumbnailCache;

/// The voters as cards. Which card is looked at (hovered for 300 ms, or the current one) is told for the large preview.
class NeighbourView : public QListView {
    Q_OBJECT

public:
    NeighbourView(NeighbourListModel& model, ThumbnailCache& thumbnails, QWidget* parent = nullptr);

Q_SIGNALS:
    void cardLookedAt(int row);      ///< −1: none
    void openRequested(int row);     ///< as the query
    void enlargeRequested(int row);  ///< its picture, to stay beside the canvas
    void leaveOutRequested(int row); ///< its prompt image
    void copyRequested();
    void painted();

protected:
    bool viewportEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void lookAt(int row);
    bool isOnAskButton(QPoint position) const;
    QTimer m_hoverDelay;
    int m_hoveredRow = -1;
    int m_lookedAt = -1;
};

} // namespace nectar
