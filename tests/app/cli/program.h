// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <functional>

namespace nectar {

struct ProgramResult {
    int exitCode = -1;
    QString out, err;
};

/// Runs the real nectar program. inChild runs after fork (limits, user id). Its cache and data folders are `home`.
inline ProgramResult runNectar(const QStringList& arguments, const QString& home,
                               const std::function<void()>& inChild = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"})
        environment.insert(QString::fromLatin1(name), home);
    process.setProcessEnvironment(environment);
    if (inChild)
        process.setChildProcessModifier(inChild);
    process.start(QStringLiteral(NECTAR_PROGRAM), arguments);
    ProgramResult result;
    if (!process.waitForFinished(300'000))
        return result;
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = QString::fromUtf8(process.readAllStandardOutput());
    result.err = QString::fromUtf8(process.readAllStandardError());
    return result;
}

} // namespace nectar
