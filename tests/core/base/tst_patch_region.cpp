// SPDX-License-Identifier: Apache-2.0
#include "core/base/patch_region.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <string>

using namespace nectar;

namespace {

constexpr PatchGrid kGrid{4, 5, 14};

/// A picture of the chosen patches: '#' chosen, '.' not; one line a row.
std::string drawn(const PatchGrid& grid, const std::vector<int>& patches)
{
    std::string picture;
    std::size_t next = 0;
    for (int patch = 0; patch < grid.count(); ++patch) {
        const bool chosen = next < patches.size() && patches[next] == patch;
        next += chosen;
        picture += chosen ? '#' : '.';
        if ((patch + 1) % grid.cols == 0)
            picture += '\n';
    }
    return next == patches.size() ? picture : "not ascending";
}

std::vector<int> kindsOf(const char* text)
{
    std::vector<int> kinds;
    for (; *text; ++text)
        kinds.push_back(*text);
    return kinds;
}

} // namespace

class TestPatchRegion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRectangleHoldsBothCornersInAnyOrder()
    {
        const std::string expected = ".....\n"
                                     ".###.\n"
                                     ".###.\n"
                                     ".....\n";
        QCOMPARE(drawn(kGrid, patchesInRectangle(kGrid, {1, 1}, {2, 3})), expected);
        QCOMPARE(drawn(kGrid, patchesInRectangle(kGrid, {2, 3}, {1, 1})), expected);
        QCOMPARE(drawn(kGrid, patchesInRectangle(kGrid, {1, 3}, {2, 1})), expected);
    }

    void oneCornerTwiceIsOnePatch() { QCOMPARE(patchesInRectangle(kGrid, {3, 4}, {3, 4}), std::vector{19}); }

    void cornersOutsideMoveToTheEdge()
    {
        QCOMPARE(drawn(kGrid, patchesInRectangle(kGrid, {-7, 3}, {0, 99})), std::string("...##\n"
                                                                                        ".....\n"
                                                                                        ".....\n"
                                                                                        ".....\n"));
    }

    void anOutlineHoldsThePatchesWhoseMiddleIsInside()
    {
        // a triangle over the left edge: the middles of rows 1 to 3 that are left of its slope
        const std::vector<GridPoint> triangle{{0, 0.6}, {0, 4}, {3.4, 4}};
        QCOMPARE(drawn(kGrid, patchesInOutline(kGrid, triangle)), std::string(".....\n"
                                                                              "#....\n"
                                                                              "##...\n"
                                                                              "###..\n"));
    }

    void theDirectionOfAnOutlineDoesNotMatter()
    {
        std::vector<GridPoint> outline{{0.9, 0.2}, {4.1, 0.9}, {3.8, 3.3}, {2, 1.2}};
        const auto there = patchesInOutline(kGrid, outline);
        std::reverse(outline.begin(), outline.end());
        QCOMPARE(patchesInOutline(kGrid, outline), there);
        QVERIFY(!there.empty());
    }

    void whatIsGoneRoundTwiceIsInside()
    {
        const std::vector<GridPoint> square{{1, 1}, {4, 1}, {4, 3}, {1, 3}};
        std::vector<GridPoint> twice = square;
        twice.insert(twice.end(), square.begin(), square.end());
        QCOMPARE(patchesInOutline(kGrid, twice), patchesInOutline(kGrid, square));
        QCOMPARE(drawn(kGrid, patchesInOutline(kGrid, square)), std::string(".....\n"
                                                                            ".###.\n"
                                                                            ".###.\n"
                                                                            ".....\n"));
    }

    void anOutlineFarBeyondThePictureHoldsAllOfIt()
    {
        const std::vector<GridPoint> wide{{-9, -9}, {99, -9}, {99, 99}, {-9, 99}};
        QCOMPARE(patchesInOutline(kGrid, wide).size(), std::size_t(20));
    }

    void aCircleHoldsWhatIsNearerThanItsRadius()
    {
        const PatchGrid grid{37, 37, 14};
        std::vector<GridPoint> circle;
        for (int i = 0; i < 720; ++i) {
            const double angle = i * std::numbers::pi / 360;
            circle.push_back({18.5 + 10.3 * std::cos(angle), 18.5 + 10.3 * std::sin(angle)});
        }
        std::vector<int> expected;
        for (int patch = 0; patch < grid.count(); ++patch) {
            const PatchIndex at = patchAt(grid, patch);
            if (std::hypot(at.row - 18, at.col - 18) < 10.3)
                expected.push_back(patch);
        }
        QCOMPARE(patchesInOutline(grid, circle), expected);
    }

    void aLineOrAPointHoldsNothing()
    {
        QVERIFY(patchesInOutline(kGrid, {}).empty());
        QVERIFY(patchesInOutline(kGrid, std::vector<GridPoint>{{1.5, 1.5}}).empty());
        QVERIFY(patchesInOutline(kGrid, std::vector<GridPoint>{{0.2, 0.2}, {4.7, 3.9}}).empty());
    }

    void joinedPatchesOfOneKindStopAtOthersAndAtCorners()
    {
        const std::vector<int> kinds = kindsOf("aabba"
                                               "abbaa"
                                               "aabba"
                                               "bbaaa");
        QCOMPARE(drawn(kGrid, patchesJoined(kGrid, kinds, 0)), std::string("##...\n"
                                                                           "#....\n"
                                                                           "##...\n"
                                                                           ".....\n"));
        QCOMPARE(drawn(kGrid, patchesJoined(kGrid, kinds, 4)), std::string("....#\n"
                                                                           "...##\n"
                                                                           "....#\n"
                                                                           "..###\n"));
        QCOMPARE(patchesJoined(kGrid, kinds, 15), (std::vector{15, 16}));
    }

    void theRectangleAroundTouchesTheOutermost()
    {
        QCOMPARE(rectangleAround(kGrid, std::vector{7, 13, 16}), (PatchRectangle{{1, 1}, {3, 3}}));
        QCOMPARE(rectangleAround(kGrid, std::vector{9}), (PatchRectangle{{1, 4}, {1, 4}}));
    }

    void aPictureWithoutPatchesHasNoRegion()
    {
        QVERIFY(patchesInRectangle({}, {0, 0}, {3, 3}).empty());
        QVERIFY(patchesInOutline({}, std::vector<GridPoint>{{0, 0}, {9, 0}, {9, 9}}).empty());
    }
};

QTEST_GUILESS_MAIN(TestPatchRegion)
#include "tst_patch_region.moc"
