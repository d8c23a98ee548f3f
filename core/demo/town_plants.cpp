// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_objects.h"

namespace nectar {

namespace {

constexpr float kTurn = 6.2831853f;
constexpr Vec3 kGreens[] = {
    {0.40f, 0.56f, 0.22f}, {0.50f, 0.62f, 0.26f}, {0.30f, 0.48f, 0.24f}, {0.56f, 0.60f, 0.22f}, {0.36f, 0.52f, 0.30f}};
constexpr Vec3 kAutumn[] = {{0.80f, 0.50f, 0.16f}, {0.74f, 0.30f, 0.16f}, {0.82f, 0.66f, 0.22f}, {0.58f, 0.56f, 0.22f}};
constexpr Vec3 kConifers[] = {{0.20f, 0.36f, 0.24f}, {0.26f, 0.42f, 0.32f}, {0.24f, 0.38f, 0.20f}};
constexpr Vec3 kBlossoms[] = {{0.93f, 0.66f, 0.74f}, {0.95f, 0.76f, 0.80f}};
constexpr Vec3 kBarks[] = {{0.42f, 0.33f, 0.26f}, {0.36f, 0.30f, 0.26f}, {0.80f, 0.78f, 0.74f}};

int makeLeaves(Town& town, RandomStream& random, bool conifer, float leavesPerMetre)
{
    const std::span<const Vec3> paints = conifer                               ? std::span<const Vec3>(kConifers)
                                         : town.autumn && chance(random, 0.7)  ? std::span<const Vec3>(kAutumn)
                                         : town.spring && chance(random, 0.16) ? std::span<const Vec3>(kBlossoms)
                                                                               : std::span<const Vec3>(kGreens);
    Material& leaves = addMaterial(town, random, TownClass::Tree, Texture::Leaves, pickPaint(random, paints, 0.12f));
    leaves.size.x = leavesPerMetre;
    return lastMaterial(town);
}

/// Balls on a larger ball make a crown with bumps and holes.
void addCrown(Town& town, RandomStream& random, Vec3 centre, Vec3 reach, int leaves, int balls)
{
    const float turn = between(random, 0, kTurn);
    town.materials[static_cast<std::size_t>(leaves)].frame.origin = centre - Vec3{0, reach.y, 0};
    town.materials[static_cast<std::size_t>(leaves)].size.y = 2 * reach.y;
    addShape(town, makeEllipsoid(centre, reach * 0.66f), leaves);
    for (int i = 0; i < balls; ++i) { // spread evenly: a golden spiral
        const float up = 1 - 2 * (float(i) + 0.5f) / float(balls);
        const float angle = turn + 2.39996f * float(i);
        const float out = std::sqrt(1 - up * up);
        const float at = between(random, 0.55, 0.80);
        const float radius = between(random, 0.24, 0.40);
        const Vec3 place{std::cos(angle) * out * reach.x * at, up * reach.y * at, std::sin(angle) * out * reach.z * at};
        addShape(town, makeEllipsoid(centre + place, reach * radius), leaves);
    }
}

void addBroadTree(Town& town, RandomStream& random, Vec3 foot, float height, float breadth)
{
    addMaterial(town, random, TownClass::Tree, Texture::Bark, pickPaint(random, kBarks, 0.1f));
    const int bark = lastMaterial(town);
    const int leaves = makeLeaves(town, random, false, between(random, 4.5, 6.5));
    const float trunk = height * between(random, 0.22, 0.32);
    const Vec3 centre = foot + Vec3{0, (height + trunk) / 2, 0};
    const Vec3 fork = foot + Vec3{0, trunk * 1.1f, 0};
    const float radius = 0.06f + 0.018f * height;
    addShape(town, makeRoundCone(foot, radius * 1.25f, fork, radius * 0.8f), bark);
    const float first = between(random, 0, kTurn);
    for (int i = 0; i < 3; ++i) {
        const float angle = first + kTurn / 3 * float(i);
        const Vec3 tip =
            centre + Vec3{std::cos(angle) * breadth * 0.5f, height * 0.1f, std::sin(angle) * breadth * 0.5f};
        addShape(town, makeRoundCone(fork, radius * 0.7f, tip, radius * 0.3f), bark);
    }
    addCrown(town, random, centre, {breadth, (height - trunk) / 2, breadth}, leaves, 22);
}

/// Storeys that narrow upwards.
void addConifer(Town& town, RandomStream& random, Vec3 foot, float height)
{
    addMaterial(town, random, TownClass::Tree, Texture::Bark, paint(0.34f, 0.26f, 0.21f));
    const int bark = lastMaterial(town);
    const int leaves = makeLeaves(town, random, true, 8);
    town.materials.back().frame.origin = foot;
    town.materials.back().size.y = height;
    const float breadth = height * between(random, 0.20, 0.27);
    addShape(town, makeRoundCone(foot, 0.14f, foot + Vec3{0, height * 0.8f, 0}, 0.05f), bark);
    constexpr int kStoreys = 9;
    for (int i = 0; i < kStoreys; ++i) {
        const float t = float(i) / float(kStoreys - 1);
        const float radius = breadth * (1 - 0.9f * t);
        addShape(town, makeEllipsoid(foot + Vec3{0, height * (0.16f + 0.8f * t), 0}, {radius, height * 0.085f, radius}),
                 leaves);
    }
}

} // namespace

void addTree(Town& town, RandomStream& random, TreeKind kind, Vec3 foot, float height)
{
    ++town.objects;
    switch (kind) {
    case TreeKind::Broad:
        addBroadTree(town, random, foot, height, height * between(random, 0.26, 0.36));
        return;
    case TreeKind::Slender:
        addBroadTree(town, random, foot, height, height * between(random, 0.13, 0.17));
        return;
    case TreeKind::Conifer:
        addConifer(town, random, foot, height);
        return;
    case TreeKind::Bush: {
        const int leaves = makeLeaves(town, random, chance(random, 0.3), 8);
        const float breadth = height * between(random, 0.55, 0.85);
        addCrown(town, random, foot + Vec3{0, height * 0.42f, 0}, {breadth, height * 0.6f, breadth}, leaves, 12);
        return;
    }
    }
}

void addFarTree(Town& town, RandomStream& random, Vec3 foot, float height)
{
    ++town.objects;
    const int leaves = makeLeaves(town, random, chance(random, 0.2), 2.2f);
    addCrown(town, random, foot + Vec3{0, height * 0.45f, 0},
             {height * between(random, 0.4, 0.7), height * 0.6f, height * between(random, 0.4, 0.6)}, leaves, 5);
}

void addFence(Town& town, RandomStream& random, FenceKind kind, const Frame& frame, float length)
{
    ++town.objects;
    constexpr Vec3 kWoods[] = {
        {0.93f, 0.92f, 0.88f}, {0.50f, 0.38f, 0.27f}, {0.62f, 0.53f, 0.42f}, {0.26f, 0.38f, 0.32f}};
    constexpr Vec3 kIrons[] = {{0.14f, 0.15f, 0.16f}, {0.16f, 0.26f, 0.22f}, {0.86f, 0.86f, 0.84f}};
    constexpr Vec3 kWalls[] = {{0.62f, 0.34f, 0.27f}, {0.70f, 0.56f, 0.44f}, {0.64f, 0.62f, 0.58f}};
    const Frame middle = frame.movedTo({length / 2, 0, 0});
    if (kind == FenceKind::Wall) {
        const Texture texture = chance(random, 0.6) ? Texture::Brick : Texture::Slabs;
        addMaterial(town, random, TownClass::Fence, texture, pickPaint(random, kWalls, 0.1f)).frame = frame;
        addShape(town, makeBox(middle, length / 2, 0.85f, 0.12f), lastMaterial(town));
        addMaterial(town, random, TownClass::Fence, Texture::Plain, paint(0.66f, 0.64f, 0.60f));
        addShape(town, makeBox(middle.movedTo({0, 0.85f, 0}), length / 2 + 0.03f, 0.09f, 0.17f), lastMaterial(town));
        return;
    }
    const bool wood = kind == FenceKind::Pickets;
    const float height = wood ? between(random, 0.95, 1.25) : between(random, 1.0, 1.2);
    Material& material = addMaterial(town, random, TownClass::Fence, wood ? Texture::Pickets : Texture::Railing,
                                     wood ? pickPaint(random, kWoods, 0.08f) : pickPaint(random, kIrons, 0.08f));
    material.frame = frame;
    material.size.y = height;
    addShape(town, makeBox(middle, length / 2, height, wood ? 0.025f : 0.018f), lastMaterial(town));
}

} // namespace nectar
