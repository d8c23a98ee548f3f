// SPDX-License-Identifier: Apache-2.0
#include "ui/views/neighbour_preview.h"

#include "ui/convert/text.h"
#include "ui/models/canvas.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/overlay_renderer.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kPadding = 12;
constexpr int kCaptionHeight = 44;
constexpr int kLine = 18;
} // namespace

NeighbourPreview::NeighbourPreview(ThumbnailCache& thumbnails, QWidget* parent)
    : QFrame(parent), m_thumbnails(thumbnails)
{
    setObjectName(QStringLiteral("neighbourPreview"));
    setAccessibleName(tr("Source of the patch"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&thumbnails, &ThumbnailCache::ready, this, qOverload<>(&QWidget::update));
    hide();
}

void NeighbourPreview::showCard(const NeighbourCard& card)
{
    m_share = {card.promptImage, card.imageName, card.imageSize, 0, 0, {}};
    m_patch = card.rectangle;
    m_title = {
        tr("%1   %2").arg(card.rankText(), card.label()),
        tr("similarity %1   ·   weight %2 %").arg(numberText(card.similarity, 3), numberText(card.weight * 100, 1))};
    m_caption = tr("%1   ·   %2").arg(card.imageName, patchText(card.place()));
    setAccessibleDescription(tr("%1 in %2").arg(card.label(), card.imageName));
    appear();
}

void NeighbourPreview::showShare(const PromptShare& share)
{
    m_share = share;
    m_patch.reset();
    m_title = QStringList{tr("%1 % of the vote").arg(numberText(share.share * 100, 1))};
    m_caption = tr("%1   ·   bright: the patches that vote").arg(share.imageName);
    setAccessibleDescription(tr("%1: %2").arg(share.imageName, m_title.first()));
    appear();
}

void NeighbourPreview::appear()
{
    show();
    raise();
    update();
}

void NeighbourPreview::setHeat(std::shared_ptr<const PatchLayer> heat, double opacity)
{
    m_heat = std::move(heat);
    m_heatOpacity = opacity;
    update();
}

QStringList NeighbourPreview::titleLines(int width) const
{
    const QString whole = m_title.join(QStringLiteral("   ·   "));
    return fontMetrics().horizontalAdvance(whole) <= width ? QStringList{whole} : m_title;
}

int NeighbourPreview::captionHeight(int width) const
{
    const auto lines = std::max(1, static_cast<int>(titleLines(width).size()));
    return kCaptionHeight + kLine * (lines - 1 + (m_roomForHeat ? 1 : 0));
}

void NeighbourPreview::fitInto(int maxWidth)
{
    const int width = std::clamp(maxWidth, 200, 480);
    const QSizeF picture = QSizeF(std::max(1, m_share.imageSize.width), std::max(1, m_share.imageSize.height))
                               .scaled(width - 2 * kPadding, width - 2 * kPadding, Qt::KeepAspectRatio);
    const int height = static_cast<int>(picture.height()) + 2 * kPadding + captionHeight(width - 2 * kPadding);
    resize(width, height);
}

void NeighbourPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColours& colours = coloursOf(palette());
    painter.fillRect(rect(), QColor::fromRgb(kCanvasBackground));
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(colours.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const int inner = width() - 2 * kPadding;
    paintPicture(painter, QRectF(kPadding, kPadding, inner, height() - 2 * kPadding - captionHeight(inner)));
    QRectF line(kPadding, height() - kPadding - captionHeight(inner) + 8, inner, kLine);
    const auto say = [&](const QString& text, Qt::TextElideMode mode) {
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(text, mode, inner));
        line.translate(0, kLine);
    };
    painter.setPen(colours.text);
    for (const QString& title : titleLines(inner))
        say(title, Qt::ElideRight);
    painter.setPen(colours.muted);
    painter.setFont(captionFont(font()));
    say(m_caption, Qt::ElideMiddle);
    if (!m_heat || !m_roomForHeat)
        return;
    const QString heat = tr("Similarity   ·   %1").arg(m_heat->note);
    say(painter.fontMetrics().horizontalAdvance(heat) <= inner ? heat : m_heat->note, Qt::ElideRight);
}

void NeighbourPreview::paintPicture(QPainter& painter, const QRectF& box) const
{
    QImage picture = m_thumbnails.promptPicture(m_share.promptImage, ThumbnailCache::Detail::Large);
    if (picture.isNull())
        picture = m_thumbnails.promptPicture(m_share.promptImage, ThumbnailCache::Detail::Small);
    if (picture.isNull())
        return drawPlaceholder(painter, box, coloursOf(palette()).line, 4);
    const QRectF drawn = drawFitted(painter, picture, box, 4);
    if (m_heat)
        paintHeat(painter, drawn);
    else
        drawEvidence(painter, drawn, m_share);
    if (m_patch)
        drawPatchFrame(painter, patchInDrawing(drawn, m_share.imageSize, *m_patch), 2);
}

void NeighbourPreview::paintHeat(QPainter& painter, const QRectF& drawn) const
{
    ViewTransform transform;
    transform.setPicture(QSizeF(m_share.imageSize.width, m_share.imageSize.height));
    transform.setViewport(QSizeF(size()));
    transform.setScaleAt({}, drawn.width() / std::max(1, m_share.imageSize.width));
    transform.pan(drawn.topLeft() - transform.pictureRect().topLeft());
    CanvasLayer layer;
    layer.patches = m_heat;
    OverlayStyle style;
    style.opacity = m_heatOpacity;
    const RenderedOverlay overlay = renderOverlay(layer, transform, size(), devicePixelRatioF(), style);
    painter.drawImage(overlay.topLeft, overlay.image);
}

} // namespace nectar
