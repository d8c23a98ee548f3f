// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_layout.h"

namespace nectar {

namespace {

TreeKind anyTree(RandomStream& random)
{
    const double kind = random.uniform();
    return kind < 0.66 ? TreeKind::Broad : kind < 0.82 ? TreeKind::Slender : TreeKind::Conifer;
}

FenceKind anyFence(RandomStream& random)
{
    const double kind = random.uniform();
    return kind < 0.5 ? FenceKind::Pickets : kind < 0.78 ? FenceKind::Railing : FenceKind::Wall;
}

/// Claims ground around a point given in a row's own directions.
bool claimInRow(Plots& plots, const Row& row, Vec3 local, float halfAlong, float halfDeep)
{
    const bool alongZ = std::abs(row.frame.sine) > 0.7f;
    return plots.claim(row.frame.toWorld(local), alongZ ? halfDeep : halfAlong, alongZ ? halfAlong : halfDeep);
}

/// Fence with a gate before the door, a tree, bushes, sometimes a dog.
void fillGarden(Layout& layout, RandomStream& random, const Row& row, float from, float to)
{
    Town& town = layout.town;
    if (chance(random, 0.7)) {
        const FenceKind kind = anyFence(random);
        const float gate = (from + to) / 2 + between(random, -1, 1);
        addFence(town, random, kind, row.frame.movedTo({from + 0.1f, 0, 0.2f}), gate - 0.6f - from);
        addFence(town, random, kind, row.frame.movedTo({gate + 0.6f, 0, 0.2f}), to - gate - 0.7f);
    }
    for (int i = 0; i < 5; ++i) {
        const Vec3 spot{between(random, from + 0.8, to - 0.8), 0, between(random, 1.1, row.garden - 0.7)};
        const double what = random.uniform();
        const Vec3 foot = row.frame.toWorld(spot);
        const TreeKind kind = anyTree(random);
        if (what < 0.22 && claimInRow(layout.plots, row, spot, 1.3f, 1.1f))
            addTree(town, random, kind, foot, between(random, 3.4, 4.6));
        else if (what < 0.75 && claimInRow(layout.plots, row, spot, 0.55f, 0.55f))
            addTree(town, random, TreeKind::Bush, foot, between(random, 0.7, 1.3));
        else if (what > 0.84 && claimInRow(layout.plots, row, spot, 0.6f, 0.6f))
            addAnimal(town, random, AnimalKind::Dog, Frame(foot, between(random, -kPi, kPi)));
    }
}

/// Ducks on the water of a rectangle around a point.
void addDucks(Town& town, RandomStream& random, Vec3 middle, float halfX, float halfZ, int count)
{
    Plots water;
    for (int i = 0; i < count; ++i) {
        const Vec3 on = middle + Vec3{between(random, -halfX, halfX), 0, between(random, -halfZ, halfZ)};
        const float yaw = between(random, -kPi, kPi);
        if (water.claim(on, 0.5f, 0.5f))
            addAnimal(town, random, AnimalKind::Duck, Frame(on, yaw));
    }
}

} // namespace

void placeRow(Layout& layout, RandomStream& random, const Row& row)
{
    float at = row.terraced ? 0.f : between(random, 0, 2);
    while (at < row.length) {
        HouseStyle style;
        style.terraced = row.terraced;
        style.halfWidth = row.terraced ? between(random, 2.6, 4.2) : between(random, 3.4, 5.2);
        style.depth = between(random, 7, 9.5);
        const float end = at + 2 * style.halfWidth;
        if (end > row.length)
            return;
        const Vec3 middle{at + style.halfWidth, 0, row.garden + style.depth / 2};
        if (claimInRow(layout.plots, row, middle, style.halfWidth, style.depth / 2)) {
            addHouse(layout.town, random, row.frame.movedTo({middle.x, 0, row.garden}), style);
            if (row.garden > 1)
                fillGarden(layout, random, row, at, end);
        }
        at = end + (row.terraced ? 0.f : between(random, 1.4, 4.2));
    }
}

void placePark(Layout& layout, RandomStream& random, float side)
{
    Town& town = layout.town;
    GroundPlan& plan = town.plan;
    const float line = plan.pavementEdge();
    plan.pondRadiusX = between(random, 5.0, 7.5);
    plan.pondRadiusZ = between(random, 6, 10);
    plan.pondCentre = {side * (line + plan.pondRadiusX * 1.25f + between(random, 1.0, 2.5)), 0, between(random, 9, 15)};
    layout.plots.claim(plan.pondCentre, plan.pondRadiusX * 1.3f, plan.pondRadiusZ * 1.3f);
    const float end = plan.streetEnd - plan.pavementWidth - 1;
    if (chance(random, 0.65)) {
        const float from = side > 0 ? end : between(random, -8, 4);
        const FenceKind kind = anyFence(random);
        addFence(town, random, kind, Frame({side * (line + 0.35f), 0, from}, side * kPi / 2),
                 side > 0 ? end - between(random, -8, 4) : end - from);
    }
    for (int i = 0; i < 30; ++i) {
        const Vec3 foot{side * between(random, line + 2.4, line + 30), 0, between(random, kTownStart, end - 2)};
        const TreeKind kind = anyTree(random);
        const float height = between(random, 4.5, 8.5);
        if (layout.plots.claim(foot, 1.5f, 1.5f))
            addTree(town, random, kind, foot, height);
    }
    const auto herd = static_cast<AnimalKind>(1 + random.below(3)); // sheep, cows or horses
    for (int i = 0; i < 24; ++i) {
        const Vec3 foot{side * between(random, line + 1.4, line + (i < 10 ? 7 : 15)), 0,
                        between(random, i < 10 ? 4 : 2, i < 10 ? 15 : 28)};
        const float yaw = between(random, -kPi, kPi);
        if (layout.plots.claim(foot, 1.0f, 1.0f))
            addAnimal(town, random, herd, Frame(foot, yaw));
    }
    addDucks(town, random, plan.pondCentre, plan.pondRadiusX * 0.6f, plan.pondRadiusZ * 0.6f, 9);
    for (int i = 0; i < 8; ++i) { // bushes by the water
        const float angle = between(random, -kPi, kPi);
        const Vec3 foot = plan.pondCentre + Vec3{std::cos(angle) * plan.pondRadiusX * 1.42f, 0,
                                                 std::sin(angle) * plan.pondRadiusZ * 1.42f};
        if (side * foot.x > line + 1 && foot.z < end && layout.plots.claim(foot, 0.6f, 0.6f))
            addTree(town, random, TreeKind::Bush, foot, between(random, 0.7, 1.5));
    }
}

void placeCanal(Layout& layout, RandomStream& random)
{
    Town& town = layout.town;
    const GroundPlan& plan = town.plan;
    const float side = plan.canalSide;
    layout.plots.claim({side * (plan.canalNear + plan.canalFar) / 2, 0, 0}, (plan.canalFar - plan.canalNear) / 2, 60);
    ++town.objects; // the far quay
    addShape(town,
             makeBox(Frame({side * (plan.canalFar + 1.25f), -0.2f, (kTownStart - 20 + plan.canalEnd) / 2}, 0), 1.25f,
                     0.3f, (plan.canalEnd - kTownStart + 20) / 2),
             kPavementMaterial);
    if (chance(random, 0.7)) {
        const float near = side * (plan.canalNear - 0.2f);
        addFence(town, random, FenceKind::Railing,
                 Frame({near, 0.12f, side > 0 ? plan.canalEnd : kTownStart}, side * kPi / 2),
                 plan.canalEnd - kTownStart);
    }
    float z = between(random, -4, 4);
    const bool slender = chance(random, 0.4);
    while (z < plan.canalEnd - 2) { // trees along the near quay
        const Vec3 foot{side * (plan.canalNear - 0.75f), 0.12f, z};
        if (layout.plots.claim(foot, 0.3f, 0.3f))
            addTree(town, random, slender ? TreeKind::Slender : TreeKind::Broad, foot, between(random, 4.6, 6.4));
        z += between(random, 7, 13);
    }
    addDucks(town, random, {side * (plan.canalNear + plan.canalFar) / 2, plan.waterLevel, 14},
             (plan.canalFar - plan.canalNear) / 2 - 0.8f, 12, 12);
}

void placeBackground(Layout& layout, RandomStream& random)
{
    Town& town = layout.town;
    for (int i = 0; i < 64; ++i) {
        const float angle = between(random, -2.0, 2.0);
        const float out = between(random, 62, 110);
        const Vec3 foot{std::sin(angle) * out, 0, 20 + std::cos(angle) * out * 0.95f};
        if (std::abs(foot.z - (town.plan.streetEnd + town.plan.roadHalf)) < 9)
            continue; // the crossing street stays open
        addFarTree(town, random, foot, between(random, 4.5, 9));
    }
    for (int i = 0; i < 6; ++i) { // hills
        const float angle = -1.7f + 0.68f * float(i) + between(random, -0.2, 0.2);
        const Vec3 centre{std::sin(angle) * 240, -12, 40 + std::cos(angle) * 240};
        ++town.objects;
        addShape(town,
                 makeEllipsoid(centre, {between(random, 70, 130), between(random, 20, 44), between(random, 60, 90)}),
                 kGrassMaterial);
    }
}

} // namespace nectar
