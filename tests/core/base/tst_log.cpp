// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <thread>

#include <sys/stat.h>

using namespace nectar;

/// Lines in memory and in a few files of limited size, and nothing that ever fails.
class TestLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { logToFolder({}); }

    void aLineHasTimeLevelAndArea()
    {
        const std::int64_t before = last();
        logLine(LogArea::Index, LogLevel::Warning, "two\nlines");
        const std::vector<LogLine> lines = logLinesAfter(before);
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines[0].number, before + 1);
        const QString text = QString::fromStdString(logText(lines[0]));
        const QRegularExpression form(
            QStringLiteral("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} warning nectar\\.index two lines$"));
        QVERIFY2(form.match(text).hasMatch(), qPrintable(text));
    }

    void aLongTextIsCutBetweenLetters()
    {
        const std::int64_t before = last();
        logInfo(LogArea::Io, "x" + QStringLiteral("ä").repeated(5000).toStdString());
        const std::string text = logLinesAfter(before).at(0).text;
        QVERIFY(text.size() < 2010 && text.ends_with(" …"));
        QCOMPARE(QString::fromStdString(text).toStdString(), text); // no half letters
    }

    void linesGoToAFile()
    {
        QTemporaryDir state;
        logToFolder(state.filePath(QStringLiteral("a/logs")).toStdString());
        logInfo(LogArea::Gui, "first");
        logInfo(LogArea::Gui, "second");
        const QList<QByteArray> lines = read(state.filePath(QStringLiteral("a/logs/nectar.log"))).split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].endsWith("info nectar.gui first") && lines[1].endsWith("second") && lines[2].isEmpty());
    }

    void filesAreRotatedAndLimited()
    {
        QTemporaryDir state;
        logToFolder(state.path().toStdString());
        const std::string text(1900, 'x');
        for (int i = 0; i < 7000; ++i) // 13 MB
            logInfo(LogArea::Io, std::to_string(i) + text);
        const QFileInfoList files = QDir(state.path()).entryInfoList(QDir::Files, QDir::Name);
        QCOMPARE(files.size(), 5);
        for (const QFileInfo& file : files)
            QVERIFY2(file.size() <= 2 * 1024 * 1024, qPrintable(file.fileName()));
        QVERIFY(read(state.filePath(QStringLiteral("nectar.log"))).contains(" 6999x"));
        QVERIFY(!read(state.filePath(QStringLiteral("nectar.1.log"))).contains(" 6999x"));
    }

    void aFileThatAnotherProgramMovedIsLeftAlone()
    {
        QTemporaryDir state;
        logToFolder(state.path().toStdString());
        logInfo(LogArea::Io, "old");
        const QString file = state.filePath(QStringLiteral("nectar.log"));
        QVERIFY(QFile::rename(file, state.filePath(QStringLiteral("nectar.1.log"))));
        logInfo(LogArea::Io, "new");
        QVERIFY(read(file).contains("new") && !read(file).contains("old"));
    }

    void nothingStopsTheProgram_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("no such place") << QStringLiteral("/proc/no/such");
        QTest::newRow("a file in the way") << QStringLiteral("/dev/null/logs");
        QTest::newRow("a pipe") << QStringLiteral("pipe");
        QTest::newRow("a full disk") << QStringLiteral("full");
    }
    void nothingStopsTheProgram()
    {
        QFETCH(QString, folder);
        QTemporaryDir state;
        if (!folder.startsWith(QLatin1Char('/'))) {
            const QByteArray log = state.filePath(QStringLiteral("nectar.log")).toUtf8();
            if (folder == QStringLiteral("pipe"))
                QCOMPARE(::mkfifo(log.constData(), 0600), 0);
            else
                QVERIFY(QFile::link(QStringLiteral("/dev/full"), QString::fromUtf8(log)));
            folder = state.path();
        }
        const std::int64_t before = last();
        logToFolder(folder.toStdString());
        logInfo(LogArea::Io, "goes to memory");
        QCOMPARE(logLinesAfter(before).size(), std::size_t(1));
    }

    void manyThreadsLoseNoLine()
    {
        QTemporaryDir state;
        logToFolder(state.path().toStdString());
        const std::int64_t before = last();
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([t] {
                for (int i = 0; i < 100; ++i)
                    logInfo(LogArea::Gpu, "thread " + std::to_string(t));
            });
        threads.clear();
        const std::vector<LogLine> lines = logLinesAfter(before);
        QCOMPARE(lines.size(), std::size_t(800));
        for (std::size_t i = 0; i < lines.size(); ++i)
            QCOMPARE(lines[i].number, before + 1 + static_cast<std::int64_t>(i));
        QCOMPARE(read(state.filePath(QStringLiteral("nectar.log"))).count('\n'), 800);
    }

    void memoryHoldsTheNewestLines()
    {
        for (int i = 0; i < 2500; ++i)
            logInfo(LogArea::Io, std::to_string(i));
        const std::vector<LogLine> lines = logLinesAfter(0);
        QCOMPARE(lines.size(), std::size_t(2000));
        QCOMPARE(lines.back().text, std::string("2499"));
        QVERIFY(logLinesAfter(lines.back().number).empty());
    }

    void theLastFiftyAreReadyForACrash()
    {
        for (int i = 0; i < 70; ++i)
            logInfo(LogArea::Io, "n" + std::to_string(i));
        QTemporaryFile file;
        QVERIFY(file.open());
        writeLastLogLines(file.handle());
        const QByteArray text = read(file.fileName());
        QCOMPARE(text.count('\n'), 50);
        QVERIFY(text.contains(" n20\n") && text.endsWith(" n69\n") && !text.contains(" n19\n"));
    }

private:
    static std::int64_t last()
    {
        const std::vector<LogLine> lines = logLinesAfter(0);
        return lines.empty() ? 0 : lines.back().number;
    }
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
