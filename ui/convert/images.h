// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <QColor>
#include <QImage>
#include <QList>

#include <span>

namespace nectar {

/// Format_RGB32: what the raster engine paints fastest.
QImage toQImage(const Image& image);
Image fromQImage(const QImage& image);

/// The picture and its halves down to about 64 px, so that a zoomed-out picture is painted without shimmer.
QList<QImage> photoPyramid(const Image& image);

QRgb toQRgb(Rgb colour);
QList<QRgb> toQRgbs(std::span<const Rgb> palette);
std::vector<Rgb> toRgbs(const QList<QRgb>& palette);

} // namespace nectar
