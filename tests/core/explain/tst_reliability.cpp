// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/explain/reliability.h"

#include <QTest>

#include <cmath>

using namespace nectar;

class TestReliability : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theErrorIsTheGapWeighedByTheCounts()
    {
        // bin 0.5–0.75: 0.5 and 0.7, one right; bin 0.75–1: 0.8, 1, both right
        const Reliability found =
            reliability(std::vector{0.5f, 0.7f, 0.8f, 1.f}, std::vector<std::uint8_t>{1, 0, 1, 1}, 4);
        QCOMPARE(found.count, std::int64_t(4));
        QCOMPARE(found.bins[0].count, std::int64_t(0));
        QCOMPARE(found.bins[2].count, std::int64_t(2));
        QVERIFY(std::abs(found.bins[2].confidence - 0.6) < 1e-6);
        QCOMPARE(found.bins[2].accuracy, 0.5);
        QCOMPARE(found.bins[3].accuracy, 1.0);
        QCOMPARE(found.bins[3].low, 0.75);
        QVERIFY(std::abs(found.error - (0.1 * 2 + 0.1 * 2) / 4) < 1e-6);
    }

    void aCertaintyThatIsAlwaysRightHasNoError()
    {
        const Reliability found = reliability(std::vector{1.f, 1.f}, std::vector<std::uint8_t>{1, 1});
        QCOMPARE(found.error, 0.0);
        QCOMPARE(found.bins.back().count, std::int64_t(2)); // 1 belongs to the last bin
    }

    void nothingIsNoError()
    {
        const Reliability found = reliability({}, {});
        QCOMPARE(found.error, 0.0);
        QCOMPARE(found.bins.size(), std::size_t(10));
        QVERIFY(coverageCurve({}, {}).empty());
    }

    void coverageGrowsAsTheThresholdFalls()
    {
        const auto curve = coverageCurve(std::vector{0.2f, 0.9f, 0.5f, 0.9f}, std::vector<std::uint8_t>{0, 1, 1, 0});
        QCOMPARE(curve.size(), std::size_t(3));
        QCOMPARE(curve[0].threshold, 0.9f); // both of them, or neither
        QCOMPARE(curve[0].coverage, 0.5);
        QCOMPARE(curve[0].accuracy, 0.5);
        QCOMPARE(curve[1].threshold, 0.5f);
        QVERIFY(std::abs(curve[1].accuracy - 2. / 3) < 1e-12);
        QCOMPARE(curve[2].coverage, 1.0);
        QCOMPARE(curve[2].accuracy, 0.5);
    }

    void whatIsNoConfidenceIsRefused()
    {
        for (const float wrong : {-0.1f, 1.1f, std::nanf("")}) {
            QVERIFY_THROWS_EXCEPTION(Error, reliability(std::vector{wrong}, std::vector<std::uint8_t>{1}));
            QVERIFY_THROWS_EXCEPTION(Error, coverageCurve(std::vector{wrong}, std::vector<std::uint8_t>{1}));
        }
        QVERIFY_THROWS_EXCEPTION(Error, reliability(std::vector{0.5f}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, reliability(std::vector{0.5f}, std::vector<std::uint8_t>{1}, 0));
    }
};

QTEST_GUILESS_MAIN(TestReliability)
#include "tst_reliability.moc"
