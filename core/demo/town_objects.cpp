// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_objects.h"

namespace nectar {

namespace {

float between(RandomStream& random, double low, double high) { return static_cast<float>(random.uniform(low, high)); }

int addMaterial(Town& town, RandomStream& random, TownClass townClass, Texture texture, Vec3 colour, Vec3 second = {})
{
    town.materials.push_back({townClass, texture, colour, second, static_cast<std::uint32_t>(random.next()), 0, 0});
    return static_cast<int>(town.materials.size()) - 1;
}

void addShape(Town& town, Shape shape, int material)
{
    shape.material = material;
    shape.object = town.objects;
    town.shapes.push_back(std::move(shape));
}

const std::vector<Vec3> kBricks = {
    {0.55f, 0.24f, 0.18f}, {0.62f, 0.36f, 0.26f}, {0.48f, 0.30f, 0.24f}, {0.68f, 0.52f, 0.38f}};
const std::vector<Vec3> kPlasters = {{0.86f, 0.82f, 0.72f}, {0.90f, 0.88f, 0.84f}, {0.80f, 0.66f, 0.48f},
                                     {0.70f, 0.76f, 0.78f}, {0.84f, 0.62f, 0.52f}, {0.66f, 0.72f, 0.60f},
                                     {0.92f, 0.80f, 0.56f}};
const std::vector<Vec3> kStones = {{0.56f, 0.55f, 0.52f}, {0.62f, 0.58f, 0.50f}};
const std::vector<Vec3> kTiles = {
    {0.58f, 0.25f, 0.17f}, {0.42f, 0.22f, 0.18f}, {0.30f, 0.31f, 0.34f}, {0.40f, 0.38f, 0.36f}, {0.66f, 0.36f, 0.22f}};
const std::vector<Vec3> kPaints = {{0.70f, 0.08f, 0.07f}, {0.10f, 0.20f, 0.48f}, {0.86f, 0.86f, 0.85f},
                                   {0.12f, 0.12f, 0.13f}, {0.52f, 0.54f, 0.56f}, {0.86f, 0.66f, 0.12f},
                                   {0.12f, 0.36f, 0.24f}, {0.40f, 0.62f, 0.74f}, {0.55f, 0.30f, 0.12f}};
const std::vector<Vec3> kCloth = {{0.75f, 0.15f, 0.15f}, {0.15f, 0.25f, 0.55f}, {0.12f, 0.12f, 0.14f},
                                  {0.85f, 0.80f, 0.70f}, {0.85f, 0.60f, 0.10f}, {0.20f, 0.45f, 0.30f},
                                  {0.60f, 0.30f, 0.55f}, {0.40f, 0.42f, 0.46f}};
const std::vector<Vec3> kSkin = {{0.80f, 0.60f, 0.48f}, {0.55f, 0.38f, 0.28f}, {0.36f, 0.24f, 0.18f}};
const std::vector<Vec3> kFur = {
    {0.88f, 0.85f, 0.78f}, {0.25f, 0.18f, 0.14f}, {0.55f, 0.38f, 0.22f}, {0.12f, 0.11f, 0.11f}};

} // namespace

Vec3 pickColour(RandomStream& random, const std::vector<Vec3>& colours, float variation)
{
    const Vec3 base = colours[random.below(colours.size())];
    const float shade = 1 + between(random, -variation, variation);
    return {std::clamp(base.x * shade + between(random, -variation, variation) * 0.1f, 0.f, 1.f),
            std::clamp(base.y * shade + between(random, -variation, variation) * 0.1f, 0.f, 1.f),
            std::clamp(base.z * shade + between(random, -variation, variation) * 0.1f, 0.f, 1.f)};
}

void addHouse(Town& town, RandomStream& random, Vec3 front, float halfWidth, float depth, float side)
{
    ++town.objects;
    const int storeys = random.uniform() < 0.55 ? 2 : random.uniform() < 0.6 ? 1 : 3;
    const float storey = between(random, 2.6, 3.1);
    const float height = storey * float(storeys) + 0.3f;
    const double kind = random.uniform();
    const Texture texture = kind < 0.4    ? Texture::Brick
                            : kind < 0.75 ? Texture::Plaster
                            : kind < 0.88 ? Texture::Slabs
                                          : Texture::Timber;
    const Vec3 colour = pickColour(random,
                                   texture == Texture::Brick   ? kBricks
                                   : texture == Texture::Slabs ? kStones
                                                               : kPlasters,
                                   0.12f);
    const Vec3 frame = random.uniform() < 0.7 ? Vec3{0.92f, 0.91f, 0.88f} : pickColour(random, kPaints, 0.1f);
    const int wall = addMaterial(town, random, TownClass::Building, texture, colour, frame);
    town.materials.back().windowRow = storey;
    town.materials.back().windowStep = between(random, 2.0, 2.8);
    const Vec3 centre{front.x + side * depth / 2, height / 2, front.z};
    addShape(town, makeBox(centre, {depth / 2, height / 2, halfWidth}, 0), wall);

    const int tiles = addMaterial(town, random, TownClass::Roof, Texture::Tiles, pickColour(random, kTiles, 0.15f));
    const bool ridgeAlongZ = random.uniform() < 0.6;
    const float roof = between(random, 1.8, 3.4);
    const float overhang = 0.35f;
    if (storeys == 3 && random.uniform() < 0.5) // a flat roof with a rim
        addShape(town, makeBox({centre.x, height + 0.15f, centre.z}, {depth / 2 + 0.2f, 0.18f, halfWidth + 0.2f}, 0),
                 tiles);
    else {
        addShape(town,
                 makeGable({centre.x, height - 0.02f, centre.z}, depth / 2 + overhang, halfWidth + overhang, roof,
                           ridgeAlongZ),
                 tiles);
        const int chimney = addMaterial(town, random, TownClass::Roof, Texture::Brick,
                                        pickColour(random, kBricks, 0.1f), {0.7f, 0.68f, 0.64f});
        addShape(town,
                 makeBox({centre.x + between(random, -0.2, 0.2) * depth, height + roof * 0.75f,
                          centre.z + between(random, -0.5, 0.5) * halfWidth},
                         {0.3f, roof * 0.5f, 0.3f}, 0),
                 chimney);
    }
}

void addTree(Town& town, RandomStream& random, Vec3 foot, float height, float crown)
{
    ++town.objects;
    const int bark = addMaterial(town, random, TownClass::Tree, Texture::Bark, {0.30f, 0.22f, 0.16f});
    const std::vector<Vec3> greens = {
        {0.20f, 0.36f, 0.12f}, {0.28f, 0.42f, 0.14f}, {0.14f, 0.30f, 0.14f}, {0.36f, 0.42f, 0.12f}};
    const std::vector<Vec3> autumn = {{0.62f, 0.36f, 0.10f}, {0.66f, 0.24f, 0.10f}, {0.62f, 0.50f, 0.14f}};
    const bool turning = town.materials[kGrassMaterial].second.x > 0.5f; // the season of the picture
    const int leaves = addMaterial(town, random, TownClass::Tree, Texture::Leaves,
                                   pickColour(random, turning && random.uniform() < 0.6 ? autumn : greens, 0.2f));
    const float trunk = height * between(random, 0.30, 0.42);
    addShape(town, makeCylinder(foot, 0.10f + 0.02f * height, trunk + crown * 0.4f), bark);
    const bool conifer = random.uniform() < 0.25;
    const int blobs = conifer ? 7 : 16;
    for (int i = 0; i < blobs; ++i) {
        if (conifer) { // storeys that narrow upwards
            const float t = float(i) / float(blobs - 1);
            const float radius = crown * (1 - 0.85f * t);
            addShape(town,
                     makeEllipsoid({foot.x, trunk * 0.6f + t * (height - trunk * 0.6f), foot.z},
                                   {radius, (height - trunk) * 0.17f, radius}),
                     leaves);
            continue;
        }
        // Points in a ball, denser outside, make a crown with bumps and holes.
        const float angle = between(random, 0, 6.2832);
        const float up = between(random, -1, 1);
        const float out = std::sqrt(1 - up * up) * crown * between(random, 0.35, 0.75);
        const float radius = crown * between(random, 0.28, 0.5);
        addShape(town,
                 makeEllipsoid({foot.x + std::cos(angle) * out, trunk + crown * 0.7f + up * (height - trunk) * 0.32f,
                                foot.z + std::sin(angle) * out},
                               {radius, radius * between(random, 0.7, 0.95), radius}),
                 leaves);
    }
}

void addCar(Town& town, RandomStream& random, Vec3 foot, float yaw)
{
    ++town.objects;
    const int paint = addMaterial(town, random, TownClass::Car, Texture::Paint, pickColour(random, kPaints, 0.1f));
    const int glass = addMaterial(town, random, TownClass::Car, Texture::Glass, {0.10f, 0.13f, 0.16f});
    const int tyre = addMaterial(town, random, TownClass::Car, Texture::Plain, {0.06f, 0.06f, 0.065f});
    const int light = addMaterial(town, random, TownClass::Car, Texture::Plain, {0.86f, 0.84f, 0.76f});
    const int rear = addMaterial(town, random, TownClass::Car, Texture::Plain, {0.62f, 0.05f, 0.05f});
    const float halfLength = between(random, 1.9, 2.3);
    const float halfWidth = 0.86f;
    const bool van = random.uniform() < 0.2;
    const Vec3 right{std::cos(yaw), 0, -std::sin(yaw)};
    const Vec3 ahead{std::sin(yaw), 0, std::cos(yaw)};
    const auto at = [&](float x, float y, float z) { return foot + right * x + ahead * z + Vec3{0, y, 0}; };
    const float body = van ? 0.42f : 0.30f;
    addShape(town, makeFrustum(at(0, 0.32f + body, 0), {halfWidth, body, halfLength}, yaw, 0.05f, 0.10f), paint);
    const float cabin = van ? 0.46f : 0.30f;
    const float cabinShift = van ? -0.25f : -0.15f;
    const float cabinHalf = halfLength * (van ? 0.72f : 0.56f);
    addShape(town,
             makeFrustum(at(0, 0.32f + 2 * body + cabin, cabinShift), {halfWidth - 0.06f, cabin, cabinHalf}, yaw, 0.14f,
                         van ? 0.25f : 0.42f),
             glass);
    addShape(town,
             makeFrustum(at(0, 0.32f + 2 * body + 2 * cabin - 0.02f, cabinShift),
                         {halfWidth - 0.19f, 0.035f, cabinHalf - (van ? 0.24f : 0.40f)}, yaw, 0.02f, 0.02f),
             paint);
    for (const float x : {-1.f, 1.f}) {
        for (const float z : {-0.62f, 0.62f})
            addShape(town,
                     makeEllipsoid(at(x * (halfWidth - 0.06f), 0.33f, z * halfLength),
                                   {std::abs(std::cos(yaw)) > 0.7f ? 0.13f : 0.33f, 0.33f,
                                    std::abs(std::cos(yaw)) > 0.7f ? 0.33f : 0.13f}),
                     tyre);
        addShape(town, makeEllipsoid(at(x * 0.62f, 0.32f + body * 1.1f, halfLength - 0.03f), {0.15f, 0.09f, 0.06f}),
                 light);
        addShape(town, makeEllipsoid(at(x * 0.66f, 0.32f + body * 1.2f, -halfLength + 0.03f), {0.12f, 0.10f, 0.06f}),
                 rear);
    }
}

void addPerson(Town& town, RandomStream& random, Vec3 foot, float yaw)
{
    ++town.objects;
    const int coat = addMaterial(town, random, TownClass::Person, Texture::Cloth, pickColour(random, kCloth, 0.2f));
    const int trousers =
        addMaterial(town, random, TownClass::Person, Texture::Cloth, pickColour(random, kCloth, 0.2f) * 0.7f);
    const int skin = addMaterial(town, random, TownClass::Person, Texture::Plain, pickColour(random, kSkin, 0.1f));
    const int hair =
        addMaterial(town, random, TownClass::Person, Texture::Plain, pickColour(random, kFur, 0.2f) * 0.8f);
    const float size = between(random, 0.82, 1.08);
    const Vec3 right{std::cos(yaw), 0, -std::sin(yaw)};
    const Vec3 ahead{std::sin(yaw), 0, std::cos(yaw)};
    const auto at = [&](float x, float y, float z) { return foot + (right * x + ahead * z + Vec3{0, y, 0}) * size; };
    const float stride = between(random, 0.05, 0.18);
    addShape(town, makeEllipsoid(at(-0.09f, 0.42f, stride), Vec3{0.085f, 0.44f, 0.10f} * size), trousers);
    addShape(town, makeEllipsoid(at(0.09f, 0.42f, -stride), Vec3{0.085f, 0.44f, 0.10f} * size), trousers);
    addShape(town, makeEllipsoid(at(0, 1.12f, 0), Vec3{0.22f, 0.38f, 0.15f} * size), coat);
    addShape(town, makeEllipsoid(at(-0.25f, 1.08f, -stride * 0.7f), Vec3{0.065f, 0.32f, 0.075f} * size), coat);
    addShape(town, makeEllipsoid(at(0.25f, 1.08f, stride * 0.7f), Vec3{0.065f, 0.32f, 0.075f} * size), coat);
    addShape(town, makeEllipsoid(at(0, 1.60f, 0.01f), Vec3{0.105f, 0.135f, 0.115f} * size), skin);
    addShape(town, makeEllipsoid(at(0, 1.65f, -0.02f), Vec3{0.115f, 0.115f, 0.12f} * size), hair);
}

void addAnimal(Town& town, RandomStream& random, AnimalKind kind, Vec3 foot, float yaw)
{
    ++town.objects;
    const bool sheep = kind == AnimalKind::Sheep;
    const Vec3 coat = sheep ? Vec3{0.86f, 0.83f, 0.76f} : pickColour(random, kFur, 0.15f);
    const int fur = addMaterial(town, random, TownClass::Animal, Texture::Fur, coat,
                                sheep ? coat * 0.8f : pickColour(random, kFur, 0.15f));
    const int dark =
        addMaterial(town, random, TownClass::Animal, Texture::Fur, sheep ? Vec3{0.16f, 0.14f, 0.13f} : coat * 0.85f);
    const float size = sheep                     ? between(random, 0.95, 1.15)
                       : kind == AnimalKind::Cow ? between(random, 1.4, 1.65)
                                                 : between(random, 0.55, 0.75);
    const Vec3 right{std::cos(yaw), 0, -std::sin(yaw)};
    const Vec3 ahead{std::sin(yaw), 0, std::cos(yaw)};
    const auto at = [&](float x, float y, float z) { return foot + (right * x + ahead * z + Vec3{0, y, 0}) * size; };
    const bool alongZ = std::abs(ahead.z) > 0.7f;
    const auto radii = [&](float x, float y, float z) { return Vec3{alongZ ? x : z, y, alongZ ? z : x} * size; };
    addShape(town, makeEllipsoid(at(0, 0.62f, 0), radii(0.26f, 0.27f, 0.50f)), fur);
    addShape(town, makeEllipsoid(at(0, 0.86f, 0.52f), radii(0.13f, 0.15f, 0.22f)), sheep ? dark : fur);
    addShape(town, makeEllipsoid(at(0, 0.76f, 0.38f), radii(0.13f, 0.20f, 0.18f)), fur);
    for (const float x : {-0.15f, 0.15f}) {
        for (const float z : {-0.34f, 0.32f})
            addShape(town, makeEllipsoid(at(x, 0.24f, z), radii(0.055f, 0.27f, 0.065f)), dark);
        addShape(town, makeEllipsoid(at(x * 0.7f, 0.98f, 0.45f), radii(0.05f, 0.09f, 0.04f)), dark);
    }
    addShape(town, makeEllipsoid(at(0, 0.66f, -0.54f), radii(0.045f, 0.14f, 0.10f)), fur);
}

void addFence(Town& town, RandomStream& random, float x, float z0, float z1)
{
    ++town.objects;
    const std::vector<Vec3> woods = {
        {0.88f, 0.87f, 0.83f}, {0.42f, 0.29f, 0.18f}, {0.52f, 0.42f, 0.30f}, {0.20f, 0.30f, 0.24f}};
    const int wood = addMaterial(town, random, TownClass::Fence, Texture::Pickets, pickColour(random, woods, 0.15f));
    const float height = between(random, 0.95, 1.3);
    addShape(town, makeBox({x, height / 2, (z0 + z1) / 2}, {0.03f, height / 2, (z1 - z0) / 2}, 0), wood);
}

} // namespace nectar
