// SPDX-License-Identifier: Apache-2.0
#include "ui/views/neighbour_preview.h"

#include "ui/models/canvas.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kPadding = 12;
constexpr int kCaptionHeight = 44;
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
    m_title = tr("%1   %2   ·   similarity %3   ·   weight %4 %")
                  .arg(card.rankText(), card.label())
                  .arg(card.similarity, 0, 'f', 3)
                  .arg(card.weight * 100, 0, 'f', 1);
    m_caption = tr("%1   ·   %2").arg(card.imageName, patchText(card.place()));
    setAccessibleDescription(tr("%1 in %2").arg(card.label(), card.imageName));
    appear();
}

void NeighbourPreview::showShare(const PromptShare& share)
{
    m_share = share;
    m_patch.reset();
    m_title = tr("%1 % of the vote").arg(share.share * 100, 0, 'f', 1);
    m_caption = tr("%1   ·   bright: the patches that vote").arg(share.imageName);
    setAccessibleDescription(tr("%1: %2").arg(share.imageName, m_title));
    appear();
}

void NeighbourPreview::appear()
{
    show();
    raise();
    update();
}

void NeighbourPreview::fitInto(int maxWidth)
{
    const int width = std::clamp(maxWidth, 200, 480);
    const QSizeF picture = QSizeF(std::max(1, m_share.imageSize.width), std::max(1, m_share.imageSize.height))
                               .scaled(width - 2 * kPadding, width - 2 * kPadding, Qt::KeepAspectRatio);
    const int height = static_cast<int>(picture.height()) + 2 * kPadding + kCaptionHeight;
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
    const QRectF box(kPadding, kPadding, width() - 2 * kPadding, height() - 2 * kPadding - kCaptionHeight);
    QImage picture = m_thumbnails.promptPicture(m_share.promptImage, ThumbnailCache::Detail::Large);
    if (picture.isNull())
        picture = m_thumbnails.promptPicture(m_share.promptImage, ThumbnailCache::Detail::Small);
    if (picture.isNull())
        drawPlaceholder(painter, box, colours.line, 4);
    else {
        const QRectF drawn = drawFitted(painter, picture, box, 4);
        drawEvidence(painter, drawn, m_share);
        if (m_patch)
            drawPatchFrame(painter, patchInDrawing(drawn, m_share.imageSize, *m_patch), 2);
    }
    QRectF line(kPadding, height() - kPadding - kCaptionHeight + 8, width() - 2 * kPadding, 18);
    painter.setPen(colours.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    line.translate(0, 18);
    painter.setPen(colours.muted);
    painter.setFont(captionFont(font()));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_caption, Qt::ElideMiddle, static_cast<int>(line.width())));
}

} // namespace nectar
