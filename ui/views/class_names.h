// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/overlay_renderer.h"

#include <QStringList>

class QPainter;

namespace nectar {

/// Where a class has most room in the visible part of a layer.
struct ClassPlace {
    int classIndex = 0;
    QPoint device; ///< in device pixels of the view
    int room = 0;  ///< device pixels to the next class or edge, along rows and columns
};
/// One place a class, those with next to no room left out.
std::vector<ClassPlace> classPlaces(const VisibleLabels& visible);

/// Names at their places, of one size at any zoom; those of hidden classes are left out.
void drawClassNames(QPainter& painter, const std::vector<ClassPlace>& places, const QStringList& names,
                    const OverlayStyle& style);

} // namespace nectar
