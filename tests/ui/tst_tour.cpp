// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/tour.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTimer>

using namespace nectar;

/// Five steps for somebody who sees this for the first time, with a finger.
class TestTour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini")));
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
    }
    void cleanup() { m_bench.reset(); }

    void clicksAloneLeadThroughAllSteps()
    {
        start();
        QCOMPARE(tour()->step(), 0);
        QCOMPARE(m_bench->find<QTabBar>("libraryTabs")->currentIndex(), 0); // the prompt images it speaks of
        click("tourNext");
        QCOMPARE(tour()->step(), 1);
        QTest::mouseClick(m_bench->canvas(), Qt::LeftButton, {}, freePatch());
        QCOMPARE(tour()->step(), 2); // the click itself goes on
        click("tourNext");
        click("tourAct");
        QVERIFY(m_bench->settle());
        QCOMPARE(m_bench->query.voting().options().neighbours, 1);
        click("tourAct");
        QCOMPARE(m_bench->query.voting().options().neighbours, 30);
        QVERIFY(m_bench->settle());
        click("tourNext");
        QCOMPARE(tour()->step(), 4);
        click("tourAct");
        QCOMPARE(m_bench->query.voting().leftOut().size(), std::size_t(1));
        QVERIFY(m_bench->settle());
        QTRY_VERIFY2(text().contains(QStringLiteral("of the picture changes")), qPrintable(text()));
        click("tourAct");
        QVERIFY(m_bench->query.voting().leftOut().empty());
        click("tourNext");
        click("tourNext");
        QVERIFY(!tour()->isRunning() && !tour()->isVisible());
    }

    void theTourIsInsideOfTheWindowWhateverItsSize()
    {
        for (const QSize size : {QSize(1280, 800), QSize(1024, 640), QSize(1920, 1080)}) {
            m_bench->window.resize(size);
            start();
            for (int step = 0; step < Tour::kSteps; ++step) {
                QCoreApplication::processEvents();
                QVERIFY2(m_bench->window.rect().contains(tour()->geometry()), qPrintable(QString::number(step)));
                for (const QLabel* label : tour()->findChildren<QLabel*>())
                    QVERIFY2(!label->isVisible() || label->heightForWidth(label->width()) <= label->height(),
                             qPrintable(label->text()));
                click("tourNext");
            }
        }
    }

    void itsButtonsAreLargeEnoughForAFinger()
    {
        start();
        for (const QPushButton* button : tour()->findChildren<QPushButton*>())
            QVERIFY(!button->isVisible() || button->height() >= 40);
    }

    void escapeEndsIt()
    {
        start();
        QTest::keyClick(m_bench->find<QPushButton>("tourNext"), Qt::Key_Escape);
        QVERIFY(!tour()->isRunning());
    }

    void anotherPageEndsIt()
    {
        start();
        m_bench->find<QAction>("showStart")->trigger();
        QVERIFY(!tour()->isRunning());
    }

    void withoutAPictureTheCommandSaysWhy()
    {
        StudioBench empty(m_town.path(QStringLiteral("other.ini")));
        QVERIFY(!empty.find<QAction>("showTour")->isEnabled());
    }

    void itsEndOffersPicturesOfOnesOwn()
    {
        start();
        for (int step = 0; step + 1 < Tour::kSteps; ++step)
            click("tourNext");
        bool asked = false;
        QTimer::singleShot(0, qApp, [&asked] {
            if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                asked = true;
                dialog->reject();
            }
        });
        click("tourAct");
        QVERIFY(asked);
        QVERIFY(!tour()->isRunning());
    }

    void itComesByItselfWithTheFirstDemoOnly()
    {
        m_bench->settings.reset();
        m_bench->window.tryDemo(QStringLiteral("descriptor"));
        QTRY_VERIFY_WITH_TIMEOUT(tour()->isRunning(), 120'000);
        QVERIFY(m_bench->settle());
        QCOMPARE(tour()->step(), 0);
        click("tourSkip");
        QVERIFY(m_bench->settings.tourSeen());
    }

private:
    Tour* tour() const { return m_bench->window.findChild<Tour*>(); }
    QString text() const { return tour()->findChild<QLabel*>(QStringLiteral("tourText"))->text(); }
    void start() const
    {
        m_bench->find<QAction>("showTour")->trigger();
        QVERIFY(tour()->isRunning());
    }
    void click(const char* name) const { QTest::mouseClick(m_bench->find<QPushButton>(name), Qt::LeftButton); }
    /// The middle of a patch that the bubble does not cover.
    QPoint freePatch() const
    {
        const int patches = m_bench->query.shown().image->grid.count();
        for (int patch = 0; patch < patches; ++patch) {
            const QPoint point = m_bench->pointOfPatch(patch);
            if (!tour()->geometry().contains(m_bench->canvas()->mapTo(&m_bench->window, point)))
                return point;
        }
        return {};
    }
    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestTour)
#include "tst_tour.moc"
