// SPDX-License-Identifier: Apache-2.0
#include "ui/views/thumbnail_wall.h"

#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace nectar {

namespace {
constexpr int kTile = 120; ///< least side of a tile
constexpr int kLargestTile = 240;
constexpr int kTileStep = 8;
constexpr int kGap = 8;
constexpr int kKept = 400;
} // namespace

ThumbnailWall::ThumbnailWall(ThumbnailCache& thumbnails, QWidget* parent) : QWidget(parent), m_thumbnails(thumbnails)
{
    setObjectName(QStringLiteral("thumbnailWall"));
    setAccessibleName(tr("Pictures that were read"));
    connect(&thumbnails, &ThumbnailCache::ready, this, qOverload<>(&QWidget::update));
}

void ThumbnailWall::add(const QString& path)
{
    if (!m_paths.isEmpty() && m_paths.last() == path) // another augmented pass over the same picture
        return;
    m_paths.append(path);
    if (m_paths.size() > kKept)
        m_paths.remove(0, m_paths.size() - kKept);
    update();
}

void ThumbnailWall::setExpected(qint64 pictures)
{
    if (std::exchange(m_expected, pictures) != pictures)
        update();
}

void ThumbnailWall::clear()
{
    m_paths.clear();
    m_expected = 0;
    update();
}

ThumbnailWall::Layout ThumbnailWall::tileLayout() const
{
    const auto all = std::max<qsizetype>(m_paths.size(), static_cast<qsizetype>(m_expected));
    Layout layout;
    int rows = 1;
    // The widest tiles with which all pictures fit, else the smallest.
    for (int tile = kLargestTile; tile >= kTile; tile -= kTileStep) {
        layout.columns = std::max(1, (width() + kGap) / (tile + kGap));
        layout.side = (width() - (layout.columns - 1.) * kGap) / layout.columns;
        rows = std::max(1, static_cast<int>((height() + kGap) / (layout.side + kGap)));
        if (all <= static_cast<qsizetype>(layout.columns) * rows)
            break;
    }
    layout.side = std::min<double>(layout.side, kLargestTile);
    const auto capacity = static_cast<qsizetype>(layout.columns) * rows;
    // Whole rows leave at the top, so that tiles never hop sideways.
    const qsizetype overflow = std::max<qsizetype>(0, m_paths.size() - capacity);
    layout.first = (overflow + layout.columns - 1) / layout.columns * layout.columns;
    layout.tiles = std::min(capacity, all - layout.first);
    return layout;
}

void ThumbnailWall::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColours& colours = coloursOf(palette());
    const Layout layout = tileLayout();
    if (layout.tiles == 0) {
        painter.setPen(colours.muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Each picture appears here once it is read."));
    }
    for (qsizetype i = 0; i < layout.tiles; ++i) {
        const qsizetype row = i / layout.columns;
        const qsizetype column = i % layout.columns;
        const QRectF box(static_cast<double>(column) * (layout.side + kGap),
                         static_cast<double>(row) * (layout.side + kGap), layout.side, layout.side);
        const qsizetype at = layout.first + i;
        const bool read = at < m_paths.size();
        const QImage picture =
            read ? m_thumbnails.filePicture(m_paths.at(at), ThumbnailCache::Detail::Small) : QImage();
        if (picture.isNull()) {
            QColor empty = colours.line;
            empty.setAlphaF(read ? 0.7f : 0.35f);
            drawPlaceholder(painter, box, empty, kRadius);
        } else {
            drawCovering(painter, picture, box, kRadius);
        }
    }
}

} // namespace nectar
