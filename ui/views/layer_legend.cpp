// SPDX-License-Identifier: Apache-2.0
#include "ui/views/layer_legend.h"

#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace nectar {

namespace {

constexpr double kMargin = 8, kLineHeight = 20;
constexpr double kBarTop = 24, kBarHeight = 10;

} // namespace

LayerLegend::LayerLegend(QWidget* parent) : QWidget(parent), m_textLeft(kMargin)
{
    setAccessibleName(tr("What the colours of the patches mean"));
    setFixedHeight(kHeight);
}

void LayerLegend::setLayer(std::shared_ptr<const PatchLayer> layer, const QString& hint)
{
    m_layer = std::move(layer);
    m_hint = hint;
    QStringList facts;
    if (m_layer && m_layer->values.empty())
        facts = {m_layer->title, m_layer->note};
    else if (m_layer)
        facts = {m_layer->title, tr("From %1, %2, to %3, %4")
                                     .arg(m_layer->valueText(m_layer->first), m_layer->lowWord,
                                          m_layer->valueText(m_layer->last), m_layer->highWord)};
    setAccessibleDescription(m_layer ? facts.join(QStringLiteral(". ")) : m_hint);
    update();
}

void LayerLegend::setMark(std::optional<float> value)
{
    m_mark = value;
    update();
}

void LayerLegend::setTextLeft(double left)
{
    m_textLeft = left;
    update();
}

void LayerLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_layer)
        paintSentences(painter, m_hint, {});
    else if (m_layer->values.empty())
        paintSentences(painter, m_layer->title, m_layer->note);
    else
        paintScale(painter, *m_layer);
}

void LayerLegend::paintSentences(QPainter& painter, const QString& first, const QString& second) const
{
    const ThemeColours& colours = coloursOf(palette());
    const QRectF room(m_textLeft, 0, width() - m_textLeft - kMargin, height());
    painter.setPen(second.isEmpty() ? colours.muted : colours.text);
    if (second.isEmpty()) {
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, first);
        return;
    }
    painter.drawText(QRectF(room.left(), 0, room.width(), kLineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(first, Qt::ElideRight, static_cast<int>(room.width())));
    painter.setPen(colours.muted);
    painter.setFont(captionFont(font()));
    painter.drawText(room.adjusted(0, kLineHeight, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, second);
}

void LayerLegend::paintScale(QPainter& painter, const PatchLayer& layer) const
{
    const ThemeColours& colours = coloursOf(palette());
    const QFontMetricsF metrics(font());
    const double left = m_textLeft;
    const QRectF titleLine(left, 0, width() - left - kMargin, kLineHeight);
    painter.setPen(colours.text);
    painter.drawText(titleLine, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(layer.title, Qt::ElideRight, titleLine.width()));
    const double lowWidth = metrics.horizontalAdvance(layer.lowWord);
    const double highWidth = metrics.horizontalAdvance(layer.highWord);
    const double room = titleLine.width() - lowWidth - highWidth - 2 * kMargin;
    const QRectF bar(left + lowWidth + kMargin, kBarTop, std::clamp(room, 60., 420.), kBarHeight);
    const QRectF words(0, kBarTop - 5, width(), kBarHeight + 10);
    painter.setPen(colours.muted);
    painter.drawText(words.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, layer.lowWord);
    painter.drawText(words.adjusted(bar.right() + kMargin, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, layer.highWord);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (qsizetype i = 0; i < layer.scale.size(); i += 15)
        gradient.setColorAt(static_cast<double>(i) / static_cast<double>(layer.scale.size() - 1), layer.scale.at(i));
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    paintNumbers(painter, bar, layer);
    if (m_mark && !std::isnan(*m_mark))
        paintMark(painter, bar, layer, *m_mark);
}

void LayerLegend::paintNumbers(QPainter& painter, const QRectF& bar, const PatchLayer& layer) const
{
    const ThemeColours& colours = coloursOf(palette());
    painter.setFont(captionFont(font()));
    painter.setPen(colours.muted);
    const QRectF line(bar.left() - 40, bar.bottom() + 2, bar.width() + 80, 14);
    const auto number = [&](double place, Qt::Alignment alignment) {
        const auto value = layer.first + static_cast<float>(place) * (layer.last - layer.first);
        const double x = bar.left() + place * bar.width();
        painter.drawText(QRectF(x - 40, line.top(), 80, line.height()), alignment | Qt::AlignVCenter,
                         layer.valueText(value));
    };
    number(0, Qt::AlignHCenter);
    if (bar.width() > 160)
        number(0.5, Qt::AlignHCenter);
    number(1, Qt::AlignHCenter);
}

/// A line across the bar; the number itself is in the status line.
void LayerLegend::paintMark(QPainter& painter, const QRectF& bar, const PatchLayer& layer, float value) const
{
    const ThemeColours& colours = coloursOf(palette());
    const double x = bar.left() + layer.placeOf(value) * bar.width();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.panel);
    painter.drawRect(QRectF(x - 2.5, bar.top() - 2, 5, bar.height() + 4));
    painter.setBrush(colours.text);
    painter.drawRect(QRectF(x - 1, bar.top() - 3, 2, bar.height() + 6));
}

} // namespace nectar
