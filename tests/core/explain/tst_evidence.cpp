// SPDX-License-Identifier: Apache-2.0
#include "core/explain/evidence.h"
#include "tests/core/explain/explain_fixture.h"

#include <QTest>

#include <cmath>

using namespace nectar;

class TestEvidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPatchsShareOfAnImageIsTheWeightOfItsEntries()
    {
        // rows 0, 1 are of image 0, rows 2, 3 of image 1; three equal similarities and one that is τ · ln 3 lower
        const float low = 0.5f - 0.1f * std::log(3.f);
        const auto shares =
            imageShares(tableOf({{2, 0, 3, 1}}, {{0.5f, 0.5f, 0.5f, low}}), *bank(), std::vector{0}, {4, 0.1f});
        QCOMPARE(shares.size(), std::size_t(2));
        QCOMPARE(shares[0].image, 1u); // weights 0.3 each and 0.1
        QVERIFY(std::abs(shares[0].share - 0.6) < 1e-6);
        QCOMPARE(shares[0].entries, 2);
        QCOMPARE(shares[0].best, 0.5f);
        QCOMPARE(shares[1].image, 0u);
        QVERIFY(std::abs(shares[1].share - 0.4) < 1e-6);
    }

    void aRegionIsTheMeanOfItsPatches()
    {
        const NeighbourTable table = tableOf({{0, 1}, {2, 3}, {0, 2}}, {{1, 1}, {1, 1}, {1, 1}});
        const auto shares = imageShares(table, *bank(), std::vector{0, 2}, {2, 0.1f});
        QCOMPARE(shares[0].image, 0u);
        QVERIFY(std::abs(shares[0].share - 0.75) < 1e-9);
        QVERIFY(std::abs(shares[1].share - 0.25) < 1e-9);
    }

    void onlyTheNeighboursThatVoteCount()
    {
        const auto shares = imageShares(tableOf({{0, 2}}, {{1, 1}}), *bank(), std::vector{0}, {1, 0.1f});
        QCOMPARE(shares.size(), std::size_t(1));
        QCOMPARE(shares[0].image, 0u);
    }

    void aPatchWithoutNeighboursCountsForNothing()
    {
        const NeighbourTable table = tableOf({{0}, {kNoRow}}, {{1}, {-INFINITY}});
        QCOMPARE(imageShares(table, *bank(), allPatches(table), {}).front().share, 1.0);
        QVERIFY(imageShares(table, *bank(), std::vector{1}, {}).empty());
        QVERIFY(imageShares(table, *bank(), {}, {}).empty());
    }

    void equalSharesAreInTheOrderOfTheImages()
    {
        const auto shares = imageShares(tableOf({{3, 0}}, {{1, 1}}), *bank(), std::vector{0}, {2, 0.1f});
        QCOMPARE(shares[0].image, 0u);
        QCOMPARE(shares[1].image, 1u);
    }

    void allSharesOfAPictureAreAHundredPercent()
    {
        const auto big = randomBank();
        const NeighbourTable table =
            makeExactIndex(big->keys())->search(randomRows(50, 8, 2), {kMaxNeighbours, {}}, {});
        for (const DecodeOptions options :
             {DecodeOptions{30, 0.02f}, DecodeOptions{1, 1.f}, DecodeOptions{256, 10.f}}) {
            const auto shares = imageShares(table, *big, allPatches(table), options);
            double sum = 0, rows = 0;
            for (const ImageShare& share : shares) {
                sum += share.share;
                double own = 0;
                for (const RowShare& row : rowShares(table, *big, allPatches(table), share.image, options)) {
                    QCOMPARE(big->origins()[row.row].image, share.image);
                    own += row.share;
                }
                QVERIFY(std::abs(own - share.share) < 1e-9);
                rows += own;
            }
            QVERIFY2(std::abs(sum - 1) < 1e-5, qPrintable(QString::number(sum)));
            QVERIFY(std::abs(rows - sum) < 1e-9);
        }
    }

    void theStrongestRowsComeFirst()
    {
        const NeighbourTable table = tableOf({{0, 1}, {1, 2}}, {{1, 1}, {1, 1}});
        const auto rows = strongestRows(table, allPatches(table), 2, {2, 0.1f});
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].row, 1u);
        QVERIFY(std::abs(rows[0].share - 0.5) < 1e-9);
        QCOMPARE(rows[1].row, 0u); // as much as row 2
        QVERIFY(std::abs(rows[1].share - 0.25) < 1e-9);
        QVERIFY(strongestRows(table, allPatches(table), 0, {2, 0.1f}).empty());
        QCOMPARE(strongestRows(table, allPatches(table), 99, {2, 0.1f}).size(), std::size_t(3));
    }

    void whatIsNotThereIsRefused()
    {
        const NeighbourTable table = tableOf({{0, 1}}, {{1, 1}});
        for (const int patch : {-1, 1})
            QVERIFY_THROWS_EXCEPTION(Error, imageShares(table, *bank(), std::vector{patch}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, imageShares(table, *bank(), std::vector{0}, {0, 0.1f}));
        QVERIFY_THROWS_EXCEPTION(Error, strongestRows(table, std::vector{0}, 1, {2, std::nanf("")}));
    }

private:
    static std::shared_ptr<const MemoryBank> bank()
    {
        return bankInMemory(smallBankInfo(2, 2, {Task::Segmentation}), {"a", "b"},
                            std::vector{labelledRows(0, Matrix(2, 2), {"0000", "0011"}),
                                        labelledRows(1, Matrix(2, 2), {"1111", "...."})});
    }
    static std::shared_ptr<const MemoryBank> randomBank()
    {
        std::vector<BankRows> units;
        for (std::uint32_t image = 0; image < 4; ++image)
            units.push_back(labelledRows(image, randomRows(20, 8, 10 + image), randomPatches(20, 20 + image)));
        return bankInMemory(smallBankInfo(3, 8, {Task::Segmentation}), {"a", "b", "c", "d"}, units);
    }
};

QTEST_GUILESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
