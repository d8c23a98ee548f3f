// SPDX-License-Identifier: Apache-2.0
#include "ui/models/patch_layer.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace nectar {

double PatchLayer::placeOf(float value) const
{
    const double span = double(last) - double(first);
    return span == 0 || std::isnan(value) ? 0 : std::clamp((double(value) - double(first)) / span, 0., 1.);
}

QString PatchLayer::valueText(float value) const
{
    return std::isnan(value) ? QStringLiteral("unknown")
                             : QLocale().toString(static_cast<double>(value), 'f', decimals) + unit;
}

void colourByValue(PatchLayer& layer)
{
    layer.colours.clear();
    layer.colours.reserve(layer.values.size());
    const auto end = static_cast<double>(layer.scale.size() - 1);
    for (const float value : layer.values)
        layer.colours.push_back(std::isnan(value) || layer.scale.isEmpty()
                                    ? 0
                                    : layer.scale.at(std::lround(layer.placeOf(value) * end)) | 0xFF000000);
}

} // namespace nectar
