// SPDX-License-Identifier: Apache-2.0
#include "ui/views/layer_window.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

std::vector<int> sources(int first, int count, double scale, double offset, int size)
{
    std::vector<int> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        result[static_cast<std::size_t>(i)] =
            std::clamp(static_cast<int>(std::floor((first + i + 0.5 - offset) / scale)), 0, size - 1);
    return result;
}

void lookUp(VisibleLabels& visible, const LabelMap& labels, const LayerWindow& window)
{
    const std::size_t width = window.columns.size();
    visible.ids.resize(width * window.rows.size());
    std::uint16_t* out = visible.ids.data();
    for (std::size_t y = 0; y < window.rows.size(); ++y, out += width) {
        if (y > 0 && window.rows[y] == window.rows[y - 1]) { // zoomed in: the same row of the map again
            std::copy_n(out - width, width, out);
            continue;
        }
        const std::uint16_t* row = labels.ids.data() + Size{labels.width, window.rows[y]}.area();
        for (std::size_t x = 0; x < width; ++x)
            out[x] = row[window.columns[x]];
    }
}

/// Marks a strip on both sides of every place where the class changes along x or y.
void markOutlines(VisibleLabels& visible, int outlinePx)
{
    const int width = visible.device.width();
    const int height = visible.device.height();
    const int before = (outlinePx + 1) / 2;
    const int after = outlinePx / 2;
    const std::uint16_t* ids = visible.ids.data();
    std::uint8_t* marks = visible.outline.data();
    for (int y = 0; y < height; ++y, ids += width, marks += width)
        for (int x = 0; x < width; ++x) {
            if (x > 0 && ids[x] != ids[x - 1])
                std::fill(marks + std::max(0, x - before), marks + std::min(width, x + after), std::uint8_t{1});
            if (y > 0 && ids[x] != ids[x - width])
                for (int row = std::max(0, y - before); row < std::min(height, y + after); ++row)
                    marks[x + (row - y) * width] = 1;
        }
}

} // namespace

LayerWindow visibleWindow(Size layer, const ViewTransform& transform, QSize viewport, double ratio)
{
    const QRectF picture = transform.pictureRect();
    const QRectF scaled(picture.topLeft() * ratio, picture.size() * ratio);
    LayerWindow window;
    window.device = scaled.toAlignedRect() & QRect(QPoint(), viewport * ratio);
    if (window.device.isEmpty())
        return window;
    window.columns =
        sources(window.device.left(), window.device.width(), scaled.width() / layer.width, scaled.left(), layer.width);
    window.rows = sources(window.device.top(), window.device.height(), scaled.height() / layer.height, scaled.top(),
                          layer.height);
    return window;
}

VisibleLabels visibleLabels(const LabelMap& labels, const LayerWindow& window, int outlinePx)
{
    VisibleLabels visible{window.device, {}, {}};
    lookUp(visible, labels, window);
    visible.outline.assign(visible.ids.size(), 0);
    if (outlinePx > 0)
        markOutlines(visible, outlinePx);
    return visible;
}

} // namespace nectar
