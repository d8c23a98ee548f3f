// SPDX-License-Identifier: Apache-2.0
#include "core/demo/noise.h"
#include "core/demo/surface_textures.h"

namespace nectar {

Surface grassSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const float patches = cloudNoise(p.x * 0.3f, p.z * 0.3f, 4, m.seed);
    const float tufts = valueNoise(p.x * 5, p.z * 5, m.seed ^ 2u) - 0.5f;
    const float blades =
        valueNoise(p.x * 31, p.z * 19, m.seed ^ 3u) * 0.6f + valueNoise(p.x * 67, p.z * 43, m.seed ^ 4u) * 0.4f;
    Vec3 colour = mix(m.colour, m.second, smoothStep(0.38f, 0.72f, patches) * 0.8f);
    colour = colour * (1 + tufts * 0.35f * visible(0.4f, footprint)) *
             (1 + (blades - 0.5f) * 1.0f * visible(0.06f, footprint));
    const float flower = cellNoise(cell(p.x * 9), cell(p.z * 9), m.seed ^ 8u);
    const float meadow = smoothStep(0.5f, 0.65f, cloudNoise(p.x * 0.5f, p.z * 0.5f, 2, m.seed ^ 9u));
    if (flower > 1 - 0.035f * meadow && visible(0.11f, footprint) > 0.2f)
        colour = flower > 0.984f ? Vec3{0.80f, 0.78f, 0.72f} : Vec3{0.75f, 0.55f, 0.05f};
    return {colour, normal};
}

namespace {

/// Dashes in the middle of both streets, a zebra crossing; worn.
bool isPainted(const Material& m, Vec3 p)
{
    const float half = m.size.x;
    const float street = m.size.y;
    const float middle = (m.size.y + m.size.z) / 2;
    if (valueNoise(p.x * 11, p.z * 11, m.seed ^ 6u) < 0.14f)
        return false;
    if (p.z > street - 0.2f)
        return std::abs(p.z - middle) < 0.07f && fraction(p.x / 4) < 0.5f && std::abs(p.x) > half;
    const float fromZebra = std::abs(p.z - m.frame.origin.z);
    if (fromZebra < 1.6f)
        return fraction(p.x / 0.9f + 0.25f) < 0.5f && std::abs(p.x) < half - 0.25f;
    if (inside(p.z, street - 1.1f, street - 0.75f)) // where one gives way
        return p.x > 0.1f && p.x < half - 0.3f;
    return std::abs(p.x) < 0.065f && fraction(p.z / 4) < 0.5f && fromZebra > 2.6f;
}

} // namespace

Surface roadSurface(const Material& m, Vec3 p, float footprint)
{
    const float grain = valueNoise(p.x * 43, p.z * 43, m.seed) - 0.5f;
    const float wear = cloudNoise(p.x * 0.9f, p.z * 0.14f, 3, m.seed ^ 2u) - 0.5f;
    const float blotch = cloudNoise(p.x * 0.8f, p.z * 0.8f, 3, m.seed ^ 5u) - 0.5f;
    Vec3 colour = m.colour * (1 + 0.35f * grain * visible(0.04f, footprint) + 0.3f * wear + 0.2f * blotch);
    if (cellNoise(cell(p.x / 1.9f), cell(p.z / 7), m.seed ^ 12u) > 0.87f)
        colour = colour * 0.66f; // a mended place
    const float crack = std::abs(cloudNoise(p.x * 0.35f, p.z * 0.35f, 3, m.seed ^ 13u) - 0.5f);
    const float old = smoothStep(0.5f, 0.6f, valueNoise(p.x * 0.25f, p.z * 0.25f, m.seed ^ 14u));
    colour = colour * (1 - 0.35f * old * (1 - smoothStep(0.002f, 0.006f, crack)) * visible(0.06f, footprint));
    if (isPainted(m, p))
        colour = mix(colour, m.second, 0.88f);
    return {colour, {0, 1, 0}};
}

Surface waterSurface(const Material& m, Vec3 p, float footprint)
{
    const float fine = visible(0.3f, footprint);
    const float coarse = visible(1.2f, footprint);
    const auto wave = [&](float x, float z, std::uint32_t seed) {
        return coarse * (valueNoise(x * 1.3f, z * 2.4f, seed) - 0.5f) +
               fine * 0.55f * (valueNoise(x * 3.7f, z * 6.1f, seed ^ 1u) - 0.5f);
    };
    const float dx = wave(p.x + 0.4f * p.z, p.z, m.seed);
    const float dz = wave(p.x - 0.3f * p.z, p.z, m.seed ^ 21u);
    const float deep = 0.8f + 0.4f * cloudNoise(p.x * 0.3f, p.z * 0.3f, 2, m.seed ^ 4u);
    Surface surface{m.colour * deep, normalised({dx * 0.11f, 1, dz * 0.15f})};
    surface.mirror = 0.10f;
    return surface;
}

} // namespace nectar
