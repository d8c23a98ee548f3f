// SPDX-License-Identifier: Apache-2.0
#include "core/explain/votes.h"
#include "core/explain/why_not.h"
#include "tests/core/explain/explain_fixture.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace nectar;

class TestWhyNot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withOneClassAnEntryTheBoostIsTheLogOfTheRatio()
    {
        // weights 2 : 1 : 1 for classes 0, 1, 0: three times as much evidence for 0
        const float tau = 0.05f;
        const NeighbourTable table =
            tableOf({{0, 2, 1}}, {{0.8f, 0.8f - tau * std::log(2.f), 0.8f - tau * std::log(2.f)}});
        const auto bank = bankOf({"0000", "0000", "1111"});
        const WhyNot answer = whyNot(table, *bank, 0, 1, {}, {3, tau}).value();
        QCOMPARE(answer.winner, std::uint16_t(0));
        QVERIFY(std::abs(answer.winnerShare - 0.75) < 1e-6);
        QVERIFY(std::abs(answer.share - 0.25) < 1e-6);
        QVERIFY(std::abs(answer.boost.value() - tau * std::log(3.)) < 1e-6);
        QVERIFY(!answer.estimated);
    }

    void theWinnerNeedsNothing()
    {
        const WhyNot answer =
            whyNot(tableOf({{0, 1}}, {{0.9f, 0.5f}}), *bankOf({"0000", "1111"}), 0, 0, {}, {2, 0.1f}).value();
        QCOMPARE(answer.boost.value(), 0.0);
        QVERIFY(!answer.estimated);
    }

    void theBoostIsWhereTheClassDrawsLevel_data()
    {
        QTest::addColumn<int>("mass");
        QTest::addColumn<float>("temperature");
        QTest::newRow("labelled entries alike") << static_cast<int>(MassRule::Labelled) << 0.1f;
        QTest::newRow("by labelled share") << static_cast<int>(MassRule::ValidFraction) << 0.1f;
        QTest::newRow("few count") << static_cast<int>(MassRule::Labelled) << 0.02f;
    }
    void theBoostIsWhereTheClassDrawsLevel()
    {
        QFETCH(int, mass);
        QFETCH(float, temperature);
        const auto bank = bankOf(randomPatches(120, 5), 8);
        const NeighbourTable table = makeExactIndex(bank->keys())->search(randomRows(60, 8, 6), {64, {}}, {});
        const DecodeOptions options{12, temperature, static_cast<MassRule>(mass)};
        int compared = 0;
        for (int patch = 0; patch < table.queries; ++patch)
            for (std::uint16_t x = 0; x < 3; ++x) {
                const auto answer = whyNot(table, *bank, patch, x, {}, options);
                if (!answer || !answer->boost || answer->estimated || answer->winner == x)
                    continue;
                const double found = *answer->boost;
                QVERIFY(lead(table, *bank, patch, x, found + 1e-6, options) > 0);
                QVERIFY(lead(table, *bank, patch, x, found - 1e-6, options) < 0);
                QVERIFY(std::abs(found - bisected(table, *bank, patch, x, options)) < 1e-8);
                ++compared;
            }
        QVERIFY2(compared > 50, qPrintable(QString::number(compared)));
    }

    void evidenceThatIsHalfTheWinnersCannotWin()
    {
        // the evidence of class 0 ("0011": of equals the lower) gives class 1 as much as class 0
        const WhyNot answer =
            whyNot(tableOf({{0, 1}}, {{0.9f, 0.8f}}), *bankOf({"1111", "0011"}), 0, 0, {}, {2, 0.1f}).value();
        QVERIFY(!answer.boost);
        QVERIFY(!answer.estimated);
    }

    void aClassBeyondTheVotersIsEstimatedFromItsClosestEntry()
    {
        // only row 0 votes (k = 1); row 1, 0.3 less similar, would have to be as similar
        const auto bank = bankOf({"0000", "1111"});
        const NeighbourTable table = tableOf({{0, 1}}, {{0.9f, 0.6f}});
        const WhyNot answer = whyNot(table, *bank, 0, 1, tableOf({{1}}, {{0.6f}}), {1, 0.1f}).value();
        QVERIFY(answer.estimated);
        QVERIFY(std::abs(answer.boost.value() - 0.3) < 1e-6);
        QCOMPARE(answer.closest.size(), std::size_t(1));
        QCOMPARE(answer.closest[0].rank, 2);
    }

    void aClassThatTheBankLacksHasNoAnswer()
    {
        const WhyNot answer =
            whyNot(tableOf({{0}}, {{0.9f}}), *bankOf({"0000"}), 0, 2, tableOf({{kNoRow}}, {{-INFINITY}}), {1, 0.1f})
                .value();
        QVERIFY(answer.estimated);
        QVERIFY(!answer.boost);
        QVERIFY(answer.closest.empty());
        QCOMPARE(answer.share, 0.0);
    }

    void matchesBeyondTheTableHaveNoRank()
    {
        const auto bank = bankOf({"0000", "1111", "1111"});
        const WhyNot answer =
            whyNot(tableOf({{0, 1}}, {{0.9f, 0.6f}}), *bank, 0, 1, tableOf({{1, 2}}, {{0.6f, 0.5f}}), {2, 0.1f})
                .value();
        QCOMPARE(answer.closest[0].rank, 2);
        QCOMPARE(answer.closest[1].rank, 0);
        QCOMPARE(answer.closest[1].row, 2u);
    }

    void anUnknownPatchHasNoAnswer()
    {
        const auto bank = bankOf({"....", "0000"});
        QVERIFY(!whyNot(tableOf({{0}}, {{0.9f}}), *bank, 0, 0, {}, {1, 0.1f}));
        QVERIFY(!whyNot(tableOf({{kNoRow}}, {{-INFINITY}}), *bank, 0, 0, {}, {1, 0.1f}));
    }

    void rowsOfAClassAreThoseWhereItIsCommonest()
    {
        const auto bank = bankOf({"0000", "0111", "0011", "....", "2..."});
        const std::vector<std::vector<bool>> expected{
            {true, false, true, false, false}, {false, true, false, false, false}, {false, false, false, false, true}};
        for (std::uint16_t c = 0; c < 3; ++c)
            for (std::uint32_t row = 0; row < 5; ++row)
                QCOMPARE(rowsOfClass(*bank, c).allows(row), bool(expected[c][row]));
    }

    void whatIsNotThereIsRefused()
    {
        const auto bank = bankOf({"0000"});
        const NeighbourTable table = tableOf({{0}}, {{0.9f}});
        QVERIFY_THROWS_EXCEPTION(Error, whyNot(table, *bank, 1, 0, {}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, whyNot(table, *bank, 0, 3, {}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, whyNot(table, *bank, 0, 0, {}, {1, 0.f}));
    }

private:
    static std::shared_ptr<const MemoryBank> bankOf(const std::vector<std::string>& patches, int dim = 2)
    {
        return bankInMemory(smallBankInfo(3, dim, {Task::Segmentation}), {"a"},
                            std::vector{labelledRows(0, randomRows(std::ssize(patches), dim, 9), patches)});
    }

    /// By how much x leads the best other class if the neighbours whose commonest class is x were this much more
    /// similar: the softmax of all voters, from scratch.
    static double lead(const NeighbourTable& table, const MemoryBank& bank, int patch, std::uint16_t x, double boost,
                       const DecodeOptions& options)
    {
        const auto labels = *bank.labels();
        std::vector<double> votes(3);
        for (std::size_t i = 0; i < static_cast<std::size_t>(options.neighbours); ++i) {
            const std::uint32_t row = table.idsOf(patch)[i];
            const auto counts = labels.counts(row);
            double valid = 0;
            for (const ClassCount& count : counts)
                valid += count.count;
            if (valid == 0)
                continue;
            double similarity = table.similaritiesOf(patch)[i] - 1.;
            if (commonestClass(counts) == x)
                similarity += boost;
            const double mass = options.mass == MassRule::Labelled ? 1 : valid / 4;
            for (const ClassCount& count : counts)
                votes[count.classIndex] +=
                    mass * std::exp(similarity / double(options.temperature)) * count.count / valid;
        }
        double other = 0, sum = 0;
        for (std::size_t c = 0; c < 3; ++c) {
            sum += votes[c];
            if (c != x)
                other = std::max(other, votes[c]);
        }
        return (votes[x] - other) / sum;
    }

    static double bisected(const NeighbourTable& table, const MemoryBank& bank, int patch, std::uint16_t x,
                           const DecodeOptions& options)
    {
        double low = 0, high = 4;
        for (int i = 0; i < 60; ++i) {
            const double middle = (low + high) / 2;
            (lead(table, bank, patch, x, middle, options) < 0 ? low : high) = middle;
        }
        return high;
    }
};

QTEST_GUILESS_MAIN(TestWhyNot)
#include "tst_why_not.moc"
