// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

namespace nectar {

class ThumbnailCache;

/// The pictures that a build has read, newest at the end; older ones leave when the wall is full.
class ThumbnailWall : public QWidget {
    Q_OBJECT

public:
    explicit ThumbnailWall(ThumbnailCache& thumbnails, QWidget* parent = nullptr);
    void add(const QString& path);
    void clear();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThumbnailCache& m_thumbnails;
    QStringList m_paths;
};

} // namespace nectar
