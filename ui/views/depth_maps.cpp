// SPDX-License-Identifier: Apache-2.0
#include "ui/views/depth_maps.h"

#include <QCoreApplication>
#include <QPainter>

namespace nectar {

QList<DepthMapName> depthMapNames()
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("DepthMaps", text); };
    return {{QStringLiteral("dusk"), tr("Dusk")},
            {QStringLiteral("viridis"), tr("Viridis")},
            {QStringLiteral("spectrum"), tr("Spectrum")},
            {QStringLiteral("grey"), tr("Grey")}};
}

QPixmap colourStrip(const QList<QRgb>& colours, QSize size, double devicePixelRatio)
{
    QPixmap strip(size * devicePixelRatio);
    strip.fill(Qt::transparent);
    QPainter painter(&strip);
    for (int x = 0; x < strip.width() && !colours.isEmpty(); ++x)
        painter.fillRect(x, 0, 1, strip.height(), QColor(colours.at(colours.size() * x / strip.width())));
    painter.end();
    strip.setDevicePixelRatio(devicePixelRatio);
    return strip;
}

} // namespace nectar
