// SPDX-License-Identifier: Apache-2.0
#include "ui/views/overlay_renderer.h"

#include "ui/models/patch_layer.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace nectar {

namespace {

constexpr QRgb kHatchColour = 0xFFE8EAED;

QRgb premultiplied(QRgb colour, double alpha)
{
    return qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour), static_cast<int>(std::lround(alpha * 255))));
}

/// Diagonal lines, fixed to the view so that they are as wide at any zoom.
bool onHatch(int x, int y, int pitch) { return (x + y) % pitch < std::max(1, pitch / 5); }

/// Lines of a class's own: six ways, by its index.
bool onPattern(std::size_t classIndex, int x, int y, int pitch)
{
    const int line = std::max(1, pitch / 5);
    const auto lies = [&](int along) { return along % pitch < line; };
    switch (classIndex % 6) {
    case 0:
        return lies(x + y);
    case 1:
        return lies(x - y + (1 << 20) / pitch * pitch); // never negative
    case 2:
        return lies(y);
    case 3:
        return lies(x);
    case 4:
        return lies(x) && lies(y); // dots
    default:
        return lies(x + y) || lies(x - y + (1 << 20) / pitch * pitch);
    }
}

struct ClassColours {
    std::vector<QRgb> fill, outline, pattern; ///< per class; the last: unknown
};

QRgb contrasting(QRgb colour) { return qGray(colour) > 110 ? qRgb(0, 0, 0) : qRgb(255, 255, 255); }

ClassColours classColours(const QList<QRgb>& palette, const OverlayStyle& style)
{
    ClassColours colours;
    for (qsizetype c = 0; c < palette.size(); ++c) {
        const auto id = static_cast<int>(c);
        const bool dimmed = style.highlightedClass >= 0 && style.highlightedClass != id;
        const double strength = !style.classes.shows(id) ? 0 : dimmed ? 0.2 : 1;
        colours.fill.push_back(premultiplied(palette.at(c), strength * style.opacity));
        colours.outline.push_back(premultiplied(palette.at(c), strength * style.outlineOpacity));
        colours.pattern.push_back(premultiplied(contrasting(palette.at(c)), strength * style.opacity));
    }
    return colours;
}

void drawLabels(QImage& image, const VisibleLabels& visible, const CanvasLayer& layer, const OverlayStyle& style,
                int pitch)
{
    const ClassColours colours = classColours(layer.palette, style);
    const auto known = static_cast<std::uint16_t>(colours.fill.size());
    const QRgb hatch = style.classes.shows(kVoid) ? premultiplied(kHatchColour, style.opacity * 0.8) : 0;
    const std::uint16_t* ids = visible.ids.data();
    const std::uint8_t* outline = visible.outline.data();
    for (int y = 0; y < image.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        const int atY = y + visible.device.top();
        for (int x = 0; x < image.width(); ++x, ++ids, ++outline) {
            const std::uint16_t id = *ids;
            const int atX = x + visible.device.left();
            if (id >= known)
                out[x] = onHatch(atX, atY, pitch) ? hatch : 0;
            else if (*outline)
                out[x] = colours.outline[id];
            else if (style.hasPatterns && onPattern(id, atX, atY, pitch + 1))
                out[x] = colours.pattern[id];
            else
                out[x] = colours.fill[id];
        }
    }
}

void drawDepth(QImage& image, const LayerWindow& window, const CanvasLayer& layer, const OverlayStyle& style, int pitch)
{
    std::vector<QRgb> colours;
    for (const QRgb colour : layer.palette)
        colours.push_back(premultiplied(colour, style.opacity));
    if (colours.empty())
        return;
    const QRgb hatch = premultiplied(kHatchColour, style.opacity * 0.8);
    const QRgb missing = premultiplied(kNoDepthColour, style.opacity * 0.9);
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
                out[x] = lined ? missing : 0;
                continue;
            }
            const float position = std::clamp((metres - layer.nearMetres) / range, 0.f, 1.f);
            const bool marked = guessed && (*guessed)[at] && lined;
            out[x] = marked ? hatch : colours[static_cast<std::size_t>(position * last)];
        }
    }
}

void drawPatches(QImage& image, const LayerWindow& window, const PatchLayer& layer, const OverlayStyle& style,
                 int pitch)
{
    std::vector<QRgb> colours;
    colours.reserve(layer.colours.size());
    for (const QRgb colour : layer.colours)
        colours.push_back(premultiplied(colour, style.opacity));
    const QRgb hatch = premultiplied(kHatchColour, style.opacity * 0.8);
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

OverlayStyle withLook(OverlayStyle style, const CanvasLook& look)
{
    style.outlineOpacity = look.outlineOpacity;
    style.outlineWidth = look.outlineWidth;
    style.hasPatterns = look.hasPatterns;
    style.hasNames = look.hasNames;
    return style;
}

RenderedOverlay OverlayRenderer::render(const CanvasLayer& layer, const ViewTransform& transform, QSize viewport,
                                        double devicePixelRatio, const OverlayStyle& style)
{
    if (layer.isEmpty() || layer.size().area() == 0 || style.isInvisible())
        return {};
    const LayerWindow window = visibleWindow(layer.size(), transform, viewport, devicePixelRatio);
    if (window.device.isEmpty())
        return {};
    RenderedOverlay overlay{QImage(window.device.size(), QImage::Format_ARGB32_Premultiplied),
                            QPointF(window.device.topLeft()) / devicePixelRatio};
    const int pitch = std::max(5, static_cast<int>(std::lround(7 * devicePixelRatio)));
    if (layer.patches) {
        drawPatches(overlay.image, window, *layer.patches, style, pitch);
    } else if (layer.labels) {
        const int outline =
            style.outlineOpacity <= 0 ? 0 : static_cast<int>(std::lround(style.outlineWidth * devicePixelRatio));
        if (m_map != layer.labels || m_picture != transform.pictureRect() || m_ratio != devicePixelRatio ||
            m_outline != outline || m_labels.device != window.device) {
            m_labels = visibleLabels(*layer.labels, window, outline);
            m_map = layer.labels;
            m_picture = transform.pictureRect();
            m_ratio = devicePixelRatio;
            m_outline = outline;
        }
        drawLabels(overlay.image, m_labels, layer, style, pitch);
    } else {
        drawDepth(overlay.image, window, layer, style, pitch);
    }
    overlay.image.setDevicePixelRatio(devicePixelRatio);
    return overlay;
}

RenderedOverlay renderOverlay(const CanvasLayer& layer, const ViewTransform& transform, QSize viewport,
                              double devicePixelRatio, const OverlayStyle& style)
{
    return OverlayRenderer().render(layer, transform, viewport, devicePixelRatio, style);
}

} // namespace nectar
