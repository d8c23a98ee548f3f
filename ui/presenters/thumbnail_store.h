// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include <atomic>
#include <mutex>

namespace nectar {

/// Small pictures on the disk, so that a large photo is decoded once and not at every start. Any number of threads and
/// programs may use one folder. An entry that is damaged, cut off or somebody else's, or whose photo has changed,
/// counts as absent; where nothing can be written, nothing is kept.
class ThumbnailStore {
public:
    /// The folder is made when the first picture is kept.
    explicit ThumbnailStore(QString folder);

    /// What tells an entry from all others: the photo's path, size and time of change, and the long side of the small
    /// picture in pixels. Empty where there is no such photo.
    static QByteArray keyOf(const QString& photo, int side);
    QImage find(const QByteArray& key) const; ///< null: none
    void keep(const QByteArray& key, const QImage& picture);

    /// The pictures not seen for longest go first when there is more than this; 0: nothing is kept.
    void setByteLimit(qint64 bytes);
    qint64 byteLimit() const { return m_limit; }
    qint64 bytes() const; ///< on the disk now; lists the folder
    void clear();

private:
    QString fileOf(const QByteArray& key) const;
    void trim();

    const QString m_folder;
    std::atomic<qint64> m_limit{qint64{512} << 20};
    std::atomic<qint64> m_held{-1}; ///< about so many bytes; −1: not counted yet
    std::mutex m_trimming;
};

} // namespace nectar
