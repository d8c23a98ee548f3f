// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/memory/patch_sampler.h"
#include "core/memory/patch_targets.h"
#include "tests/support/small_bank.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace nectar;

class TestPatchTargets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halfSkyHalfGrassSplitsEvenly()
    {
        const LabelTargets targets = makeLabelTargets(labelMapFromText("0011", 2), PatchGrid{1, 1, 2});
        QCOMPARE(targets.view().count(0, 0), 2); // two of the four pixels
        QCOMPARE(targets.view().count(0, 1), 2);
        QCOMPARE(targets.view().validCount(0), 4);
    }

    void voidIsInNoClass()
    {
        const LabelTargets targets = makeLabelTargets(labelMapFromText("0..3....", 4), PatchGrid{1, 2, 2});
        QCOMPARE(targets.view().validCount(0), 1);
        QCOMPARE(targets.view().count(1, 3), 1);
        const LabelTargets empty = makeLabelTargets(labelMapFromText("....", 2), PatchGrid{1, 1, 2});
        QVERIFY(empty.view().counts(0).empty());
    }

    void classesAreSortedWithinAPatch()
    {
        const LabelTargets targets = makeLabelTargets(labelMapFromText("5203", 2), PatchGrid{1, 1, 2});
        const auto counts = targets.view().counts(0);
        QVERIFY(
            std::is_sorted(counts.begin(), counts.end(), [](auto a, auto b) { return a.classIndex < b.classIndex; }));
        QCOMPARE(counts.size(), std::size_t(4));
    }

    void depthIsTheMeanOfValidPixels()
    {
        DepthMap depth(4, 2);
        depth.at(0, 0) = 1;
        depth.at(1, 1) = 4;
        depth.at(0, 1) = 0;  // not valid
        depth.at(2, 0) = -3; // not valid
        const DepthTargets targets = makeDepthTargets(depth, PatchGrid{1, 2, 2});
        QCOMPARE(targets.metres[0], 2.5f);
        QCOMPARE(targets.validCounts[0], std::uint16_t(2));
        QCOMPARE(targets.validCounts[1], std::uint16_t(0));
    }

    void anotherSizeIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, makeLabelTargets(LabelMap(5, 4), PatchGrid{2, 2, 2}));
        QVERIFY_THROWS_EXCEPTION(Error, makeDepthTargets(DepthMap(4, 5), PatchGrid{2, 2, 2}));
    }

    void emptyPatchesAreTakenLast()
    {
        // patches 0 and 3 have labels, 1 and 2 have none
        const LabelTargets targets = makeLabelTargets(labelMapFromText("00....11"
                                                                       "00....11",
                                                                       8),
                                                      PatchGrid{1, 4, 2});
        for (const Sampling sampling : {Sampling::Eq5, Sampling::RandomValid})
            for (std::uint64_t seed = 0; seed < 20; ++seed) {
                RandomStream random(seed);
                QCOMPARE(choosePatches(targets.view(), {sampling, 2}, random), (std::vector<int>{0, 3}));
            }
    }

    void rareClassesAreKeptMoreOften()
    {
        // 63 patches of class 0, one of class 1: its score is 1, theirs 63
        std::string text(64 * 4, '0');
        text[10] = text[11] = text[128 + 10] = text[128 + 11] = '1';
        const LabelTargets targets = makeLabelTargets(labelMapFromText(text, 128), PatchGrid{1, 64, 2});
        int keptByEq5 = 0;
        int keptByUniform = 0;
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            RandomStream a(seed), b(seed);
            const auto eq5 = choosePatches(targets.view(), {Sampling::Eq5, 8}, a);
            const auto uniform = choosePatches(targets.view(), {Sampling::Uniform, 8}, b);
            keptByEq5 += std::ranges::count(eq5, 5) > 0 ? 1 : 0;
            keptByUniform += std::ranges::count(uniform, 5) > 0 ? 1 : 0;
        }
        QVERIFY2(keptByEq5 > 390, qPrintable(QString::number(keptByEq5)));
        QVERIFY(keptByUniform > 25 && keptByUniform < 80); // 8 of 64: expected 50
    }

    void theSameStreamChoosesTheSamePatches()
    {
        const LabelTargets targets =
            makeLabelTargets(labelMapFromText(std::string(400, '1'), 20), PatchGrid{10, 10, 2});
        RandomStream a(4), b(4);
        QCOMPARE(choosePatches(targets.view(), {Sampling::Eq5, 13}, a),
                 choosePatches(targets.view(), {Sampling::Eq5, 13}, b));
    }

    void depthSamplingMovesInvalidPatchesBehind()
    {
        DepthTargets targets;
        targets.metres.assign(100, 1.f);
        targets.validCounts.assign(100, 0);
        for (std::size_t i = 0; i < 100; i += 10)
            targets.validCounts[i] = 3;
        RandomStream random(1);
        const auto chosen = choosePatches(targets.view(), {Sampling::Eq5, 12}, random);
        QCOMPARE(chosen.size(), std::size_t(12));
        QCOMPARE(std::ranges::count_if(chosen, [](int p) { return p % 10 == 0; }), 10);
    }

    void quotasOfThePaper()
    {
        QCOMPARE(quotaPerImage(10'240'000, 10'582, 2, 1024), 483);
        QCOMPARE(quotaPerImage(10'240'000, 20'210, 2, 1024), 253);
        QCOMPARE(quotaPerImage(20'480'000, 10'582, 8, 1024), 241);
        QCOMPARE(quotaPerImage(20'480'000, 20'210, 8, 1024), 126);
        QCOMPARE(quotaPerImage(5, 100, 1, 1024), 1);
        QCOMPARE(quotaPerImage(1'000'000, 1, 0, 64), 64);
    }

    void spreadQuotasAddUpToTheMemory_data()
    {
        QTest::addColumn<qint64>("memory");
        QTest::addColumn<qint64>("pictures");
        QTest::addColumn<int>("epochs");
        QTest::addColumn<qint64>("sum");
        QTest::newRow("83 of 8") << qint64(83) << qint64(8) << 0 << qint64(83);
        QTest::newRow("VOC") << qint64(10'240'000) << qint64(10'582) << 2 << qint64(10'240'000);
        QTest::newRow("no remainder") << qint64(80) << qint64(8) << 1 << qint64(80);
        QTest::newRow("less than pictures") << qint64(5) << qint64(100) << 1 << qint64(100); // at least one of each
        QTest::newRow("more than patches") << qint64(1'000'000) << qint64(2) << 1 << qint64(2 * 1024);
    }
    void spreadQuotasAddUpToTheMemory()
    {
        QFETCH(qint64, memory);
        QFETCH(qint64, pictures);
        QFETCH(int, epochs);
        QFETCH(qint64, sum);
        qint64 total = 0;
        for (qint64 unit = 0; unit < pictures * std::max(epochs, 1); ++unit) {
            const int quota = spreadQuota(memory, pictures, epochs, unit, 1024);
            const int plain = quotaPerImage(memory, pictures, epochs, 1024);
            QVERIFY(quota == plain || quota == plain + 1);
            total += quota;
        }
        QCOMPARE(total, sum);
    }

    void spreadQuotasLieEvenly()
    {
        std::vector<int> quotas;
        for (int unit = 0; unit < 8; ++unit)
            quotas.push_back(spreadQuota(83, 8, 0, unit, 48));
        QCOMPARE(quotas, (std::vector<int>{10, 10, 11, 10, 10, 11, 10, 11}));
    }

    void patchesBelowTheValidPartAreLeftOut_data()
    {
        QTest::addColumn<int>("sampling");
        for (int i = 0; i < 4; ++i)
            QTest::newRow(kSamplingNames[i]) << i;
    }
    void patchesBelowTheValidPartAreLeftOut()
    {
        QFETCH(int, sampling);
        // labelled pixels of 4: 4, 0, 1, 2, 3
        const LabelTargets targets = makeLabelTargets(labelMapFromText("00..0.0000"
                                                                       "00......0.",
                                                                       10),
                                                      PatchGrid{1, 5, 2});
        for (int quota = 1; quota <= 5; ++quota) {
            RandomStream random(1);
            const auto chosen = choosePatches(targets.view(), {Sampling(sampling), quota, 2}, random);
            const bool all = Sampling(sampling) == Sampling::All;
            QCOMPARE(chosen.size(), std::size_t(all ? 3 : std::min(quota, 3)));
            for (const int patch : chosen)
                QVERIFY(targets.view().validCount(patch) >= 2);
        }
    }

    void leavingOutChangesNoOtherDraw()
    {
        DepthTargets targets;
        targets.metres.assign(50, 1.f);
        targets.validCounts.assign(50, 4);
        RandomStream a(3);
        const auto before = choosePatches(targets.view(), {Sampling::Eq5, 10}, a);
        targets.validCounts[static_cast<std::size_t>(before.front())] = 1;
        RandomStream b(3);
        const auto after = choosePatches(targets.view(), {Sampling::Eq5, 10, 2}, b);
        std::vector<int> common;
        std::ranges::set_intersection(before, after, std::back_inserter(common));
        QCOMPARE(common.size(), std::size_t(9)); // the next one has moved up, nothing else
        QCOMPARE(std::ranges::count(after, before.front()), 0);
    }

    void partsOfAPatchAreWholePixels()
    {
        QCOMPARE(pixelsOfFraction(0.f, 256), 0);
        QCOMPARE(pixelsOfFraction(0.3f, 100), 30); // 0.3f is a little more than 0.3
        QCOMPARE(pixelsOfFraction(0.5f, 196), 98);
        QCOMPARE(pixelsOfFraction(0.501f, 196), 99);
        QCOMPARE(pixelsOfFraction(1.f, 256), 256);
    }
};

QTEST_GUILESS_MAIN(TestPatchTargets)
#include "tst_patch_targets.moc"
