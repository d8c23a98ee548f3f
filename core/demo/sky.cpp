// SPDX-License-Identifier: Apache-2.0
#include "core/demo/noise.h"
#include "core/demo/surface.h"

namespace nectar {

Vec3 skyColour(const Atmosphere& air, Vec3 d)
{
    const float up = std::max(d.y, 0.f);
    Vec3 colour = mix(air.horizon, air.zenith, std::pow(up, 0.45f));
    const float towardsSun = std::max(dot(d, air.sunDirection), 0.f);
    const float sun = dot(air.sunColour, {0.33f, 0.33f, 0.33f});
    colour = colour + air.sunColour * (0.07f * std::pow(towardsSun, 6.f) + 0.12f * std::pow(towardsSun, 60.f) +
                                       3.f * smoothStep(0.9993f, 0.9997f, towardsSun) * std::min(sun, 1.f));
    if (up < 0.01f)
        return colour;
    // A layer of clouds at a fixed height, seen in perspective; lit from where they thin out towards the sun.
    const float scale = 1.5f / (up + 0.14f);
    const float x = d.x * scale + 3.1f;
    const float z = d.z * scale;
    const float density = cloudNoise(x, z, 5, air.seed);
    const float low = 0.66f - 0.34f * air.cloudiness;
    const float cover = smoothStep(low, low + 0.2f, density) * smoothStep(0.01f, 0.14f, up);
    if (cover <= 0)
        return colour;
    const float beside = cloudNoise(x + air.sunDirection.x * 0.25f, z + air.sunDirection.z * 0.25f, 4, air.seed);
    const float lit = std::clamp(0.55f + (density - beside) * 2.2f - (density - low) * 0.7f, 0.f, 1.f);
    const Vec3 shaded = mix(air.horizon, air.zenith, 0.35f) * 0.85f;
    const Vec3 bright = air.horizon * 0.45f + air.sunColour * 0.30f + Vec3{0.16f, 0.16f, 0.16f};
    return mix(colour, mix(shaded, bright, lit), cover * 0.92f);
}

} // namespace nectar
