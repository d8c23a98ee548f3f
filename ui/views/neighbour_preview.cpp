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
    m_card = card;
    setAccessibleDescription(tr("%1 in %2").arg(card.label(), card.imageName));
    show();
    raise();
    update();
}

void NeighbourPreview::fitInto(int maxWidth)
{
    const int width = std::clamp(maxWidth, 200, 480);
    const QSizeF picture = QSizeF(std::max(1, m_card.imageSize.width), std::max(1, m_card.imageSize.height))
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
    QImage picture = m_thumbnails.promptPicture(m_card.promptImage, ThumbnailCache::Detail::Large);
    if (picture.isNull())
        picture = m_thumbnails.promptPicture(m_card.promptImage, ThumbnailCache::Detail::Small);
    if (picture.isNull())
        drawPlaceholder(painter, box, colours.line, 4);
    else
        drawPatchFrame(painter,
                       patchInDrawing(drawFitted(painter, picture, box, 4), m_card.imageSize, m_card.rectangle), 2);
    QRectF line(kPadding, height() - kPadding - kCaptionHeight + 8, width() - 2 * kPadding, 18);
    painter.setPen(colours.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     tr("#%1   %2   ·   similarity %3   ·   weight %4 %")
                         .arg(m_card.rank)
                         .arg(m_card.label())
                         .arg(m_card.similarity, 0, 'f', 3)
                         .arg(m_card.weight * 100, 0, 'f', 1));
    line.translate(0, 18);
    painter.setPen(colours.muted);
    painter.setFont(captionFont(font()));
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(tr("%1   ·   %2").arg(m_card.imageName, patchText(m_card.place())),
                                         Qt::ElideMiddle, static_cast<int>(line.width())));
}

} // namespace nectar
