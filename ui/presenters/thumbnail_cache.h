// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/outcome.h"

#include <QCache>
#include <QColor>
#include <QImage>
#include <QList>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>

namespace nectar {

class MemoryBank;
class ThumbnailStore;

/// Small pictures of prompt images and files, read on the global thread pool and kept up to a bound. A null image means
/// "being read": ready() follows. The newest wish is read first and old ones are forgotten, so that somebody who
/// scrolls through thousands waits only for what is seen. What cannot be read is asked for once.
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
    /// What the bank remembers of a prompt image's labels, as colours over its whole picture: transparent where no
    /// patch is remembered or labelled. Null where the bank knows no classes, too.
    QImage promptLabels(quint32 image);
    void setClassColours(const QList<QRgb>& colours); ///< one per class of the bank
    /// Where small pictures of large photos are kept on the disk; null: nowhere.
    void setStore(std::shared_ptr<ThumbnailStore> store) { m_store = std::move(store); }
    const std::shared_ptr<ThumbnailStore>& store() const { return m_store; }
    bool isReading() const { return !m_running.isEmpty() || !m_waiting.isEmpty(); }
    void setByteLimit(qsizetype bytes);
    qsizetype byteLimit() const { return m_pictures.maxCost(); }
    void clear(); ///< pictures that are shown are read again
    qsizetype bytesHeld() const { return m_pictures.totalCost(); }

Q_SIGNALS:
    void ready();

private:
    using Loader = std::function<QImage()>;
    struct Wish {
        QString key;
        Loader loader;
    };
    QImage find(const QString& name, const Loader& loader);
    void wish(const QString& key, const Loader& loader);
    void readNext();
    void keep(const QString& key, const Outcome<QImage>& outcome);

    std::shared_ptr<const MemoryBank> m_bank;
    QStringList m_promptPaths;
    std::shared_ptr<ThumbnailStore> m_store;
    QCache<QString, QImage> m_pictures; ///< cost in bytes
    QSet<QString> m_running, m_unreadable;
    QList<Wish> m_waiting; ///< the newest last
    QList<QRgb> m_classColours;
    int m_generation = 0; ///< of the bank: late answers for a former bank are dropped
    int m_colouring = 0;  ///< of the class colours, likewise
    QTimer m_told;        ///< several pictures are told of together
};

} // namespace nectar
