// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "ui/views/view_transform.h"

#include <QRect>

#include <vector>

namespace nectar {

/// Visible part of a layer in device pixels, with the layer's pixel of each column and row.
struct LayerWindow {
    QRect device;             ///< in device pixels of the view
    std::vector<int> columns; ///< [device.width()]
    std::vector<int> rows;    ///< [device.height()]
};
LayerWindow visibleWindow(Size layer, const ViewTransform& transform, QSize viewport, double devicePixelRatio);

/// Class and outline of every visible device pixel. Another place, map or outline makes it anew; a colour never does.
struct VisibleLabels {
    QRect device;
    std::vector<std::uint16_t> ids;    ///< [height, width] of device
    std::vector<std::uint8_t> outline; ///< likewise; 1: within half the outline's width of another class
};
/// outlinePx: in device pixels; 0: none.
VisibleLabels visibleLabels(const LabelMap& labels, const LayerWindow& window, int outlinePx);

} // namespace nectar
