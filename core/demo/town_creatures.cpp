// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_objects.h"

namespace nectar {

namespace {

constexpr Vec3 kCloth[] = {{0.74f, 0.18f, 0.18f}, {0.18f, 0.28f, 0.52f}, {0.15f, 0.15f, 0.17f}, {0.90f, 0.86f, 0.78f},
                           {0.86f, 0.62f, 0.16f}, {0.22f, 0.46f, 0.34f}, {0.60f, 0.34f, 0.54f}, {0.46f, 0.48f, 0.52f},
                           {0.52f, 0.68f, 0.80f}, {0.60f, 0.46f, 0.34f}};
constexpr Vec3 kTrousers[] = {
    {0.20f, 0.26f, 0.40f}, {0.16f, 0.16f, 0.18f}, {0.46f, 0.42f, 0.36f}, {0.30f, 0.34f, 0.42f}, {0.62f, 0.56f, 0.46f}};
constexpr Vec3 kSkins[] = {{0.90f, 0.72f, 0.60f}, {0.74f, 0.54f, 0.42f}, {0.48f, 0.33f, 0.25f}, {0.86f, 0.66f, 0.52f}};
constexpr Vec3 kHairs[] = {
    {0.20f, 0.15f, 0.12f}, {0.46f, 0.32f, 0.20f}, {0.78f, 0.66f, 0.42f}, {0.14f, 0.13f, 0.13f}, {0.72f, 0.71f, 0.70f}};
constexpr Vec3 kFurs[] = {{0.48f, 0.32f, 0.20f}, {0.66f, 0.48f, 0.30f}, {0.20f, 0.18f, 0.17f}, {0.80f, 0.74f, 0.64f}};

/// Adds parts in a creature's own proportions: lengths of a grown one, scaled.
class Figure {
public:
    Figure(Town& town, const Frame& frame, float scale) : m_town(town), m_frame(frame), m_scale(scale) {}

    void limb(int material, Vec3 from, float radiusFrom, Vec3 to, float radiusTo)
    {
        addShape(m_town, makeRoundCone(at(from), radiusFrom * m_scale, at(to), radiusTo * m_scale), material);
    }
    void ball(int material, Vec3 centre, Vec3 radii)
    {
        addShape(m_town, makeEllipsoid(at(centre), radii * m_scale, m_frame), material);
    }

private:
    Vec3 at(Vec3 local) const { return m_frame.toWorld(local * m_scale); }

    Town& m_town;
    Frame m_frame;
    float m_scale;
};

struct Clothes {
    int coat, trousers, shoes, skin, hair;
};

Clothes dress(Town& town, RandomStream& random)
{
    const auto add = [&](Texture texture, std::span<const Vec3> paints) {
        addMaterial(town, random, TownClass::Person, texture, pickPaint(random, paints, 0.1f));
        return lastMaterial(town);
    };
    Clothes clothes{};
    clothes.coat = add(Texture::Cloth, kCloth);
    clothes.trousers = add(Texture::Cloth, kTrousers);
    clothes.skin = add(Texture::Plain, kSkins);
    clothes.hair = add(Texture::Plain, kHairs);
    addMaterial(town, random, TownClass::Person, Texture::Plain, paint(0.16f, 0.13f, 0.12f));
    clothes.shoes = lastMaterial(town);
    return clothes;
}

void addArms(Figure& figure, const Clothes& clothes, float stride)
{
    for (const float side : {-1.f, 1.f}) {
        const float swing = -side * stride;
        const Vec3 elbow{side * 0.26f, 1.12f, swing * 0.5f};
        const Vec3 hand{side * 0.25f, 0.88f, swing * 0.9f + 0.06f};
        figure.limb(clothes.coat, {side * 0.19f, 1.37f, 0}, 0.062f, elbow, 0.046f);
        figure.limb(clothes.coat, elbow, 0.046f, hand, 0.038f);
        figure.ball(clothes.skin, hand - Vec3{0, 0.05f, 0}, {0.04f, 0.055f, 0.045f});
    }
}

/// Four legs; hip: of the right hind leg seen from the middle of the body.
void addLegs(Figure& figure, RandomStream& random, int material, Vec3 hip, float radius)
{
    for (const float x : {-1.f, 1.f})
        for (const float z : {-1.f, 1.f}) {
            const float step = between(random, -0.1, 0.1) * hip.y;
            figure.limb(material, {x * hip.x, hip.y, z * hip.z}, radius * 1.25f, {x * hip.x, radius, z * hip.z + step},
                        radius * 0.8f);
        }
}

} // namespace

void addPerson(Town& town, RandomStream& random, const Frame& frame)
{
    ++town.objects;
    const Clothes clothes = dress(town, random);
    const float scale = chance(random, 0.14) ? between(random, 0.62, 0.8) : between(random, 0.92, 1.08);
    const float stride = chance(random, 0.3) ? 0.02f : between(random, 0.12, 0.28);
    Figure figure(town, frame, scale);
    const bool skirt = chance(random, 0.28);
    for (const float side : {-1.f, 1.f}) {
        const Vec3 foot{side * 0.09f, 0.07f, side * stride};
        const Vec3 knee{side * 0.095f, 0.48f, side * stride * 0.35f + 0.04f};
        figure.limb(skirt ? clothes.skin : clothes.trousers, {side * 0.09f, 0.88f, 0}, 0.095f, knee, 0.07f);
        figure.limb(skirt ? clothes.skin : clothes.trousers, knee, 0.07f, foot, 0.05f);
        figure.ball(clothes.shoes, foot + Vec3{0, -0.025f, 0.05f}, {0.05f, 0.045f, 0.12f});
    }
    if (skirt)
        figure.limb(clothes.coat, {0, 0.64f, 0}, 0.17f, {0, 1.0f, 0}, 0.135f);
    figure.limb(clothes.coat, {0, 0.96f, 0}, 0.145f, {0, 1.28f, 0}, 0.155f);
    figure.limb(clothes.coat, {-0.13f, 1.38f, 0}, 0.085f, {0.13f, 1.38f, 0}, 0.085f);
    addArms(figure, clothes, stride);
    figure.limb(clothes.skin, {0, 1.42f, 0}, 0.055f, {0, 1.54f, 0.01f}, 0.05f);
    figure.ball(clothes.skin, {0, 1.61f, 0.02f}, {0.088f, 0.12f, 0.10f});
    figure.ball(clothes.hair, {0, 1.65f, -0.015f}, {0.10f, 0.10f, 0.105f});
    if (skirt || chance(random, 0.2)) // long hair
        figure.limb(clothes.hair, {0, 1.62f, -0.05f}, 0.09f, {0, 1.45f, -0.07f}, 0.07f);
    if (chance(random, 0.25)) { // a rucksack
        addMaterial(town, random, TownClass::Person, Texture::Cloth, pickPaint(random, kCloth, 0.1f));
        figure.ball(lastMaterial(town), {0, 1.2f, -0.2f}, {0.16f, 0.22f, 0.11f});
    }
}

namespace {

void addSheep(Figure& figure, RandomStream& random, int fur, int dark)
{
    addLegs(figure, random, dark, {0.14f, 0.45f, 0.28f}, 0.04f);
    figure.ball(fur, {0, 0.64f, 0}, {0.28f, 0.27f, 0.46f});
    for (const float z : {-0.3f, 0.f, 0.28f}) // wool
        for (const float x : {-0.12f, 0.12f})
            figure.ball(fur, {x, 0.72f, z}, {0.19f, 0.19f, 0.22f});
    const float head = chance(random, 0.5) ? 0.80f : 0.38f; // looking or grazing
    figure.limb(fur, {0, 0.70f, 0.38f}, 0.15f, {0, (0.7f + head) / 2, 0.50f}, 0.11f);
    figure.limb(dark, {0, head + 0.03f, 0.54f}, 0.10f, {0, head - 0.08f, 0.70f}, 0.06f);
    for (const float x : {-1.f, 1.f})
        figure.ball(dark, {x * 0.12f, head + 0.07f, 0.53f}, {0.08f, 0.03f, 0.04f});
}

/// Cows and horses: lengths in metres of the smaller one.
void addGrazer(Figure& figure, RandomStream& random, int fur, int dark, bool horse)
{
    const float back = horse ? 1.12f : 0.98f;
    addLegs(figure, random, fur, {0.19f, back - 0.15f, 0.52f}, horse ? 0.065f : 0.075f);
    figure.limb(fur, {0, back, -0.5f}, 0.30f, {0, back - 0.02f, 0.5f}, 0.31f);
    const float head = chance(random, 0.5) ? (horse ? 1.75f : 1.30f) : 0.45f;
    const Vec3 poll{0, head, horse ? 1.05f : 0.98f};
    figure.limb(fur, {0, back + 0.06f, 0.56f}, 0.22f, poll, 0.13f);
    figure.limb(fur, poll, 0.14f, poll + Vec3{0, -0.22f, 0.32f}, 0.09f);
    for (const float x : {-1.f, 1.f}) {
        figure.ball(fur, poll + Vec3{x * 0.15f, 0.08f, -0.03f}, {horse ? 0.04f : 0.10f, horse ? 0.10f : 0.05f, 0.05f});
        if (!horse)
            figure.limb(dark, poll + Vec3{x * 0.08f, 0.12f, 0}, 0.03f, poll + Vec3{x * 0.15f, 0.25f, 0.05f}, 0.012f);
    }
    figure.limb(dark, {0, back + 0.16f, -0.78f}, horse ? 0.07f : 0.03f, {0, 0.5f, -0.9f}, horse ? 0.06f : 0.05f);
    if (horse) // the mane
        figure.limb(dark, {0, back + 0.22f, 0.56f}, 0.09f, poll + Vec3{0, 0.1f, -0.08f}, 0.07f);
}

void addDog(Figure& figure, RandomStream& random, int fur, int dark)
{
    addLegs(figure, random, fur, {0.09f, 0.36f, 0.24f}, 0.035f);
    figure.limb(fur, {0, 0.47f, -0.22f}, 0.12f, {0, 0.48f, 0.2f}, 0.15f);
    figure.limb(fur, {0, 0.52f, 0.26f}, 0.11f, {0, 0.70f, 0.40f}, 0.085f);
    figure.ball(fur, {0, 0.73f, 0.43f}, {0.09f, 0.09f, 0.11f});
    figure.limb(fur, {0, 0.71f, 0.48f}, 0.06f, {0, 0.68f, 0.60f}, 0.04f);
    figure.ball(dark, {0, 0.70f, 0.64f}, {0.025f, 0.025f, 0.02f});
    for (const float x : {-1.f, 1.f})
        figure.ball(dark, {x * 0.09f, 0.74f, 0.41f}, {0.03f, 0.08f, 0.045f});
    figure.limb(fur, {0, 0.52f, -0.32f}, 0.04f, {0, 0.74f, -0.48f}, 0.02f);
}

void addDuck(Figure& figure, int fur, int dark)
{
    figure.ball(fur, {0, 0.10f, 0}, {0.15f, 0.13f, 0.26f});
    figure.limb(fur, {0, 0.18f, 0.16f}, 0.06f, {0, 0.32f, 0.22f}, 0.055f);
    figure.ball(fur, {0, 0.35f, 0.24f}, {0.07f, 0.065f, 0.08f});
    figure.limb(dark, {0, 0.34f, 0.30f}, 0.025f, {0, 0.33f, 0.38f}, 0.018f);
    figure.limb(fur, {0, 0.16f, -0.2f}, 0.07f, {0, 0.22f, -0.32f}, 0.03f);
}

} // namespace

void addAnimal(Town& town, RandomStream& random, AnimalKind kind, const Frame& frame)
{
    ++town.objects;
    const bool pale = kind == AnimalKind::Sheep || kind == AnimalKind::Duck;
    Material& coat = addMaterial(town, random, TownClass::Animal, Texture::Fur,
                                 pale ? paint(0.90f, 0.87f, 0.80f) : pickPaint(random, kFurs, 0.12f));
    coat.frame = frame;
    coat.second = kind == AnimalKind::Cow && chance(random, 0.6) ? paint(0.93f, 0.92f, 0.89f) : coat.colour;
    const int fur = lastMaterial(town);
    addMaterial(town, random, TownClass::Animal, Texture::Fur,
                kind == AnimalKind::Duck ? paint(0.80f, 0.56f, 0.18f) : paint(0.18f, 0.16f, 0.15f));
    town.materials.back().second = town.materials.back().colour;
    const int dark = lastMaterial(town);
    const float scale =
        between(random, 0.92, 1.15) * (kind == AnimalKind::Dog || kind == AnimalKind::Sheep ? 1.05f : 1.2f);
    Figure figure(town, frame, scale);
    switch (kind) {
    case AnimalKind::Dog:
        return addDog(figure, random, fur, dark);
    case AnimalKind::Sheep:
        return addSheep(figure, random, fur, dark);
    case AnimalKind::Cow:
    case AnimalKind::Horse:
        return addGrazer(figure, random, fur, dark, kind == AnimalKind::Horse);
    case AnimalKind::Duck:
        return addDuck(figure, fur, dark); // dark: the bill
    }
}

} // namespace nectar
