// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/demo/ground.h"
#include "core/demo/shape_tree.h"

#include <QTest>

#include <cmath>

using namespace nectar;

namespace {

constexpr float kEighthTurn = 0.78539816f;

Shape gableAlongX()
{
    const ProfilePoint outline[] = {{-2, 0}, {2, 0}, {0, 2}}; // slope: from z -2 at height 0 to z 0 at height 2
    return makePrism(Frame(), outline, 3);
}

Vec3 randomPoint(RandomStream& random, float reach)
{
    Vec3 p;
    p.x = static_cast<float>(random.uniform(-reach, reach));
    p.y = static_cast<float>(random.uniform(-reach, reach));
    p.z = static_cast<float>(random.uniform(-reach, reach));
    return p;
}

} // namespace

class TestRayShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void raysMeetShapesWhereTheyShould_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<float>("distance"); // along +z from (0, 0.5, -10); negative: a miss
        QTest::newRow("ball of radius 2 at the origin") << 0 << 10 - std::sqrt(4 - 0.25f);
        QTest::newRow("flat ellipsoid below the ray") << 1 << -1.f;
        QTest::newRow("long ellipsoid, its length along z") << 2 << 10 - 3 * std::sqrt(1 - 0.25f);
        QTest::newRow("the same, turned by a quarter") << 3 << 10 - std::sqrt(1 - 0.25f);
        QTest::newRow("box") << 4 << 9.f;
        QTest::newRow("box turned by 45 degrees") << 5 << 10 - std::sqrt(2.f);
        QTest::newRow("upright tube of radius 1") << 6 << 9.f;
        QTest::newRow("end of a tube along the ray") << 7 << 6.f;
        QTest::newRow("round cone of equal ends: a capsule") << 8 << 9.f;
        QTest::newRow("its upper ball, radius 1, half a metre above its centre") << 9 << 10 - std::sqrt(0.75f);
        QTest::newRow("gable roof, its ridge across the ray") << 10 << 8.5f;
        QTest::newRow("frustum: half a metre up, a quarter of the inset") << 11 << 9.25f;
    }
    void raysMeetShapesWhereTheyShould()
    {
        QFETCH(int, shape);
        QFETCH(float, distance);
        const Shape shapes[] = {makeEllipsoid({0, 0, 0}, {2, 2, 2}),
                                makeEllipsoid({0, 0, 0}, {2, 0.4f, 2}),
                                makeEllipsoid({0, 0, 0}, {1, 1, 3}),
                                makeEllipsoid({0, 0, 0}, {1, 1, 3}, Frame({}, 2 * kEighthTurn)),
                                makeBox(Frame(), 1, 1, 1),
                                makeBox(Frame({}, kEighthTurn), 1, 1, 1),
                                makeTube({0, 0, 0}, {0, 1, 0}, 1),
                                makeTube({0, 0, -4}, {0, 0, 4}, 1),
                                makeRoundCone({0, -3, 0}, 1, {0, 3, 0}, 1),
                                makeRoundCone({0, -3, 0}, 1, {0, 0, 0}, 1),
                                gableAlongX(),
                                makeFrustum(Frame(), {1, 2, 1}, 1, 1)};
        float found = -1;
        Vec3 normal;
        const bool hit = intersect(shapes[shape], {{0, 0.5f, -10}, {0, 0, 1}}, 1e-3f, found, normal);
        QCOMPARE(hit, distance >= 0);
        if (hit) {
            QVERIFY2(std::abs(found - distance) < 1e-4f, qPrintable(QString::number(found)));
            QVERIFY(std::abs(length(normal) - 1) < 1e-4f && normal.z < 0);
        }
    }

    void aTaperedLimbIsMetOnItsSlantedMantle()
    {
        // Balls of radius 2 at the origin and 1 at height 5: the mantle leans by asin(1/5). At height h its radius is
        // (2 - h / 5) / cos(lean).
        const Shape limb = makeRoundCone({0, 0, 0}, 2, {0, 5, 0}, 1);
        float distance = 0;
        Vec3 normal;
        QVERIFY(intersect(limb, {{0, 2.5f, -10}, {0, 0, 1}}, 1e-3f, distance, normal));
        QVERIFY(std::abs(distance - (10 - 1.5f / std::sqrt(1 - 0.04f))) < 1e-4f);
        QVERIFY(std::abs(normal.y - 0.2f) < 1e-4f);
    }

    void theSidesOfALeaningPrismNarrowUpwards()
    {
        const ProfilePoint outline[] = {{-2, 0}, {2, 0}, {2, 1}, {-2, 1}};
        const Shape cabin = makePrism(Frame({5, 1, 0}, 0), outline, 1, 0.25f); // centre x 5, foot at height 1
        float distance = 0;
        Vec3 normal;
        QVERIFY(intersect(cabin, {{0, 1.4f, 0}, {1, 0, 0}}, 1e-3f, distance, normal));
        QVERIFY2(std::abs(distance - 4.1f) < 1e-4f, qPrintable(QString::number(distance))); // 4 + 0.4 · 0.25
        QVERIFY(!intersect(cabin, {{0, 2.1f, 0}, {1, 0, 0}}, 1e-3f, distance, normal));
    }

    void fromInsideARayMeetsTheFarSide()
    {
        float distance = 0;
        Vec3 normal;
        QVERIFY(intersect(makeBox(Frame({0, -1, 0}, 0), 1, 2, 1), {{0, 0, 0}, {0, 0, 1}}, 1e-3f, distance, normal));
        QCOMPARE(distance, 1.f);
    }

    void whatLiesBehindIsNotMet()
    {
        float distance = 0;
        Vec3 normal;
        const Ray away{{0, 0.5f, -10}, {0, 0, -1}};
        for (const Shape& shape : {makeBox(Frame(), 1, 1, 1), makeEllipsoid({0, 0, 0}, {1, 1, 1}),
                                   makeTube({0, 0, 0}, {0, 1, 0}, 1), makeRoundCone({0, 0, 0}, 1, {0, 2, 0}, 0.5f)})
            QVERIFY(!intersect(shape, away, 1e-3f, distance, normal));
    }

    void theTreeFindsWhatTryingEveryShapeFinds()
    {
        RandomStream random(11);
        std::vector<Shape> shapes;
        for (int i = 0; i < 60; ++i) {
            const Vec3 at = randomPoint(random, 8);
            shapes.push_back(i % 3 == 0   ? makeBox(Frame(at, static_cast<float>(i)), 0.7f, 0.9f, 0.4f)
                             : i % 3 == 1 ? makeEllipsoid(at, {0.5f, 0.8f, 1.1f}, Frame({}, static_cast<float>(i)))
                                          : makeRoundCone(at, 0.4f, at + Vec3{0.5f, 1, 0.2f}, 0.2f));
        }
        const ShapeTree tree(shapes, [](const Shape&, Vec3) { return true; });
        int hits = 0;
        for (int i = 0; i < 500; ++i) {
            const Vec3 from = randomPoint(random, 12);
            const Ray ray{from, normalised(randomPoint(random, 4) - from)};
            float best = 1e30f;
            for (const Shape& shape : shapes) {
                float distance = 0;
                Vec3 normal;
                if (intersect(shape, ray, 1e-3f, distance, normal))
                    best = std::min(best, distance);
            }
            const Hit hit = tree.nearest(ray, 1e30f);
            QCOMPARE(hit.shape >= 0, best < 1e29f);
            QCOMPARE(tree.blocked(ray, 1e30f), best < 1e29f);
            if (hit.shape >= 0) {
                QCOMPARE(hit.distance, best);
                ++hits;
            }
        }
        QVERIFY(hits > 100);
    }

    void lightFallsThroughGaps()
    {
        std::vector<Shape> fence{makeBox(Frame(), 5, 2, 0.1f)};
        fence[0].hasGaps = true;
        const ShapeTree tree(fence, [](const Shape&, Vec3 p) { return p.x > 0; });
        QVERIFY(tree.blocked({{1, 1, -10}, {0, 0, 1}}, 100));
        QVERIFY(!tree.blocked({{-1, 1, -10}, {0, 0, 1}}, 100));
    }

    void theGroundIsAPlaneWithAHoleForTheCanal()
    {
        GroundPlan plan;
        plan.canalSide = 1;
        plan.canalNear = 6;
        plan.canalFar = 12;
        plan.canalEnd = 40;
        plan.waterLevel = -0.8f;
        const GroundHit road = meetGround(plan, {{0, 2, 0}, {0, -1, 0}}, 100);
        QCOMPARE(road.distance, 2.f);
        QCOMPARE(road.material, kRoadMaterial);
        const GroundHit water = meetGround(plan, {{9, 2, 0}, {0, -1, 0}}, 100);
        QVERIFY(std::abs(water.distance - 2.8f) < 1e-5f);
        QCOMPARE(water.material, kWaterMaterial);
        // From the height of 1 above the water's middle, falling 1 in 2.5: at the far wall, 3 away, it is at -0.2.
        const GroundHit wall = meetGround(plan, {{9, 1, 0}, normalised({2.5f, -1, 0})}, 100);
        QCOMPARE(wall.material, kQuayMaterial);
        QVERIFY(std::abs(wall.distance - 3 * std::sqrt(1 + 0.16f)) < 1e-4f && wall.normal.x == -1);
        QCOMPARE(meetGround(plan, {{9, -0.8f, 0}, {0, 1, 0}}, 100).material, -1); // up from the water
        QCOMPARE(meetGround(plan, {{0, 2, 0}, {0, -1, 0}}, 1).material, -1);      // beyond the limit
    }

    void theStreetEndsAtACrossing()
    {
        GroundPlan plan;
        plan.roadHalf = 3;
        plan.streetEnd = 50;
        plan.pondCentre = {20, 0, 10};
        plan.pondRadiusX = plan.pondRadiusZ = 5;
        QCOMPARE(groundMaterial(plan, {0, 0, 20}), kRoadMaterial);
        QCOMPARE(groundMaterial(plan, {30, 0, 53}), kRoadMaterial);
        QCOMPARE(groundMaterial(plan, {0, 0, 60}), kGrassMaterial);
        QCOMPARE(groundMaterial(plan, {20, 0, 10}), kWaterMaterial);
        QCOMPARE(groundMaterial(plan, {30, 0, 10}), kGrassMaterial);
    }
};

QTEST_GUILESS_MAIN(TestRayShapes)
#include "tst_ray_shapes.moc"
