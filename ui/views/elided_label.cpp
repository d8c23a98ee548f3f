// SPDX-License-Identifier: Apache-2.0
#include "ui/views/elided_label.h"

#include <algorithm>

namespace nectar {

namespace {
constexpr int kLeastText = 56;
}

void ElidedLabel::setFullText(const QString& text)
{
    m_full = text;
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
    const QString shown = fontMetrics().elidedText(m_full, Qt::ElideRight, width() - frame);
    if (shown != text())
        setText(shown);
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

} // namespace nectar
