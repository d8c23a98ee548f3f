// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/cut_texts.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/label_page.h"
#include "ui/views/log_dock.h"

#include <QAction>
#include <QLineEdit>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>

using namespace nectar;

/// Where the log is: below the pages or a window of its own, kept, and never in the way.
class TestLogDock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_settings = m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }

    void itIsHiddenAtFirstAndLiesBelowThePages()
    {
        StudioBench studio(m_settings);
        LogDock* log = dock(studio);
        QVERIFY(!log->isVisible());
        action(studio)->trigger();
        QVERIFY(log->isVisible() && !log->isFloating());
        QCOMPARE(studio.window.dockWidgetArea(log), Qt::BottomDockWidgetArea);
        QVERIFY(log->y() >= studio.window.centralWidget()->geometry().bottom());
    }

    void theCommandAndTheButtonAndEscapeHideIt()
    {
        StudioBench studio(m_settings);
        QVERIFY(QTest::qWaitForWindowActive(&studio.window));
        LogDock* log = dock(studio);
        action(studio)->trigger();
        QVERIFY(action(studio)->isChecked());
        QVERIFY(studio.find<QLineEdit>("logWords")->hasFocus());
        action(studio)->trigger();
        QVERIFY(!log->isVisible() && !action(studio)->isChecked());
        action(studio)->trigger();
        QTest::mouseClick(studio.find<QToolButton>("logClose"), Qt::LeftButton);
        QVERIFY(!log->isVisible() && !action(studio)->isChecked());
        action(studio)->trigger();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!log->isVisible() && !action(studio)->isChecked());
    }

    void itBecomesAWindowAndComesBack()
    {
        StudioBench studio(m_settings);
        LogDock* log = dock(studio);
        action(studio)->trigger();
        auto* detach = studio.find<QToolButton>("logDetach");
        const QString before = detach->accessibleName();
        QTest::mouseClick(detach, Qt::LeftButton);
        QVERIFY(log->isFloating() && log->isVisible());
        QVERIFY(log->height() > 400); // not the strip that it was
        QVERIFY(!detach->accessibleName().isEmpty() && detach->accessibleName() != before);
        QTest::mouseClick(detach, Qt::LeftButton);
        QVERIFY(!log->isFloating());
        QCOMPARE(detach->accessibleName(), before);
    }

    void itIsThereAgainAsItWasLeft_data()
    {
        QTest::addColumn<bool>("floats");
        QTest::newRow("below the pages") << false;
        QTest::newRow("a window") << true;
    }
    void itIsThereAgainAsItWasLeft()
    {
        QFETCH(const bool, floats);
        QRect place;
        {
            StudioBench studio(m_settings);
            action(studio)->trigger();
            dock(studio)->setFloating(floats);
            if (floats)
                dock(studio)->setGeometry(0, 60, dock(studio)->minimumSizeHint().width(), 300);
            place = dock(studio)->geometry();
            studio.window.close();
        }
        StudioBench again(m_settings);
        QVERIFY(dock(again)->isVisible() && action(again)->isChecked());
        QCOMPARE(dock(again)->isFloating(), floats);
        if (floats)
            QCOMPARE(dock(again)->geometry(), place);
        else
            QTRY_COMPARE(dock(again)->height(), place.height());
    }

    void aPlaceOutsideOfEveryScreenIsGivenUp()
    {
        {
            StudioBench studio(m_settings);
            action(studio)->trigger();
            dock(studio)->setFloating(true);
            dock(studio)->setGeometry(30'000, 20'000, 600, 300);
            studio.window.close();
        }
        StudioBench again(m_settings);
        action(again)->trigger();
        if (!dock(again)->isVisible())
            action(again)->trigger();
        const QRect place(dock(again)->mapToGlobal(QPoint(0, 0)), dock(again)->size());
        QVERIFY(dock(again)->screen()->virtualGeometry().intersects(place));
    }

    void whatCannotBeReadIsTheFirstLayout_data()
    {
        QTest::addColumn<QByteArray>("state");
        StudioBench studio(m_town.path(QStringLiteral("other.ini")));
        action(studio)->trigger();
        QTest::newRow("of another version") << studio.window.saveState(99);
        QTest::newRow("cut short") << studio.window.saveState(1).left(20);
        QTest::newRow("no state") << QByteArray("rubbish");
        QTest::newRow("nothing") << QByteArray();
    }
    void whatCannotBeReadIsTheFirstLayout()
    {
        QFETCH(const QByteArray, state);
        SettingsPresenter(m_settings).setLayout(QStringLiteral("docks"), state);
        StudioBench studio(m_settings);
        QVERIFY(!dock(studio)->isVisible() && !dock(studio)->isFloating());
        QVERIFY(!action(studio)->isChecked());
        action(studio)->trigger();
        QVERIFY(dock(studio)->isVisible());
        QCOMPARE(studio.window.dockWidgetArea(dock(studio)), Qt::BottomDockWidgetArea);
    }

    void aKeptLayoutDoesNotBringTheToolBarToOtherPages()
    {
        {
            StudioBench studio(m_settings);
            studio.window.openPath(m_town.bank());
            QVERIFY(studio.settle());
            QVERIFY(studio.find<QToolBar>("toolBar")->isVisible());
            studio.window.close();
        }
        StudioBench again(m_settings);
        QVERIFY(!again.find<QToolBar>("toolBar")->isVisible()); // the start page
    }

    void resetLayoutHidesIt()
    {
        StudioBench studio(m_settings);
        action(studio)->trigger();
        dock(studio)->setFloating(true);
        studio.find<QAction>("resetLayout")->trigger();
        QVERIFY(!dock(studio)->isVisible() && !dock(studio)->isFloating());
        QVERIFY(!action(studio)->isChecked());
        studio.find<QAction>("undo")->trigger();
        QVERIFY(dock(studio)->isVisible() && dock(studio)->isFloating());
        studio.find<QAction>("redo")->trigger();
        QVERIFY(!dock(studio)->isVisible());
    }

    void takingItBackStaysOnThePage()
    {
        StudioBench studio(m_settings);
        studio.window.openPath(m_town.bank());
        QVERIFY(studio.settle());
        studio.find<QAction>("resetLayout")->trigger();
        studio.find<QAction>("labelPictures")->trigger();
        action(studio)->trigger();
        studio.find<QAction>("resetLayout")->trigger();
        QVERIFY(!dock(studio)->isVisible());
        studio.find<QAction>("undo")->trigger();
        QVERIFY(dock(studio)->isVisible() && studio.window.labelPage()->isVisible());
    }

    void fullScreenLeavesItAsItIs()
    {
        StudioBench studio(m_settings);
        for (const bool shown : {false, true}) {
            if (shown)
                action(studio)->trigger();
            for (int i = 0; i < 2; ++i) { // there and back
                studio.find<QAction>("fullScreen")->toggle();
                QCOMPARE(dock(studio)->isVisible(), shown);
            }
        }
    }

    void theWindowStaysSmallWithIt()
    {
        StudioBench studio(m_settings);
        studio.window.openPath(m_town.bank());
        QVERIFY(studio.settle());
        action(studio)->trigger();
        for (const char* page : {"showStart", "showInspect", "buildBank", "labelPictures", "measureLabels"}) {
            studio.find<QAction>(page)->trigger();
            studio.window.resize(1024, 640);
            QTest::qWait(30);
            QVERIFY2(studio.window.size() == QSize(1024, 640), page);
            QVERIFY2(cutTexts(studio.window).isEmpty(), qPrintable(cutTexts(studio.window).join(u'\n')));
            const int pages = studio.window.findChild<QStackedWidget*>()->height();
            qInfo("%s: the page is %d pixels high, the log %d", page, pages, dock(studio)->height());
            QVERIFY2(pages >= 2 * dock(studio)->height(), page);
        }
    }

    void aPageOutOfSightTakesNothingFromIt()
    {
        StudioBench studio(m_settings);
        studio.window.openPath(m_town.bank());
        QVERIFY(studio.settle());
        studio.window.resize(1024, 700);
        action(studio)->trigger();
        QTest::qWait(30);
        const int before = dock(studio)->height();
        studio.find<QAction>("measureLabels")->trigger();
        QTRY_VERIFY(studio.find<QAction>("measureNow")->isEnabled());
        studio.find<QAction>("measureNow")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(studio.measure.measurement() && !studio.measure.isRunning(), 60'000);
        QTest::qWait(30);
        studio.find<QAction>("showInspect")->trigger();
        QTRY_COMPARE(dock(studio)->height(), before);
        QCOMPARE(studio.window.size(), QSize(1024, 700));
    }

    void nothingButTheCommandHidesTheToolBar()
    {
        StudioBench studio(m_settings);
        studio.window.openPath(m_town.bank());
        QVERIFY(studio.settle());
        QTest::mouseClick(studio.window.menuBar(), Qt::RightButton, {}, {studio.window.menuBar()->width() - 5, 5});
        QContextMenuEvent event(QContextMenuEvent::Mouse, {5, 5}, studio.window.mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(&studio.window, &event);
        QVERIFY(!QApplication::activePopupWidget());
    }

private:
    static LogDock* dock(const StudioBench& studio) { return studio.find<LogDock>("logDock"); }
    static QAction* action(const StudioBench& studio) { return studio.find<QAction>("showLog"); }

    SmallTown m_town;
    QString m_settings;
    int m_count = 0;
};

QTEST_MAIN(TestLogDock)
#include "tst_log_dock.moc"
