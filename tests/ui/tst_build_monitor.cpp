// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/demo/toy_town.h"
#include "core/memory/memory_builder.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/presenters/build_form_text.h"
#include "ui/presenters/build_requests.h"
#include "ui/presenters/remaining_time.h"
#include "ui/views/build_form.h"
#include "ui/views/build_panel.h"
#include "ui/views/cancel_question.h"
#include "ui/views/elided_label.h"
#include "ui/views/job_bar.h"
#include "ui/views/message_bar.h"

#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace nectar;

/// What a running build says of itself, how it stops, and how it goes on.
class TestBuildMonitor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(settingsFile()); }
    void cleanup() { m_bench.reset(); }

    void aSteadyRateHasNoSpread()
    {
        RemainingTime time;
        for (int done = 1; done <= 11; ++done)
            time.add(100 + done, done); // one a second; when the clock began does not matter
        const auto left = time.estimate(31);
        QVERIFY(left.has_value());
        QCOMPARE(left->perSecond, 1.0);
        QCOMPARE(left->middle, 20.0);
        QCOMPARE(left->low, 20.0);
        QCOMPARE(left->high, 20.0);
    }

    /// Steps of 1, 3, 1 and 3 s: 2 s on average, their variance 4/3. Four are left: 8 s, with the standard error
    /// 4 · √(4/3 · (1/4 + 1/4)) = 3.266 s.
    void theSpreadFollowsTheVariation()
    {
        RemainingTime time;
        double seconds = 0;
        time.add(seconds, 1);
        for (int done = 2; done <= 5; ++done)
            time.add(seconds += done % 2 == 0 ? 1 : 3, done);
        const auto left = time.estimate(9);
        QVERIFY(left.has_value());
        QCOMPARE(left->middle, 8.0);
        QVERIFY(std::abs(left->high - (8 + 2 * 3.26599)) < 1e-4);
        QVERIFY(std::abs(left->low - (8 - 2 * 3.26599)) < 1e-4);
    }

    void twoStepsAreTheLeast()
    {
        RemainingTime time;
        QVERIFY(!time.estimate(10));
        for (int done = 5; done <= 6; ++done) {
            time.add(done, done);
            QVERIFY(!time.estimate(10));
        }
        time.add(7, 7);
        QCOMPARE(time.estimate(10)->middle, 3.0);
        time.add(8, 8); // a build that goes on begins with what it had: 5 took no time now
        QCOMPARE(time.estimate(10)->middle, 2.0);
        time.add(9, 8); // no step
        QCOMPARE(time.estimate(10)->middle, 2.0);
        time.add(10, 10);
        QCOMPARE(time.estimate(10)->middle, 0.0);
        time.clear();
        QVERIFY(!time.estimate(10));
    }

    void afterATenthTheEndIsKnownWithinAFifth()
    {
        double worst = 0;
        int inside = 0;
        constexpr int kRuns = 50, kTotal = 200;
        for (int run = 0; run < kRuns; ++run) {
            RandomStream random(std::uint64_t(run) + 1);
            QList<double> at{0};
            for (int i = 1; i < kTotal; ++i) // half a second a picture, a third of it by chance
                at.append(at.last() + 0.5 * (1 + 0.3 * (random.uniform() * 2 - 1)));
            RemainingTime time;
            for (int i = 0; i < kTotal / 10; ++i)
                time.add(at.at(i), i + 1);
            const auto left = time.estimate(kTotal);
            const double truth = at.last() - at.at(kTotal / 10 - 1);
            worst = std::max(worst, std::abs(left->middle - truth) / truth);
            inside += truth >= left->low && truth <= left->high ? 1 : 0;
        }
        qInfo("50 steady builds, after a tenth: worst error of the time left %.1f %%, inside the spread %d times",
              worst * 100, inside);
        QVERIFY(worst < 0.2);
        QVERIFY(inside >= kRuns * 8 / 10);
    }

    void theTimeLeftIsSaidAsRoughlyAsItIsKnown_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QString>("text");
        QTest::newRow("spread") << 41.0 << 54.0 << "about 40 to 55 s left";
        QTest::newRow("sure") << 39.0 << 41.0 << "about 40 s left";
        QTest::newRow("minutes") << 170.0 << 250.0 << "about 3 to 4 min left";
        QTest::newRow("both") << 48.0 << 121.0 << "about 50 s to 2 min left";
        QTest::newRow("hours") << 3700.0 << 7800.0 << "about 1 h 02 min to 2 h 10 min left";
        QTest::newRow("unsure") << 0.0 << 12.0 << "at most 12 s left";
        QTest::newRow("end") << 0.0 << 0.2 << "almost done";
    }
    void theTimeLeftIsSaidAsRoughlyAsItIsKnown()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(QString, text);
        QCOMPARE(timeLeftText(low, high), text);
    }

    void figuresNameRateTimeAndMemory()
    {
        BuildProgress progress;
        progress.imagesDone = 212;
        progress.imagesTotal = 367;
        progress.patches = 1000;
        progress.imagesPerSecond = 3.1;
        progress.secondsLeft = 50;
        progress.leastSecondsLeft = 45;
        progress.mostSecondsLeft = 55;
        progress.residentBytes = 1'200'000'000;
        progress.forecastBytes = 1'300'000'000;
        const QString text = buildFigures(progress).replace(QChar::Nbsp, QLatin1Char(' '));
        for (const char* part :
             {"image 212 of 367", "3.1 images/s", "about 45 to 55 s left", "1.2 GB of memory, 1.3 GB expected"})
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        progress.isStopping = true;
        QCOMPARE(buildFigures(progress), QStringLiteral("Stopping …"));
    }

    void classesThatWereNotSeenAreNamedBeforeTheEnd()
    {
        open();
        QStringList named;
        connect(&m_bench->build, &BuildBankPresenter::progressed, this, [&] {
            const BuildProgress& progress = m_bench->build.progress();
            if (progress.imagesDone > 0 && progress.imagesDone < progress.imagesTotal)
                named.append(m_bench->find<QLabel>("missingClasses")->text());
        });
        buildLarge();
        QTRY_VERIFY_WITH_TIMEOUT(!named.isEmpty(), 60'000);
        const BuildProgress& progress = m_bench->build.progress();
        QVERIFY(!progress.missingClasses.isEmpty()); // a town has no picture with everything in it
        QVERIFY2(named.first().startsWith(QStringLiteral("Not seen yet: ")), qPrintable(named.first()));
        QVERIFY(progress.residentBytes > 0);
    }

    void pauseIsAnsweredAtOnceAndTheBuildStopsWithinASecond()
    {
        open();
        buildLarge();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.progress().imagesDone > 2, 60'000);
        auto* pause = m_bench->find<QPushButton>("pauseBuild");
        auto* figures = m_bench->find<QLabel>("buildFigures");
        QSignalSpy stopped(&m_bench->build, &BuildBankPresenter::stopped);
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(pause, Qt::LeftButton);
        QVERIFY(
            QTest::qWaitFor([&] { return !pause->isEnabled() && figures->text() == QStringLiteral("Stopping …"); }));
        const qint64 answered = clock.elapsed();
        QVERIFY(!stopped.isEmpty() || stopped.wait(10'000));
        const qint64 ended = clock.elapsed();
        qInfo("Pause: answered after %lld ms, stopped after %lld ms", answered, ended);
        QVERIFY(answered < 100);
        QVERIFY(ended < 1000);
        QVERIFY(QFileInfo::exists(partial()));
    }

    void cancelAsksBeforeMuchIsThrownAway()
    {
        open();
        buildLarge();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.progress().imagesDone > 0, 60'000);
        const auto question = [this] {
            return m_bench->window.findChild<QMessageBox*>(QStringLiteral("cancelQuestion"));
        };
        const auto answer = [&](QMessageBox::ButtonRole role) {
            for (QAbstractButton* button : question()->buttons())
                if (question()->buttonRole(button) == role)
                    return QTest::mouseClick(button, Qt::LeftButton);
        };
        cancelBuild(m_bench->window, m_bench->build, 0);
        QVERIFY(question() && m_bench->build.isRunning());
        QVERIFY(question()->text().startsWith(QStringLiteral("Throw away what was read of ")));
        answer(QMessageBox::RejectRole);
        QTRY_VERIFY(!question());
        QVERIFY(m_bench->build.isRunning() && !m_bench->build.progress().isStopping);
        cancelBuild(m_bench->window, m_bench->build, 0);
        QSignalSpy stopped(&m_bench->build, &BuildBankPresenter::stopped);
        answer(QMessageBox::AcceptRole);
        QVERIFY(!stopped.isEmpty() || stopped.wait(10'000));
        QVERIFY(QFileInfo::exists(partial()));
        m_bench->build.continuePaused();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.progress().imagesDone > 0, 60'000);
        stopped.clear();
        QTRY_VERIFY(!question());
        cancelBuild(m_bench->window, m_bench->build, 0);
        answer(QMessageBox::DestructiveRole);
        QVERIFY(!stopped.isEmpty() || stopped.wait(10'000));
        QTRY_VERIFY(!QFileInfo::exists(partial()));
    }

    void longLinesWidenNoWindow()
    {
        open();
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
        m_bench->window.resize(1024, 640);
        auto* bar = m_bench->find<JobBar>("jobBar");
        bar->findChild<ElidedLabel*>()->setFullText(QString(300, u'x'));
        bar->show(); // as while a bank is built
        QTest::qWait(30);
        QCOMPARE(m_bench->window.width(), 1024);
        m_bench->find<QLabel>("pixelFacts")->setText(QString(300, u'x'));
        QTest::qWait(30);
        QCOMPARE(m_bench->window.width(), 1024);
    }

    void cancelAsksNothingWhereLittleIsLost()
    {
        open();
        buildLarge();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.progress().imagesDone > 0, 60'000);
        QSignalSpy stopped(&m_bench->build, &BuildBankPresenter::stopped);
        QTest::mouseClick(m_bench->find<QPushButton>("cancelBuild"), Qt::LeftButton);
        QVERIFY(!stopped.isEmpty() || stopped.wait(10'000));
        QVERIFY(!m_bench->window.findChild<QMessageBox*>(QStringLiteral("cancelQuestion")));
        QVERIFY(!QFileInfo::exists(partial()));
    }

    void anUnfinishedBuildIsOfferedAtTheNextStart()
    {
        open();
        buildLarge();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.progress().imagesDone > 2, 60'000);
        QSignalSpy stopped(&m_bench->build, &BuildBankPresenter::stopped);
        m_bench->build.pause();
        QVERIFY(!stopped.isEmpty() || stopped.wait(10'000));
        const qint64 before = m_bench->build.progress().imagesDone;
        open(); // another run of the program
        m_bench->window.begin({}, false, true);
        auto* bar = m_bench->window.findChild<MessageBar*>();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->shown().title, QStringLiteral("Building large.bank was not finished"));
        auto* button = m_bench->find<QPushButton>("messageRemedy");
        QCOMPARE(button->text(), QStringLiteral("Continue"));
        qint64 first = -1;
        connect(&m_bench->build, &BuildBankPresenter::progressed, this, [&] {
            if (first < 0 && m_bench->build.progress().imagesDone > 0)
                first = m_bench->build.progress().imagesDone;
        });
        QSignalSpy finished(&m_bench->build, &BuildBankPresenter::finished);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(finished.wait(120'000));
        QVERIFY2(first >= before, qPrintable(QStringLiteral("%1 %2").arg(first).arg(before)));
        QVERIFY(QFileInfo::exists(large()) && !QFileInfo::exists(partial()));
        QVERIFY(m_bench->settings.text(QStringLiteral("unfinishedBuild")).isEmpty());
        QFile::remove(large());
    }

    void aKilledBuildIsOfferedTooAndARemovedOneIsNot()
    {
        open();
        buildLarge();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.progress().imagesDone > 1, 60'000);
        // What a killed program leaves: its settings as they are while it builds.
        QCOMPARE(buildFormFrom(m_bench->settings.text(QStringLiteral("unfinishedBuild"))), form());
        QSignalSpy stopped(&m_bench->build, &BuildBankPresenter::stopped);
        m_bench->build.cancel();
        QVERIFY(!stopped.isEmpty() || stopped.wait(10'000));
        QVERIFY(!QFileInfo::exists(partial()));
        QVERIFY(m_bench->settings.text(QStringLiteral("unfinishedBuild")).isEmpty());
        m_bench->settings.setText(QStringLiteral("unfinishedBuild"), textFrom(form()));
        m_bench->window.begin({}, false, true);
        QVERIFY(!m_bench->window.findChild<MessageBar*>()->isVisible());
        QVERIFY(m_bench->settings.text(QStringLiteral("unfinishedBuild")).isEmpty());
    }

    void formsSurviveAsText()
    {
        BuildForm full = form();
        full.split = QStringLiteral("train");
        full.tasks = {Task::Depth};
        full.squash = true;
        full.memory = 10'240'000;
        full.limit = 250;
        full.replace = true;
        QCOMPARE(buildFormFrom(textFrom(full)), full);
        QVERIFY(buildFormFrom(QStringLiteral("{ no JSON")).output.isEmpty());
        QVERIFY(buildFormFrom({}).output.isEmpty());
    }

    /// 1,000 pictures and 1 M patches of 2 GB on a disk with 0.5 GB: a quarter, less a tenth to be safe.
    void smallerBuildsAreProportional()
    {
        BuildReview review;
        review.images = 1000;
        review.patches = 1'000'000;
        review.side = 448;
        review.bankBytes = 1'000'000'000;
        review.diskBytes = 2'000'000'000;
        review.memoryBytes = 500'000'000;
        review.freeMemory = 8'000'000'000;
        review.freeDisk = 500'000'000;
        QVERIFY(review.isTooLarge());
        const QList<SmallerBuild> choices = smallerForms(form(), review);
        QCOMPARE(choices.size(), 3);
        QCOMPARE(choices.at(0).form.limit, 100);      // of at most 225
        QCOMPARE(choices.at(1).form.memory, 100'000); // of at most 225,000
        QCOMPARE(choices.at(2).form.side, 224);       // 448 · √0.225 = 212: the smallest there is
        review.freeDisk = 4'000'000'000;
        QVERIFY(!review.isTooLarge());
        review.freeMemory = 400'000'000; // the bank does not fit into it
        QVERIFY(review.isTooLarge());
        QCOMPARE(smallerForms(form(), review).size(), 3);
    }

    void aBuildThatIsTooLargeOffersSmallerOnes()
    {
        open();
        m_bench->build.setRoom({1'000'000'000'000, 1'000'000'000'000});
        auto* choices = m_bench->find<QWidget>("smallerBuilds");
        m_bench->window.openPath(townFolder());
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.reviewed().images > 0, 30'000);
        QVERIFY(!choices->isVisible());
        const BuildReview whole = m_bench->build.reviewed();
        m_bench->build.setRoom({1'000'000'000'000, whole.diskBytes / 2});
        QSignalSpy reviewed(&m_bench->build, &BuildBankPresenter::reviewReady);
        auto* squash = m_bench->find<QAbstractButton>("squash");
        squash->click(); // any change looks again
        QVERIFY(reviewed.wait(30'000));
        QVERIFY(choices->isVisible());
        QVERIFY(m_bench->find<QLabel>("tooLarge")->text().contains(QStringLiteral("too large for this machine")));
        auto* first = m_bench->find<QPushButton>("smaller0");
        QCOMPARE(first->text(), QStringLiteral("The first 10 pictures"));
        reviewed.clear();
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(reviewed.wait(30'000));
        QCOMPARE(m_bench->find<QComboBox>("limit")->currentData().toLongLong(), 10);
        QCOMPARE(m_bench->build.reviewed().images, 10);
        QVERIFY(!choices->isVisible());
        QCOMPARE(m_bench->window.findChild<BuildFormView*>()->values().limit, 10);
    }

    void theRoomOfThisMachineIsKnown()
    {
        const MachineRoom room = roomFor(form());
        QVERIFY(room.memory > 0);
        QVERIFY(room.disk > 0);
    }

private:
    QString settingsFile() const { return m_town.path(QStringLiteral("settings.ini")); }
    QString large() const { return m_town.path(QStringLiteral("large.bank")); }
    QString partial() const { return pathToQString(partialPath(pathFromQString(large()))); }
    void open()
    {
        m_bench.reset();
        m_bench = std::make_unique<StudioBench>(settingsFile());
    }
    /// A town of forty pictures, so that there is time to stop.
    QString townFolder()
    {
        const QString folder = m_town.path(QStringLiteral("large"));
        if (!QFileInfo::exists(folder)) {
            ToyTownOptions options;
            options.prompts = 40;
            options.validations = 1;
            options.queries = 1;
            options.size = {160, 128};
            writeToyTown(pathFromQString(folder), options, JobContext{});
        }
        return folder;
    }
    BuildForm form()
    {
        BuildForm form;
        form.folder = townFolder();
        form.side = 672;
        form.output = large();
        return form;
    }
    void buildLarge()
    {
        QFile::remove(partial());
        m_bench->build.build(form());
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestBuildMonitor)
#include "tst_build_monitor.moc"
