// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QList>
#include <QPixmap>
#include <QString>

namespace nectar {

/// A map of colours for depth, as files and as people call it.
struct DepthMapName {
    QString name, text;
};
QList<DepthMapName> depthMapNames();

/// The colours from near to far as a strip.
QPixmap colourStrip(const QList<QRgb>& colours, QSize size, double devicePixelRatio);

} // namespace nectar
