// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/qt_log.h"
#include "ui/convert/text.h"
#include "ui/presenters/log_values.h"
#include "ui/views/log_dock.h"
#include "ui/views/message_bar.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>

#include <csignal>

using namespace nectar;

/// What can be handed on when something went wrong: the log, and notes about what broke.
class TestReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLogSaysWhatItWillShow()
    {
        QVERIFY(logLinesAfter(0).empty()); // the first case of this program
        LogDock log;
        log.show();
        const auto* text = log.findChild<QPlainTextEdit*>();
        QVERIFY(text->toPlainText().isEmpty());
        QVERIFY(text->placeholderText().contains(QStringLiteral("is listed here")));
        QVERIFY(!log.findChild<QPushButton*>(QStringLiteral("logCopy"))->isEnabled());
    }

    void theLogTellsWhatWasOpenedAndHowLongItTook()
    {
        StudioBench studio(settingsFile());
        studio.window.openPath(m_town.bank());
        QVERIFY(studio.settle());
        const QString text = shownLog(studio);
        for (const QString& part : {QStringLiteral("nectar.io bank ") + m_town.bank(), QStringLiteral("nectar.index"),
                                    QStringLiteral("nectar.retrieval"), QStringLiteral("looked up in 0.")})
            QVERIFY2(text.contains(part), qPrintable(part + QLatin1Char('\n') + text));
    }

    void everyProblemThatIsSaidIsInTheLog()
    {
        StudioBench studio(settingsFile());
        studio.window.openPath(QStringLiteral("/no/such/town.bank"));
        QVERIFY(studio.find<MessageBar>("messageBar")->isVisible());
        const QString text = shownLog(studio);
        QVERIFY2(text.contains(QStringLiteral("failure nectar.gui said: ")) &&
                     text.contains(QStringLiteral("/no/such/town.bank")),
                 qPrintable(text));
    }

    void jobsAreToldOfFromBeginningToEnd()
    {
        StudioBench studio(settingsFile());
        studio.window.openPath(m_town.bank());
        QVERIFY(studio.settle());
        studio.find<QAction>("measureLabels")->trigger();
        QTRY_VERIFY(studio.find<QAction>("measureNow")->isEnabled());
        studio.find<QAction>("measureNow")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!studio.measure.isRunning(), 60'000);
        const QString text = shownLog(studio);
        QVERIFY2(text.contains(QStringLiteral("measuring ")) && text.contains(QStringLiteral("measuring ended after ")),
                 qPrintable(text));
    }

    void whatQtSaysIsInTheLogToo()
    {
        logQtMessages();
        qWarning("a widget is unhappy");
        qInstallMessageHandler(nullptr);
        QVERIFY(filteredLog(logLinesAfter(0), {QStringLiteral("unhappy"), LogLevel::Warning}).size() == 1);
    }

    void wordsAndImportanceFilterTheLines()
    {
        StudioBench studio(settingsFile());
        logInfo(LogArea::Io, "Filter me: apple");
        logLine(LogArea::Io, LogLevel::Warning, "filter me: pear");
        shownLog(studio);
        auto* log = studio.find<LogDock>("logDock");
        const auto* text = log->findChild<QPlainTextEdit*>();
        auto* words = log->findChild<QLineEdit*>(QStringLiteral("logWords"));
        QTest::keyClicks(words, QStringLiteral("ME filter"));
        QCOMPARE(text->blockCount(), 2);
        logInfo(LogArea::Io, "filter me: plum");
        logInfo(LogArea::Io, "not this one");
        QTRY_COMPARE(text->blockCount(), 3); // while it is open
        QTest::mouseClick(log->findChild<QPushButton*>(QStringLiteral("logCopy")), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 3);
        log->findChild<QComboBox*>()->setCurrentIndex(1);
        QCOMPARE(text->toPlainText().section(QLatin1Char(' '), 2), QStringLiteral("warning nectar.io filter me: pear"));
        words->setText(QStringLiteral("nothing has this word"));
        QVERIFY(text->toPlainText().isEmpty());
        QVERIFY(text->placeholderText().contains(QStringLiteral("other words")));
    }

    void aCrashIsToldOfOnceAtTheNextStart()
    {
        const QString settings = settingsFile();
        {
            StudioBench studio(settings);
            studio.window.begin({}, false, false);
            QVERIFY(!studio.find<MessageBar>("crashBar"));
            QVERIFY(!studio.find<QAction>("showCrashes")->isEnabled());
        }
        writeNote(QStringLiteral("crash-20260101-000000-7.txt"), "what it was doing");
        {
            StudioBench studio(settings);
            studio.window.begin({}, false, false);
            auto* bar = studio.find<MessageBar>("crashBar");
            QVERIFY(bar && bar->isVisible());
            QVERIFY(studio.find<QAction>("showCrashes")->isEnabled());
            QCOMPARE(bar->shown().details, QStringLiteral("what it was doing"));
            const auto* folder = bar->findChild<QPushButton*>(QStringLiteral("messageOffer1"));
            QTRY_VERIFY(folder->isVisible());
            QCOMPARE(folder->text(), QStringLiteral("Show the folder"));
            QTest::mouseClick(bar->findChild<QPushButton*>(QStringLiteral("messageOffer0")), Qt::LeftButton);
            QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("what it was doing"));
            QVERIFY(!bar->isVisible());
        }
        {
            StudioBench studio(settings);
            studio.window.begin({}, false, false);
            QVERIFY(!studio.find<MessageBar>("crashBar"));
        }
        writeNote(QStringLiteral("crash-20260102-000000-7.txt"), "another");
        StudioBench studio(settings);
        studio.window.begin({}, false, false);
        QVERIFY(studio.find<MessageBar>("crashBar"));
    }

    void theStudioLeavesANoteAndALog()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the sanitizer reports crashes itself: notes not checked");
#endif
        QProcess studio;
        const QString state = start(studio, QStringLiteral(NECTAR_STUDIO), {QStringLiteral("--no-restore")});
        const QDir logs(state + QStringLiteral("/nectar/logs"));
        QTRY_VERIFY_WITH_TIMEOUT(logs.exists(QStringLiteral("nectar.log")), 30'000);
        breakOff(studio, state, "nectar-studio ");
    }

    void theCommandLineLeavesANote()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the sanitizer reports crashes itself: notes not checked");
#endif
        QProcess nectar;
        const QString output = m_town.path(QStringLiteral("long-demo"));
        const QString state =
            start(nectar, QStringLiteral(NECTAR_PROGRAM),
                  {QStringLiteral("demo"), QStringLiteral("--out"), output, QStringLiteral("--json-progress")});
        QTRY_VERIFY_WITH_TIMEOUT(nectar.bytesAvailable() > 0, 30'000); // it is at work
        breakOff(nectar, state, "began: demo --out ");
    }

private:
    QString settingsFile() { return m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }
    static QString shownLog(const StudioBench& studio)
    {
        studio.find<QAction>("showLog")->trigger();
        return studio.find<LogDock>("logDock")->findChild<QPlainTextEdit*>()->toPlainText();
    }
    static void writeNote(const QString& name, const QByteArray& text)
    {
        QVERIFY(QDir().mkpath(crashFolder()));
        QFile file(QDir(crashFolder()).filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    /// With folders of its own, the state's is returned; both outputs are one.
    QString start(QProcess& program, const QString& path, const QStringList& arguments)
    {
        const QString state = m_town.path(QStringLiteral("state%1").arg(m_count++));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"), state);
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), state);
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(path, arguments);
        return program.waitForStarted(10'000) ? state : QString();
    }
    /// A signal from outside arrives like one of its own.
    static void breakOff(QProcess& program, const QString& state, const QByteArray& expected)
    {
        QCOMPARE(::kill(static_cast<pid_t>(program.processId()), SIGSEGV), 0);
        QVERIFY(program.waitForFinished(30'000));
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);
        const QDir crashes(state + QStringLiteral("/nectar/crashes"));
        QCOMPARE(crashes.entryList(QDir::Files).size(), 1);
        const QString path = crashes.filePath(crashes.entryList(QDir::Files).first());
        const QByteArray said = program.readAll();
        QVERIFY2(said.contains(path.toUtf8()), said.constData());
        QFile note(path);
        QVERIFY(note.open(QIODevice::ReadOnly));
        const QByteArray text = note.readAll();
        QVERIFY2(text.contains(expected) && text.contains("Signal: 11"), text.constData());
    }
    SmallTown m_town;
    int m_count = 0;
};

QTEST_MAIN(TestReports)
#include "tst_reports.moc"
