// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/paths.h"
#include "core/demo/toy_town.h"
#include "core/memory/memory_builder.h"
#include "core/project/project.h"
#include "tests/support/hungry_backbone.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/models/command_list_model.h"
#include "ui/presenters/build_requests.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/picture_texts.h"
#include "ui/views/elided_label.h"
#include "ui/views/message_bar.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace nectar;
namespace fs = std::filesystem;

/// A bank that is asked while it is built, and a build that lacks memory.
class TestHalfBuilt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        ToyTownOptions options;
        options.prompts = 24;
        options.validations = 1;
        options.queries = 2;
        options.size = {160, 128};
        writeToyTown(pathFromQString(town()), options, JobContext{});
        BuildBankRequest request = buildRequest(form());
        request.output = pathFromQString(m_town.path(QStringLiteral("undisturbed.bank")));
        m_undisturbed = readFile(buildBank(request, {}).bank);
    }
    void init()
    {
        QFile::remove(output());
        QFile::remove(pathToQString(partialPath(pathFromQString(output()))));
        QFile::remove(m_town.path(QStringLiteral("settings.ini")));
        m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini")));
    }
    void cleanup() { m_bench.reset(); }

    void nothingReadYetCannotBeAsked()
    {
        auto* action = m_bench->find<QAction>("askMeanwhile");
        QVERIFY(!action->isEnabled());
        QVERIFY(action->property(kWhyDisabled).toString() == QStringLiteral("no bank is being built"));
        m_bench->build.build(form());
        QVERIFY(!m_bench->find<QPushButton>("askBuild")->isEnabled());
        m_bench->build.askMeanwhile(); // does nothing
        QVERIFY(!m_bench->query.hasBank());
        QTRY_VERIFY_WITH_TIMEOUT(action->isEnabled() || !m_bench->build.isRunning(), 30'000);
    }

    void whatWasReadAnswersAndSaysHowMuchItIs()
    {
        askAndPause();
        QueryPresenter& query = m_bench->query;
        QVERIFY(query.bank().halfBuilt.has_value());
        const QString share = query.bank().halfBuilt->share();
        QVERIFY2(share.endsWith(QStringLiteral("% of the prompts")), qPrintable(share));
        QCOMPARE(query.bank().name, QStringLiteral("large"));
        QVERIFY(query.bank().images >= 1 && query.bank().images < 24);
        QVERIFY(query.shown().prediction != nullptr);
        auto* chip = m_bench->find<ElidedLabel>("bankChip");
        QVERIFY(chip->toolTip().contains(QStringLiteral("by name")));
        QVERIFY2(m_bench->window.windowTitle().contains(share), qPrintable(m_bench->window.windowTitle()));
        QVERIFY(imageNote(query).contains(share));
        QSignalSpy told(&query.answers().library, &LibraryPresenter::factsReady);
        query.answers().library.askFacts();
        QVERIFY(told.wait(20'000));
        const QString facts = told.first().first().value<BankFacts>().toText();
        QVERIFY2(facts.contains(share) && !facts.contains(query.bank().file), qPrintable(facts));
    }

    void theWholeBankTakesItsPlaceWithPictureAndPatch()
    {
        askAndPause();
        QueryPresenter& query = m_bench->query;
        const QString picture = query.queryImages().entry(1).path;
        query.openImage(picture);
        QVERIFY(m_bench->settle());
        query.evidence().keepPatches({17, 18, 30});
        query.voting().setPromptCounts(0, false);
        QVERIFY(m_bench->settle());
        const QString left = query.promptImages().entry(0).name;
        QVERIFY(m_bench->build.canContinue());
        m_bench->build.continuePaused();
        QTRY_VERIFY_WITH_TIMEOUT(query.hasImage() && !query.bank().halfBuilt && !query.isBusy(), 60'000);
        QCOMPARE(query.bank().file, output());
        QCOMPARE(query.bank().images, 24);
        QCOMPARE(pathToQString(query.shown().image->path), picture);
        QCOMPARE(query.evidence().keptPatches(), (std::vector<int>{17, 18, 30}));
        QCOMPARE(query.voting().leftOut().size(), std::size_t(1));
        QCOMPARE(query.promptImages().entry(static_cast<int>(query.voting().leftOut().front())).name, left);
        QVERIFY(!m_bench->window.windowTitle().contains(QStringLiteral("of the prompts")));
        QVERIFY(readFile(pathFromQString(output())) == m_undisturbed);
    }

    void askingAgainAndAgainChangesNoByteOfTheBank()
    {
        int answers = 0;
        QSignalSpy finished(&m_bench->build, &BuildBankPresenter::finished);
        connect(&m_bench->build, &BuildBankPresenter::progressed, &m_bench->build, &BuildBankPresenter::askMeanwhile);
        connect(&m_bench->build, &BuildBankPresenter::halfBuiltReady, this, [&] { ++answers; });
        m_bench->build.build(form());
        QVERIFY(finished.wait(60'000));
        qInfo("asked %d times while 24 pictures were read", answers);
        QVERIFY(answers > 0);
        QVERIFY(readFile(pathFromQString(output())) == m_undisturbed);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->query.bank().file == output(), 30'000);
    }

    void nothingThatIsKeptNamesTheTemporaryFile()
    {
        const QString former = m_town.bank();
        m_bench->window.openPath(former);
        QVERIFY(m_bench->settle());
        askAndPause();
        const QString temporary = m_bench->query.bank().file;
        QVERIFY(temporary != output());
        Project project;
        m_bench->query.keep(project);
        QCOMPARE(pathToQString(project.bank), former);
        QVERIFY(!QString::fromStdString(projectToJson(m_bench->project.project(), {})).contains(temporary));
        QVERIFY(m_bench->settings.recent().contains(former));
        QVERIFY(!m_bench->settings.recent().contains(temporary));
    }

    void cancellingWhileItIsAskedIsQuietAndLeavesNothing()
    {
        QSignalSpy problems(&m_bench->build, &BuildBankPresenter::problemOccurred);
        QSignalSpy stopped(&m_bench->build, &BuildBankPresenter::stopped);
        m_bench->build.build(form());
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->build.canAsk(), 30'000);
        m_bench->build.askMeanwhile();
        m_bench->build.cancel();
        QVERIFY(!stopped.isEmpty() || stopped.wait(10'000));
        m_bench->engine.waitForDone();
        QVERIFY(QTest::qWaitFor([&] { return !m_bench->query.isBusy(); }, 30'000));
        QCOMPARE(problems.size(), 0);
        QVERIFY(!QFileInfo::exists(output()));
        QVERIFY(!fs::exists(partialPath(pathFromQString(output()))));
        m_bench.reset();
        const QDir kept(pathToQString(userPaths().cache / "half-built"));
        QVERIFY(kept.entryList(QDir::Files).isEmpty());
    }

    void leanerBuildsAreSmallerThanWhatLackedMemory()
    {
        BuildForm large = form();
        large.side = 448;
        const QList<SmallerBuild> choices = leanerForms(large, {1000, 400'000, 448}, true);
        QCOMPARE(choices.size(), 4);
        QVERIFY(choices.at(0).form.cpu);
        QCOMPARE(choices.at(1).form.side, 336);
        QCOMPARE(choices.at(2).form.limit, 500);
        QCOMPARE(choices.at(3).form.memory, 100'000);
        large.side = 224; // the smallest there is
        large.limit = 100;
        const QList<SmallerBuild> fewer = leanerForms(large, {100, 0, 0}, false);
        QCOMPARE(fewer.size(), 1);
        QCOMPARE(fewer.first().form.limit, 50);
    }

    void aBuildThatLacksMemoryOffersSmallerOnesAndTheyWork()
    {
        m_bench->build.setOpener(hungryOpener(300 * 300, Lack::OfTheProgram));
        BuildForm large = form();
        large.side = 336;
        m_bench->build.build(large);
        auto* bar = m_bench->window.findChild<MessageBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 30'000);
        QCOMPARE(bar->shown().title, QStringLiteral("Not enough memory to describe the pictures"));
        auto* smaller = m_bench->find<QPushButton>("messageOffer0");
        QCOMPARE(smaller->text(), QStringLiteral("Input of 224 px"));
        QVERIFY(m_bench->find<QPushButton>("messageOffer1")->text().contains(QStringLiteral("pictures")));
        QSignalSpy finished(&m_bench->build, &BuildBankPresenter::finished);
        QTest::mouseClick(smaller, Qt::LeftButton);
        QVERIFY(finished.wait(60'000));
        QCOMPARE(m_bench->build.form().side, 224);
        QVERIFY(m_bench->settle());
        QVERIFY(QFileInfo::exists(output()));
    }

private:
    QString town() const { return m_town.path(QStringLiteral("large")); }
    QString output() const { return m_town.path(QStringLiteral("large.bank")); }
    BuildForm form() const
    {
        BuildForm form;
        form.folder = town();
        form.side = 336;
        form.output = output();
        return form;
    }
    /// The build stops behind the question, so that what was read is a part only.
    void askAndPause()
    {
        QSignalSpy stopped(&m_bench->build, &BuildBankPresenter::stopped);
        QSignalSpy answered(&m_bench->build, &BuildBankPresenter::halfBuiltReady);
        const auto watching = connect(&m_bench->build, &BuildBankPresenter::progressed, this, [this] {
            if (auto* ask = m_bench->find<QPushButton>("askBuild"); ask->isEnabled()) {
                ask->click();
                m_bench->build.pause();
            }
        });
        m_bench->build.build(form());
        QVERIFY(!stopped.isEmpty() || stopped.wait(60'000));
        disconnect(watching);
        QVERIFY(!answered.isEmpty() || answered.wait(30'000));
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->query.bank().halfBuilt && m_bench->query.hasImage(), 30'000);
        QVERIFY(m_bench->settle());
    }

    SmallTown m_town;
    std::string m_undisturbed;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestHalfBuilt)
#include "tst_half_built.moc"
