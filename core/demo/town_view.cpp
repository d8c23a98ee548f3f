// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_layout.h"

namespace nectar {

namespace {

/// Where somebody stands who takes the picture. Below, side: where there is most to see (+1 right).
struct Standpoint {
    Vec3 position;
    float yaw = 0, pitch = 0;
};

/// On either pavement, along the street; on a quay always beside the water.
Standpoint onPavement(const GroundPlan& plan, RandomStream& random, float side)
{
    const float own = plan.canalSide != 0 || chance(random, 0.4) ? side : -side;
    Standpoint stand;
    stand.position = {own * (plan.pavementEdge() - between(random, 0.7, 1.4)), between(random, 1.75, 2.5), 0};
    stand.yaw = own == side ? side * between(random, 0.0, 0.5) : side * between(random, -0.05, 0.5);
    stand.pitch = between(random, -0.20, -0.09);
    return stand;
}

Standpoint acrossTheStreet(const GroundPlan& plan, RandomStream& random, float side)
{
    Standpoint stand;
    stand.position = {-side * (plan.pavementEdge() - between(random, 0.4, 0.9)), between(random, 1.8, 3.6), 0};
    stand.yaw = side * between(random, 0.5, 0.95);
    stand.pitch = between(random, -0.22, -0.10);
    return stand;
}

/// High above the kerb, as from a balcony.
Standpoint fromAbove(const GroundPlan& plan, RandomStream& random, float side)
{
    Standpoint stand;
    stand.position = {-side * (plan.roadHalf - between(random, 0, 1.5)), between(random, 4.2, 9.5), 0};
    stand.yaw = side * between(random, 0.2, 0.75);
    stand.pitch = between(random, -0.40, -0.22);
    return stand;
}

Standpoint beyondTheWater(const GroundPlan& plan, RandomStream& random, float side)
{
    const float out =
        plan.canalSide != 0 ? plan.canalFar + between(random, 0.5, 1.5) : plan.pavementEdge() + between(random, 9, 14);
    Standpoint stand;
    stand.position = {side * out, between(random, 1.75, 3.4), between(random, -5, -1)};
    stand.yaw = -side * between(random, 0.2, 0.75);
    stand.pitch = between(random, -0.2, -0.09);
    return stand;
}

Standpoint onTheRoad(RandomStream& random, float side)
{
    Standpoint stand;
    stand.position = {between(random, -1, 1), between(random, 1.75, 3.4), 0};
    stand.yaw = side * between(random, 0.1, 0.4);
    stand.pitch = between(random, -0.2, -0.1);
    return stand;
}

Standpoint chooseStandpoint(const Layout& layout, RandomStream& random)
{
    const GroundPlan& plan = layout.town.plan;
    const bool plain = layout.left == layout.right;
    const float side = plain ? (chance(random, 0.5) ? -1.f : 1.f) : layout.left != SideKind::Houses ? -1.f : 1.f;
    const double kind = random.uniform();
    if (kind < 0.24)
        return onPavement(plan, random, side);
    if (kind < 0.38)
        return acrossTheStreet(plan, random, side);
    if (kind < 0.74)
        return fromAbove(plan, random, side);
    return kind < 0.92 && !plain ? beyondTheWater(plan, random, side) : onTheRoad(random, side);
}

float clearanceOf(TownClass townClass)
{
    switch (townClass) {
    case TownClass::Person:
    case TownClass::Animal:
        return 3.2f;
    case TownClass::Car:
        return 5.5f; // from above, a roof would fill the picture
    case TownClass::Tree:
        return 2.6f;
    case TownClass::Fence:
        return 1.0f;
    default:
        return 0;
    }
}

float distanceTo(const Bounds& b, Vec3 p)
{
    const Vec3 nearest = maximum(b.low, minimum(b.high, p));
    return length(p - nearest);
}

} // namespace

void placeCamera(Layout& layout, RandomStream& random)
{
    Town& town = layout.town;
    const Standpoint stand = chooseStandpoint(layout, random);
    TownCamera& camera = town.camera;
    camera.position = stand.position;
    camera.ahead = {std::sin(stand.yaw) * std::cos(stand.pitch), std::sin(stand.pitch),
                    std::cos(stand.yaw) * std::cos(stand.pitch)};
    camera.right = normalised(cross({0, 1, 0}, camera.ahead));
    camera.up = cross(camera.ahead, camera.right);
    camera.tangent = between(random, 0.57, 0.66);
}

void clearView(Town& town)
{
    std::vector<char> inTheWay(static_cast<std::size_t>(town.objects) + 1, 0);
    for (const Shape& shape : town.shapes) {
        const TownClass townClass = town.materials[static_cast<std::size_t>(shape.material)].townClass;
        if (distanceTo(shape.bounds, town.camera.position) < clearanceOf(townClass))
            inTheWay[static_cast<std::size_t>(shape.object)] = 1;
    }
    std::erase_if(town.shapes,
                  [&](const Shape& shape) { return inTheWay[static_cast<std::size_t>(shape.object)] != 0; });
}

} // namespace nectar
