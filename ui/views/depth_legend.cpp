// SPDX-License-Identifier: Apache-2.0
#include "ui/views/depth_legend.h"

#include "ui/views/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace nectar {

namespace {

void drawHatch(QPainter& painter, const QRectF& rect, const ThemeColours& colours)
{
    painter.save();
    QPainterPath path;
    path.addRoundedRect(rect, 2.5, 2.5);
    painter.setClipPath(path);
    painter.setPen(QPen(colours.muted, 1.5));
    for (double x = rect.left() - rect.height(); x < rect.right(); x += 5)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.line, 1));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
    painter.restore();
}

} // namespace

DepthLegend::DepthLegend(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("depthLegend"));
    setAccessibleName(tr("Colours of the depth in metres"));
    setFixedHeight(28);
}

void DepthLegend::setLayer(const CanvasLayer& layer)
{
    m_layer = layer;
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
    const QString nearText = tr("near %1").arg(metresText(m_layer.nearMetres));
    const QString farText = tr("far %1").arg(metresText(m_layer.farMetres));
    const QString hatchText = tr("no labelled patch nearby: a guess");
    const QFontMetricsF metrics(font());
    const double nearWidth = metrics.horizontalAdvance(nearText);
    const double farWidth = metrics.horizontalAdvance(farText);
    const double hatchWidth = metrics.horizontalAdvance(hatchText) + 20;
    const double middle = height() / 2.;
    const double room = width() - nearWidth - farWidth - hatchWidth - 16 - 40;
    const double barWidth = std::clamp(room, 80., 360.);
    double x = 8;
    painter.setPen(colours.text);
    painter.drawText(QRectF(x, 0, nearWidth + 1, height()), Qt::AlignVCenter, nearText);
    x += nearWidth + 8;
    QLinearGradient gradient(x, 0, x + barWidth, 0);
    for (qsizetype i = 0; i < m_layer.palette.size(); i += 15)
        gradient.setColorAt(static_cast<double>(i) / static_cast<double>(m_layer.palette.size() - 1),
                            m_layer.palette.at(i));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(QRectF(x, middle - 6, barWidth, 12), 3, 3);
    x += barWidth + 8;
    painter.setPen(colours.text);
    painter.drawText(QRectF(x, 0, farWidth + 1, height()), Qt::AlignVCenter, farText);
    x += farWidth + 24;
    if (x + hatchWidth > width())
        return;
    drawHatch(painter, QRectF(x, middle - 6, 12, 12), colours);
    painter.setPen(colours.muted);
    painter.drawText(QRectF(x + 19, 0, hatchWidth, height()), Qt::AlignVCenter, hatchText);
}

} // namespace nectar
