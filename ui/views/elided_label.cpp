// SPDX-License-Identifier: Apache-2.0
#include "ui/views/elided_label.h"

#include <algorithm>

namespace nectar {

namespace {
constexpr int kLeastText = 56;
}

void ElidedLabel::setFullText(const QString& text, const QString& shorter)
{
    m_full = text;
    m_shorter = shorter.isEmpty() ? text : shorter;
    setAccessibleName(text);
    setText(text); // the layout asks for the room of the whole text first
    updateGeometry();
    elide();
}

/// Of the whole text, whatever part of it is shown.
QSize ElidedLabel::sizeHint() const
{
    const QSize shown = QLabel::sizeHint();
    return {shown.width() - fontMetrics().horizontalAdvance(text()) + fontMetrics().horizontalAdvance(m_full),
            shown.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    const int frame = whole.width() - fontMetrics().horizontalAdvance(m_full);
    return {std::min(whole.width(), frame + kLeastText), whole.height()};
}

void ElidedLabel::elide()
{
    const int frame = QLabel::sizeHint().width() - fontMetrics().horizontalAdvance(text());
    const int room = width() - frame;
    const bool fits = fontMetrics().horizontalAdvance(m_full) <= room;
    const QString shown = fontMetrics().elidedText(fits ? m_full : m_shorter, Qt::ElideRight, room);
    if (shown != text())
        setText(shown);
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

} // namespace nectar
