// SPDX-License-Identifier: Apache-2.0
#include "core/project/session_file.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QProcess>

#include <signal.h>

using namespace nectar;

/// A studio that is killed loses no more than a moment's work, and touches nobody's files.
class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Acceptance of issue 6.7.
    void workIsRecoveredAfterThirtyKills()
    {
        const QString data = m_town.folder() + QStringLiteral("/train");
        const QByteArray before = digest(data);
        qint64 worst = 0;
        std::uint32_t state = 3;
        int recoveries = 0;
        for (int round = 0; round < 30; ++round) {
            state = state * 1664525 + 1013904223;
            const History history = killAfter(200 + static_cast<int>(state >> 8) % 2200, round);
            QVERIFY2(history.states.size() > 1, "the session did not get to work");
            StudioBench bench(m_town.path(QStringLiteral("settings.ini")));
            const QString hash = recovered(bench, recoveries);
            const auto found = history.states.find(hash);
            QVERIFY2(found != history.states.end(), "what was recovered was never there");
            worst = std::max(worst, history.killed - *found);
            QVERIFY2(history.killed - *found <= 5000, qPrintable(QString::number(history.killed - *found)));
            const QString saved = toQString(toHex(projectHash(readProject(pathFromQString(project())))));
            QVERIFY2(history.states.contains(saved), "the project file is none that was saved");
            QVERIFY(!bench.project.unfinished()); // it is open now
            bench.project.close();
        }
        QCOMPARE(digest(data), before);
        QCOMPARE(QDir(m_town.path(QStringLiteral("XDG_STATE_HOME/nectar/sessions")))
                     .entryList({QStringLiteral("running-*.json")}, QDir::Files),
                 QStringList());
        qInfo("30 kills: at most %lld ms of work lost; recovery was offered %d times, the project file had all of it "
              "else",
              static_cast<long long>(worst), recoveries);
        QVERIFY(recoveries > 15);
    }

private:
    struct History {
        QHash<QString, qint64> states; ///< hash -> when it was true last
        qint64 killed = 0;
    };
    QString project() const { return m_town.path(QStringLiteral("mine.nectar")); }
    History killAfter(int milliseconds, int seed)
    {
        QProcess session;
        session.setProgram(QStringLiteral(NECTAR_EDITING_SESSION));
        session.setArguments(
            {m_town.bank(), m_town.folder() + QStringLiteral("/train/images"), project(), QString::number(seed + 1)});
        session.setStandardErrorFile(QProcess::nullDevice());
        session.start();
        QByteArray out;
        while (!out.contains('\n') && session.waitForReadyRead(60'000))
            out += session.readAllStandardOutput();
        QTest::qWait(milliseconds);
        ::kill(static_cast<pid_t>(session.processId()), SIGKILL);
        History history{{}, QDateTime::currentMSecsSinceEpoch()};
        session.waitForFinished();
        out += session.readAllStandardOutput();
        const QList<QByteArray> lines = out.split('\n');
        // Each state was true until the next one came.
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
            const QList<QByteArray> parts = lines[i].split(' ');
            const QList<QByteArray> next = lines[i + 1].split(' ');
            if (parts.size() == 2 && parts[1].size() == 32)
                history.states[QString::fromLatin1(parts[1])] =
                    next.size() == 2 && !next[0].isEmpty() ? next[0].toLongLong() : history.killed;
        }
        return history;
    }
    /// Hash of what somebody has after the kill; early on that is what they saved.
    QString recovered(StudioBench& bench, int& recoveries) const
    {
        if (const auto unfinished = bench.project.unfinished()) {
            ++recoveries;
            bench.project.recover(unfinished->name);
            if (unfinished->differences.isEmpty() || !bench.project.hasChanges() || bench.project.file() != project())
                return {};
        } else {
            bench.project.open(project());
        }
        return toQString(toHex(projectHash(bench.project.project())));
    }
    static QByteArray digest(const QString& folder)
    {
        QByteArray all;
        QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
        QStringList paths;
        while (files.hasNext())
            paths.append(files.next());
        paths.sort();
        for (const QString& path : paths)
            all += path.toUtf8() + QByteArray::fromStdString(toHex(hashFile(pathFromQString(path))));
        return all;
    }

    SmallTown m_town;
};

QTEST_MAIN(TestKill)
#include "tst_kill.moc"
