// SPDX-License-Identifier: Apache-2.0
#include "ui/views/drawing.h"

#include "ui/views/theme.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

class PainterState {
public:
    explicit PainterState(QPainter& painter) : m_painter(painter) { m_painter.save(); }
    ~PainterState() { m_painter.restore(); }
    PainterState(const PainterState&) = delete;
    PainterState& operator=(const PainterState&) = delete;

private:
    QPainter& m_painter;
};

void clipRounded(QPainter& painter, const QRectF& rect, double radius)
{
    QPainterPath path;
    path.addRoundedRect(rect, radius, radius);
    painter.setClipPath(path, Qt::IntersectClip);
}

QColor markOutline(const ThemeColours& colours)
{
    QColor outline = colours.muted;
    outline.setAlphaF(0.7f);
    return outline;
}

} // namespace

QRectF drawFitted(QPainter& painter, const QImage& picture, const QRectF& box, double radius)
{
    if (picture.isNull())
        return {};
    const QSizeF size = QSizeF(picture.size()).scaled(box.size(), Qt::KeepAspectRatio);
    const QRectF target(box.center() - QPointF(size.width(), size.height()) / 2, size);
    const PainterState state(painter);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    clipRounded(painter, target, radius);
    const double ratio = painter.device()->devicePixelRatioF();
    if (picture.width() > 2 * target.width() * ratio) // bilinear alone shimmers when it shrinks by more than two
        painter.drawImage(target, picture.scaled((size * 2 * ratio).toSize(), Qt::KeepAspectRatio));
    else
        painter.drawImage(target, picture);
    return target;
}

void drawCovering(QPainter& painter, const QImage& picture, const QRectF& box, double radius)
{
    if (picture.isNull())
        return;
    const QSizeF size = box.size().scaled(QSizeF(picture.size()), Qt::KeepAspectRatio);
    QRectF source(QPointF(), size);
    source.moveCenter(QRectF(QPointF(), QSizeF(picture.size())).center());
    const PainterState state(painter);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    clipRounded(painter, box, radius);
    painter.drawImage(box, picture, source);
}

void drawPlaceholder(QPainter& painter, const QRectF& box, const QColor& colour, double radius)
{
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(box, radius, radius);
}

void drawEvidence(QPainter& painter, const QRectF& drawn, const PromptShare& share, double radius)
{
    constexpr double kVeil = 0.6, kFaintest = 0.3;
    double strongest = 0;
    for (const PromptShare::Place& place : share.places)
        strongest = std::max(strongest, place.share);
    if (strongest <= 0)
        return;
    // A veil with holes: how much of it stays over a patch falls with the patch's share.
    QImage veil((drawn.size() * painter.device()->devicePixelRatioF()).toSize().expandedTo({1, 1}),
                QImage::Format_ARGB32_Premultiplied);
    veil.fill(QColor::fromRgbF(0, 0, 0, static_cast<float>(kVeil)));
    QPainter holes(&veil);
    holes.setCompositionMode(QPainter::CompositionMode_DestinationOut);
    const QRectF whole(QPointF(0, 0), QSizeF(veil.size()));
    for (const PromptShare::Place& place : share.places)
        holes.fillRect(
            patchInDrawing(whole, share.imageSize, place.rectangle),
            QColor::fromRgbF(0, 0, 0,
                             static_cast<float>(kFaintest + (1 - kFaintest) * std::sqrt(place.share / strongest))));
    holes.end();
    painter.save();
    QPainterPath rounded;
    rounded.addRoundedRect(drawn, radius, radius);
    painter.setClipPath(rounded, Qt::IntersectClip);
    painter.drawImage(drawn, veil);
    painter.restore();
}

QRectF patchInDrawing(const QRectF& drawn, Size original, const RectF& patch)
{
    const double sx = drawn.width() / std::max(1, original.width);
    const double sy = drawn.height() / std::max(1, original.height);
    return {drawn.left() + static_cast<double>(patch.x) * sx, drawn.top() + static_cast<double>(patch.y) * sy,
            static_cast<double>(patch.width) * sx, static_cast<double>(patch.height) * sy};
}

void drawPatchFrame(QPainter& painter, const QRectF& rect, double width)
{
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QRectF frame = rect;
    if (const double missing = 6 - std::min(rect.width(), rect.height()); missing > 0) // a tiny patch stays visible
        frame.adjust(-missing / 2, -missing / 2, missing / 2, missing / 2);
    QPen shadow(QColor(0, 0, 0, 180), width + 2);
    shadow.setJoinStyle(Qt::MiterJoin);
    painter.setPen(shadow);
    painter.drawRect(frame);
    QPen pen(QColor::fromRgb(kCanvasAccent), width);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(frame);
}

void drawCrop(QPainter& painter, const QImage& picture, Size original, const RectF& patch, double factor,
              const QRectF& box)
{
    constexpr double kCropRadius = 4;
    if (picture.isNull() || patch.width <= 0 || patch.height <= 0)
        return;
    const QRectF whole(QPointF(), QSizeF(picture.size()));
    const QRectF inner = patchInDrawing(whole, original, patch);
    QRectF source(QPointF(), inner.size() * factor);
    source.moveCenter(inner.center());
    const QPointF shift(std::max(0., -source.left()) - std::max(0., source.right() - whole.right()),
                        std::max(0., -source.top()) - std::max(0., source.bottom() - whole.bottom()));
    source.translate(shift); // stays inside the picture; the frame tells where the patch is
    const PainterState state(painter);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    {
        const PainterState clipped(painter);
        clipRounded(painter, box, kCropRadius);
        painter.drawImage(box, picture, source);
    }
    const double sx = box.width() / source.width();
    const double sy = box.height() / source.height();
    drawPatchFrame(painter,
                   QRectF(box.left() + (inner.left() - source.left()) * sx,
                          box.top() + (inner.top() - source.top()) * sy, inner.width() * sx, inner.height() * sy),
                   1.5);
}

void drawStackedBar(QPainter& painter, const QRectF& bar, const QList<ClassShare>& shares, const QColor& track)
{
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    clipRounded(painter, bar, bar.height() / 2);
    painter.fillRect(bar, track);
    double left = bar.left();
    for (const ClassShare& share : shares) {
        const double width = bar.width() * share.share;
        painter.fillRect(QRectF(left, bar.top(), width, bar.height()), QColor(share.colour));
        left += width;
    }
}

void drawShareBar(QPainter& painter, const QRectF& track, double share, QRgb colour, const ThemeColours& colours)
{
    constexpr double kBarRadius = 3;
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.line);
    painter.drawRoundedRect(track, kBarRadius, kBarRadius);
    if (share <= 0)
        return;
    QRectF bar = track;
    bar.setWidth(std::max(kBarRadius, track.width() * std::min(1., share)));
    painter.setPen(QPen(markOutline(colours), 1));
    painter.setBrush(QColor(colour));
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), kBarRadius, kBarRadius);
}

void drawSwatch(QPainter& painter, const QRectF& rect, QRgb colour, const ThemeColours& colours)
{
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(markOutline(colours), 1));
    painter.setBrush(QColor(colour));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
}

} // namespace nectar
