// SPDX-License-Identifier: Apache-2.0
#include "ui/views/overlay_renderer.h"

#include "ui/models/patch_layer.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace nectar {

namespace {

QRgb premultiplied(QRgb colour, double alpha)
{
    return qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour), static_cast<int>(std::lround(alpha * 255))));
}

/// Visible part of the layer in device pixels, with the layer's pixel of each column and row.
struct Window {
    QRect device;             ///< in device pixels of the view
    std::vector<int> columns; ///< [device.width() + 1] one more, for the border to the next pixel
    std::vector<int> rows;    ///< [device.height() + 1]
};

std::vector<int> sources(int first, int count, double scale, double offset, int size)
{
    std::vector<int> result(static_cast<std::size_t>(count) + 1);
    for (int i = 0; i <= count; ++i)
        result[static_cast<std::size_t>(i)] =
            std::clamp(static_cast<int>(std::floor((first + i + 0.5 - offset) / scale)), 0, size - 1);
    return result;
}

Window visibleWindow(Size layer, const ViewTransform& transform, QSize viewport, double ratio)
{
    const QRectF picture = transform.pictureRect();
    const QRectF scaled(picture.topLeft() * ratio, picture.size() * ratio);
    Window window;
    window.device = scaled.toAlignedRect() & QRect(QPoint(), viewport * ratio);
    if (window.device.isEmpty())
        return window;
    window.columns =
        sources(window.device.left(), window.device.width(), scaled.width() / layer.width, scaled.left(), layer.width);
    window.rows = sources(window.device.top(), window.device.height(), scaled.height() / layer.height, scaled.top(),
                          layer.height);
    return window;
}

/// Diagonal lines, fixed to the view so that they are as wide at any zoom.
bool onHatch(int x, int y, int pitch) { return (x + y) % pitch < std::max(1, pitch / 5); }

struct ClassColours {
    std::vector<QRgb> fill, outline; ///< per class; the last: unknown
};

ClassColours classColours(const QList<QRgb>& palette, const OverlayStyle& style)
{
    const double outline = style.opacity <= 0 ? 0 : std::min(1., style.opacity + 0.3);
    ClassColours colours;
    for (qsizetype c = 0; c < palette.size(); ++c) {
        const bool dimmed = style.highlightedClass >= 0 && style.highlightedClass != c;
        colours.fill.push_back(premultiplied(palette.at(c), dimmed ? style.opacity * 0.2 : style.opacity));
        colours.outline.push_back(premultiplied(palette.at(c), dimmed ? outline * 0.2 : outline));
    }
    return colours;
}

void drawLabels(QImage& image, const Window& window, const CanvasLayer& layer, const OverlayStyle& style, int pitch)
{
    const ClassColours colours = classColours(layer.palette, style);
    const auto known = static_cast<std::uint16_t>(colours.fill.size());
    const QRgb hatch = premultiplied(qRgb(232, 234, 237), style.opacity * 0.8);
    const LabelMap& labels = *layer.labels;
    for (int y = 0; y < image.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto row = static_cast<std::size_t>(y);
        const std::uint16_t* here = labels.ids.data() + Size{labels.width, window.rows[row]}.area();
        const std::uint16_t* below = labels.ids.data() + Size{labels.width, window.rows[row + 1]}.area();
        for (int x = 0; x < image.width(); ++x) {
            const int column = window.columns[static_cast<std::size_t>(x)];
            const std::uint16_t id = here[column];
            if (id >= known) {
                out[x] = onHatch(x + window.device.left(), y + window.device.top(), pitch) ? hatch : 0;
                continue;
            }
            const bool border = here[window.columns[static_cast<std::size_t>(x) + 1]] != id || below[column] != id;
            out[x] = border ? colours.outline[id] : colours.fill[id];
        }
    }
}

void drawDepth(QImage& image, const Window& window, const CanvasLayer& layer, const OverlayStyle& style, int pitch)
{
    std::vector<QRgb> colours;
    for (const QRgb colour : layer.palette)
        colours.push_back(premultiplied(colour, style.opacity));
    if (colours.empty())
        return;
    const QRgb hatch = premultiplied(qRgb(232, 234, 237), style.opacity * 0.8);
    const float range = std::max(1e-6f, layer.farMetres - layer.nearMetres);
    const auto last = static_cast<float>(colours.size() - 1);
    const DepthMap& depth = *layer.depth;
    const std::vector<std::uint8_t>* guessed = layer.guessed && !layer.guessed->empty() ? layer.guessed.get() : nullptr;
    for (int y = 0; y < image.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        const std::size_t rowStart = Size{depth.width, window.rows[static_cast<std::size_t>(y)]}.area();
        for (int x = 0; x < image.width(); ++x) {
            const std::size_t at = rowStart + static_cast<std::size_t>(window.columns[static_cast<std::size_t>(x)]);
            const float metres = depth.metres[at];
            const bool lined = onHatch(x + window.device.left(), y + window.device.top(), pitch);
            if (!std::isfinite(metres)) {
                out[x] = lined ? hatch : 0;
                continue;
            }
            const float position = std::clamp((metres - layer.nearMetres) / range, 0.f, 1.f);
            const bool marked = guessed && (*guessed)[at] && lined;
            out[x] = marked ? hatch : colours[static_cast<std::size_t>(position * last)];
        }
    }
}

void drawPatches(QImage& image, const Window& window, const PatchLayer& layer, const OverlayStyle& style, int pitch)
{
    std::vector<QRgb> colours;
    colours.reserve(layer.colours.size());
    for (const QRgb colour : layer.colours)
        colours.push_back(premultiplied(colour, style.opacity));
    const QRgb hatch = premultiplied(qRgb(232, 234, 237), style.opacity * 0.8);
    for (int y = 0; y < image.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        const int row = window.rows[static_cast<std::size_t>(y)];
        for (int x = 0; x < image.width(); ++x) {
            const int col = window.columns[static_cast<std::size_t>(x)];
            const auto patch = static_cast<std::size_t>(patchNumber(layer.grid, {row, col}));
            if (layer.isKnown(patch))
                out[x] = colours[patch];
            else
                out[x] = onHatch(x + window.device.left(), y + window.device.top(), pitch) ? hatch : 0;
        }
    }
}

} // namespace

RenderedOverlay renderOverlay(const CanvasLayer& layer, const ViewTransform& transform, QSize viewport,
                              double devicePixelRatio, const OverlayStyle& style)
{
    if (layer.isEmpty() || layer.size().area() == 0 || style.opacity <= 0)
        return {};
    const Window window = visibleWindow(layer.size(), transform, viewport, devicePixelRatio);
    if (window.device.isEmpty())
        return {};
    RenderedOverlay overlay{QImage(window.device.size(), QImage::Format_ARGB32_Premultiplied),
                            QPointF(window.device.topLeft()) / devicePixelRatio};
    const int pitch = std::max(5, static_cast<int>(std::lround(7 * devicePixelRatio)));
    if (layer.patches)
        drawPatches(overlay.image, window, *layer.patches, style, pitch);
    else if (layer.labels)
        drawLabels(overlay.image, window, layer, style, pitch);
    else
        drawDepth(overlay.image, window, layer, style, pitch);
    overlay.image.setDevicePixelRatio(devicePixelRatio);
    return overlay;
}

} // namespace nectar
