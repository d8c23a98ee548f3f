// SPDX-License-Identifier: Apache-2.0
#include "ui/views/label_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace nectar {

namespace {
constexpr double kMarkRadius = 5.5;
}

LabelCanvas::LabelCanvas(QWidget* parent) : ImageView(parent)
{
    setObjectName(QStringLiteral("labelCanvas"));
    setAccessibleName(tr("Picture to label"));
    setAccessibleDescription(
        tr("Arrow keys walk from patch to patch; Enter gives the patch the chosen class, Delete takes that back."));
    connect(this, &ImageView::patchClicked, this, [this](int patch) {
        if (patch >= 0 && !m_walking)
            Q_EMIT patchMarked(patch);
    });
}

void LabelCanvas::setMarks(const QList<Mark>& marks)
{
    m_marks = marks;
    update();
}

void LabelCanvas::mousePressEvent(QMouseEvent* event)
{
    ImageView::mousePressEvent(event);
    if (event->button() == Qt::RightButton && hoveredPatch() >= 0)
        Q_EMIT patchErased(hoveredPatch());
}

void LabelCanvas::keyPressEvent(QKeyEvent* event)
{
    const int patch = selectedPatch();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (patch >= 0 && event->modifiers() == Qt::NoModifier) {
            Q_EMIT patchMarked(patch);
            return;
        }
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (patch >= 0) {
            Q_EMIT patchErased(patch);
            return;
        }
        break;
    default:
        break;
    }
    m_walking = true;
    ImageView::keyPressEvent(event);
    m_walking = false;
}

void LabelCanvas::paintEvent(QPaintEvent* event)
{
    ImageView::paintEvent(event);
    if (isPeeking())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Mark& mark : m_marks) {
        const QPointF at = transform().viewFromPicture(mark.point);
        painter.setPen(QPen(QColor(0x15, 0x17, 0x1B), 3.5)); // seen on any picture and any class
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, kMarkRadius, kMarkRadius);
        painter.setPen(QPen(Qt::white, 1.5));
        painter.setBrush(QColor::fromRgb(mark.colour));
        painter.drawEllipse(at, kMarkRadius, kMarkRadius);
    }
}

} // namespace nectar
