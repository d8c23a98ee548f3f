// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/query_bench.h"
#include "tests/ui/small_town.h"
#include "ui/presenters/picture_texts.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace nectar;

Q_DECLARE_METATYPE(PatchReading)

class TestQueryPresenter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openingABankOpensItsFirstQueryPicture();
    void aTellingPatchIsPinnedAtOnce();
    void weightsSumToOne();
    void hoverIsTransientAndLettingGoEmptiesThePanel();
    void fewerNeighboursVoteAfterAChange();
    void rapidChangesEndWithTheNewest();
    void depthIsAnsweredFromTheSameNeighbours();
    void aPromptImageIsNoEvidenceForItself();
    void anUnreadablePictureKeepsTheFormerOne();
    void aPromptImageThatIsGoneIsSaid();
    void aMissingBankIsAProblem();
    void headlinesAreNoSurerThanTheVotes_data();
    void headlinesAreNoSurerThanTheVotes();
    void thePixelUnderThePointerIsPutIntoWords();

private:
    SmallTown m_town;
};

void TestQueryPresenter::openingABankOpensItsFirstQueryPicture()
{
    QueryBench bench;
    QSignalSpy opened(&bench.query, &QueryPresenter::bankChanged);
    QVERIFY(bench.open(m_town.bank()));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(bench.query.bank().images, 4);
    QCOMPARE(bench.query.bank().tasks.size(), 2);
    QCOMPARE(bench.query.promptImages().rowCount(), 4);
    QCOMPARE(bench.query.queryImages().rowCount(), 3); // one validation, two query pictures
    QVERIFY(bench.query.queryImages().index(0).data(ImageListModel::OpenRole).toBool());
    QCOMPARE(bench.query.shown().photo.size, (Size{160, 128}));
    QVERIFY(!bench.query.shown().truth.isEmpty());
    QVERIFY(bench.query.legend().rowCount() > 1);
}

void TestQueryPresenter::aTellingPatchIsPinnedAtOnce()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    QVERIFY(bench.query.evidence().pinnedPatch() >= 0);
    QCOMPARE(bench.query.evidence().reading().patch, bench.query.evidence().pinnedPatch());
    QCOMPARE(bench.query.evidence().neighbours().rowCount(), 30);
    QVERIFY2(bench.query.evidence().reading().headline().startsWith(
                 QStringLiteral("This patch looks like these, so it is probably ")),
             qPrintable(bench.query.evidence().reading().headline()));
}

void TestQueryPresenter::headlinesAreNoSurerThanTheVotes_data()
{
    QTest::addColumn<PatchReading>("reading");
    QTest::addColumn<QString>("headline");
    PatchReading reading;
    reading.patch = 1;
    reading.known = true;
    reading.votes = {{QStringLiteral("road"), 0, 0.83}};
    QTest::newRow("agreed") << reading
                            << QStringLiteral("This patch looks like these, so it is probably road (83\u00A0%)");
    reading.votes = {{QStringLiteral("road"), 0, 0.36}, {QStringLiteral("tree"), 0, 0.27}};
    QTest::newRow("split") << reading << QStringLiteral("The patches it resembles disagree: perhaps road (36\u00A0%)");
    reading.task = Task::Depth;
    reading.metres = 20;
    reading.nearest = 17;
    reading.farthest = 24;
    QTest::newRow("near each other") << reading
                                     << QStringLiteral("This patch looks like these, so it is probably 20.0 m away");
    reading.nearest = 5;
    QTest::newRow("far apart") << reading << QStringLiteral("The patches it resembles disagree: perhaps 20.0 m away");
}

void TestQueryPresenter::headlinesAreNoSurerThanTheVotes()
{
    QFETCH(PatchReading, reading);
    QTEST(reading.headline(), "headline");
}

void TestQueryPresenter::weightsSumToOne()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    double sum = 0, votes = 0;
    for (const NeighbourCard& card : bench.query.evidence().neighbours().cards())
        sum += card.weight;
    for (const ClassShare& vote : bench.query.evidence().reading().votes)
        votes += vote.share;
    QVERIFY(std::abs(sum - 1) < 1e-3);
    QVERIFY(std::abs(bench.query.evidence().neighbours().cards().last().cumulative - 1) < 1e-3);
    QVERIFY(std::abs(votes - 1) < 0.02); // votes below 0.1 % are left out
}

void TestQueryPresenter::hoverIsTransientAndLettingGoEmptiesThePanel()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    bench.query.evidence().pinPatch(3);
    bench.query.evidence().hoverPatch(7);
    QCOMPARE(bench.query.evidence().reading().patch, 7);
    bench.query.evidence().hoverPatch(-1);
    QCOMPARE(bench.query.evidence().reading().patch, 3);
    bench.query.evidence().pinPatch(-1);
    QCOMPARE(bench.query.evidence().reading().patch, -1);
    QCOMPARE(bench.query.evidence().neighbours().rowCount(), 0);
}

void TestQueryPresenter::fewerNeighboursVoteAfterAChange()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    bench.query.voting().setNeighbours(5);
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.evidence().neighbours().rowCount(), 5);
    QCOMPARE(bench.query.shown().options.neighbours, 5);
    const double before = bench.query.evidence().neighbours().card(0).weight;
    bench.query.voting().setTemperature(10); // all matches count alike
    QVERIFY(bench.settle());
    QVERIFY(std::abs(bench.query.evidence().neighbours().card(0).weight - 0.2) < 0.02);
    QVERIFY(bench.query.evidence().neighbours().card(0).weight <= before);
}

void TestQueryPresenter::rapidChangesEndWithTheNewest()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    QSignalSpy predicted(&bench.query, &QueryPresenter::predictionChanged);
    for (int k = 1; k <= 50; ++k)
        bench.query.voting().setNeighbours(k);
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().options.neighbours, 50);
    QVERIFY2(predicted.size() <= 3, qPrintable(QString::number(predicted.size()))); // coalesced
}

void TestQueryPresenter::depthIsAnsweredFromTheSameNeighbours()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    const quint32 first = bench.query.evidence().neighbours().card(0).promptImage;
    bench.query.voting().setTask(Task::Depth);
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().layer.task, Task::Depth);
    QVERIFY(bench.query.shown().layer.depth);
    QVERIFY(!bench.query.shown().layer.labels);
    QCOMPARE(bench.query.evidence().neighbours().card(0).promptImage, first);
    QCOMPARE(bench.query.evidence().reading().task, Task::Depth);
    QCOMPARE(bench.query.legend().rowCount(), 0);
}

void TestQueryPresenter::aPromptImageIsNoEvidenceForItself()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    bench.query.openImage(m_town.prompt());
    QVERIFY(bench.settle());
    QVERIFY(!imageNote(bench.query).isEmpty());
    const QString own = QFileInfo(m_town.prompt()).fileName();
    for (int patch = 0; patch < bench.query.shown().image->grid.count(); ++patch) {
        bench.query.evidence().hoverPatch(patch);
        for (const NeighbourCard& card : bench.query.evidence().neighbours().cards())
            QVERIFY(!card.imageName.endsWith(own));
    }
}

void TestQueryPresenter::anUnreadablePictureKeepsTheFormerOne()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    const QString name = bench.query.shown().photo.name;
    QFile broken(m_town.path(QStringLiteral("broken.png")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no picture");
    broken.close();
    QSignalSpy problems(&bench.query, &QueryPresenter::problemOccurred);
    bench.query.openImage(broken.fileName());
    QTRY_COMPARE(problems.size(), 1);
    const auto problem = problems.first().first().value<Problem>();
    QVERIFY2((problem.title + problem.text).contains(QStringLiteral("broken.png")), qPrintable(problem.details));
    QCOMPARE(bench.query.shown().photo.name, name);
    QVERIFY(!bench.query.isBusy());
}

void TestQueryPresenter::aPromptImageThatIsGoneIsSaid()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    QSignalSpy problems(&bench.query, &QueryPresenter::problemOccurred);
    bench.query.openImage(QString());
    QCOMPARE(problems.size(), 1);
    QVERIFY(!bench.query.isBusy());
}

void TestQueryPresenter::aMissingBankIsAProblem()
{
    QueryBench bench;
    QSignalSpy problems(&bench.query, &QueryPresenter::problemOccurred);
    bench.query.openBank(m_town.path(QStringLiteral("nowhere.bank")));
    QTRY_COMPARE(problems.size(), 1);
    QVERIFY(!bench.query.hasBank());
}

void TestQueryPresenter::thePixelUnderThePointerIsPutIntoWords()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    const QString text = pixelText(bench.query, {5, 5});
    QVERIFY2(text.startsWith(QStringLiteral("patch in row 0, column 0   ·   x 5, y 5   ·   ")), qPrintable(text));
    const QString right = pixelText(bench.query, {150, 5});
    QVERIFY2(right.startsWith(QStringLiteral("patch in row 0, column ")), qPrintable(right));
    QVERIFY2(right.contains(QStringLiteral("x 150, y 5")), qPrintable(right));
    QVERIFY(text.contains(QStringLiteral("predicted: ")));
    QVERIFY(text.contains(QStringLiteral("truth: ")));
    QVERIFY(pixelText(bench.query, {-1, -1}).isEmpty());
    QVERIFY(pixelText(bench.query, {5000, 5}).isEmpty());
}

QTEST_MAIN(TestQueryPresenter)
#include "tst_query_presenter.moc"
