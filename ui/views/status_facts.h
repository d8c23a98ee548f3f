// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPoint>

class QLabel;
class QMainWindow;

namespace nectar {

class ElidedLabel;
class ImageView;
class QueryPresenter;

/// What the status line says of the pixel under the pointer, the zoom and the bank, and the tool bar of the bank.
class StatusFacts : public QObject {
    Q_OBJECT

public:
    /// The window owns this.
    StatusFacts(QMainWindow& window, ElidedLabel& bankChip, const ImageView& view, QueryPresenter& query);
    /// Whether the canvas is what is seen.
    void setInspecting(bool inspecting);

protected:
    bool eventFilter(QObject* window, QEvent* event) override; ///< numbers are written in another way

private:
    void showBank();
    void showPixel();
    void showZoom();

    const ImageView& m_view;
    QueryPresenter& m_query;
    ElidedLabel& m_bankChip;
    QLabel *m_pixel, *m_zoom, *m_machine;
    QPoint m_pointedAt{-1, -1}; ///< pixel of the photo under the pointer
};

} // namespace nectar
