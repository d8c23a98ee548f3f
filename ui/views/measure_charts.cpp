// SPDX-License-Identifier: Apache-2.0
#include "ui/views/measure_charts.h"

#include "ui/convert/text.h"
#include "ui/views/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr int kLeft = 40, kBottom = 34, kTop = 10, kRight = 12;

QString percent(double share) { return BarChart::tr("%1 %").arg(std::lround(share * 100)); }

QString metres(double value) { return BarChart::tr("%1 m").arg(figuresText(value, 4)); }

} // namespace

BarChart::BarChart(QWidget* parent) : QWidget(parent)
{
    setMinimumSize(180, 100);
    setFocusPolicy(Qt::TabFocus);
}

void BarChart::setBars(const QList<Bar>& bars, QRgb colour)
{
    m_bars = bars;
    m_colour = colour;
    QStringList texts;
    for (const Bar& bar : bars)
        if (!bar.text.isEmpty())
            texts.append(bar.text);
    setAccessibleDescription(texts.join(QStringLiteral(". ")));
    update();
}

QRectF BarChart::plot() const { return QRectF(rect()).adjusted(kLeft, kTop, -kRight, -kBottom); }

QRectF BarChart::barRect(qsizetype bar) const
{
    const QRectF area = plot();
    const double width = area.width() / static_cast<double>(std::max<qsizetype>(1, m_bars.size()));
    const double height = area.height() * m_bars.at(bar).height;
    return {area.left() + static_cast<double>(bar) * width, area.bottom() - height, width, height};
}

QString BarChart::textAt(const QPointF& point) const
{
    const QRectF area = plot();
    if (m_bars.isEmpty() || !area.contains(point))
        return {};
    const auto bar = static_cast<qsizetype>((point.x() - area.left()) / area.width() * double(m_bars.size()));
    return m_bars.at(std::min(bar, m_bars.size() - 1)).text;
}

bool BarChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

void BarChart::paintBars(QPainter& painter) const
{
    const ThemeColours& colours = coloursOf(palette());
    QColor outline = colours.muted;
    outline.setAlphaF(0.7f);
    painter.setPen(QPen(outline, 1));
    painter.setBrush(QColor::fromRgb(m_colour));
    for (qsizetype i = 0; i < m_bars.size(); ++i)
        if (const QRectF bar = barRect(i); bar.height() > 0.5)
            painter.drawRect(bar.adjusted(1, 0, -1, 0));
    painter.setPen(QPen(colours.muted, 1));
    painter.drawLine(plot().bottomLeft(), plot().bottomRight());
    if (hasFocus()) {
        painter.setPen(QPen(colours.accentText, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
}

void ReliabilityChart::setBins(const QList<ReliabilityBar>& bins, QRgb colour)
{
    QList<Bar> bars;
    for (const ReliabilityBar& bin : bins)
        bars.append(bin.count == 0 ? Bar{}
                                   : Bar{bin.accuracy, tr("%1 patches were %2 to %3 sure: %4 of them were right")
                                                           .arg(countText(bin.count), percent(bin.low),
                                                                percent(bin.high), percent(bin.accuracy))});
    setBars(bars, colour);
}

void ReliabilityChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColours& colours = coloursOf(palette());
    const QRectF area = plot();
    painter.setFont(captionFont(font()));
    for (const double share : {0., 0.5, 1.}) {
        const double y = area.bottom() - share * area.height(), x = area.left() + share * area.width();
        painter.setPen(QPen(colours.line, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(colours.muted);
        painter.drawText(QRectF(0, y - 8, kLeft - 5, 16), Qt::AlignRight | Qt::AlignVCenter, percent(share));
        const double from = share < 0.25 ? x : share > 0.75 ? x - 60 : x - 30;
        painter.drawText(QRectF(from, area.bottom() + 3, 60, 14),
                         Qt::AlignVCenter | (share < 0.25   ? Qt::AlignLeft
                                             : share > 0.75 ? Qt::AlignRight
                                                            : Qt::AlignHCenter),
                         percent(share));
    }
    painter.drawText(QRectF(area.left(), area.bottom() + 17, area.width(), 15), Qt::AlignCenter,
                     tr("how sure; the height: how often right"));
    painter.setRenderHint(QPainter::Antialiasing);
    paintBars(painter);
    painter.setPen(QPen(colours.text, 1.5, Qt::DashLine));
    painter.drawLine(area.bottomLeft(), area.topRight());
}

void DepthErrorChart::setErrors(const QList<DepthErrorBar>& errors, QRgb colour)
{
    m_errors = errors;
    qint64 most = 0, all = 0;
    for (const DepthErrorBar& error : errors) {
        most = std::max(most, error.count);
        all += error.count;
    }
    QList<Bar> bars;
    for (qsizetype i = 0; i < errors.size(); ++i) {
        const DepthErrorBar& error = errors.at(i);
        const QString range = i == 0                   ? tr("less than %1").arg(metres(error.high))
                              : i + 1 == errors.size() ? tr("%1 and more").arg(metres(error.low))
                                                       : tr("%1 to %2").arg(metres(error.low), metres(error.high));
        const double share = static_cast<double>(error.count) / static_cast<double>(std::max<qint64>(1, all));
        bars.append({most == 0 ? 0 : static_cast<double>(error.count) / static_cast<double>(most),
                     tr("Off by %1: %2 % of the pixels").arg(range).arg(numberText(share * 100, 1))});
    }
    m_mostShare = static_cast<double>(most) / static_cast<double>(std::max<qint64>(1, all));
    setBars(bars, colour);
}

void DepthErrorChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_errors.isEmpty())
        return;
    const ThemeColours& colours = coloursOf(palette());
    const QRectF area = plot();
    painter.setRenderHint(QPainter::Antialiasing);
    paintBars(painter);
    const double low = m_errors.first().low, high = m_errors.last().high;
    const double zero = area.left() + (0 - low) / (high - low) * area.width();
    painter.setPen(QPen(colours.text, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()));
    painter.setFont(captionFont(font()));
    painter.setPen(colours.muted);
    const QRectF ticks(area.left(), area.bottom() + 3, area.width(), 14);
    painter.drawText(ticks, Qt::AlignLeft, metres(low));
    painter.drawText(ticks, Qt::AlignRight, metres(high));
    painter.drawText(QRectF(zero - 30, ticks.top(), 60, 14), Qt::AlignHCenter, metres(0));
    for (const double share : {0., m_mostShare}) // of the pixels
        painter.drawText(QRectF(0, area.bottom() - (share > 0 ? area.height() : 0) - 8, kLeft - 5, 16),
                         Qt::AlignRight | Qt::AlignVCenter, percent(share));
    const QRectF words = ticks.translated(0, 15);
    painter.drawText(words, Qt::AlignLeft, tr("← read too near"));
    painter.drawText(words, Qt::AlignRight, tr("read too far →"));
}

} // namespace nectar
