// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_objects.h"

namespace nectar {

namespace {

constexpr Vec3 kPaints[] = {{0.72f, 0.12f, 0.11f}, {0.14f, 0.26f, 0.52f}, {0.92f, 0.92f, 0.91f}, {0.16f, 0.16f, 0.18f},
                            {0.62f, 0.64f, 0.66f}, {0.88f, 0.68f, 0.14f}, {0.14f, 0.38f, 0.28f}, {0.48f, 0.68f, 0.78f},
                            {0.62f, 0.36f, 0.18f}, {0.44f, 0.46f, 0.49f}, {0.90f, 0.86f, 0.74f}, {0.46f, 0.14f, 0.22f}};

/// A car seen from its right side, facing +z; metres.
struct CarModel {
    std::array<ProfilePoint, 6> body;
    std::array<ProfilePoint, 4> cabin;
    float halfWidth, halfLength, sill, lean; ///< sill: lower edge of the windows; lean: of the cabin's sides
};

constexpr CarModel kSaloon{
    {{{-2.2f, 0.42f}, {-2.1f, 0.26f}, {2.12f, 0.26f}, {2.22f, 0.60f}, {0.9f, 0.94f}, {-2.18f, 0.98f}}},
    {{{-1.75f, 0.93f}, {1.05f, 0.92f}, {0.28f, 1.44f}, {-1.15f, 1.44f}}},
    0.87f,
    2.2f,
    0.96f,
    0.26f};
constexpr CarModel kHatchback{
    {{{-1.85f, 0.45f}, {-1.75f, 0.26f}, {1.85f, 0.26f}, {1.95f, 0.62f}, {1.0f, 0.96f}, {-1.85f, 1.0f}}},
    {{{-1.82f, 0.95f}, {1.15f, 0.93f}, {0.4f, 1.52f}, {-1.35f, 1.54f}}},
    0.85f,
    1.9f,
    0.99f,
    0.24f};
constexpr CarModel kEstate{
    {{{-2.25f, 0.45f}, {-2.15f, 0.27f}, {2.15f, 0.27f}, {2.25f, 0.66f}, {1.1f, 1.02f}, {-2.25f, 1.04f}}},
    {{{-2.22f, 1.0f}, {1.2f, 1.0f}, {0.5f, 1.62f}, {-1.95f, 1.64f}}},
    0.91f,
    2.25f,
    1.05f,
    0.2f};
constexpr CarModel kVan{
    {{{-2.45f, 0.45f}, {-2.4f, 0.30f}, {2.3f, 0.30f}, {2.42f, 0.80f}, {1.75f, 1.18f}, {-2.45f, 1.2f}}},
    {{{-2.45f, 1.1f}, {1.85f, 1.1f}, {1.15f, 2.08f}, {-2.38f, 2.1f}}},
    0.95f,
    2.4f,
    1.24f,
    0.09f};

int makeBodyMaterial(Town& town, RandomStream& random, const Frame& frame, const CarModel& model)
{
    Material& paint = addMaterial(town, random, TownClass::Car, Texture::CarBody, pickPaint(random, kPaints, 0.08f));
    paint.frame = frame;
    paint.size = {model.halfWidth, model.body[3].y, model.halfLength};
    return lastMaterial(town);
}

/// Glass all round; roof and pillars lie a few millimetres outside it.
void addCabin(Town& town, RandomStream& random, const Frame& frame, const CarModel& model, int body)
{
    addMaterial(town, random, TownClass::Car, Texture::Glass, {0.012f, 0.016f, 0.02f});
    const float width = model.halfWidth - 0.05f;
    addShape(town, makePrism(frame, model.cabin, width, model.lean), lastMaterial(town));
    const ProfilePoint rearLow = model.cabin[0];
    const ProfilePoint frontLow = model.cabin[1];
    const ProfilePoint frontHigh = model.cabin[2];
    const ProfilePoint rearHigh = model.cabin[3];
    constexpr float kOut = 0.007f;
    constexpr float kRoof = 0.07f;
    const auto pillar = [&](float low, float high, float thick) { // between a point of the sill and one of the roof
        const ProfilePoint strip[] = {
            {low, rearLow.y}, {low + thick, rearLow.y}, {high + thick, frontHigh.y}, {high, frontHigh.y}};
        addShape(town, makePrism(frame, strip, width + kOut, model.lean), body);
    };
    pillar(frontLow.z - 0.10f, frontHigh.z - 0.09f, 0.07f);
    const float middle = &model == &kVan ? 0.35f : -0.28f;
    pillar(middle, middle, 0.09f);
    const float rear = &model == &kVan ? middle - rearLow.z - 0.02f : 0.16f; // a van's sides are blind
    pillar(rearLow.z + 0.02f, rearHigh.z + 0.03f, rear);
    const ProfilePoint roof[] = {{rearHigh.z - 0.04f, rearHigh.y - kRoof},
                                 {frontHigh.z + 0.05f, rearHigh.y - kRoof},
                                 {frontHigh.z - 0.05f, rearHigh.y + 0.02f},
                                 {rearHigh.z + 0.06f, rearHigh.y + 0.02f}};
    addShape(town,
             makePrism(frame, roof, width + kOut - model.lean * (rearHigh.y - kRoof - rearLow.y), model.lean * 1.5f),
             body);
}

void addWheels(Town& town, RandomStream& random, const Frame& frame, const CarModel& model)
{
    constexpr float kRadius = 0.33f;
    Material& wheel = addMaterial(town, random, TownClass::Car, Texture::Wheel, paint(0.10f, 0.10f, 0.11f));
    wheel.frame = frame;
    wheel.second = paint(0.68f, 0.69f, 0.71f);
    wheel.size = {model.halfWidth, kRadius, model.halfLength * 0.62f};
    for (const float x : {-1.f, 1.f})
        for (const float z : {-1.f, 1.f}) {
            const Vec3 inner = frame.toWorld({x * (model.halfWidth - 0.2f), kRadius, z * wheel.size.z});
            const Vec3 outer = frame.toWorld({x * (model.halfWidth + 0.015f), kRadius, z * wheel.size.z});
            addShape(town, makeTube(inner, outer, kRadius), lastMaterial(town));
        }
}

} // namespace

void addCar(Town& town, RandomStream& random, const Frame& frame)
{
    ++town.objects;
    static constexpr const CarModel* kModels[] = {&kSaloon, &kHatchback, &kEstate, &kHatchback, &kSaloon, &kVan};
    const CarModel& model = *kModels[random.below(std::size(kModels))];
    const int body = makeBodyMaterial(town, random, frame, model);
    addShape(town, makePrism(frame, model.body, model.halfWidth, 0.03f), body);
    addCabin(town, random, frame, model, body);
    for (const float x : {-1.f, 1.f}) // mirrors
        addShape(town,
                 makeEllipsoid(frame.toWorld({x * (model.halfWidth + 0.06f), model.sill + 0.05f, 0.75f}),
                               {0.10f, 0.07f, 0.06f}, frame),
                 body);
    addWheels(town, random, frame, model);
}

} // namespace nectar
