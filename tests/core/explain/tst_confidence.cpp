// SPDX-License-Identifier: Apache-2.0
#include "core/base/half.h"
#include "core/explain/confidence.h"
#include "tests/core/explain/explain_fixture.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace nectar;

class TestConfidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allNeighboursAlikeIsSure()
    {
        const PatchConfidence c = of({{0, 1}}, {{0.9f, 0.9f}}, {"0000", "0000"});
        QCOMPARE(c.winner, std::uint16_t(0));
        QCOMPARE(c.share, 1.f);
        QCOMPARE(c.margin, 1.f);
        QCOMPARE(c.entropy, 0.f);
        QCOMPARE(c.effective, 2.f);
        QCOMPARE(c.similarity, 0.9f);
        QCOMPARE(c.disagreement, 0.f);
    }

    void threeAgainstOneByHand()
    {
        // weights 3/4 and 1/4 for classes 1 and 0; of three classes
        const float tau = 0.1f;
        const PatchConfidence c = of({{1, 0}}, {{0.9f, 0.9f - tau * std::log(3.f)}}, {"0000", "1111"}, tau);
        QCOMPARE(c.winner, std::uint16_t(1));
        QVERIFY(std::abs(c.share - 0.75f) < 1e-5f);
        QVERIFY(std::abs(c.margin - 0.5f) < 1e-5f);
        const double entropy = -(0.75 * std::log(0.75) + 0.25 * std::log(0.25)) / std::log(3.);
        QVERIFY(std::abs(c.entropy - entropy) < 1e-5);
        QVERIFY(std::abs(c.effective - 1.6f) < 1e-4f); // 1 / (9/16 + 1/16)
        QVERIFY(std::abs(c.disagreement - 0.25f) < 1e-5f);
    }

    void neighboursWithoutLabelDoNotAgree()
    {
        const PatchConfidence c = of({{0, 1}}, {{0.9f, 0.9f}}, {"0000", "...."});
        QCOMPARE(c.share, 1.f);
        QCOMPARE(c.disagreement, 0.5f);
    }

    void anUnknownPatchIsAsUnsureAsCanBe()
    {
        for (const PatchConfidence& c :
             {of({{1}}, {{0.9f}}, {"0000", "...."}), of({{kNoRow}}, {{-INFINITY}}, {"0000"})}) {
            QCOMPARE(c.winner, std::uint16_t(0xFFFF));
            QCOMPARE(c.share, 0.f);
            QCOMPARE(c.entropy, 1.f);
            QCOMPARE(c.disagreement, 1.f);
        }
        QCOMPARE(of({{1}}, {{0.9f}}, {"0000", "...."}).similarity, 0.9f);
        QCOMPARE(of({{kNoRow}}, {{-INFINITY}}, {"0000"}).similarity, -1.f);
        QCOMPARE(of({{kNoRow}}, {{-INFINITY}}, {"0000"}).effective, 0.f);
    }

    void someOfThePatchesHaveTheNumbersThatAllHave()
    {
        const auto bank = bankInMemory(smallBankInfo(2, 2, {Task::Segmentation}), {"a"},
                                       std::vector{labelledRows(0, Matrix(3, 2), {"0000", "1111", "0011"})});
        const NeighbourTable table =
            tableOf({{0, 1}, {2, 0}, {1, 2}, {0, 2}}, {{0.9f, 0.8f}, {0.7f, 0.6f}, {1, 0.9f}, {0.5f, 0.4f}});
        const auto all = patchConfidences(table, *bank, Task::Segmentation, {2, 0.1f}, {});
        const std::vector chosen{3, 1};
        const auto some = patchConfidences(table, *bank, Task::Segmentation, {2, 0.1f}, chosen, {});
        QCOMPARE(some.size(), std::size_t(2));
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            const PatchConfidence& expected = all[static_cast<std::size_t>(chosen[i])];
            QCOMPARE(some[i].winner, expected.winner);
            QCOMPARE(some[i].margin, expected.margin);
            QCOMPARE(some[i].entropy, expected.entropy);
            QCOMPARE(some[i].similarity, expected.similarity);
            QCOMPARE(some[i].disagreement, expected.disagreement);
        }
        const auto ask = [&](int patch) {
            return patchConfidences(table, *bank, Task::Segmentation, {2, 0.1f}, std::vector{patch}, {});
        };
        QVERIFY_THROWS_EXCEPTION(Error, ask(4));
        QVERIFY_THROWS_EXCEPTION(Error, ask(-1));
    }

    void aRegionIsAsSureAsItsPatchesOnAverage()
    {
        const PatchConfidence sure{2, 1, 0.8f, 0, 4, 0.9f, 0, 1};
        const PatchConfidence unsure{1, 0.5f, 0, 1, 8, 0.5f, 0.5f, 3};
        const PatchConfidence mean = meanConfidence(std::vector{sure, unsure, sure, unsure});
        QCOMPARE(mean.winner, std::uint16_t(1)); // two of each: the lower
        QCOMPARE(mean.share, 0.75f);
        QCOMPARE(mean.margin, 0.4f);
        QCOMPARE(mean.entropy, 0.5f);
        QCOMPARE(mean.effective, 6.f);
        QCOMPARE(mean.similarity, 0.7f);
        QCOMPARE(mean.disagreement, 0.25f);
        QCOMPARE(mean.spread, 2.f);
        QCOMPARE(meanConfidence(std::vector{sure, unsure, sure}).winner, std::uint16_t(2));
        QCOMPARE(meanConfidence(std::vector{PatchConfidence{}}).winner, std::uint16_t(0xFFFF));
        QCOMPARE(meanConfidence({}).entropy, 1.f); // of nothing nothing is known
    }

    void depthSpreadsAroundTheMean()
    {
        BankRows rows = labelledRows(0, Matrix(3, 2), {"....", "....", "...."});
        rows.depths.emplace();
        rows.depths->patchPixels = 4;
        rows.depths->metres = {2, 4, 0};
        rows.depths->validCounts = {4, 2, 0};
        const auto bank =
            bankInMemory(smallBankInfo(1, 2, {Task::Segmentation, Task::Depth}), {"a"}, std::vector{rows});
        const NeighbourTable table = tableOf({{0, 1, 2}}, {{1, 1, 1}});
        const auto alike = patchConfidences(table, *bank, Task::Depth, {3, 0.1f}, {});
        QVERIFY(std::abs(alike[0].spread - 1.f) < 1e-5f); // 2 m and 4 m
        QCOMPARE(alike[0].winner, std::uint16_t(0xFFFF));
        const auto weighed = patchConfidences(table, *bank, Task::Depth, {3, 0.1f, MassRule::ValidFraction}, {});
        // weights 2 : 1, mean 8/3, variance (2 · 4/9 + 16/9) / 3
        QVERIFY(std::abs(weighed[0].spread - std::sqrt(8. / 9)) < 1e-5);
    }

    void usualSimilaritiesAreTheBestOfOtherImages()
    {
        const auto bank = randomBank(3);
        const auto index = makeExactIndex(bank->keys());
        const std::vector<float> found = usualSimilarities(*bank, *index, 1000, 7, {});
        std::vector<float> expected;
        for (std::uint32_t row = 0; row < bank->size(); ++row) {
            std::vector<float> query(8);
            for (std::size_t d = 0; d < 8; ++d)
                query[d] = floatFromHalf(bank->keyOf(row)[d]);
            normaliseRow(query);
            float best = -2;
            for (std::uint32_t other = 0; other < bank->size(); ++other)
                if (bank->origins()[other].image != bank->origins()[row].image)
                    best = std::max(best, exactSimilarity(query, bank->keyOf(other)));
            expected.push_back(best);
        }
        std::ranges::sort(expected);
        QVERIFY(found == expected);
    }

    void aSampleIsTheSameForASeed()
    {
        const auto bank = randomBank(3);
        const auto index = makeExactIndex(bank->keys());
        const auto some = usualSimilarities(*bank, *index, 10, 7, {});
        QCOMPARE(some.size(), std::size_t(10));
        QVERIFY(some == usualSimilarities(*bank, *index, 10, 7, {}));
        QVERIFY(some != usualSimilarities(*bank, *index, 10, 8, {}));
    }

    void oneImageHasNoOthers()
    {
        const auto bank = randomBank(1);
        QVERIFY(usualSimilarities(*bank, *makeExactIndex(bank->keys()), 10, 7, {}).empty());
    }

    void moreRowsOfOneImageThanATableHoldsAreLookedBehind()
    {
        // 300 rows alike in one image: the 256 best neighbours of each are its own image's
        Matrix alike(300, 2), other(1, 2);
        for (std::int64_t row = 0; row < 300; ++row)
            alike.row(row)[0] = 1;
        other.row(0)[1] = 1;
        const auto bank = bankInMemory(smallBankInfo(1, 2, {Task::Segmentation}), {"a", "b"},
                                       std::vector{labelledRows(0, alike, std::vector<std::string>(300, "0000")),
                                                   labelledRows(1, other, {"0000"})});
        const auto found = usualSimilarities(*bank, *makeExactIndex(bank->keys()), 1000, 7, {});
        QCOMPARE(found.size(), std::size_t(301));
        QCOMPARE(found.back(), 0.f);
    }

    void quantilesLieBetweenTheirNeighbours()
    {
        const std::vector<float> values{1, 2, 4};
        QCOMPARE(quantile(values, 0), 1.f);
        QCOMPARE(quantile(values, 0.25), 1.5f);
        QCOMPARE(quantile(values, 0.75), 3.f);
        QCOMPARE(quantile(values, 1), 4.f);
        for (const double share : {-0.1, 1.1, std::nan("")})
            QVERIFY_THROWS_EXCEPTION(Error, quantile(values, share));
        QVERIFY_THROWS_EXCEPTION(Error, quantile({}, 0.5));
    }

    void aStopEndsTheWork()
    {
        const auto bank = randomBank(3);
        std::stop_source stop;
        stop.request_stop();
        const JobContext ctx{stop.get_token()};
        QVERIFY_THROWS_EXCEPTION(Cancelled, usualSimilarities(*bank, *makeExactIndex(bank->keys()), 10, 7, ctx));
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 patchConfidences(tableOf({{0}}, {{1}}), *bank, Task::Segmentation, {1, 0.1f}, ctx));
    }

private:
    static PatchConfidence of(const std::vector<std::vector<std::uint32_t>>& ids,
                              const std::vector<std::vector<float>>& similarities,
                              const std::vector<std::string>& patches, float temperature = 0.1f)
    {
        const auto bank = bankInMemory(smallBankInfo(3, 2, {Task::Segmentation}), {"a"},
                                       std::vector{labelledRows(0, Matrix(std::ssize(patches), 2), patches)});
        return patchConfidences(tableOf(ids, similarities), *bank, Task::Segmentation, {2, temperature}, {}).front();
    }
    static std::shared_ptr<const MemoryBank> randomBank(std::uint32_t images)
    {
        std::vector<BankRows> units;
        std::vector<std::string> names;
        for (std::uint32_t image = 0; image < images; ++image) {
            units.push_back(labelledRows(image, randomRows(20, 8, 10 + image), randomPatches(20, 20 + image)));
            names.push_back(std::string(1, static_cast<char>('a' + image)));
        }
        return bankInMemory(smallBankInfo(3, 8, {Task::Segmentation}), names, units);
    }
};

QTEST_GUILESS_MAIN(TestConfidence)
#include "tst_confidence.moc"
