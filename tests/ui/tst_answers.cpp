// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/presenters/picture_texts.h"
#include "ui/presenters/why_not_presenter.h"
#include "ui/views/image_delegate.h"

#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>

using namespace nectar;

/// What the window answers beyond the list of voters: what changes without a prompt image, why not another class.
class TestAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)));
        m_studio->window.openPath(m_town.bank());
        QVERIFY(m_studio->settle());
    }
    void cleanup() { m_studio.reset(); }

    void aPromptImageThatIsLeftOutHasNoVote();
    void leavingOutAndCountingAgainChangesNothing();
    void anImageThatIsLeftOutStaysOutOfTheNextPicture();
    void withoutAnyPromptImageEverythingIsUnknown();
    void anotherBankCountsAllAgain();
    void promptImagesThatAreNotThereChangeNothing();
    void theEyeInTheLibraryLeavesAnImageOut();
    void theSpaceBarTogglesThePromptImage();
    void whyNotFollowsThePatch();
    void theMenuOfClassesAsksAndTheCrossEndsIt();
    void theClosestPatchesAreCopied();
    void depthHasNoWhyNot();

private:
    QueryPresenter& query() { return m_studio->query; }
    bool answered() // to the question of the moment
    {
        return QTest::qWaitFor([this] { return !query().answers().whyNot.sentence().isEmpty(); }, 30'000);
    }
    /// Shows the prompt images and returns the first one's place in the list.
    QModelIndex firstPrompt(QListView* list)
    {
        m_studio->find<QTabBar>("libraryTabs")->setCurrentIndex(0);
        return list->model()->index(0, 0);
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
    int m_count = 0;
};

void TestAnswers::aPromptImageThatIsLeftOutHasNoVote()
{
    const quint32 best = query().evidence().neighbours().card(0).promptImage;
    query().voting().setPromptCounts(best, false);
    QVERIFY(m_studio->settle());
    QCOMPARE(query().evidence().neighbours().rowCount(), 30); // others have moved up
    double sum = 0;
    for (const NeighbourCard& card : query().evidence().neighbours().cards()) {
        QVERIFY(card.promptImage != best);
        sum += card.weight;
    }
    QVERIFY(std::abs(sum - 1) < 1e-3);
    QVERIFY(query().shown().changed > 0 && query().shown().changed <= 1);
    const QString name = query().promptImages().entry(static_cast<int>(best)).name;
    QVERIFY2(imageNote(query()).startsWith(QStringLiteral("Without %1: ").arg(name)), qPrintable(imageNote(query())));
    QVERIFY(query().promptImages().index(static_cast<int>(best)).data(ImageListModel::LeftOutRole).toBool());
}

void TestAnswers::leavingOutAndCountingAgainChangesNothing()
{
    const auto before = query().shown().prediction->labels.ids;
    for (const qint64 image : {2, 0, 3})
        query().voting().setPromptCounts(image, false);
    QCOMPARE(query().voting().leftOut(), (std::vector<std::uint32_t>{0, 2, 3}));
    QVERIFY(m_studio->settle());
    QVERIFY(query().shown().prediction->labels.ids != before);
    query().voting().setPromptCounts(2, true);
    query().voting().countAllPrompts();
    QVERIFY(m_studio->settle());
    QVERIFY(query().shown().prediction->labels.ids == before);
    QVERIFY(imageNote(query()).isEmpty());
}

void TestAnswers::anImageThatIsLeftOutStaysOutOfTheNextPicture()
{
    query().voting().setPromptCounts(1, false);
    query().openImage(query().queryImages().entry(1).path);
    QVERIFY(m_studio->settle());
    QCOMPARE(query().shown().leftOut, (std::vector<std::uint32_t>{1}));
    for (const NeighbourCard& card : query().evidence().neighbours().cards())
        QVERIFY(card.promptImage != 1);
}

void TestAnswers::withoutAnyPromptImageEverythingIsUnknown()
{
    for (qint64 image = 0; image < 4; ++image)
        query().voting().setPromptCounts(image, false);
    QVERIFY(m_studio->settle());
    QCOMPARE(query().evidence().neighbours().rowCount(), 0);
    QVERIFY(!query().evidence().reading().known);
    QVERIFY(imageNote(query()).startsWith(QStringLiteral("Without 4 prompt images: 100.0")));
}

void TestAnswers::anotherBankCountsAllAgain()
{
    query().voting().setPromptCounts(1, false);
    m_studio->window.openPath(m_town.bank());
    QVERIFY(QTest::qWaitFor([this] { return query().voting().leftOut().empty(); }, 30'000));
    QVERIFY(m_studio->settle());
    QVERIFY(!query().promptImages().index(1).data(ImageListModel::LeftOutRole).toBool());
    QVERIFY(m_studio->find<QPushButton>("countAll")->isHidden());
}

void TestAnswers::promptImagesThatAreNotThereChangeNothing()
{
    QSignalSpy changed(&query().voting(), &VotingPresenter::leftOutChanged);
    query().voting().setPromptCounts(-1, false);
    query().voting().setPromptCounts(4, false);
    query().voting().setPromptCounts(0, true); // it counts already
    query().voting().countAllPrompts();
    QCOMPARE(changed.size(), 0);
}

void TestAnswers::theEyeInTheLibraryLeavesAnImageOut()
{
    auto* list = m_studio->find<QListView>("imageList");
    const QModelIndex first = firstPrompt(list);
    const QPoint eye = ImageDelegate::eyeRect(list->visualRect(first)).center();
    const QString open = QString::fromStdString(query().shown().image->path.string());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, eye);
    QCOMPARE(query().voting().leftOut(), (std::vector<std::uint32_t>{0}));
    QVERIFY(m_studio->settle());
    QCOMPARE(QString::fromStdString(query().shown().image->path.string()), open); // it was not opened
    auto* countAll = m_studio->find<QPushButton>("countAll");
    QVERIFY(countAll->isVisible());
    QTest::mouseClick(countAll, Qt::LeftButton);
    QVERIFY(query().voting().leftOut().empty());
    QVERIFY(countAll->isHidden());
}

void TestAnswers::theSpaceBarTogglesThePromptImage()
{
    auto* list = m_studio->find<QListView>("imageList");
    list->setCurrentIndex(firstPrompt(list));
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(query().voting().leftOut(), (std::vector<std::uint32_t>{0}));
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(query().voting().leftOut().empty());
}

void TestAnswers::whyNotFollowsThePatch()
{
    WhyNotPresenter& whyNot = query().answers().whyNot;
    QSet<QString> sentences;
    for (int c = 0; c < query().bank().classes.count(); ++c) {
        whyNot.ask(c);
        QVERIFY(QTest::qWaitFor([&] { return whyNot.sentence().contains(whyNot.className()); }, 30'000));
        sentences << whyNot.sentence();
        QVERIFY(whyNot.closest().rowCount() <= 5);
        for (const NeighbourCard& card : whyNot.closest().cards())
            QCOMPARE(card.label(), whyNot.className());
    }
    QCOMPARE(sentences.size(), query().bank().classes.count());
    const QString before = whyNot.sentence();
    int differing = 0;
    for (int patch = 0; patch < query().shown().image->grid.count(); ++patch) {
        QSignalSpy answeredAgain(&whyNot, &WhyNotPresenter::answered);
        query().evidence().pinPatch(patch);
        QVERIFY(answeredAgain.wait(30'000));
        differing += whyNot.sentence() != before;
    }
    QVERIFY(differing > 0);
}

void TestAnswers::theMenuOfClassesAsksAndTheCrossEndsIt()
{
    auto* button = m_studio->find<QToolButton>("whyNot");
    QCOMPARE(button->menu()->actions().size(), query().bank().classes.count());
    QCOMPARE(button->text(), QStringLiteral("Why not another class?"));
    button->menu()->actions().at(1)->trigger();
    QVERIFY(answered());
    QVERIFY(button->text().contains(button->menu()->actions().at(1)->text()));
    QVERIFY(m_studio->find<QLabel>("whyNotAnswer")->isVisible());
    QVERIFY(m_studio->find<QListView>("closestView")->isVisible());
    QVERIFY(!m_studio->find<QListView>("neighbourView")->isVisible());
    QTest::mouseClick(m_studio->find<QToolButton>("whyNotEnd"), Qt::LeftButton);
    QVERIFY(!m_studio->find<QLabel>("whyNotAnswer")->isVisible());
    QVERIFY(m_studio->find<QListView>("neighbourView")->isVisible());
}

void TestAnswers::theClosestPatchesAreCopied()
{
    query().answers().whyNot.ask(1);
    QVERIFY(answered());
    QTest::mouseClick(m_studio->find<QAbstractButton>("copyCsv"), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')),
             query().answers().whyNot.closest().rowCount() + 1);
}

void TestAnswers::depthHasNoWhyNot()
{
    query().answers().whyNot.ask(1);
    QVERIFY(answered());
    query().voting().setTask(Task::Depth);
    QVERIFY(m_studio->settle());
    QVERIFY(!m_studio->find<QToolButton>("whyNot")->isVisible());
    QVERIFY(m_studio->find<QListView>("neighbourView")->isVisible());
    QVERIFY(query().answers().whyNot.sentence().isEmpty());
}

QTEST_MAIN(TestAnswers)
#include "tst_answers.moc"
