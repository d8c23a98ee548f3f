// SPDX-License-Identifier: Apache-2.0
#include "core/base/crash_note.h"
#include "core/base/version.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace nectar;

/// What a program that breaks leaves behind, with real programs that break.
class TestCrashNote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the sanitizer reports crashes itself: notes not checked");
#endif
    }

    void aNoteSaysWhatWhereAndWhatWasBefore_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("signal");
        QTest::newRow("memory that is not there") << QStringLiteral("segv") << SIGSEGV;
        QTest::newRow("given up") << QStringLiteral("abort") << SIGABRT;
        QTest::newRow("an exception that nobody catches") << QStringLiteral("throw") << SIGABRT;
        QTest::newRow("a stack that is full") << QStringLiteral("stack") << SIGSEGV;
        QTest::newRow("another thread") << QStringLiteral("thread") << SIGSEGV;
    }
    void aNoteSaysWhatWhereAndWhatWasBefore()
    {
        QFETCH(QString, how);
        QFETCH(int, signal);
        QTemporaryDir state;
        const QString folder = state.filePath(QStringLiteral("not yet/there"));
        const QByteArray said = crash(folder, how, signal);
        const QStringList notes = QDir(folder).entryList(QDir::Files);
        QCOMPARE(notes.size(), 1);
        QVERIFY(notes.first().startsWith(QStringLiteral("crash-")) && notes.first().endsWith(QStringLiteral(".txt")));
        const QString path = QDir(folder).filePath(notes.first());
        QVERIFY2(said.contains(path.toUtf8()), said.constData()); // the user is told where it is
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray note = file.readAll();
        QVERIFY(note.contains("crashing_program " + QByteArray::fromStdString(versionString())));
        QVERIFY(note.contains("Signal: " + QByteArray::number(signal)));
        QCOMPARE(note.count("before the end"), 50);
        QVERIFY(note.contains("line 59 before") && !note.contains("line 9 before")); // the last ones
        QVERIFY(note.indexOf("line 10 ") < note.indexOf("line 59 "));                // oldest first
        QVERIFY(note.mid(note.indexOf("Where it was:")).contains("crashing_program("));
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void atMostTenNotesAreKept()
    {
        QTemporaryDir folder;
        for (int i = 0; i < 14; ++i)
            QVERIFY(
                QFile(folder.filePath(QStringLiteral("crash-2020010%1-000000-1.txt").arg(i, 2, 10, QLatin1Char('0'))))
                    .open(QIODevice::WriteOnly));
        QVERIFY(QFile(folder.filePath(QStringLiteral("other.txt"))).open(QIODevice::WriteOnly));
        crash(folder.path(), QStringLiteral("segv"), SIGSEGV);
        const std::vector<std::filesystem::path> notes = crashNotes(folder.path().toStdString());
        QCOMPARE(notes.size(), std::size_t(10));
        QVERIFY(!notes.front().filename().string().starts_with("crash-2020")); // the newest first
        QCOMPARE(notes.back().filename().string(), std::string("crash-202001005-000000-1.txt"));
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("other.txt"))));
    }

    void withoutAFolderThatCanBeWrittenItEndsAllTheSame()
    {
        QTemporaryDir folder;
        QFile inTheWay(folder.filePath(QStringLiteral("file")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        crash(inTheWay.fileName(), QStringLiteral("segv"), SIGSEGV);
        crash(QStringLiteral("relative"), QStringLiteral("segv"), SIGSEGV);
        QVERIFY(!QDir(QStringLiteral("relative")).exists());
    }

    void aProgramThatEndsWellLeavesNothing()
    {
        QTemporaryDir folder;
        QProcess program;
        program.start(QStringLiteral(NECTAR_CRASHING),
                      {folder.filePath(QStringLiteral("state")), QStringLiteral("none")});
        QVERIFY(program.waitForFinished(20'000));
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(!QDir(folder.filePath(QStringLiteral("state"))).exists());
    }

    void aFolderThatIsNotThereHasNoNotes() { QVERIFY(crashNotes("/no/such/folder").empty()); }

private:
    /// What it said on stderr; checks that the system saw the signal.
    static QByteArray crash(const QString& folder, const QString& how, int signal)
    {
        QProcess shell; // its status tells the signal
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), QStringLiteral("ulimit -c 0; ulimit -s 1024; \"$0\" \"$1\" \"$2\"; echo $?"),
                     QStringLiteral(NECTAR_CRASHING), folder, how});
        if (!shell.waitForFinished(30'000))
            return {};
        [&] { QCOMPARE(shell.readAllStandardOutput().trimmed(), QByteArray::number(128 + signal)); }();
        return shell.readAllStandardError();
    }
};

QTEST_GUILESS_MAIN(TestCrashNote)
#include "tst_crash_note.moc"
