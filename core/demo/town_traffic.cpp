// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_layout.h"

namespace nectar {

namespace {

/// A person, sometimes with a dog or with somebody beside.
void addWalker(Layout& layout, RandomStream& random, Vec3 foot, float yaw)
{
    Town& town = layout.town;
    if (!layout.plots.claim(foot, 0.36f, 0.4f))
        return;
    addPerson(town, random, Frame(foot, yaw));
    const Frame frame(foot, yaw);
    const double company = random.uniform();
    if (company < 0.22) {
        const Vec3 beside = frame.toWorld({0.72f, 0, 0.1f});
        if (layout.plots.claim(beside, 0.32f, 0.4f))
            addPerson(town, random, Frame(beside, yaw));
    } else if (company < 0.5) {
        const Vec3 before = frame.toWorld({0.15f, 0, 1.25f});
        if (layout.plots.claim(before, 0.4f, 0.55f))
            addAnimal(town, random, AnimalKind::Dog, Frame(before, yaw + between(random, -0.3, 0.3)));
    }
}

/// One of two ways along a street, roughly.
float eitherWay(RandomStream& random)
{
    const float way = chance(random, 0.5) ? 0.f : kPi;
    return way + between(random, -0.25, 0.25);
}

} // namespace

void placeCars(Layout& layout, RandomStream& random)
{
    const GroundPlan& plan = layout.town.plan;
    const auto add = [&](Vec3 foot, float yaw) {
        const bool turned = std::abs(std::sin(yaw)) > 0.7f;
        if (std::abs(foot.z - layout.zebra) > 4.2f &&
            layout.plots.claim(foot, turned ? 2.6f : 1.0f, turned ? 1.0f : 2.6f))
            addCar(layout.town, random, Frame(foot, yaw));
    };
    for (const float side : {-1.f, 1.f}) {
        const bool parking = chance(random, 0.75);
        for (float z = between(random, 3, 9); parking && z < plan.streetEnd - 5; z += between(random, 5.4, 10))
            add({side * (plan.roadHalf - 1.0f), 0, z}, side > 0 ? 0.f : kPi);
        for (float z = between(random, 7, 26); z < plan.streetEnd - 5; z += between(random, 12, 28)) // driving
            add({side * (parking ? 0.98f : plan.roadHalf * 0.5f), 0, z}, side > 0 ? 0.f : kPi);
        const float lane = plan.streetEnd + plan.roadHalf * (1 - side * 0.5f);
        for (float x = between(random, -30, -12); x < 30; x += between(random, 9, 22)) // on the crossing street
            add({x, 0, lane}, side * kPi / 2);
    }
}

void placePeople(Layout& layout, RandomStream& random)
{
    const GroundPlan& plan = layout.town.plan;
    for (const float side : {-1.f, 1.f}) {
        const float low = plan.roadHalf + 0.6f;
        const float high = plan.pavementEdge() - 0.6f;
        for (float z = between(random, 2.5, 7); z < plan.streetEnd - 1; z += between(random, 1.8, 7.5)) {
            const float x = side * between(random, low, high);
            const float yaw = eitherWay(random);
            addWalker(layout, random, {x, 0.12f, z}, yaw);
        }
        const bool park = (side < 0 ? layout.left : layout.right) == SideKind::Park;
        for (int i = 0; park && i < 5; ++i) {
            const Vec3 foot{side * between(random, plan.pavementEdge() + 1.2, plan.pavementEdge() + 11), 0,
                            between(random, 5, 30)};
            const float yaw = between(random, -kPi, kPi);
            addWalker(layout, random, foot, yaw);
        }
    }
    const float reach = plan.roadHalf - 0.5f;
    for (int i = 0; i < 2; ++i) { // on the zebra crossing
        const Vec3 foot{between(random, -reach, reach), 0, layout.zebra + between(random, -1, 1)};
        const float yaw = eitherWay(random) + kPi / 2;
        if (chance(random, 0.6))
            addWalker(layout, random, foot, yaw);
    }
    if (plan.canalSide == 0)
        return;
    for (float z = between(random, 2, 8); z < plan.canalEnd - 2; z += between(random, 4, 10)) { // on the far quay
        const Vec3 foot{plan.canalSide * (plan.canalFar + between(random, 0.7, 1.8)), 0.1f, z};
        const float yaw = eitherWay(random);
        addWalker(layout, random, foot, yaw);
    }
}

} // namespace nectar
