// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_layout.h"

namespace nectar {

namespace {

void chooseGround(Town& town, RandomStream& random)
{
    const Vec3 grass = town.autumn   ? paint(0.47f, 0.46f, 0.23f)
                       : town.spring ? paint(0.36f, 0.54f, 0.20f)
                                     : paint(0.41f, 0.53f, 0.24f);
    const Vec3 dry = town.autumn ? paint(0.60f, 0.50f, 0.27f) : paint(0.52f, 0.57f, 0.28f);
    constexpr Vec3 kPavements[] = {{0.74f, 0.70f, 0.64f},
                                   {0.77f, 0.72f, 0.62f},
                                   {0.70f, 0.69f, 0.67f},
                                   {0.70f, 0.50f, 0.41f},
                                   {0.64f, 0.48f, 0.41f}};
    const bool bricks = chance(random, 0.14);
    const Vec3 paving = pickPaint(random, std::span(kPavements).subspan(bricks ? 3 : 0, bricks ? 2 : 3), 0.06f);
    const float tone = between(random, 0.26, 0.33);
    addMaterial(town, random, TownClass::Ground, Texture::Grass, grass).second = dry;
    addMaterial(town, random, TownClass::Road, Texture::Asphalt, paint(tone * 0.98f, tone, tone * 1.05f)).second =
        paint(0.88f, 0.87f, 0.83f);
    addMaterial(town, random, TownClass::Pavement, bricks ? Texture::Brick : Texture::Slabs, paving);
    addMaterial(town, random, TownClass::Water, Texture::Water, paint(0.16f, 0.34f, 0.34f));
    addMaterial(town, random, TownClass::Pavement, Texture::Plain, paint(0.72f, 0.71f, 0.68f));
    addMaterial(town, random, TownClass::Ground, Texture::Plain, paint(0.50f, 0.43f, 0.31f));
    addMaterial(town, random, TownClass::Pavement, Texture::Brick, paint(0.48f, 0.40f, 0.36f));
}

} // namespace

void chooseWeather(Town& town, RandomStream& random)
{
    const double season = random.uniform();
    town.autumn = season > 0.7;
    town.spring = season < 0.3;
    chooseGround(town, random);
    Atmosphere& air = town.atmosphere;
    air.seed = static_cast<std::uint32_t>(random.next());
    const double weather = random.uniform();
    air.cloudiness = weather < 0.8 ? between(random, 0.15, 0.6) : between(random, 0.75, 0.95);
}

void placeSun(Town& town, RandomStream& random)
{
    Atmosphere& air = town.atmosphere;
    const float elevation = between(random, 0.30, 1.0);
    // Mostly from the side or from behind the camera.
    const float view = std::atan2(town.camera.ahead.x, town.camera.ahead.z);
    const float turn = chance(random, 0.15) ? between(random, 0.3, 0.8) : between(random, 0.9, 2.7);
    const float azimuth = view + (chance(random, 0.5) ? turn : -turn);
    air.sunDirection = {std::cos(elevation) * std::sin(azimuth), std::sin(elevation),
                        std::cos(elevation) * std::cos(azimuth)};
    const float low = 1 - smoothStep(0.34f, 0.72f, elevation);
    const float dull = smoothStep(0.6f, 0.95f, air.cloudiness);
    const Vec3 sun = mix({1.0f, 0.95f, 0.86f}, {1.0f, 0.70f, 0.42f}, low * 0.85f);
    air.sunColour = sun * (2.9f - 2.1f * dull);
    const Vec3 grey{0.52f, 0.56f, 0.62f};
    air.zenith = mix(mix({0.13f, 0.29f, 0.62f}, {0.16f, 0.30f, 0.58f}, low), grey, dull * 0.8f);
    air.horizon = mix(mix({0.58f, 0.74f, 0.92f}, {0.98f, 0.80f, 0.60f}, low * 0.8f), Vec3{0.74f, 0.78f, 0.83f}, dull);
    air.hazeMetres = between(random, 240, 500);
    air.exposure = 0.62f + 0.26f * dull + 0.10f * low;
}

} // namespace nectar
