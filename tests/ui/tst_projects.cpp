// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/project/project.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/views/label_page.h"
#include "ui/views/message_bar.h"
#include "ui/views/start_page.h"

#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

using namespace nectar;

/// Projects in the real window: saved, opened, found again.
class TestProjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QDir(m_town.path(QStringLiteral("XDG_STATE_HOME"))).removeRecursively();
        m_bench = newBench();
    }
    void cleanup() { m_bench.reset(); }

    void aProjectComesBackAsItWasSaved()
    {
        work();
        QVERIFY(m_bench->project.save(file()));
        const Project before = m_bench->project.project();
        m_bench = newBench();
        m_bench->window.openPath(file());
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->project.project() == before);
        QCOMPARE(m_bench->query.voting().options().neighbours, 7);
        QCOMPARE(m_bench->query.voting().leftOut(), std::vector<std::uint32_t>{2});
        QCOMPARE(m_bench->query.evidence().pinnedPatch(), 11);
        QCOMPARE(m_bench->query.shown().photo.name, QFileInfo(m_town.query()).fileName());
        QVERIFY(!m_bench->project.hasChanges());
        QVERIFY(m_bench->settings.recent().contains(file()));
        QVERIFY(m_bench->window.windowTitle().startsWith(QStringLiteral("mine")));
    }

    void clicksOfAProjectLabelAgain()
    {
        work();
        const LabelMap before = *m_bench->label.labels().layer.labels;
        QVERIFY(m_bench->project.save(file()));
        m_bench = newBench();
        m_bench->window.openPath(file());
        QVERIFY(m_bench->window.labelPage()->isVisible()); // where it was saved
        QVERIFY(settleLabels());
        QTRY_VERIFY(m_bench->label.labels().layer.labels && *m_bench->label.labels().layer.labels == before);
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->window.labelPage()->isVisible()); // also when the bank is there
    }

    void savingAgainWritesTheSameFile()
    {
        work();
        QVERIFY(m_bench->project.save(file()));
        const std::string before = readFile(pathFromQString(file()));
        m_bench = newBench();
        m_bench->window.openPath(file());
        QVERIFY(m_bench->project.save(file())); // before bank and picture are there
        QCOMPARE(readFile(pathFromQString(file())), before);
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->project.save(file()));
        QCOMPARE(readFile(pathFromQString(file())), before);
    }

    void aMissingBankIsNamedAndStaysInTheProject()
    {
        work();
        QVERIFY(m_bench->project.save(file()));
        m_bench = newBench();
        const QString bank = m_town.bank(), away = m_town.path(QStringLiteral("away.bank"));
        QVERIFY(QFile::rename(bank, away));
        const std::string before = readFile(pathFromQString(file()));
        m_bench->window.openPath(file());
        auto* messages = m_bench->window.findChild<MessageBar*>();
        QTRY_VERIFY(messages->isVisible() && !m_bench->query.isBusy());
        QVERIFY2(messages->shown().text.contains(QStringLiteral("town.bank")), qPrintable(messages->shown().text));
        QVERIFY(m_bench->project.save(file()));
        QVERIFY(QFile::rename(away, bank));
        QCOMPARE(readFile(pathFromQString(file())), before);
    }

    void aDamagedProjectIsRefusedAndWhatIsOpenStays()
    {
        work();
        const Project before = m_bench->project.project();
        writeFile(pathFromQString(file()), "{\"nectar_project\": 9}");
        QTimer::singleShot(0, qApp, [] { press(QMessageBox::Discard); });
        m_bench->window.openPath(file());
        const Problem& problem = m_bench->window.findChild<MessageBar*>()->shown();
        QVERIFY2(problem.text.contains(QStringLiteral("newer Nectar")), qPrintable(problem.text));
        QVERIFY(m_bench->project.project() == before);
        QVERIFY(m_bench->project.file().isEmpty());
    }

    void aProjectThatCannotBeWrittenIsSaid()
    {
        QVERIFY(!m_bench->project.save(m_town.path(QStringLiteral("nowhere/at/all.nectar"))));
        QVERIFY(m_bench->window.findChild<MessageBar*>()->isVisible());
        QVERIFY(m_bench->project.file().isEmpty());
    }

    void changesAreAskedAboutBeforeTheyAreLost()
    {
        work();
        QVERIFY(m_bench->project.save(file()));
        QVERIFY(!m_bench->window.isWindowModified());
        m_bench->query.voting().setNeighbours(9);
        QVERIFY(m_bench->window.isWindowModified());
        QTimer::singleShot(0, qApp, [] { press(QMessageBox::Cancel); });
        QVERIFY(!m_bench->window.close());
        QTimer::singleShot(0, qApp, [] { press(QMessageBox::Save); });
        QVERIFY(m_bench->window.close());
        QCOMPARE(readProject(pathFromQString(file())).reading.neighbours, 9);
    }

    void whatWasOpenIsThereAtTheNextStart()
    {
        work();
        const Project before = m_bench->project.project();
        QVERIFY(m_bench->window.close()); // without a question: nothing is lost
        m_bench = newBench();
        QElapsedTimer clock;
        clock.start();
        m_bench->window.begin({}, false, true);
        const qint64 shown = clock.elapsed();
        QVERIFY(m_bench->project.project() == before);
        QVERIFY(m_bench->settle());
        qInfo("what was open last: on the page after %lld ms, its picture read after %lld ms", shown, clock.elapsed());
        QVERIFY(shown < 1000);
        QVERIFY(m_bench->project.project() == before);
        QVERIFY(m_bench->window.labelPage()->isVisible());
    }

    void filesOfTheCommandLineComeFirstButClicksAreNotLost()
    {
        work();
        QVERIFY(m_bench->window.close());
        m_bench = newBench();
        m_bench->window.begin({m_town.prompt()}, false, true);
        QCOMPARE(m_bench->label.clicks().size(), std::size_t(1));
        QVERIFY(!m_bench->query.hasBank() && !m_bench->query.isBusy());
    }

    void nothingComesBackWhereItIsNotWanted()
    {
        work();
        QVERIFY(m_bench->window.close());
        m_bench = newBench();
        m_bench->window.begin({}, false, false);
        QVERIFY(m_bench->label.clicks().empty());
        QVERIFY(m_bench->window.findChild<StartPage*>()->isVisible());
    }

    void aSecondStudioDoesNotTakeWhatTheFirstHasOpen()
    {
        work();
        QVERIFY(m_bench->window.close());
        const auto first = newBench();
        m_bench = nullptr;
        StudioBench second(m_town.path(QStringLiteral("settings.ini")));
        second.window.begin({}, false, true);
        QVERIFY(second.label.clicks().empty());
        QVERIFY(!second.project.keepsOnClosing());
        QVERIFY(!second.project.unfinished()); // the first lives
    }

    void aKilledStudioIsOfferedAndRecovered()
    {
        const Project before = killed();
        m_bench->window.begin({}, false, true);
        auto* box = m_bench->window.findChild<QMessageBox*>(QStringLiteral("recovery"));
        QVERIFY(box && box->isVisible());
        QVERIFY2(box->informativeText().contains(QStringLiteral("1 click more")), qPrintable(box->informativeText()));
        QTest::mouseClick(box->buttons().at(0), Qt::LeftButton);
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->project.project() == before);
        QVERIFY(m_bench->project.hasChanges());
        QVERIFY(!m_bench->project.unfinished());
    }

    void aKilledStudioIsThrownAwayOnlyByAClick()
    {
        killed();
        m_bench->window.begin({}, false, true);
        auto* box = m_bench->window.findChild<QMessageBox*>(QStringLiteral("recovery"));
        QTest::keyClick(box, Qt::Key_Escape); // later
        QVERIFY(m_bench->project.unfinished());
        m_bench = newBench();
        m_bench->window.begin({}, false, true);
        box = m_bench->window.findChild<QMessageBox*>(QStringLiteral("recovery"));
        for (QAbstractButton* button : box->buttons())
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!m_bench->project.unfinished());
        QVERIFY(m_bench->label.clicks().empty());
    }

    void aStudioInWhichNothingWasDoneIsNotOffered()
    {
        m_bench->project.setPage(QStringLiteral("inspect"));
        QTest::qWait(1500);
        leaveAsKilled();
        m_bench->window.begin({}, false, true);
        QVERIFY(!m_bench->window.findChild<QMessageBox*>(QStringLiteral("recovery")));
    }

    void aDroppedProjectIsOpened()
    {
        work();
        QVERIFY(m_bench->project.save(file()));
        m_bench = newBench();
        m_bench->window.openPaths({file(), m_town.prompt()});
        QTRY_VERIFY(m_bench->settle());
        QCOMPARE(m_bench->project.file(), file());
    }

private:
    std::unique_ptr<StudioBench> newBench()
    {
        m_bench.reset(); // its locks go first
        return std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini")));
    }
    QString file() const { return m_town.path(QStringLiteral("mine.nectar")); }
    static void press(QMessageBox::StandardButton button)
    {
        if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
            box->button(button)->click();
    }
    bool settleLabels() const { return m_bench->settleLabels(); }
    /// A bank, a picture, a patch, other numbers, and a click on the label page.
    void work()
    {
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
        m_bench->window.openPath(m_town.query());
        QVERIFY(m_bench->settle());
        m_bench->query.voting().setNeighbours(7);
        m_bench->query.voting().setTemperature(0.05);
        m_bench->query.voting().setPromptCounts(2, false);
        m_bench->query.evidence().pinPatch(11);
        m_bench->window.showLabelPage();
        m_bench->window.openPaths({m_town.prompt(), m_town.query()});
        QTRY_VERIFY(m_bench->label.hasPictures());
        QVERIFY(settleLabels());
        m_bench->label.addClass(QStringLiteral("sky"));
        m_bench->label.click(3);
        QVERIFY(settleLabels());
        QTRY_VERIFY(m_bench->label.labels().layer.labels);
        QVERIFY(m_bench->settle());
    }
    /// The studio goes without closing, and a new one comes.
    void leaveAsKilled() { m_bench = newBench(); }
    Project killed()
    {
        work();
        const Project before = m_bench->project.project();
        QTest::qWait(2500); // it is kept by itself
        leaveAsKilled();
        return before;
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestProjects)
#include "tst_projects.moc"
