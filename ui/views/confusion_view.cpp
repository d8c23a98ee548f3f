// SPDX-License-Identifier: Apache-2.0
#include "ui/views/confusion_view.h"

#include "ui/views/theme.h"

#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {
constexpr double kLeastCell = 14, kMostCell = 64; ///< room for a name beside a row
constexpr double kWidest = 1.8;                   ///< of a cell's other side
constexpr int kMostNameWidth = 116, kMostNameHeight = 88;
constexpr int kSwatchRoom = 18;
} // namespace

ConfusionView::ConfusionView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("confusionView"));
    setAccessibleName(tr("What was taken for what"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setMinimumSize(220, 140);
}

void ConfusionView::setTable(const ConfusionTable& table, const QList<QRgb>& heat)
{
    m_table = table;
    m_heat = heat;
    m_classes.clear();
    for (int c = 0; c < table.classCount(); ++c)
        if (table.truthPixels(c) + table.predictedPixels(c) > 0)
            m_classes.append(c);
    m_columns = m_classes;
    if (table.classCount() > 0 && table.predictedPixels(table.classCount()) > 0)
        m_columns.append(table.classCount());
    m_row = m_column = 0;
    m_truth = m_prediction = -1;
    setAccessibleDescription(textOf({m_row, m_column}));
    layOut();
}

void ConfusionView::setChosen(int truth, int prediction)
{
    m_truth = truth;
    m_prediction = prediction;
    const auto row = static_cast<int>(m_classes.indexOf(truth));
    const auto column = static_cast<int>(m_columns.indexOf(prediction));
    if (row >= 0 && column >= 0)
        moveTo(row, column);
    viewport()->update();
}

void ConfusionView::layOut()
{
    const QFontMetrics metrics(captionFont(font()));
    int widest = 0;
    for (const int column : m_columns)
        widest = std::max(widest, metrics.horizontalAdvance(m_table.predictionName(column)));
    m_left = std::min(widest + 4, kMostNameWidth) + kSwatchRoom + 6;
    m_top = std::min(widest + 4, kMostNameHeight) + kSwatchRoom;
    const double columns = std::max<double>(1, static_cast<double>(m_columns.size()));
    const double rows = std::max<double>(1, static_cast<double>(m_classes.size()));
    const double height = std::floor(std::clamp((viewport()->height() - m_top - 2) / rows, kLeastCell, kMostCell));
    const double width = std::floor(
        std::clamp((viewport()->width() - m_left - 2) / columns, kLeastCell, std::max(kLeastCell, kWidest * height)));
    m_cell = {width, std::min(height, std::max(kLeastCell, kWidest * width))};
    const auto setRange = [](QScrollBar* bar, double whole, int room, double step) {
        bar->setPageStep(room);
        bar->setRange(0, std::max(0, static_cast<int>(whole) - room));
        bar->setSingleStep(static_cast<int>(step));
    };
    setRange(horizontalScrollBar(), m_cell.width() * columns + 2, viewport()->width() - m_left, m_cell.width());
    setRange(verticalScrollBar(), m_cell.height() * rows + 2, viewport()->height() - m_top, m_cell.height());
    viewport()->update();
}

QRectF ConfusionView::cellRect(int row, int column) const
{
    return {QPointF(m_left + column * m_cell.width() - horizontalScrollBar()->value(),
                    m_top + row * m_cell.height() - verticalScrollBar()->value()),
            m_cell};
}

ConfusionView::Place ConfusionView::placeAt(const QPoint& point) const
{
    if (point.x() < m_left || point.y() < m_top)
        return {};
    const auto column = static_cast<int>((point.x() - m_left + horizontalScrollBar()->value()) / m_cell.width());
    const auto row = static_cast<int>((point.y() - m_top + verticalScrollBar()->value()) / m_cell.height());
    if (row >= m_classes.size() || column >= m_columns.size())
        return {};
    return {row, column};
}

QPoint ConfusionView::pointOf(int truth, int prediction) const
{
    return cellRect(static_cast<int>(m_classes.indexOf(truth)), static_cast<int>(m_columns.indexOf(prediction)))
        .center()
        .toPoint();
}

QString ConfusionView::textOf(const Place& place) const
{
    if (!place.isCell() || place.row >= m_classes.size() || place.column >= m_columns.size())
        return {};
    return m_table.cellText(m_classes.at(place.row), m_columns.at(place.column));
}

void ConfusionView::moveTo(int row, int column)
{
    if (m_classes.isEmpty())
        return;
    m_row = std::clamp(row, 0, static_cast<int>(m_classes.size()) - 1);
    m_column = std::clamp(column, 0, static_cast<int>(m_columns.size()) - 1);
    const auto reveal = [](QScrollBar* bar, int index, double cell, int room) {
        const auto low = static_cast<int>(index * cell), high = static_cast<int>((index + 1) * cell);
        bar->setValue(std::clamp(bar->value(), std::max(0, std::min(low, high - room)), low));
    };
    reveal(horizontalScrollBar(), m_column, m_cell.width(), viewport()->width() - m_left);
    reveal(verticalScrollBar(), m_row, m_cell.height(), viewport()->height() - m_top);
    setAccessibleDescription(textOf({m_row, m_column}));
    viewport()->update();
}

void ConfusionView::mousePressEvent(QMouseEvent* event)
{
    const Place place = placeAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !place.isCell())
        return;
    moveTo(place.row, place.column);
    Q_EMIT cellChosen(currentTruth(), currentPrediction());
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event)
{
    const Place place = placeAt(event->position().toPoint());
    viewport()->setCursor(place.isCell() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT cellPointed(textOf(place));
}

void ConfusionView::keyPressEvent(QKeyEvent* event)
{
    const QPoint steps = event->key() == Qt::Key_Left    ? QPoint(-1, 0)
                         : event->key() == Qt::Key_Right ? QPoint(1, 0)
                         : event->key() == Qt::Key_Up    ? QPoint(0, -1)
                         : event->key() == Qt::Key_Down  ? QPoint(0, 1)
                                                         : QPoint(0, 0);
    const bool chooses =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (m_classes.isEmpty() || event->modifiers() & ~Qt::KeypadModifier || (steps.isNull() && !chooses))
        return QWidget::keyPressEvent(event); // not the scroll area's: its keys would scroll
    if (chooses) {
        Q_EMIT cellChosen(currentTruth(), currentPrediction());
        return;
    }
    moveTo(m_row + steps.y(), m_column + steps.x());
    Q_EMIT cellPointed(textOf({m_row, m_column}));
}

void ConfusionView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ConfusionView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ConfusionView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

bool ConfusionView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT cellPointed({});
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), textOf(placeAt(help->pos())), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace nectar
