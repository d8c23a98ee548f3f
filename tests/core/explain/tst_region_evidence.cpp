// SPDX-License-Identifier: Apache-2.0
#include "core/explain/evidence.h"
#include "core/explain/region_evidence.h"
#include "tests/core/explain/explain_fixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <map>

using namespace nectar;

class TestRegionEvidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoPatchesByHand()
    {
        // patch 0: rows 2, 0 with 4/5 and 1/5; patch 1: rows 0, 3 with one half each; patch 2 is not in the region
        const float low = 0.9f - 0.1f * std::log(4.f);
        const NeighbourTable table = tableOf({{2, 0}, {0, 3}, {1, 1}}, {{0.9f, low}, {0.95f, 0.95f}, {1, 1}});
        const RegionEvidence evidence = regionEvidence(table, std::vector{0, 1}, {2, 0.1f});
        QCOMPARE(evidence.voters, 2);
        QCOMPARE(evidence.entries.size(), std::size_t(3));
        check(evidence.entries[0], 2, 0.4, 0.9f, 1);
        check(evidence.entries[1], 0, 0.35, 0.95f, 2);
        check(evidence.entries[2], 3, 0.25, 0.95f, 1);
    }

    void equalSharesAreInTheOrderOfTheRows()
    {
        const RegionEvidence evidence = regionEvidence(tableOf({{3, 1}}, {{1, 1}}), std::vector{0}, {2, 0.1f});
        check(evidence.entries[0], 1, 0.5, 1, 1);
        check(evidence.entries[1], 3, 0.5, 1, 1);
    }

    void onlyTheNeighboursThatVoteCount()
    {
        const RegionEvidence evidence = regionEvidence(tableOf({{0, 1}}, {{1, 1}}), std::vector{0}, {1, 0.1f});
        QCOMPARE(evidence.entries.size(), std::size_t(1));
        check(evidence.entries[0], 0, 1, 1, 1);
    }

    void aPatchWithoutNeighboursCountsForNothing()
    {
        const NeighbourTable table = tableOf({{1}, {kNoRow}}, {{0.5f}, {-INFINITY}});
        const RegionEvidence evidence = regionEvidence(table, std::vector{0, 1}, {});
        QCOMPARE(evidence.voters, 1);
        QCOMPARE(evidence.entries.size(), std::size_t(1));
        QCOMPARE(evidence.entries[0].share, 1.0);
        QCOMPARE(regionEvidence(table, std::vector{1}, {}).voters, 0);
        QVERIFY(regionEvidence(table, std::vector{1}, {}).entries.empty());
    }

    void anEmptyRegionHasNoEvidence()
    {
        const RegionEvidence evidence = regionEvidence(tableOf({{0}}, {{1}}), {}, {});
        QCOMPARE(evidence.voters, 0);
        QVERIFY(evidence.entries.empty());
    }

    /// Patch by patch and row by row, the slow and obvious way.
    void sumsAreThoseOfBruteForce()
    {
        const NeighbourTable table = randomTable(60, 50);
        const std::vector region{3, 59, 4, 0, 17, 33};
        for (const DecodeOptions options : {DecodeOptions{30, 0.02f}, DecodeOptions{1, 1.f}, DecodeOptions{50, 10.f}}) {
            std::map<std::uint32_t, RegionEntry> expected;
            for (const int patch : region) {
                const auto weights =
                    neighbourWeights(table.similaritiesOf(patch), options.neighbours, options.temperature);
                for (std::size_t i = 0; i < weights.size(); ++i) {
                    RegionEntry& entry = expected[table.idsOf(patch)[i]];
                    entry.share += double(weights[i]) / double(region.size());
                    entry.similarity = std::max(entry.similarity, table.similaritiesOf(patch)[i]);
                    ++entry.patches;
                }
            }
            const RegionEvidence evidence = regionEvidence(table, region, options);
            QCOMPARE(evidence.entries.size(), expected.size());
            QCOMPARE(evidence.voters, 6);
            double sum = 0;
            for (std::size_t i = 0; i < evidence.entries.size(); ++i) {
                const RegionEntry& entry = evidence.entries[i];
                check(entry, entry.row, expected.at(entry.row).share, expected.at(entry.row).similarity,
                      expected.at(entry.row).patches);
                QVERIFY(i == 0 || entry.share <= evidence.entries[i - 1].share);
                sum += entry.share;
            }
            QVERIFY(std::abs(sum - 1) < 1e-5);
        }
    }

    void sharesAreThoseOfTheStrongestRows()
    {
        const NeighbourTable table = randomTable(20, 40);
        const std::vector region{1, 2, 5, 19};
        const RegionEvidence evidence = regionEvidence(table, region, {});
        const auto rows = strongestRows(table, region, 1000, {});
        QCOMPARE(rows.size(), evidence.entries.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].row, evidence.entries[i].row);
            QCOMPARE(rows[i].share, evidence.entries[i].share);
        }
    }

    void theVotesOfKnownPatchesAreAveraged()
    {
        PatchVotes votes;
        votes.scores = Matrix(3, 2);
        votes.scores.values = {1, 0, 0.5f, 0.5f, 0, 0};
        votes.mass = {1, 1, 0}; // patch 2 is unknown
        QCOMPARE(regionVotes(votes, std::vector{0, 1, 2}).scores, (std::vector{0.75, 0.25}));
        QCOMPARE(regionVotes(votes, std::vector{0, 1, 2}).known, 2);
        QCOMPARE(regionVotes(votes, std::vector{2}).scores, (std::vector{0., 0.}));
        QCOMPARE(regionVotes(votes, std::vector{2}).known, 0);
        QCOMPARE(regionVotes(votes, {}).known, 0);
    }

    void whatIsNotThereIsRefused()
    {
        const NeighbourTable table = tableOf({{0, 1}}, {{1, 1}});
        PatchVotes votes;
        votes.scores = Matrix(1, 2);
        votes.mass = {1};
        for (const int patch : {-1, 1}) {
            QVERIFY_THROWS_EXCEPTION(Error, regionEvidence(table, std::vector{0, patch}, {}));
            QVERIFY_THROWS_EXCEPTION(Error, regionVotes(votes, std::vector{patch}));
        }
        QVERIFY_THROWS_EXCEPTION(Error, regionEvidence(table, std::vector{0}, {0, 0.1f}));
    }

    void twoHundredPatchesTakeLessThanAFrame()
    {
        const NeighbourTable table = randomTable(200, kMaxNeighbours, 20'000);
        QElapsedTimer timer;
        timer.start();
        const RegionEvidence evidence = regionEvidence(table, allPatches(table), {kMaxNeighbours, 0.1f});
        const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
        qInfo("200 patches x %d, %zu entries: %.1f ms", kMaxNeighbours, evidence.entries.size(), milliseconds);
        QVERIFY2(milliseconds < 150, "three times the 50 ms that it may take");
    }

private:
    static void check(const RegionEntry& entry, std::uint32_t row, double share, float similarity, int patches)
    {
        QCOMPARE(entry.row, row);
        QVERIFY2(std::abs(entry.share - share) < 1e-6, qPrintable(QString::number(entry.share)));
        QCOMPARE(entry.similarity, similarity);
        QCOMPARE(entry.patches, patches);
    }
    /// Different rows of `rows` for each patch, similarities falling.
    static NeighbourTable randomTable(int patches, int k, std::uint32_t rows = 97)
    {
        RandomStream random(5);
        NeighbourTable table(patches, k);
        for (int patch = 0; patch < patches; ++patch) {
            float similarity = 1;
            const auto first = static_cast<std::uint32_t>(random.below(rows));
            for (int i = 0; i < k; ++i) {
                const auto at = static_cast<std::size_t>(patch * k + i);
                table.ids[at] = (first + 7 * static_cast<std::uint32_t>(i)) % rows;
                table.similarities[at] = similarity -= 0.01f * static_cast<float>(random.uniform());
            }
        }
        return table;
    }
};

QTEST_GUILESS_MAIN(TestRegionEvidence)
#include "tst_region_evidence.moc"
