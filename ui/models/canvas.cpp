// SPDX-License-Identifier: Apache-2.0
#include "ui/models/canvas.h"

#include "ui/convert/text.h"
#include "ui/models/patch_layer.h"

#include <QLocale>

#include <cmath>

namespace nectar {

Size CanvasLayer::size() const
{
    if (patches)
        return {patches->grid.cols, patches->grid.rows};
    if (labels)
        return labels->size();
    return depth ? depth->size() : Size{};
}

QString metresText(float metres)
{
    if (!std::isfinite(metres))
        return QStringLiteral("no depth");
    return QLocale().toString(static_cast<double>(metres), 'f', metres < 10 ? 2 : 1) + QStringLiteral(" m");
}

QString errorText(const CanvasLayer& predicted, const CanvasLayer& truth, int x, int y)
{
    if (!predicted.depth || !truth.depth || x < 0 || y < 0 || x >= truth.depth->width || y >= truth.depth->height)
        return {};
    const float error = predicted.depth->at(x, y) - truth.depth->at(x, y);
    if (!std::isfinite(error))
        return {};
    return QStringLiteral("%1%2 m").arg(error < 0 ? QStringLiteral("−") : QStringLiteral("+"),
                                        QLocale().toString(std::abs(static_cast<double>(error)), 'f', 2));
}

QString pointText(int x, int y) { return QStringLiteral("x %1, y %2").arg(x).arg(y); }

QString patchText(PatchIndex patch) { return QStringLiteral("row %1, column %2").arg(patch.row).arg(patch.col); }

QString layerValueText(const CanvasLayer& layer, const ClassTable& classes, int x, int y)
{
    if (!layer.labels && !layer.depth)
        return {};
    const Size size = layer.size();
    if (x < 0 || y < 0 || x >= size.width || y >= size.height)
        return {};
    if (layer.depth)
        return metresText(layer.depth->at(x, y));
    const std::uint16_t id = layer.labels->at(x, y);
    return id < classes.classes.size() ? toQString(classes.classes[id].name) : QStringLiteral("unknown");
}

} // namespace nectar
