// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/query_bench.h"
#include "tests/ui/small_town.h"
#include "ui/presenters/file_kinds.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

using namespace nectar;

/// Ways by which pictures come to be looked at.
class TestQueryOpening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aVotersPictureIsAskedAboutAtTheVotersPatchAndBackReturns();
    void forwardReturnsToWhatBackLeft();
    void aPictureOpenedAfterBackEndsForward();
    void backTwiceAtOnceGoesTwoPictures();
    void whatCannotBeOpenedAnyMoreIsLeftOutOfTheWay();
    void anotherBankHasNeitherBackNorForward();
    void aPictureWaitsForTheBankThatIsBeingOpened();
    void listedPicturesAreNotOpened();
    void aPastedPictureIsAskedAbout();
    void picturesAreKnownByNameOrBytes();
    void aPictureChosenBeforeTheBankOpensWithIt();
    void anOwnPictureJoinsTheList();
    void banksAreKnownByTheirBytes();

private:
    /// One after the other, as somebody looks through them.
    static void openPrompts(QueryBench& bench, int count)
    {
        for (int i = 0; i < count; ++i) {
            bench.query.openImage(bench.query.promptImages().entry(i).path);
            QVERIFY(bench.settle());
        }
    }
    SmallTown m_town;
};

void TestQueryOpening::aVotersPictureIsAskedAboutAtTheVotersPatchAndBackReturns()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    QVERIFY(!bench.query.canGoBack());
    bench.query.evidence().pinPatch(5);
    const QString query = bench.query.shown().photo.name;
    const NeighbourCard voter = bench.query.evidence().neighbours().card(3);
    bench.query.openNeighbour(bench.query.evidence().neighbours().card(3));
    QVERIFY(bench.settle());
    QVERIFY(voter.imageName.endsWith(bench.query.shown().photo.name));
    QCOMPARE(bench.query.evidence().reading().index, voter.place());
    QVERIFY(bench.query.canGoBack());
    bench.query.goBack();
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().photo.name, query);
    QCOMPARE(bench.query.evidence().pinnedPatch(), 5);
    QVERIFY(!bench.query.canGoBack());
}

void TestQueryOpening::forwardReturnsToWhatBackLeft()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    openPrompts(bench, 2);
    bench.query.evidence().pinPatch(7);
    QVERIFY(!bench.query.canGoForward());
    bench.query.goForward(); // nothing happens
    const QString last = bench.query.shown().photo.name;
    for (int i = 0; i < 2; ++i) {
        bench.query.goBack();
        QVERIFY(bench.settle());
    }
    QVERIFY(!bench.query.canGoBack() && bench.query.canGoForward());
    bench.query.evidence().pinPatch(3);
    const QString first = bench.query.shown().photo.name;
    for (int i = 0; i < 2; ++i) {
        bench.query.goForward();
        QVERIFY(bench.settle());
    }
    QCOMPARE(bench.query.shown().photo.name, last);
    QCOMPARE(bench.query.evidence().pinnedPatch(), 7);
    QVERIFY(!bench.query.canGoForward());
    for (int i = 0; i < 2; ++i) {
        bench.query.goBack();
        QVERIFY(bench.settle());
    }
    QCOMPARE(bench.query.shown().photo.name, first);
    QCOMPARE(bench.query.evidence().pinnedPatch(), 3); // as it was left the last time
}

void TestQueryOpening::aPictureOpenedAfterBackEndsForward()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    openPrompts(bench, 2);
    bench.query.goBack();
    QVERIFY(bench.settle());
    const QString between = bench.query.shown().photo.name;
    bench.query.openImage(bench.query.promptImages().entry(3).path);
    QVERIFY(bench.settle());
    QVERIFY(!bench.query.canGoForward());
    bench.query.goBack();
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().photo.name, between);
}

void TestQueryOpening::backTwiceAtOnceGoesTwoPictures()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    const QString first = bench.query.shown().photo.name;
    openPrompts(bench, 2);
    const QString last = bench.query.shown().photo.name;
    bench.query.goBack();
    bench.query.goBack(); // before the one between is there
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().photo.name, first);
    bench.query.goForward();
    bench.query.goForward();
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().photo.name, last);
}

void TestQueryOpening::whatCannotBeOpenedAnyMoreIsLeftOutOfTheWay()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    const QString first = bench.query.shown().photo.name;
    const QString copy = m_town.path(QStringLiteral("short-lived.png"));
    QVERIFY(QFile::copy(m_town.prompt(), copy));
    bench.query.openImage(copy);
    QVERIFY(bench.settle());
    openPrompts(bench, 1);
    const QString last = bench.query.shown().photo.name;
    QVERIFY(QFile::remove(copy));
    QSignalSpy problems(&bench.query, &QueryPresenter::problemOccurred);
    bench.query.goBack();
    QTRY_COMPARE(problems.size(), 1);
    QCOMPARE(bench.query.shown().photo.name, last); // it stays
    bench.query.goBack();
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().photo.name, first);
    QVERIFY(!bench.query.canGoBack());
    bench.query.goForward();
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().photo.name, last);
}

void TestQueryOpening::anotherBankHasNeitherBackNorForward()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    openPrompts(bench, 2);
    bench.query.goBack();
    QVERIFY(bench.settle());
    QVERIFY(bench.query.canGoBack() && bench.query.canGoForward());
    bench.query.openBank(m_town.bank());
    bench.query.goBack(); // its own pictures come
    QTRY_VERIFY(!bench.query.canGoBack() && !bench.query.canGoForward());
    QVERIFY(bench.settle());
    QVERIFY(!bench.query.canGoBack() && !bench.query.canGoForward());
}

void TestQueryOpening::aPictureWaitsForTheBankThatIsBeingOpened()
{
    QueryBench bench;
    QSignalSpy problems(&bench.query, &QueryPresenter::problemOccurred);
    bench.query.openBank(m_town.bank());
    bench.query.openImage(m_town.prompt());
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.shown().photo.name, QFileInfo(m_town.prompt()).fileName());
    QCOMPARE(problems.size(), 0); // a bank is on its way: nobody has to be told to open one
}

void TestQueryOpening::listedPicturesAreNotOpened()
{
    const QStringList own{m_town.path(QStringLiteral("one.png")), m_town.path(QStringLiteral("two.png"))};
    for (const QString& path : own)
        QVERIFY(QImage(m_town.query()).scaled(90, 60).save(path));
    QueryBench bench;
    bench.query.listImages(own); // before there is a bank
    QVERIFY(bench.open(m_town.bank()));
    QCOMPARE(bench.query.queryImages().entry(0).path, own.at(0));
    QCOMPARE(bench.query.queryImages().entry(1).path, own.at(1));
    bench.query.listImages(own);
    QCOMPARE(bench.query.queryImages().rowCount(), 5);
    QVERIFY(bench.query.shown().photo.name != QStringLiteral("one.png"));
}

void TestQueryOpening::aPastedPictureIsAskedAbout()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    bench.query.openPasted(QImage(m_town.query()).scaled(90, 60));
    QVERIFY(bench.query.isBusy());
    QTRY_COMPARE(bench.query.shown().photo.size, (Size{90, 60}));
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.queryImages().entry(0).name, QStringLiteral("pasted 1.png"));
}

void TestQueryOpening::picturesAreKnownByNameOrBytes()
{
    QVERIFY(looksLikePicture(QStringLiteral("/nowhere/photo.JPG")));
    const QString nameless = m_town.path(QStringLiteral("photo"));
    QVERIFY(QImage(m_town.query()).save(nameless, "PNG"));
    QVERIFY(looksLikePicture(nameless));
    QVERIFY(!looksLikePicture(m_town.folder() + QStringLiteral("/classes.txt")));
}

void TestQueryOpening::aPictureChosenBeforeTheBankOpensWithIt()
{
    QueryBench bench;
    QSignalSpy problems(&bench.query, &QueryPresenter::problemOccurred);
    bench.query.openImage(m_town.query());
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().first().value<Problem>().kind, Problem::Kind::Note);
    QVERIFY(bench.open(m_town.bank()));
    QCOMPARE(bench.query.shown().photo.name, QFileInfo(m_town.query()).fileName());
}

void TestQueryOpening::anOwnPictureJoinsTheList()
{
    QueryBench bench;
    QVERIFY(bench.open(m_town.bank()));
    const QString own = m_town.path(QStringLiteral("holiday.png"));
    QVERIFY(QImage(m_town.query()).scaled(90, 60).save(own));
    bench.query.openImage(own);
    QVERIFY(bench.settle());
    QCOMPARE(bench.query.queryImages().entry(0).path, own);
    QVERIFY(bench.query.shown().truth.isEmpty());
}

void TestQueryOpening::banksAreKnownByTheirBytes()
{
    const QString renamed = m_town.path(QStringLiteral("memory.dat"));
    QVERIFY(QFile::copy(m_town.bank(), renamed));
    QVERIFY(looksLikeBank(renamed));
    QVERIFY(!looksLikeBank(m_town.query()));
}

QTEST_MAIN(TestQueryOpening)
#include "tst_query_opening.moc"
