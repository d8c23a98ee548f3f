// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_objects.h"

namespace nectar {

namespace {

constexpr Vec3 kBricks[] = {
    {0.62f, 0.31f, 0.24f}, {0.70f, 0.43f, 0.32f}, {0.52f, 0.33f, 0.28f}, {0.74f, 0.60f, 0.46f}, {0.46f, 0.30f, 0.27f}};
constexpr Vec3 kPlasters[] = {{0.90f, 0.86f, 0.76f}, {0.92f, 0.88f, 0.80f}, {0.86f, 0.70f, 0.48f},
                              {0.90f, 0.76f, 0.66f}, {0.88f, 0.64f, 0.52f}, {0.68f, 0.75f, 0.62f},
                              {0.95f, 0.82f, 0.56f}, {0.78f, 0.48f, 0.42f}, {0.56f, 0.64f, 0.72f}};
constexpr Vec3 kStones[] = {{0.62f, 0.60f, 0.56f}, {0.70f, 0.64f, 0.54f}, {0.58f, 0.59f, 0.61f}};
constexpr Vec3 kTiles[] = {{0.68f, 0.33f, 0.22f}, {0.55f, 0.28f, 0.23f}, {0.36f, 0.38f, 0.42f},
                           {0.46f, 0.42f, 0.40f}, {0.74f, 0.44f, 0.28f}, {0.42f, 0.30f, 0.27f}};
constexpr Vec3 kFrames[] = {
    {0.95f, 0.94f, 0.91f}, {0.93f, 0.92f, 0.88f}, {0.95f, 0.94f, 0.91f}, {0.40f, 0.27f, 0.20f}, {0.24f, 0.34f, 0.36f}};
constexpr Vec3 kDoors[] = {{0.52f, 0.16f, 0.14f}, {0.16f, 0.30f, 0.44f}, {0.20f, 0.36f, 0.26f},
                           {0.42f, 0.28f, 0.18f}, {0.22f, 0.22f, 0.25f}, {0.80f, 0.62f, 0.22f}};

enum class RoofKind { EavesToStreet, GableToStreet, Hip, Flat };

struct House {
    Frame frame;
    float halfWidth, depth, eaves, rise; ///< rise: of the ridge above the eaves
    bool terraced;
    int wall, roof;
};

int makeWall(Town& town, RandomStream& random, const Frame& frame, const HouseStyle& style, float storey, float eaves)
{
    const double kind = random.uniform();
    const Texture texture = kind < 0.38   ? Texture::Brick
                            : kind < 0.78 ? Texture::Plaster
                            : kind < 0.88 ? Texture::Slabs
                                          : Texture::Timber;
    const std::span<const Vec3> paints = texture == Texture::Brick   ? std::span<const Vec3>(kBricks)
                                         : texture == Texture::Slabs ? std::span<const Vec3>(kStones)
                                                                     : std::span<const Vec3>(kPlasters);
    Material& wall = addMaterial(town, random, TownClass::Building, texture, pickPaint(random, paints, 0.08f));
    wall.second = pickPaint(random, kFrames, 0.03f);
    wall.third = pickPaint(random, kDoors, 0.12f);
    wall.frame = frame;
    wall.size = {style.halfWidth, eaves, style.depth};
    wall.storey = storey;
    wall.windowStep = between(random, 1.9, 2.6);
    wall.shutters = texture != Texture::Slabs && chance(random, 0.3);
    wall.shopFront = style.terraced && chance(random, 0.3);
    return lastMaterial(town);
}

/// The frame whose x runs along the ridge, in the middle of the house.
Frame ridgeFrame(const House& house, bool alongFront)
{
    const Frame middle = house.frame.movedTo({0, 0, house.depth / 2});
    return alongFront ? middle : middle.quarterTurn();
}

/// Walls with their gables, and two plates of tiles on them.
void addGableRoof(Town& town, const House& house, bool ridgeAlongFront)
{
    const Frame frame = ridgeFrame(house, ridgeAlongFront);
    const float span = ridgeAlongFront ? house.depth / 2 : house.halfWidth;
    const float reach = ridgeAlongFront ? house.halfWidth : house.depth / 2;
    const float top = house.eaves + house.rise;
    const ProfilePoint gable[] = {{-span, 0}, {span, 0}, {span, house.eaves}, {0, top}, {-span, house.eaves}};
    addShape(town, makePrism(frame, gable, reach), house.wall);
    const float over = house.terraced && !ridgeAlongFront ? 0.f : 0.35f;
    const float verge = house.terraced && ridgeAlongFront ? 0.f : 0.22f;
    const float slope = house.rise / span;
    constexpr float kThick = 0.17f;
    for (const float side : {-1.f, 1.f}) {
        const float edge = side * (span + over);
        const float low = house.eaves - over * slope;
        const ProfilePoint plate[] = {{edge, low}, {0, top}, {0, top + kThick}, {edge, low + kThick * 0.7f}};
        addShape(town, makePrism(frame, plate, reach + verge), house.roof);
    }
}

void addHipRoof(Town& town, const House& house)
{
    const Frame middle = ridgeFrame(house, true);
    addShape(town, makeBox(middle, house.halfWidth, house.eaves, house.depth / 2), house.wall);
    constexpr float kOver = 0.35f;
    const float halfX = house.halfWidth + kOver;
    const float halfZ = house.depth / 2 + kOver;
    const float inset = std::min(halfX, halfZ) - 0.08f;
    addShape(town, makeFrustum(middle.movedTo({0, house.eaves - 0.05f, 0}), {halfX, house.rise, halfZ}, inset, inset),
             house.roof);
}

void addFlatRoof(Town& town, RandomStream& random, const House& house)
{
    const Frame middle = ridgeFrame(house, true);
    addShape(town, makeBox(middle, house.halfWidth, house.eaves, house.depth / 2), house.wall);
    const float over = house.terraced ? 0.f : 0.18f;
    const Vec3 stone = pickPaint(random, kStones, 0.1f);
    addMaterial(town, random, TownClass::Building, Texture::Plain, stone);
    addShape(town, makeBox(middle.movedTo({0, house.eaves, 0}), house.halfWidth + over, 0.22f, house.depth / 2 + 0.18f),
             lastMaterial(town)); // the cornice
    // A steep storey under slates, set back behind it.
    addShape(town,
             makeFrustum(middle.movedTo({0, house.eaves + 0.2f, 0}),
                         {house.halfWidth - 0.02f, std::min(house.rise, 2.3f), house.depth / 2 - 0.15f},
                         house.terraced ? 0.05f : 0.8f, 0.95f),
             house.roof);
}

/// A small gabled window house on the slope towards the street.
void addDormer(Town& town, RandomStream& random, const House& house, float x)
{
    const float slope = house.rise / (house.depth / 2);
    const float set = 0.75f; // behind the front wall
    const float foot = house.eaves + set * slope - 0.2f;
    const float width = 0.72f;
    Material& wall = addMaterial(town, random, TownClass::Building, Texture::Plaster,
                                 town.materials[static_cast<std::size_t>(house.wall)].second);
    wall.second = town.materials[static_cast<std::size_t>(house.wall)].third;
    wall.storey = 1.5f;
    wall.windowStep = 1.5f;
    wall.frame = house.frame.movedTo({x, foot, set});
    wall.size = {width, 1.3f, 3};
    const int wallMaterial = lastMaterial(town);
    const Frame across = wall.frame.movedTo({0, 0, 1.1f}).quarterTurn();
    const ProfilePoint gable[] = {{-width, 0}, {width, 0}, {width, 1.3f}, {0, 1.85f}, {-width, 1.3f}};
    addShape(town, makePrism(across, gable, 1.1f), wallMaterial);
    for (const float side : {-1.f, 1.f}) {
        const ProfilePoint plate[] = {
            {side * (width + 0.15f), 1.2f}, {0, 1.86f}, {0, 1.97f}, {side * (width + 0.15f), 1.31f}};
        addShape(town, makePrism(across, plate, 1.25f), house.roof);
    }
}

void addChimney(Town& town, RandomStream& random, const House& house)
{
    addMaterial(town, random, TownClass::Roof, Texture::Brick, pickPaint(random, kBricks, 0.1f));
    const float x = house.halfWidth * (chance(random, 0.5) ? -1.f : 1.f) * between(random, 0.45, 0.8);
    const Frame foot = house.frame.movedTo({x, house.eaves + 0.3f, house.depth * between(random, 0.5, 0.62)});
    addShape(town, makeBox(foot, 0.34f, house.rise + 0.35f, 0.26f), lastMaterial(town));
    addMaterial(town, random, TownClass::Roof, Texture::Plain, paint(0.60f, 0.38f, 0.28f));
    for (const float side : {-0.15f, 0.15f}) {
        const Vec3 pot = foot.toWorld({side, house.rise + 0.3f, 0});
        addShape(town, makeTube(pot, pot + Vec3{0, 0.38f, 0}, 0.09f), lastMaterial(town));
    }
}

/// A striped awning over a shop window and a step before the door.
void addFront(Town& town, RandomStream& random, const House& house)
{
    const Material& wall = town.materials[static_cast<std::size_t>(house.wall)];
    if (!wall.shopFront || chance(random, 0.3))
        return;
    constexpr Vec3 kAwnings[] = {
        {0.75f, 0.18f, 0.16f}, {0.18f, 0.40f, 0.32f}, {0.20f, 0.34f, 0.58f}, {0.86f, 0.60f, 0.18f}};
    Material& cloth =
        addMaterial(town, random, TownClass::Building, Texture::Stripes, pickPaint(random, kAwnings, 0.08f));
    cloth.second = paint(0.93f, 0.91f, 0.86f);
    cloth.frame = house.frame;
    const ProfilePoint slope[] = {{0, 2.62f}, {-1.1f, 2.2f}, {-1.1f, 2.12f}, {0, 2.54f}};
    addShape(town, makePrism(house.frame, slope, house.halfWidth * 0.86f), lastMaterial(town));
}

RoofKind chooseRoof(RandomStream& random, const HouseStyle& style, int storeys)
{
    const double roof = random.uniform();
    if (style.terraced)
        return storeys >= 3 && roof < 0.4 ? RoofKind::Flat
               : roof < 0.72              ? RoofKind::EavesToStreet
                                          : RoofKind::GableToStreet;
    return roof < 0.4 ? RoofKind::EavesToStreet : roof < 0.72 ? RoofKind::GableToStreet : RoofKind::Hip;
}

} // namespace

void addHouse(Town& town, RandomStream& random, const Frame& frame, const HouseStyle& style)
{
    ++town.objects;
    const int storeys = 1 + (style.terraced ? 1 : 0) + (chance(random, 0.45) ? 1 : 0);
    const float storey = between(random, 2.7, 3.1);
    const float eaves = storey * float(storeys) + 0.35f;
    House house{frame, style.halfWidth, style.depth, eaves, 0, style.terraced, 0, 0};
    house.wall = makeWall(town, random, frame, style, storey, eaves);
    addMaterial(town, random, TownClass::Roof, Texture::Tiles, pickPaint(random, kTiles, 0.1f));
    house.roof = lastMaterial(town);
    town.materials.back().frame = frame;
    const RoofKind kind = chooseRoof(random, style, storeys);
    const float span = kind == RoofKind::GableToStreet ? style.halfWidth : style.depth / 2;
    house.rise = span * between(random, 0.7, 1.0);
    switch (kind) {
    case RoofKind::EavesToStreet:
        addGableRoof(town, house, true);
        break;
    case RoofKind::GableToStreet:
        addGableRoof(town, house, false);
        break;
    case RoofKind::Hip:
        addHipRoof(town, house);
        break;
    case RoofKind::Flat:
        addFlatRoof(town, random, house);
        break;
    }
    if (kind == RoofKind::EavesToStreet && house.rise > 2.4f && chance(random, 0.6)) {
        const float x = style.halfWidth * 0.45f;
        for (const float side : {-1.f, 1.f})
            addDormer(town, random, house, side * x);
    }
    if (kind != RoofKind::Flat && kind != RoofKind::Hip && chance(random, 0.8))
        addChimney(town, random, house);
    addFront(town, random, house);
}

} // namespace nectar
