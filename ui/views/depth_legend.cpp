// SPDX-License-Identifier: Apache-2.0
#include "ui/views/depth_legend.h"

#include "ui/views/overlay_renderer.h"
#include "ui/views/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr double kBarTop = 8;
constexpr double kBarHeight = 12;
constexpr double kLeastBar = 200; ///< below it the words behind the bar make room

void drawHatch(QPainter& painter, const QRectF& rect, const QColor& lines, const ThemeColours& colours)
{
    painter.save();
    QPainterPath path;
    path.addRoundedRect(rect, 2.5, 2.5);
    painter.setClipPath(path);
    painter.setPen(QPen(lines, 1.5));
    for (double x = rect.left() - rect.height(); x < rect.right(); x += 5)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.line, 1));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
    painter.restore();
}

/// "−18.7 m", "0", "+18.7 m".
QString signedText(float metres)
{
    const QString number = QLocale().toString(std::abs(static_cast<double>(metres)), 'f', 1);
    if (std::abs(metres) < 0.05F)
        return QStringLiteral("0");
    return QStringLiteral("%1%2 m").arg(metres < 0 ? QStringLiteral("−") : QStringLiteral("+"), number);
}

/// What is hatched in a layer; "": nothing.
QString hatchMeaning(const CanvasLayer& layer)
{
    if (layer.isError)
        return DepthLegend::tr("not measured");
    if (!layer.guessed) // an annotation
        return DepthLegend::tr("no depth known");
    return layer.guessed->empty() ? QString() : DepthLegend::tr("no known depth nearby: a guess");
}

} // namespace

DepthLegend::DepthLegend(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("depthLegend"));
    setAccessibleName(tr("Colours of the depth in metres"));
    setFixedHeight(kHeight);
    setToolTip(tr("Which colour means how many metres. What is nearer or farther than the ends has their colours."));
}

void DepthLegend::setLayer(const CanvasLayer& layer, const QString& summary)
{
    m_layer = layer;
    m_summary = summary;
    setAccessibleDescription(tr("From %1 to %2").arg(metresText(layer.nearMetres), metresText(layer.farMetres)));
    update();
}

void DepthLegend::paintEvent(QPaintEvent*)
{
    if (m_layer.palette.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColours& colours = coloursOf(palette());
    const QString nearText = m_layer.isError ? tr("too near") : tr("near");
    const QString farText = m_layer.isError ? tr("too far") : tr("far");
    QString hatchText =
        m_summary.isEmpty() ? hatchMeaning(m_layer) : hatchMeaning(m_layer) + QStringLiteral("   ·   ") + m_summary;
    const QFontMetricsF metrics(font());
    const double nearWidth = metrics.horizontalAdvance(nearText);
    const double farWidth = metrics.horizontalAdvance(farText);
    double hatchWidth = metrics.horizontalAdvance(hatchText) + 20;
    const double all = width() - nearWidth - farWidth - 16 - 48;
    if (all - hatchWidth < kLeastBar && !m_summary.isEmpty()) { // the number is said before the hatch
        hatchText = m_summary;
        hatchWidth = metrics.horizontalAdvance(hatchText) + 20;
    }
    const double room = all - hatchWidth < kLeastBar ? all : all - hatchWidth;
    const QRectF bar(8 + nearWidth + 8, kBarTop, std::clamp(room, 120., 420.), kBarHeight);
    const QRectF line(0, kBarTop - 4, width(), kBarHeight + 8);
    painter.setPen(colours.text);
    painter.drawText(line.adjusted(8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, nearText);
    painter.drawText(line.adjusted(bar.right() + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, farText);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (qsizetype i = 0; i < m_layer.palette.size(); i += 15)
        gradient.setColorAt(static_cast<double>(i) / static_cast<double>(m_layer.palette.size() - 1),
                            m_layer.palette.at(i));
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    paintTicks(painter, bar);
    const double hatchLeft = bar.right() + 8 + farWidth + 28;
    if (hatchText.isEmpty() || hatchLeft + hatchWidth > width())
        return;
    const bool hasHatch = hatchText != m_summary;
    if (hasHatch)
        drawHatch(painter, QRectF(hatchLeft, bar.top(), 12, 12),
                  m_layer.guessed ? colours.muted : QColor(kNoDepthColour), colours);
    painter.setPen(colours.muted);
    painter.drawText(line.adjusted(hatchLeft + (hasHatch ? 20 : 0), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     hatchText);
}

void DepthLegend::paintTicks(QPainter& painter, const QRectF& bar) const
{
    const ThemeColours& colours = coloursOf(palette());
    const int steps = m_layer.isError ? 2 : 3; // an error has its 0 in the middle
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        const double x = bar.left() + share * bar.width();
        const auto metres = m_layer.nearMetres + static_cast<float>(share) * (m_layer.farMetres - m_layer.nearMetres);
        painter.setPen(QPen(colours.muted, 1));
        painter.drawLine(QPointF(x, bar.bottom() + 1), QPointF(x, bar.bottom() + 4));
        painter.setPen(colours.text);
        painter.drawText(QRectF(x - 40, bar.bottom() + 5, 80, 16), Qt::AlignHCenter | Qt::AlignVCenter,
                         m_layer.isError ? signedText(metres) : metresText(metres));
    }
}

} // namespace nectar
