// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/confusion_table.h"

#include <QAbstractScrollArea>

namespace nectar {

/// What was taken for what: a row for each true class, a column for what it was read as, the darker against the
/// background the more of the row. Scrolls where many classes would leave no room for their names.
class ConfusionView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit ConfusionView(QWidget* parent = nullptr);
    /// heat: colours of shares, from few (dark) to many (light).
    void setTable(const ConfusionTable& table, const QList<QRgb>& heat);
    void setChosen(int truth, int prediction); ///< truth −1: none
    /// Class of the row, and of the column, that the keys are at; −1: there is no cell.
    int currentTruth() const { return m_classes.value(m_row, -1); }
    int currentPrediction() const { return m_columns.value(m_column, -1); }
    /// Middle of a cell in the viewport.
    QPoint pointOf(int truth, int prediction) const;
    QSize sizeHint() const override { return {480, 420}; }

Q_SIGNALS:
    void cellChosen(int truth, int prediction);
    void cellPointed(const QString& text); ///< under the pointer or at the keys; "": none

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Place {
        int row = -1, column = -1;
        bool isCell() const { return row >= 0 && column >= 0; }
    };
    Place placeAt(const QPoint& point) const;
    QRectF cellRect(int row, int column) const;
    QString textOf(const Place& place) const;
    void moveTo(int row, int column);
    void layOut();
    void paintCells(QPainter& painter) const;
    void paintCell(QPainter& painter, int row, int column) const;
    void paintNames(QPainter& painter) const;
    void paintRowName(QPainter& painter, int row) const;
    void paintColumnName(QPainter& painter, int column) const;
    void paintMarks(QPainter& painter) const;
    QColor colourOf(double share) const;

    ConfusionTable m_table;
    QList<QRgb> m_heat;
    QList<int> m_classes, m_columns; ///< those that occur; columns: unknown too, where it does
    QSizeF m_cell{20, 20};           ///< wider than high where there is room
    int m_left = 0, m_top = 0;       ///< room of the names
    int m_row = 0, m_column = 0;     ///< where the keys are
    int m_truth = -1, m_prediction = -1;
};

} // namespace nectar
