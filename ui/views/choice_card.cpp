// SPDX-License-Identifier: Apache-2.0
#include "ui/views/choice_card.h"

#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QFocusEvent>
#include <QPainter>

namespace nectar {

namespace {

/// Points at the left of a pixmap in which nothing is drawn: without them the icon stands on the edge of the text.
int emptyColumns(const QPixmap& pixmap)
{
    const QImage image = pixmap.toImage();
    for (int x = 0; x < image.width(); ++x)
        for (int y = 0; y < image.height(); ++y)
            if (qAlpha(image.pixel(x, y)) > 64)
                return static_cast<int>(x / pixmap.devicePixelRatio());
    return 0;
}

} // namespace

ChoiceCard::ChoiceCard(const QString& icon, const QString& title, const QString& text, Rank rank, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_explanation(text), m_rank(rank)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 172);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceCard::enterEvent(QEnterEvent*) { update(); }

void ChoiceCard::leaveEvent(QEvent*) { update(); }

void ChoiceCard::focusInEvent(QFocusEvent* event)
{
    m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                      event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
}

void ChoiceCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColours& colours = coloursOf(palette());
    const bool primary = m_rank == Rank::Primary;
    QColor fill = primary ? colours.accent : colours.raised;
    if (underMouse() || isDown())
        fill = isDown() ? fill.darker(108) : fill.lighter(themeOf(palette()) == Theme::Dark || primary ? 112 : 100);
    QPen border(primary ? fill : (underMouse() ? colours.muted : colours.line), 1);
    if (hasFocus() && m_keyboardFocus)
        border = QPen(primary ? colours.text : colours.accentText, 2);
    painter.setPen(border);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);

    const QColor text = primary ? colours.onAccent : colours.text;
    const QRect inner = rect().adjusted(20, 20, -20, -16);
    const QPixmap icon = lineIcon(m_icon, primary ? colours.onAccent : colours.accentText).pixmap(QSize(32, 32));
    painter.drawPixmap(inner.topLeft() - QPoint(emptyColumns(icon), 0), icon);
    painter.setPen(text);
    painter.setFont(titleFont(font()));
    painter.drawText(inner.adjusted(0, 46, 0, 0), Qt::AlignLeft | Qt::AlignTop, this->text());
    painter.setFont(font());
    painter.setPen(primary ? colours.onAccent : colours.muted);
    painter.drawText(inner.adjusted(0, 74, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_explanation);
}

} // namespace nectar
