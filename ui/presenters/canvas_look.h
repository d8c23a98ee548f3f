// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace nectar {

/// How classes are drawn, beside their colours and the opacity of the fill: what is kept from one day to the next.
struct CanvasLook {
    double outlineOpacity = 0.85;
    int outlineWidth = 1; ///< pixels, 1 to 8
    bool hasPatterns = false;
    bool hasNames = false;

    friend bool operator==(const CanvasLook&, const CanvasLook&) = default;
};

QString textFrom(const CanvasLook& look);
/// What cannot be read is the default.
CanvasLook canvasLookFrom(const QString& text);

} // namespace nectar
