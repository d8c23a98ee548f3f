// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/session_store.h"

#include "ui/convert/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QUuid>

namespace nectar {

namespace {

QString inFolder(const std::filesystem::path& folder, const QString& name)
{
    return pathToQString(folder) + QLatin1Char('/') + name;
}

/// A lock that a dead process left is taken over; how old it is says nothing.
std::unique_ptr<QLockFile> lockFor(const QString& file)
{
    auto lock = std::make_unique<QLockFile>(file + QStringLiteral(".lock"));
    lock->setStaleLockTime(0);
    return lock;
}

} // namespace

SessionStore::SessionStore(const std::filesystem::path& folder) : m_folder(folder)
{
    if (!QDir().mkpath(pathToQString(folder)))
        return;
    const QString name = QStringLiteral("running-%1.json").arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
    m_lock = lockFor(inFolder(folder, name));
    if (m_lock->tryLock(0))
        m_running = pathFromQString(inFolder(folder, name));
    m_first = lockFor(pathToQString(last()));
    m_first->tryLock(0);
}

SessionStore::~SessionStore() = default;

QStringList SessionStore::unfinished() const
{
    QStringList names;
    for (const QString& name :
         QDir(pathToQString(m_folder)).entryList({QStringLiteral("running-*.json")}, QDir::Files, QDir::Time)) {
        if (inFolder(m_folder, name) == pathToQString(m_running))
            continue;
        if (lockFor(inFolder(m_folder, name))->tryLock(0))
            names.append(name);
    }
    return names;
}

std::filesystem::path SessionStore::unfinishedFile(const QString& name) const { return m_folder / fromQString(name); }

void SessionStore::discard(const QString& name) const { QFile::remove(inFolder(m_folder, name)); }

} // namespace nectar
