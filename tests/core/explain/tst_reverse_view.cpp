// SPDX-License-Identifier: Apache-2.0
#include "core/explain/evidence.h"
#include "core/explain/reverse_view.h"
#include "tests/core/explain/explain_fixture.h"

#include <QTest>

#include <cmath>

using namespace nectar;

class TestReverseView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyUseOfARowIsFound()
    {
        const float low = 0.5f - 0.1f * std::log(3.f);
        const NeighbourTable table = tableOf({{4, 7}, {7, 4}, {1, 2}}, {{0.5f, low}, {0.5f, 0.5f}, {0.5f, 0.5f}});
        const ReverseView view = reverseView(table, 7, {2, 0.1f});
        QCOMPARE(view.uses.size(), std::size_t(2));
        QCOMPARE(view.uses[0].patch, 1); // half of the vote, before a quarter
        QCOMPARE(view.uses[0].rank, 1);
        QVERIFY(std::abs(view.uses[0].weight - 0.5f) < 1e-6f);
        QCOMPARE(view.uses[1].patch, 0);
        QCOMPARE(view.uses[1].rank, 2);
        QCOMPARE(view.uses[1].similarity, low);
        QVERIFY(std::abs(view.uses[1].weight - 0.25f) < 1e-6f);
        QVERIFY(std::abs(view.share - 0.25) < 1e-6); // (½ + ¼) / 3
    }

    void aRowThatOnlyComesAfterTheVotersIsNotUsed()
    {
        QVERIFY(reverseView(tableOf({{4, 7}}, {{0.5f, 0.4f}}), 7, {1, 0.1f}).uses.empty());
    }

    void noRowIsUsedWherePatchesHaveNone()
    {
        const NeighbourTable table = tableOf({{kNoRow}}, {{-INFINITY}});
        QVERIFY(reverseView(table, kNoRow, {}).uses.empty());
        QCOMPARE(reverseView(table, 3, {}).share, 0.0);
        QVERIFY(reverseView(NeighbourTable(), 3, {}).uses.empty());
    }

    void allRowsTogetherDecideThePicture()
    {
        const auto bank = bankInMemory(smallBankInfo(3, 8, {Task::Segmentation}), {"a"},
                                       std::vector{labelledRows(0, randomRows(40, 8, 1), randomPatches(40, 2))});
        const NeighbourTable table = makeExactIndex(bank->keys())->search(randomRows(30, 8, 3), {20, {}}, {});
        const DecodeOptions options{10, 0.05f};
        double sum = 0;
        for (std::uint32_t row = 0; row < 40; ++row)
            sum += reverseView(table, row, options).share;
        QVERIFY(std::abs(sum - 1) < 1e-5);
        for (const RowShare& row : strongestRows(table, allPatches(table), 40, options))
            QVERIFY(std::abs(reverseView(table, row.row, options).share - row.share) < 1e-9);
    }

    void badOptionsAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, reverseView(NeighbourTable(1, 1), 0, {0, 0.1f}));
        QVERIFY_THROWS_EXCEPTION(Error, reverseView(NeighbourTable(1, 1), 0, {1, 0.f}));
    }
};

QTEST_GUILESS_MAIN(TestReverseView)
#include "tst_reverse_view.moc"
