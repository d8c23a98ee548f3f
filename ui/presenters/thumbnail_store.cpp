// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/thumbnail_store.h"

#include "ui/convert/text.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <algorithm>
#include <filesystem>
#include <tuple>
#include <vector>

namespace nectar {

namespace {

const QByteArray kMagic = QByteArrayLiteral("NectarThumb1");
const QString kEnding = QStringLiteral(".thumb");
constexpr int kQuality = 92; ///< JPEG: no difference is seen at this size, and PNG is five times as large
constexpr qint64 kMostBytes = 16 << 20;
constexpr qint64 kSeenAgainSeconds = 3600; ///< a picture that is seen all day is not marked anew each time

/// Of the entry's name too, so that a file under another name is not taken for that picture.
QByteArray sumOf(const QByteArray& key, const QByteArray& picture)
{
    QCryptographicHash hash(QCryptographicHash::Md5);
    hash.addData(key);
    hash.addData(picture);
    return hash.result();
}

QByteArray encoded(const QImage& picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, picture.hasAlphaChannel() ? "PNG" : "JPEG", kQuality);
    return bytes;
}

} // namespace

ThumbnailStore::ThumbnailStore(QString folder) : m_folder(std::move(folder)) {}

QByteArray ThumbnailStore::keyOf(const QString& photo, int side)
{
    std::error_code error;
    const std::filesystem::path file = std::filesystem::weakly_canonical(pathFromQString(photo), error);
    const auto size = std::filesystem::file_size(file, error);
    if (error)
        return {};
    const auto changed = std::filesystem::last_write_time(file, error).time_since_epoch().count();
    if (error)
        return {};
    QCryptographicHash hash(QCryptographicHash::Md5);
    hash.addData(QByteArray::fromStdString(file.string()));
    hash.addData(QByteArrayLiteral("\n") + QByteArray::number(quint64(size)) + ' ' +
                 QByteArray::number(qint64(changed)) + ' ' + QByteArray::number(side));
    return hash.result().toHex();
}

QString ThumbnailStore::fileOf(const QByteArray& key) const
{
    return m_folder + QLatin1Char('/') + QString::fromLatin1(key) + kEnding;
}

QImage ThumbnailStore::find(const QByteArray& key) const
{
    QFile file(fileOf(key));
    if (key.isEmpty() || !file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return {};
    const QByteArray bytes = file.readAll();
    const QByteArray picture = bytes.mid(kMagic.size() + 16);
    if (!bytes.startsWith(kMagic) || bytes.mid(kMagic.size(), 16) != sumOf(key, picture))
        return {};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (QFileInfo(file).lastModified().secsTo(now) > kSeenAgainSeconds)
        file.setFileTime(now, QFileDevice::FileModificationTime);
    QImage found;
    found.loadFromData(picture);
    return found.isNull() || found.hasAlphaChannel() ? found : found.convertToFormat(QImage::Format_RGB32);
}

void ThumbnailStore::keep(const QByteArray& key, const QImage& picture)
{
    if (key.isEmpty() || picture.isNull() || m_limit == 0 || !QDir().mkpath(m_folder))
        return;
    const QByteArray bytes = encoded(picture);
    if (bytes.isEmpty())
        return;
    // Written whole under another name; a power cut may still tear it, which the sum tells.
    QTemporaryFile file(m_folder + QStringLiteral("/XXXXXX.part"));
    if (!file.open() || file.write(kMagic + sumOf(key, bytes) + bytes) < 0 || !file.flush())
        return;
    std::error_code error;
    std::filesystem::rename(pathFromQString(file.fileName()), pathFromQString(fileOf(key)), error);
    if (error)
        return;
    file.setAutoRemove(false);
    if (m_held < 0)
        m_held = this->bytes();
    else
        m_held += bytes.size();
    if (m_held > m_limit)
        trim();
}

void ThumbnailStore::setByteLimit(qint64 bytes)
{
    m_limit = std::max<qint64>(0, bytes);
    m_held = -1; // counted when the next one is kept
}

qint64 ThumbnailStore::bytes() const
{
    qint64 all = 0;
    for (QDirIterator entry(m_folder, QDir::Files); entry.hasNext();) {
        entry.next();
        all += entry.fileInfo().size();
    }
    return all;
}

/// Down to nine tenths, so that not every further picture lists the folder. What another program left half written
/// long ago goes too.
void ThumbnailStore::trim()
{
    const std::unique_lock lock(m_trimming, std::try_to_lock);
    if (!lock)
        return;
    std::vector<std::tuple<QDateTime, qint64, QString>> entries;
    qint64 all = 0;
    for (QDirIterator entry(m_folder, QDir::Files); entry.hasNext();) {
        entry.next();
        const QFileInfo info = entry.fileInfo();
        entries.emplace_back(info.lastModified(), info.size(), info.filePath());
        all += info.size();
    }
    std::ranges::sort(entries);
    for (const auto& [seen, size, file] : entries) {
        if (all <= m_limit / 10 * 9)
            break;
        if (QFile::remove(file))
            all -= size;
    }
    m_held = all;
}

void ThumbnailStore::clear()
{
    QDir(m_folder).removeRecursively();
    m_held = -1;
}

} // namespace nectar
