// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/thumbnail_cache.h"

#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/memory/memory_bank.h"
#include "core/pipeline/open_scene.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/jobs/task.h"
#include "ui/presenters/prompt_labels.h"
#include "ui/presenters/thumbnail_store.h"

#include <QFutureWatcher>
#include <QThread>
#include <QThreadPool>

#include <algorithm>

namespace nectar {

namespace {
constexpr qsizetype kByteLimit = 96 << 20;
constexpr int kSmallSide = 256;
constexpr int kLargeSide = 1024;
constexpr qsizetype kMostWishes = 256; ///< more than any window shows; what scrolled by long ago is forgotten
constexpr int kTellAfterMs = 15;

/// From the disk where it is kept there; else it is kept, if decoding the whole photo was much more work.
QImage shrunkPhoto(const std::filesystem::path& file, int side, ThumbnailStore* store)
{
    const QByteArray key = store ? ThumbnailStore::keyOf(pathToQString(file), side) : QByteArray();
    if (store)
        if (const QImage kept = store->find(key); !kept.isNull())
            return kept;
    const Image photo = loadImage(file, Orientation::AsStored);
    const QImage small = toQImage(shrinkToFit(photo, side));
    if (store && std::max(photo.width, photo.height) >= 2 * side)
        store->keep(key, small);
    return small;
}

/// One core stays free for the window.
int readers() { return std::clamp(QThread::idealThreadCount() - 1, 1, 4); }

} // namespace

ThumbnailCache::ThumbnailCache(QObject* parent) : QObject(parent), m_pictures(kByteLimit)
{
    m_told.setSingleShot(true);
    m_told.setInterval(kTellAfterMs);
    connect(&m_told, &QTimer::timeout, this, &ThumbnailCache::ready);
}

ThumbnailCache::~ThumbnailCache() = default;

void ThumbnailCache::setByteLimit(qsizetype bytes) { m_pictures.setMaxCost(bytes); }

void ThumbnailCache::clear()
{
    m_pictures.clear();
    m_unreadable.clear();
    Q_EMIT ready();
}

void ThumbnailCache::setBank(std::shared_ptr<const MemoryBank> bank, QStringList promptPaths)
{
    m_bank = std::move(bank);
    m_promptPaths = std::move(promptPaths);
    ++m_generation;
    m_pictures.clear();
    m_waiting.clear();
    m_unreadable.clear();
    m_classColours.clear();
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
    return find(QStringLiteral("bank:%1").arg(image),
                [bank = m_bank, image] { return toQImage(promptThumbnail(*bank, image)); });
}

QImage ThumbnailCache::filePicture(const QString& path, Detail detail)
{
    const int side = detail == Detail::Small ? kSmallSide : kLargeSide;
    return find(QStringLiteral("%1:%2").arg(side).arg(path),
                [file = pathFromQString(path), side, store = m_store] { return shrunkPhoto(file, side, store.get()); });
}

QImage ThumbnailCache::promptLabels(quint32 image)
{
    if (!m_bank || image >= m_bank->images().size() || m_classColours.isEmpty() || !m_bank->has(Task::Segmentation))
        return {};
    return find(QStringLiteral("labels:%1:%2").arg(m_colouring).arg(image),
                [bank = m_bank, image, colours = m_classColours] { return rememberedLabels(*bank, image, colours); });
}

void ThumbnailCache::setClassColours(const QList<QRgb>& colours)
{
    if (std::ranges::equal(colours, m_classColours))
        return;
    m_classColours = colours;
    ++m_colouring;
    Q_EMIT ready();
}

QImage ThumbnailCache::find(const QString& name, const Loader& loader)
{
    const QString key = QStringLiteral("%1:%2").arg(m_generation).arg(name); // of this bank
    if (const QImage* picture = m_pictures.object(key))
        return *picture;
    if (!m_running.contains(key) && !m_unreadable.contains(key))
        wish(key, loader);
    return {};
}

void ThumbnailCache::wish(const QString& key, const Loader& loader)
{
    const auto same = [&key](const Wish& wish) { return wish.key == key; };
    if (const auto known = std::find_if(m_waiting.begin(), m_waiting.end(), same); known != m_waiting.end())
        m_waiting.erase(known);
    m_waiting.append({key, loader});
    m_waiting.remove(0, std::max<qsizetype>(0, m_waiting.size() - kMostWishes));
    readNext();
}

void ThumbnailCache::readNext()
{
    while (m_running.size() < readers() && !m_waiting.isEmpty()) {
        const Wish wish = m_waiting.takeLast();
        m_running.insert(wish.key);
        auto* watcher = new QFutureWatcher<Outcome<QImage>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this,
                [this, watcher, key = wish.key, generation = m_generation] {
                    handOver();
                    watcher->deleteLater();
                    m_running.remove(key);
                    if (generation == m_generation)
                        keep(key, watcher->result());
                    readNext();
                });
        watcher->setFuture(runOn(QThreadPool::globalInstance(), wish.loader));
    }
}

void ThumbnailCache::keep(const QString& key, const Outcome<QImage>& outcome)
{
    if (outcome.value)
        m_pictures.insert(key, new QImage(*outcome.value), std::max<qsizetype>(1, outcome.value->sizeInBytes()));
    else
        m_unreadable.insert(key);
    if (!m_told.isActive())
        m_told.start();
}

} // namespace nectar
