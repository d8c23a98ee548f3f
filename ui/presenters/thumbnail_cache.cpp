// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/thumbnail_cache.h"

#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/memory/memory_bank.h"
#include "core/pipeline/open_scene.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/jobs/task.h"

#include <QFutureWatcher>
#include <QThreadPool>

namespace nectar {

namespace {
constexpr qsizetype kByteLimit = 96 << 20;
constexpr int kSmallSide = 256;
constexpr int kLargeSide = 1024;
} // namespace

ThumbnailCache::ThumbnailCache(QObject* parent) : QObject(parent), m_pictures(kByteLimit) {}

ThumbnailCache::~ThumbnailCache() = default;

void ThumbnailCache::setByteLimit(qsizetype bytes) { m_pictures.setMaxCost(bytes); }

void ThumbnailCache::setBank(std::shared_ptr<const MemoryBank> bank, QStringList promptPaths)
{
    m_bank = std::move(bank);
    m_promptPaths = std::move(promptPaths);
    ++m_generation;
    m_pictures.clear();
    m_pending.clear();
    m_unreadable.clear();
}

QImage ThumbnailCache::promptPicture(quint32 image, Detail detail)
{
    if (!m_bank || image >= m_bank->images().size())
        return {};
    if (detail == Detail::Large) {
        const QString path = m_promptPaths.value(static_cast<qsizetype>(image));
        if (!path.isEmpty())
            if (const QImage large = filePicture(path, Detail::Large); !large.isNull())
                return large;
    }
    return find(QStringLiteral("bank:%1").arg(image), [bank = m_bank, image] { return promptThumbnail(*bank, image); });
}

QImage ThumbnailCache::filePicture(const QString& path, Detail detail)
{
    const int side = detail == Detail::Small ? kSmallSide : kLargeSide;
    return find(QStringLiteral("%1:%2").arg(side).arg(path), [file = pathFromQString(path), side] {
        return shrinkToFit(loadImage(file, Orientation::AsStored), side);
    });
}

QImage ThumbnailCache::find(const QString& key, const Loader& loader)
{
    if (const QImage* picture = m_pictures.object(key))
        return *picture;
    if (!m_pending.contains(key) && !m_unreadable.contains(key))
        load(key, loader);
    return {};
}

void ThumbnailCache::load(const QString& key, const Loader& loader)
{
    m_pending.insert(key);
    auto* watcher = new QFutureWatcher<Outcome<QImage>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, key, generation = m_generation] {
        handOver();
        watcher->deleteLater();
        if (generation != m_generation)
            return;
        m_pending.remove(key);
        const Outcome<QImage> outcome = watcher->result();
        if (outcome.value)
            m_pictures.insert(key, new QImage(*outcome.value), outcome.value->sizeInBytes());
        else
            m_unreadable.insert(key);
        Q_EMIT ready();
    });
    watcher->setFuture(runOn(QThreadPool::globalInstance(), [loader] { return toQImage(loader()); }));
}

} // namespace nectar
