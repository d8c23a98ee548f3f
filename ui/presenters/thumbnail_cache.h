// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>

namespace nectar {

class MemoryBank;

/// Small pictures of prompt images and files, read on the global thread pool and kept up to a bound. A null image means
/// "being read": ready() follows. What cannot be read is asked for once.
class ThumbnailCache : public QObject {
    Q_OBJECT

public:
    enum class Detail { Small, Large }; ///< long side at most 256 or 1024 px

    explicit ThumbnailCache(QObject* parent = nullptr);
    ~ThumbnailCache() override;

    /// promptPaths: where the prompt images lie now, "" for missing ones; Large then falls back to the bank's own
    /// picture.
    void setBank(std::shared_ptr<const MemoryBank> bank, QStringList promptPaths);
    QImage promptPicture(quint32 image, Detail detail);
    QImage filePicture(const QString& path, Detail detail);
    void setByteLimit(qsizetype bytes);
    qsizetype bytesHeld() const { return m_pictures.totalCost(); }

Q_SIGNALS:
    void ready();

private:
    using Loader = std::function<Image()>;
    QImage find(const QString& key, const Loader& loader);
    void load(const QString& key, const Loader& loader);

    std::shared_ptr<const MemoryBank> m_bank;
    QStringList m_promptPaths;
    QCache<QString, QImage> m_pictures; ///< cost in bytes
    QSet<QString> m_pending, m_unreadable;
    int m_generation = 0; ///< of the bank: late answers for a former bank are dropped
};

} // namespace nectar
