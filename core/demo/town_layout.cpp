// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_layout.h"

namespace nectar {

namespace {

void addSlab(Town& town, Vec3 low, Vec3 high, int material)
{
    ++town.objects;
    const Vec3 foot{(low.x + high.x) / 2, low.y, (low.z + high.z) / 2};
    addShape(town, makeBox(Frame(foot, 0), (high.x - low.x) / 2, high.y - low.y, (high.z - low.z) / 2), material);
}

/// A raised pavement with its kerb; kerbSide: which edge is the kerb, as a unit vector.
void addPavement(Town& town, Vec3 low, Vec3 high, Vec3 kerbSide)
{
    constexpr float kTop = 0.12f;
    constexpr float kKerb = 0.17f;
    addSlab(town, {low.x, -0.25f, low.z}, {high.x, kTop, high.z}, kPavementMaterial);
    const Vec3 kerbLow{kerbSide.x > 0 ? high.x - kKerb : low.x, -0.25f, kerbSide.z > 0 ? high.z - kKerb : low.z};
    const Vec3 kerbHigh{kerbSide.x < 0 ? low.x + kKerb : high.x, kTop + 0.012f,
                        kerbSide.z < 0 ? low.z + kKerb : high.z};
    addSlab(town, kerbLow, kerbHigh, kKerbMaterial);
}

void addPavements(Town& town)
{
    const GroundPlan& plan = town.plan;
    constexpr float kWide = 70;
    const float line = plan.pavementEdge();
    const float corner = plan.streetEnd - plan.pavementWidth;
    for (const float side : {-1.f, 1.f}) {
        const float inner = side * plan.roadHalf;
        const float outer = side * line;
        addPavement(town, {std::min(inner, outer), 0, kTownStart - 20}, {std::max(inner, outer), 0, plan.streetEnd},
                    {-side, 0, 0});
        const float far = side * kWide;
        addPavement(town, {std::min(outer, far), 0, corner}, {std::max(outer, far), 0, plan.streetEnd}, {0, 0, 1});
    }
    addPavement(town, {-kWide, 0, plan.crossingEnd()}, {kWide, 0, plan.crossingEnd() + plan.pavementWidth}, {0, 0, -1});
}

void choosePlan(Layout& layout, RandomStream& random, int scene)
{
    GroundPlan& plan = layout.town.plan;
    plan.seed = static_cast<std::uint32_t>(random.next());
    plan.roadHalf = between(random, 3.3, 4.0);
    plan.pavementWidth = between(random, 2.0, 2.9);
    plan.streetEnd = between(random, 34, 54);
    layout.zebra = between(random, 11, 19);
    // Kinds in turn, so that a small set has all of them: a park, a canal, a park, a canal, houses on both sides.
    constexpr SideKind kOther[] = {SideKind::Park, SideKind::Canal, SideKind::Park, SideKind::Canal, SideKind::Houses};
    const SideKind other = kOther[scene % 5];
    (chance(random, 0.5) ? layout.left : layout.right) = other;
    if (other == SideKind::Canal) {
        plan.canalSide = layout.left == SideKind::Canal ? -1.f : 1.f;
        plan.canalNear = plan.pavementEdge() + 0.02f;
        plan.canalFar = plan.canalNear + between(random, 6, 8.5);
        plan.canalEnd = plan.streetEnd - plan.pavementWidth - 0.02f;
        plan.waterLevel = -between(random, 0.5, 0.8);
    }
}

void placeSide(Layout& layout, RandomStream& random, float side)
{
    const GroundPlan& plan = layout.town.plan;
    const SideKind kind = side < 0 ? layout.left : layout.right;
    if (kind == SideKind::Park) {
        placePark(layout, random, side);
        return;
    }
    if (kind == SideKind::Canal)
        placeCanal(layout, random);
    Row row;
    const float line = kind == SideKind::Canal ? plan.canalFar + 2.4f : plan.pavementEdge() + 0.02f;
    const float end = plan.streetEnd - plan.pavementWidth - 0.6f;
    row.frame = Frame({side * line, 0, side > 0 ? end : kTownStart}, side * kPi / 2);
    row.length = end - kTownStart;
    row.terraced = kind == SideKind::Canal || chance(random, 0.45);
    row.garden = row.terraced ? 0.f : between(random, 2.6, 4.6);
    placeRow(layout, random, row);
}

/// What the street runs towards.
void placeEnd(Layout& layout, RandomStream& random)
{
    const GroundPlan& plan = layout.town.plan;
    const float line = plan.crossingEnd() + plan.pavementWidth + 0.05f;
    if (chance(random, 0.7)) {
        Row row;
        row.frame = Frame({-46, 0, line}, 0);
        row.length = 92;
        row.terraced = chance(random, 0.5);
        row.garden = row.terraced ? 0.f : between(random, 2.4, 4);
        placeRow(layout, random, row);
        return;
    }
    for (int i = 0; i < 26; ++i) {
        const Vec3 foot{between(random, -34, 34), 0, line + between(random, 2, 22)};
        const TreeKind kind = chance(random, 0.25) ? TreeKind::Conifer : TreeKind::Broad;
        const float height = between(random, 5, 9);
        if (layout.plots.claim(foot, 1.6f, 1.6f))
            addTree(layout.town, random, kind, foot, height);
    }
}

} // namespace

Town layOutTown(std::uint64_t seed, int scene)
{
    RandomStream random = RandomStream::keyed(seed, "toy town", "scene", scene);
    Layout layout;
    chooseWeather(layout.town, random);
    choosePlan(layout, random, scene);
    layout.town.materials[kRoadMaterial].size = {layout.town.plan.roadHalf, layout.town.plan.streetEnd,
                                                 layout.town.plan.crossingEnd()};
    layout.town.materials[kRoadMaterial].frame.origin.z = layout.zebra;
    addPavements(layout.town);
    placeSide(layout, random, -1);
    placeSide(layout, random, 1);
    placeEnd(layout, random);
    placeBackground(layout, random);
    placeCars(layout, random);
    placePeople(layout, random);
    placeCamera(layout, random);
    placeSun(layout.town, random);
    clearView(layout.town);
    return std::move(layout.town);
}

} // namespace nectar
