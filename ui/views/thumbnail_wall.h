// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

namespace nectar {

class ThumbnailCache;

/// The pictures that a build has read, newest at the end, and an empty tile for each that is still to come; older ones
/// leave when the wall is full.
class ThumbnailWall : public QWidget {
    Q_OBJECT

public:
    explicit ThumbnailWall(ThumbnailCache& thumbnails, QWidget* parent = nullptr);
    /// How many pictures there will be; 0: not known, no empty tiles.
    void setExpected(qint64 pictures);
    void add(const QString& path);
    void clear();

    /// Columns, the first picture shown and the tiles drawn, empty ones included.
    struct Layout {
        int columns = 1;
        double side = 0; ///< of a tile, in pixels
        qsizetype first = 0;
        qsizetype tiles = 0;
    };
    Layout tileLayout() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThumbnailCache& m_thumbnails;
    QStringList m_paths;
    qint64 m_expected = 0;
};

} // namespace nectar
