// SPDX-License-Identifier: Apache-2.0
#include "ui/views/thumbnail_wall.h"

#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kTile = 120;
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

void ThumbnailWall::clear()
{
    m_paths.clear();
    update();
}

void ThumbnailWall::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColours& colours = coloursOf(palette());
    const int columns = std::max(1, (width() + kGap) / (kTile + kGap));
    const int rows = std::max(1, (height() + kGap) / (kTile + kGap));
    const double tile = (width() - (columns - 1.) * kGap) / columns;
    const auto capacity = static_cast<qsizetype>(columns) * rows;
    // Whole rows leave at the top, so that tiles never hop sideways.
    const qsizetype overflow = std::max<qsizetype>(0, m_paths.size() - capacity);
    const qsizetype first = (overflow + columns - 1) / columns * columns;
    for (qsizetype i = 0; i < capacity; ++i) {
        const qsizetype row = i / columns;
        const QRectF box(static_cast<double>(i % columns) * (tile + kGap), static_cast<double>(row) * (tile + kGap),
                         tile, tile);
        if (box.bottom() > height() + 1)
            break;
        const qsizetype at = first + i;
        const QImage picture =
            at < m_paths.size() ? m_thumbnails.filePicture(m_paths.at(at), ThumbnailCache::Detail::Small) : QImage();
        if (picture.isNull()) {
            QColor empty = colours.line;
            empty.setAlphaF(at < m_paths.size() ? 0.7f : 0.28f);
            drawPlaceholder(painter, box, empty, kRadius);
        } else {
            drawCovering(painter, picture, box, kRadius);
        }
    }
}

} // namespace nectar
