// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

namespace nectar {

/// Eyes that see all colours, and those that lack one of the three kinds of cones (core/report/oklab.h).
enum class ColourVision { All, WithoutRed, WithoutGreen, WithoutBlue };

/// The picture as such eyes see it; Format_ARGB32_Premultiplied, within one level of seenWith().
QImage seenBy(ColourVision eyes, const QImage& picture);

} // namespace nectar
