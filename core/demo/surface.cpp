// SPDX-License-Identifier: Apache-2.0
#include "core/demo/surface.h"
#include "core/demo/noise.h"

namespace nectar {

namespace {

/// Position on a wall: along it, and up.
struct WallPoint {
    float u, v;
};

WallPoint onWall(Vec3 p, Vec3 normal)
{
    if (std::abs(normal.y) > 0.8f)
        return {p.x, p.z};
    return {std::abs(normal.x) > std::abs(normal.z) ? p.z : p.x, p.y};
}

/// 1 where detail of this size is visible, 0 where a pixel is wider.
float visible(float detail, float footprint) { return 1 - smoothStep(detail * 0.35f, detail * 1.1f, footprint); }

float fraction(float v) { return v - std::floor(v); }

Vec3 brick(const Material& m, WallPoint w, float footprint)
{
    const float row = std::floor(w.v / 0.085f);
    const float shifted = w.u / 0.26f + (static_cast<int>(row) % 2 == 0 ? 0.f : 0.5f);
    const bool mortar = fraction(w.v / 0.085f) < 0.14f || fraction(shifted) < 0.05f;
    const float tone = 0.78f + 0.44f * cellNoise(static_cast<int>(std::floor(shifted)), static_cast<int>(row), m.seed);
    const Vec3 flat = m.colour * 0.98f + Vec3{0.02f, 0.02f, 0.02f};
    return mix(flat, mortar ? mix(m.colour, {0.72f, 0.70f, 0.66f}, 0.75f) : m.colour * tone, visible(0.17f, footprint));
}

Vec3 slabs(const Material& m, WallPoint w, float footprint)
{
    const float size = 0.55f;
    const int row = static_cast<int>(std::floor(w.v / size));
    const float shifted = w.u / size + 0.5f * float(((row % 2) + 2) % 2);
    const bool joint = fraction(w.v / size) < 0.05f || fraction(shifted) < 0.05f;
    const float tone = 0.86f + 0.22f * cellNoise(static_cast<int>(std::floor(shifted)), row, m.seed) +
                       0.12f * (cloudNoise(w.u * 5, w.v * 5, 2, m.seed) - 0.5f);
    return mix(m.colour * 0.96f, m.colour * (joint ? 0.62f : tone), visible(0.5f, footprint));
}

/// Windows and, on the ground floor, doors; negative mirror: none here.
bool window(const Material& m, Vec3 p, WallPoint w, Surface& surface)
{
    if (m.windowRow <= 0)
        return false;
    const float column = w.u / m.windowStep;
    const float u = fraction(column) - 0.5f;
    const int storey = static_cast<int>(std::floor(p.y / m.windowRow));
    const float v = p.y / m.windowRow - float(storey) - 0.56f;
    const bool door = storey == 0 && cellNoise(static_cast<int>(std::floor(column)), 0, m.seed ^ 77u) < 0.22f;
    const float halfWidth = door ? 0.24f : 0.26f;
    const float top = door ? 0.20f : 0.24f;
    const float bottom = door ? -0.56f : -0.22f;
    if (std::abs(u) > halfWidth || v > top || v < bottom)
        return false;
    const float rim = 0.035f;
    const bool frame = std::abs(u) > halfWidth - rim || v > top - rim * 1.2f || (!door && v < bottom + rim * 1.2f) ||
                       (!door && std::abs(u) < 0.014f);
    if (frame) {
        surface.colour = m.second;
        return true;
    }
    if (door) {
        surface.colour = m.second * Vec3{0.45f, 0.35f, 0.30f};
        return true;
    }
    const float curtain = cellNoise(static_cast<int>(std::floor(column)), storey, m.seed ^ 5u);
    surface.colour =
        curtain > 0.6f && v < -0.02f + curtain * 0.2f ? Vec3{0.42f, 0.40f, 0.37f} : Vec3{0.07f, 0.09f, 0.11f};
    surface.mirror = 0.30f;
    return true;
}

Surface wall(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    Surface surface{m.colour, normal, 0};
    const WallPoint w = onWall(p, normal);
    if (std::abs(normal.y) < 0.5f && window(m, p, w, surface))
        return surface;
    switch (m.texture) {
    case Texture::Brick:
        surface.colour = brick(m, w, footprint);
        break;
    case Texture::Slabs:
        surface.colour = slabs(m, w, footprint);
        break;
    case Texture::Timber: {
        const bool beam = fraction(w.u / 1.3f) < 0.1f || fraction(w.v / 1.45f) < 0.09f ||
                          std::abs(fraction(w.u / 1.3f) - fraction(w.v / 1.45f)) < 0.05f;
        surface.colour = beam ? Vec3{0.22f, 0.15f, 0.10f} : m.colour;
        break;
    }
    default:
        surface.colour = m.colour * (0.93f + 0.14f * cloudNoise(w.u * 3, w.v * 3, 3, m.seed));
    }
    // Rain and dust darken the foot of a wall and streak it.
    surface.colour = surface.colour * (0.88f + 0.12f * smoothStep(0.f, 0.9f, p.y)) *
                     (0.95f + 0.1f * valueNoise(w.u * 1.7f, w.v * 0.25f, m.seed ^ 9u));
    return surface;
}

Surface grass(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const float patches = cloudNoise(p.x * 0.35f, p.z * 0.35f, 3, m.seed);
    const float blades =
        valueNoise(p.x * 23, p.z * 23, m.seed ^ 3u) * 0.6f + valueNoise(p.x * 61, p.z * 47, m.seed ^ 4u) * 0.4f;
    Vec3 colour = mix(m.colour, m.second, smoothStep(0.35f, 0.7f, patches)) *
                  (1 + (blades - 0.5f) * 0.9f * visible(0.06f, footprint));
    const float flower =
        cellNoise(static_cast<int>(std::floor(p.x * 9)), static_cast<int>(std::floor(p.z * 9)), m.seed ^ 8u);
    if (flower > 0.992f && visible(0.11f, footprint) > 0.2f)
        colour = flower > 0.996f ? Vec3{0.92f, 0.90f, 0.84f} : Vec3{0.90f, 0.76f, 0.16f};
    return {colour, normal, 0};
}

Surface road(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const float grain = valueNoise(p.x * 37, p.z * 37, m.seed) - 0.5f;
    const float wear = cloudNoise(p.x * 0.7f, p.z * 0.16f, 3, m.seed ^ 2u) - 0.5f;
    Vec3 colour = m.colour * (1 + 0.35f * grain * visible(0.05f, footprint) + 0.30f * wear);
    const bool dash = std::abs(p.x) < 0.075f && fraction(p.z / 4.2f) < 0.52f;
    if (dash && valueNoise(p.x * 13, p.z * 13, m.seed ^ 6u) > 0.16f)
        colour = m.second;
    if (cellNoise(static_cast<int>(std::floor(p.x / 2.1f)), static_cast<int>(std::floor(p.z / 9)), m.seed ^ 12u) >
        0.88f) // a mended place
        colour = colour * 0.82f;
    return {colour, normal, 0};
}

Surface water(const Material& m, Vec3 p, float footprint)
{
    const float strength = 0.05f * visible(0.8f, footprint) + 0.012f;
    const float dx = valueNoise(p.x * 2.3f + p.z, p.z * 1.7f, m.seed) +
                     0.5f * valueNoise(p.x * 6.1f, p.z * 5.3f, m.seed ^ 1u) - 0.75f;
    const float dz = valueNoise(p.x * 2.1f, p.z * 2.6f + p.x, m.seed ^ 2u) +
                     0.5f * valueNoise(p.x * 5.7f, p.z * 6.3f, m.seed ^ 3u) - 0.75f;
    return {m.colour, normalised({dx * strength, 1, dz * strength}), 0.62f};
}

Surface tiles(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const float along = std::abs(normal.x) > std::abs(normal.z) ? p.z : p.x;
    const float row = p.y / 0.17f;
    const float shifted = along / 0.30f + (static_cast<int>(std::floor(row)) % 2 == 0 ? 0.f : 0.5f);
    const float tone =
        0.82f + 0.30f * cellNoise(static_cast<int>(std::floor(shifted)), static_cast<int>(std::floor(row)), m.seed);
    const float lip = fraction(row) < 0.20f ? 0.66f : 1.f;
    return {mix(m.colour * 0.94f, m.colour * tone * lip, visible(0.2f, footprint)) *
                (0.9f + 0.2f * cloudNoise(along * 0.5f, p.y * 0.5f, 2, m.seed)),
            normal, 0};
}

Surface leaves(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const float a = valueNoise(p.x * 7 + p.y * 3, p.z * 7 - p.y * 5, m.seed);
    const float b = valueNoise(p.x * 17 - p.y * 9, p.z * 17 + p.y * 13, m.seed ^ 1u);
    const float rough = 0.6f * visible(0.16f, footprint) + 0.25f;
    const Vec3 bent = normalised(normal + Vec3{a - 0.5f, b - 0.5f, a * b - 0.25f} * (1.6f * rough));
    return {m.colour * (0.55f + 0.95f * (0.55f * a + 0.45f * b)), bent, 0};
}

} // namespace

Surface surfaceAt(const Material& m, const Shape* shape, Vec3 p, Vec3 normal, float footprint)
{
    switch (m.texture) {
    case Texture::Grass:
        return grass(m, p, normal, footprint);
    case Texture::Asphalt:
        return road(m, p, normal, footprint);
    case Texture::Water:
        return water(m, p, footprint);
    case Texture::Tiles:
        return tiles(m, p, normal, footprint);
    case Texture::Leaves:
        return leaves(m, p, normal, footprint);
    case Texture::Brick:
    case Texture::Plaster:
    case Texture::Timber:
    case Texture::Slabs:
        return wall(m, p, normal, footprint);
    case Texture::Bark:
    case Texture::Pickets: {
        const float grain = valueNoise(p.x * 9 + p.z * 9, p.y * 2, m.seed) * 0.5f +
                            valueNoise(p.x * 40 + p.z * 40, p.y * 3, m.seed ^ 1u) * 0.5f;
        return {m.colour * (0.7f + 0.6f * mix({0.5f, 0, 0}, {grain, 0, 0}, visible(0.1f, footprint)).x), normal, 0};
    }
    case Texture::Fur: {
        const float spots = cloudNoise(p.x * 2.7f + p.z * 1.3f, p.y * 3.1f + p.z * 2.2f, 2, m.seed);
        const float hair = valueNoise(p.x * 31, p.y * 31 + p.z * 27, m.seed ^ 1u);
        return {mix(m.colour, m.second.x > 0 ? m.second : m.colour, spots > 0.58f ? 1.f : 0.f) * (0.85f + 0.3f * hair),
                normal, 0};
    }
    case Texture::Cloth: {
        const float fold = valueNoise(p.x * 9 + p.z * 5, p.y * 7, m.seed);
        return {m.colour * (0.82f + 0.36f * fold), normal, 0};
    }
    case Texture::Paint:
        return {m.colour, normal, 0.14f};
    case Texture::Glass:
        return {m.colour, normal, 0.40f};
    case Texture::Plain:
        break;
    }
    (void)shape;
    return {m.colour, normal, 0};
}

Vec3 skyColour(const Atmosphere& air, Vec3 d)
{
    const float up = std::max(d.y, 0.f);
    Vec3 colour = mix(air.horizon, air.zenith, std::pow(up, 0.5f));
    const float towardsSun = std::max(dot(d, air.sunDirection), 0.f);
    colour = colour + air.sunColour * (0.10f * std::pow(towardsSun, 8.f) + 0.9f * std::pow(towardsSun, 900.f));
    if (up > 0.01f) {
        const float scale = 1.7f / (up + 0.12f);
        const float density = cloudNoise(d.x * scale, d.z * scale, 5, air.seed);
        const float cover = smoothStep(0.70f - 0.34f * air.cloudiness, 0.92f - 0.25f * air.cloudiness, density) *
                            smoothStep(0.01f, 0.16f, up);
        const float shade = cloudNoise(d.x * scale + 0.3f, d.z * scale + 0.2f, 3, air.seed ^ 21u);
        colour =
            mix(colour, mix({0.97f, 0.97f, 0.98f}, {0.72f, 0.75f, 0.80f}, shade) * (0.55f + 0.19f * air.sunColour.x),
                cover);
    }
    return colour;
}

} // namespace nectar
