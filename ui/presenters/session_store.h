// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLockFile>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>

namespace nectar {

/// The files of running, killed and closed studios in one folder. A lock beside each file of a running one tells the
/// others that it lives; the first studio also holds the lock of what is found again at the next start.
class SessionStore {
public:
    explicit SessionStore(const std::filesystem::path& folder);
    ~SessionStore();
    SessionStore(const SessionStore&) = delete;
    SessionStore& operator=(const SessionStore&) = delete;

    /// The file of this studio while it runs; empty: the folder cannot be written.
    const std::filesystem::path& running() const { return m_running; }
    /// What was open last; only the first of several studios may use it.
    std::filesystem::path last() const { return m_folder / "last.json"; }
    bool isFirst() const { return m_first && m_first->isLocked(); }
    /// Names of files whose studio is dead, newest first.
    QStringList unfinished() const;
    std::filesystem::path unfinishedFile(const QString& name) const;
    void discard(const QString& name) const;

private:
    std::filesystem::path m_folder, m_running;
    std::unique_ptr<QLockFile> m_lock, m_first;
};

} // namespace nectar
