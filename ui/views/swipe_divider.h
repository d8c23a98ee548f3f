// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace nectar {

/// The line between two layers: dragged, or moved by arrow keys, across the canvas that it lies on.
class SwipeDivider : public QWidget {
    Q_OBJECT

public:
    explicit SwipeDivider(QWidget* canvas);
    double place() const { return m_place; } ///< share of the canvas's width
    void setPlace(double place);
    void fit(); ///< to the canvas

Q_SIGNALS:
    void moved(double place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    static constexpr int kWidth = 24;
    double m_place = 0.5;
};

} // namespace nectar
