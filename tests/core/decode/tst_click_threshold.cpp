// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/decode/click_similarities.h"
#include "core/decode/click_threshold.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace nectar;

namespace {

/// Unit vector of the plane.
std::vector<float> at(double degrees)
{
    const double angle = degrees * 3.14159265358979 / 180;
    return {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
}

/// Share of the pairs that a threshold has on the right side, of both kinds together.
double separation(const ClickPairs& pairs, float threshold)
{
    const auto reach = std::ranges::count_if(pairs.same, [=](float s) { return s >= threshold; });
    const auto below = std::ranges::count_if(pairs.different, [=](float s) { return s < threshold; });
    return double(reach) / double(pairs.same.size()) + double(below) / double(pairs.different.size());
}

} // namespace

/// From which similarity on a patch is taken for what was clicked.
class TestClickThreshold : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itLiesBetweenPairsOfOneClassAndPairsOfTwo()
    {
        QCOMPARE(separatingThreshold({{0.75f, 0.875f}, {0.25f, 0.125f}}), 0.5f);
    }

    void itCostsTheFewestPairsWhereTheyMix()
    {
        // same .2 .6 .7 .8, different .1 .3 .4 .65: from .6 on 3/4 reach and 3/4 are below; from .7 on 2/4 and 4/4, as
        // good; the lower one counts, in the middle of .4 and .6
        const float threshold = separatingThreshold({{0.8f, 0.2f, 0.7f, 0.6f}, {0.1f, 0.65f, 0.4f, 0.3f}});
        QVERIFY(std::abs(threshold - 0.5f) < 1e-6f);
    }

    void bothKindsCountAlikeHoweverManyThereAre()
    {
        // at .4 one pair in four of two classes is on the wrong side, at .8 one in two of one class
        const ClickPairs pairs{{0.5f, 0.9f}, {0.1f, 0.2f, 0.3f, 0.7f}};
        QVERIFY(std::abs(separatingThreshold(pairs) - 0.4f) < 1e-6f);
    }

    void itIsTheBestOfAllThresholds()
    {
        RandomStream random(1);
        for (int round = 0; round < 50; ++round) {
            ClickPairs pairs;
            for (int i = 0; i < 30; ++i) {
                pairs.same.push_back(static_cast<float>(random.uniform(0.2, 1)));
                pairs.different.push_back(static_cast<float>(random.uniform(-0.2, 0.7)));
            }
            const double found = separation(pairs, separatingThreshold(pairs));
            for (float other = -1; other <= 1; other += 0.001f)
                QVERIFY(separation(pairs, other) <= found + 1e-9);
        }
    }

    void ofOneClassTheLeastAlikePairCounts() { QCOMPARE(separatingThreshold({{0.75f, 0.5f, 0.625f}, {}}), 0.5f); }

    void ofOneClickAClassTheMedianCounts()
    {
        QCOMPARE(separatingThreshold({{}, {0.125f, 0.75f, 0.25f}}), 0.25f);
        QCOMPARE(separatingThreshold({{}, {0.125f, 0.75f, 0.25f, 0.5f}}), 0.375f);
    }

    void withoutPairsItIsTheUsualOne()
    {
        QCOMPARE(separatingThreshold({}), kUsualThreshold);
        ClickBank bank(3);
        QCOMPARE(defaultThreshold(bank, {}), kUsualThreshold);
        bank.add(at(0), 1);
        QCOMPARE(defaultThreshold(bank, {}), kUsualThreshold);
    }

    void classesThatCoincideLeaveSomethingKnown()
    {
        ClickBank bank(3);
        for (const std::uint16_t c : {1, 2})
            for (const double degrees : {0., 40.})
                bank.add(at(degrees), c);
        const float threshold = defaultThreshold(bank, {});
        QVERIFY(threshold >= -1 && threshold <= 1);
        Matrix queries(1, 2);
        queries.values = at(0);
        QVERIFY(bank.votes(queries, {}, threshold, {}).known(0));
    }

    void classesOnTheWrongSidesLeaveAllKnown()
    {
        // pairs of two classes are more alike than those of one: no threshold is any good, the lowest does no harm
        QCOMPARE(separatingThreshold({{0.25f}, {0.75f}}), 0.25f);
    }

    void equalSimilaritiesAreOne() { QCOMPARE(separatingThreshold({{0.5f, 0.5f}, {0.5f}}), 0.5f); }

    void pairsAreThoseOfTheClicks()
    {
        ClickBank bank(3);
        bank.add(at(0), 1);
        bank.add(at(60), 2);
        bank.add(at(90), 1);
        ClickPairs pairs = clickPairs(bank, {});
        QCOMPARE(pairs.same.size(), std::size_t(1));
        QVERIFY(std::abs(pairs.same[0]) < 1e-6f); // cos 90°
        std::ranges::sort(pairs.different);
        QCOMPARE(pairs.different.size(), std::size_t(2));
        QVERIFY(std::abs(pairs.different[0] - 0.5f) < 1e-6f);
        QVERIFY(std::abs(pairs.different[1] - std::sqrt(0.75f)) < 1e-6f);
    }

    void whatIsNothingOfTheClassesNeedNotBeAlike()
    {
        ClickBank bank(2);
        bank.add(at(0), kOtherClass);
        bank.add(at(90), kOtherClass);
        QCOMPARE(defaultThreshold(bank, {}), kUsualThreshold); // two clicks, no pair
        bank.add(at(10), 1);
        const ClickPairs pairs = clickPairs(bank, {});
        QVERIFY(pairs.same.empty());
        QCOMPARE(pairs.different.size(), std::size_t(2));
    }

    void itDependsOnNoThreads()
    {
        RandomStream random(2);
        ClickBank bank(4);
        for (int i = 0; i < 100; ++i)
            bank.add(at(random.uniform(0, 360)), static_cast<std::uint16_t>(random.below(4)));
        configureThreads(1);
        const float expected = defaultThreshold(bank, {});
        configureThreads(7);
        QCOMPARE(defaultThreshold(bank, {}), expected);
        configureThreads(0);
    }

    void itCanBeStopped()
    {
        ClickBank bank(2);
        bank.add(at(0), 1);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, defaultThreshold(bank, {stop.get_token()}));
    }
};

QTEST_GUILESS_MAIN(TestClickThreshold)
#include "tst_click_threshold.moc"
