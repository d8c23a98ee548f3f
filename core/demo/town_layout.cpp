// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_objects.h"

namespace nectar {

namespace {

constexpr float kTownEnd = 74.f;
constexpr float kPi = 3.14159265f;

float between(RandomStream& random, double low, double high) { return static_cast<float>(random.uniform(low, high)); }

/// Season and hour decide the colours of ground, sky and sun.
void chooseWeather(Town& town, RandomStream& random)
{
    const double season = random.uniform();
    const bool autumn = season > 0.72;
    const Vec3 grass = autumn          ? Vec3{0.38f, 0.36f, 0.13f}
                       : season < 0.35 ? Vec3{0.25f, 0.42f, 0.12f}
                                       : Vec3{0.30f, 0.40f, 0.15f};
    const Vec3 second = autumn ? Vec3{0.52f, 0.38f, 0.14f} : Vec3{0.42f, 0.46f, 0.18f};
    const auto seed = [&random] { return static_cast<std::uint32_t>(random.next()); };
    const Vec3 stone = pickColour(random, {{0.58f, 0.56f, 0.53f}, {0.62f, 0.57f, 0.50f}, {0.52f, 0.52f, 0.54f}}, 0.08f);
    const float asphalt = between(random, 0.20, 0.34);
    town.materials = {
        {TownClass::Ground, Texture::Grass, grass, second, seed(), 0, 0},
        {TownClass::Road, Texture::Asphalt, {asphalt, asphalt, asphalt * 1.03f}, {0.86f, 0.85f, 0.80f}, seed(), 0, 0},
        {TownClass::Pavement, Texture::Slabs, stone, stone * 0.7f, seed(), 0, 0},
        {TownClass::Water, Texture::Water, {0.06f, 0.16f, 0.17f}, {}, seed(), 0, 0},
        {TownClass::Pavement, Texture::Plain, stone * 1.15f, {}, seed(), 0, 0}};
    Atmosphere& air = town.atmosphere;
    const float elevation = between(random, 0.32, 1.05);
    const float azimuth = between(random, -2.6, 2.6);
    air.sunDirection = {std::cos(elevation) * std::sin(azimuth), std::sin(elevation),
                        -std::cos(elevation) * std::cos(azimuth)};
    const float low = 1 - smoothStep(0.3f, 0.8f, elevation);
    air.cloudiness = between(random, 0.1, 0.75);
    air.sunColour = mix({1.0f, 0.95f, 0.86f}, {1.0f, 0.76f, 0.50f}, low) * (2.35f - 0.75f * air.cloudiness);
    air.zenith = mix({0.20f, 0.42f, 0.78f}, {0.30f, 0.40f, 0.62f}, low);
    air.horizon = mix({0.72f, 0.82f, 0.92f}, {0.94f, 0.78f, 0.62f}, low * 0.8f);
    air.hazeMetres = between(random, 110, 260);
    air.seed = seed();
}

void placeHouses(Town& town, RandomStream& random, float side)
{
    const float line = town.plan.roadHalf + town.plan.pavementWidth;
    float z = between(random, 1, 5);
    while (z < kTownEnd) {
        const float halfWidth = between(random, 3.4, 5.4);
        const float garden = between(random, 2.6, 4.2);
        addHouse(town, random, {side * (line + garden), 0, z + halfWidth}, halfWidth, between(random, 6.5, 9), side);
        if (random.uniform() < 0.6)
            addFence(town, random, side * (line + 0.25f), z + 0.2f, z + 2 * halfWidth * between(random, 0.45, 1.0));
        if (random.uniform() < 0.5)
            addTree(town, random, {side * (line + 1.4f), 0, z + 2 * halfWidth + 0.6f}, between(random, 3.6, 5.2),
                    between(random, 1.0, 1.35));
        z += 2 * halfWidth + between(random, 1.2, 3.6);
    }
}

/// Trees, animals, a pond or a canal.
void placePark(Town& town, RandomStream& random, float side)
{
    GroundPlan& plan = town.plan;
    const float line = plan.roadHalf + plan.pavementWidth;
    plan.canal = random.uniform() < 0.45;
    if (!plan.canal) {
        plan.pondCentre = {side * between(random, line + 7, line + 10), 0, between(random, 14, 24)};
        plan.pondRadiusX = between(random, 4.2, 5.6);
        plan.pondRadiusZ = between(random, 5, 9);
    }
    if (random.uniform() < 0.55)
        addFence(town, random, side * (line + 0.3f), between(random, 4, 8), between(random, 18, 40));
    for (int i = 0; i < 26; ++i) {
        const Vec3 foot{side * between(random, line + 1.8, line + (plan.canal ? 5.5 : 26)), 0,
                        between(random, 7, kTownEnd)};
        if (groundMaterial(plan, foot) == kGrassMaterial &&
            groundMaterial(plan, foot - Vec3{side * 1.f, 0, 0}) == kGrassMaterial)
            addTree(town, random, foot, between(random, 4, 9), between(random, 1.4, 2.6));
    }
    for (int i = 0; i < 12; ++i) {
        const Vec3 foot{side * between(random, line + 1.0, line + (plan.canal ? 5.0 : 11)), 0, between(random, 6, 26)};
        if (groundMaterial(plan, foot) == kGrassMaterial &&
            groundMaterial(plan, foot + Vec3{0, 0, 1}) == kGrassMaterial)
            addAnimal(town, random, i % 3 == 0 ? AnimalKind::Cow : AnimalKind::Sheep, foot,
                      kPi / 2 * static_cast<float>(random.below(4)));
    }
}

void placeTraffic(Town& town, RandomStream& random)
{
    const GroundPlan& plan = town.plan;
    for (const float side : {-1.f, 1.f}) {
        float z = between(random, 6, 13);
        while (z < kTownEnd) { // parked along the kerb
            if (random.uniform() < 0.62)
                addCar(town, random, {side * (plan.roadHalf - 1.05f), 0, z}, side > 0 ? 0.f : kPi);
            z += between(random, 5.4, 11);
        }
        const float line = plan.roadHalf + plan.pavementWidth / 2;
        z = between(random, 4.2, 9);
        while (z < 60) {
            addPerson(town, random, {side * (line + between(random, -0.6, 0.6)), 0.12f, z},
                      random.uniform() < 0.5 ? 0.f : kPi);
            if (random.uniform() < 0.25)
                addAnimal(town, random, AnimalKind::Dog, {side * (line + between(random, -0.5, 0.5)), 0.12f, z + 1.3f},
                          random.uniform() < 0.5 ? 0.f : kPi);
            z += between(random, 2.6, 11);
        }
    }
}

void placeCamera(Town& town, RandomStream& random)
{
    TownCamera& camera = town.camera;
    const bool high = random.uniform() < 0.3;
    const float height = high ? between(random, 4.5, 8.5) : between(random, 1.5, 2.1);
    camera.position = {between(random, -2.2, 2.2), height, between(random, -1.0, 0.5)};
    const float yaw = between(random, -0.5, 0.5);
    const float pitch = high ? between(random, -0.34, -0.20) : between(random, -0.16, -0.05);
    camera.ahead = {std::sin(yaw) * std::cos(pitch), std::sin(pitch), std::cos(yaw) * std::cos(pitch)};
    camera.right = normalised(cross({0, 1, 0}, camera.ahead));
    camera.up = cross(camera.ahead, camera.right);
    camera.tangent = between(random, 0.58, 0.74);
}

/// The raised pavement along both sides; its top is asked from the ground plan's materials.
void addPavements(Town& town)
{
    for (const float side : {-1.f, 1.f}) {
        ++town.objects;
        const float half = town.plan.pavementWidth / 2;
        Shape slab = makeBox({side * (town.plan.roadHalf + half), 0.03f, 35.f}, {half, 0.09f, 60.f}, 0);
        slab.material = kPavementMaterial;
        slab.object = town.objects;
        town.shapes.push_back(std::move(slab));
        ++town.objects;
        Shape kerb = makeBox({side * (town.plan.roadHalf + 0.09f), 0.035f, 35.f}, {0.1f, 0.09f, 60.f}, 0);
        kerb.material = kKerbMaterial;
        kerb.object = town.objects;
        town.shapes.push_back(std::move(kerb));
    }
}

} // namespace

Town layOutTown(std::uint64_t seed, int scene)
{
    RandomStream random = RandomStream::keyed(seed, "toy town", "scene", scene);
    Town town;
    chooseWeather(town, random);
    town.plan.roadHalf = between(random, 3.4, 4.2);
    town.plan.pavementWidth = between(random, 1.9, 2.6);
    const double parks = random.uniform();
    town.plan.leftPark = parks < 0.36;
    town.plan.rightPark = parks > 0.64;
    addPavements(town);
    for (const float side : {-1.f, 1.f}) {
        if (side < 0 ? town.plan.leftPark : town.plan.rightPark)
            placePark(town, random, side);
        else
            placeHouses(town, random, side);
    }
    placeTraffic(town, random);
    placeCamera(town, random);
    return town;
}

int groundMaterial(const GroundPlan& plan, Vec3 p)
{
    const float out = std::abs(p.x);
    if (out < plan.roadHalf)
        return kRoadMaterial;
    const bool park = p.x < 0 ? plan.leftPark : plan.rightPark;
    if (!park)
        return kGrassMaterial;
    if (plan.canal && out > plan.roadHalf + plan.pavementWidth + 6.5f &&
        out < plan.roadHalf + plan.pavementWidth + 15.f)
        return kWaterMaterial;
    if (plan.pondRadiusX > 0) {
        const float dx = (p.x - plan.pondCentre.x) / plan.pondRadiusX;
        const float dz = (p.z - plan.pondCentre.z) / plan.pondRadiusZ;
        if (dx * dx + dz * dz < 1)
            return kWaterMaterial;
    }
    return kGrassMaterial;
}

bool isSolid(const Town& town, const Shape& shape, Vec3 p)
{
    if (town.materials[static_cast<std::size_t>(shape.material)].texture != Texture::Pickets)
        return true;
    const float top = shape.bounds.high.y;
    const float along = p.z - std::floor(p.z / 0.16f) * 0.16f; // a picket every 16 cm, 9 cm wide
    const bool rail = std::abs(p.y - top * 0.28f) < 0.045f || std::abs(p.y - top * 0.74f) < 0.045f;
    const float point = top - std::abs(along - 0.045f) * 1.2f; // pointed tops
    return rail || (along < 0.09f && p.y < point);
}

} // namespace nectar
