// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace nectar {

/// A toy town of a few small pictures with its bank (descriptor, labels and depth), in a folder of its own; the user's
/// folders point into it too, so that a test never touches real settings, banks or caches.
class SmallTown {
public:
    SmallTown();
    QString folder() const;
    QString bank() const;   ///< built on first use
    QString prompt() const; ///< a prompt image
    QString query() const;  ///< a query image
    QString path(const QString& name) const { return m_directory.filePath(name); }

private:
    QTemporaryDir m_directory;
};

} // namespace nectar
