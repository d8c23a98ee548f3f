// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"

#include <QLineF>
#include <QList>
#include <QRectF>

#include <span>

class QPainter;

namespace nectar {

/// Where chosen patches border on others, or on the edge, of a picture that lies at `picture`: whole pixels, each
/// straight piece once.
QList<QLineF> regionBorder(const PatchGrid& grid, std::span<const int> patches, const QRectF& picture);

/// Lines that can be seen on any picture: the accent upon a dark rim.
void drawRegionBorder(QPainter& painter, const QList<QLineF>& border);

} // namespace nectar
