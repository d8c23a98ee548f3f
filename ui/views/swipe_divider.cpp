// SPDX-License-Identifier: Apache-2.0
#include "ui/views/swipe_divider.h"

#include "ui/views/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nectar {

SwipeDivider::SwipeDivider(QWidget* canvas) : QWidget(canvas)
{
    setObjectName(QStringLiteral("swipeDivider"));
    setAccessibleName(tr("Divider between the two layers"));
    setToolTip(tr("Drag it, or move it with the arrow keys"));
    setCursor(Qt::SplitHCursor);
    setFocusPolicy(Qt::StrongFocus);
    hide();
}

void SwipeDivider::fit()
{
    const int centre = static_cast<int>(std::lround(m_place * parentWidget()->width()));
    setGeometry(centre - kWidth / 2, 0, kWidth, parentWidget()->height());
}

void SwipeDivider::setPlace(double place)
{
    m_place = std::clamp(place, 0., 1.);
    fit();
    Q_EMIT moved(m_place);
}

void SwipeDivider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = hasFocus() ? QColor::fromRgb(kCanvasAccent) : QColor(255, 255, 255);
    const double x = kWidth / 2.;
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4));
    painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    painter.setPen(QPen(colour, 2));
    painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    const QRectF handle(2, height() / 2. - 14, kWidth - 4, 28);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(QColor(20, 22, 26, 235));
    painter.drawRoundedRect(handle, kRadius, kRadius);
    for (const double line : {-3., 3.})
        painter.drawLine(QPointF(x + line, handle.center().y() - 5), QPointF(x + line, handle.center().y() + 5));
}

void SwipeDivider::mousePressEvent(QMouseEvent* event) { event->accept(); }

void SwipeDivider::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        setPlace(mapToParent(event->position()).x() / std::max(1, parentWidget()->width()));
}

void SwipeDivider::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers() & Qt::ShiftModifier ? 0.1 : 0.02;
    switch (event->key()) {
    case Qt::Key_Left:
        return setPlace(m_place - step);
    case Qt::Key_Right:
        return setPlace(m_place + step);
    case Qt::Key_Home:
        return setPlace(0);
    case Qt::Key_End:
        return setPlace(1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void SwipeDivider::focusInEvent(QFocusEvent*) { update(); }

void SwipeDivider::focusOutEvent(QFocusEvent*) { update(); }

} // namespace nectar
