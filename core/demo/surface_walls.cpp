// SPDX-License-Identifier: Apache-2.0
#include "core/demo/noise.h"
#include "core/demo/surface_textures.h"

namespace nectar {

namespace {

/// Where a point lies on a wall of a house: u from the middle of that wall, `half` its half width.
struct WallPlace {
    float u, y, half;
    bool front;
    std::uint32_t face; ///< tells the four walls apart
};

WallPlace placeOnWall(const Material& m, Vec3 p, Vec3 normal)
{
    const Vec3 local = m.frame.toLocal(p);
    const Vec3 n = m.frame.directionToLocal(normal);
    if (std::abs(n.x) > std::abs(n.z))
        return {local.z - m.size.z / 2, local.y, m.size.z / 2, false, n.x > 0 ? 1u : 2u};
    return {local.x, local.y, m.size.x, n.z < 0, n.z < 0 ? 3u : 4u};
}

/// One cell of the grid of windows, metres from its foot and middle.
struct Opening {
    float u, v;
    float half, bottom, top; ///< of the glass with its frame
    bool door, glazed;
    int column, storey;
};

constexpr float kPlinth = 0.35f;

Opening openingAt(const Material& m, const WallPlace& w)
{
    const int columns = std::max(1, static_cast<int>(2 * w.half / m.windowStep));
    const float step = 2 * w.half / float(columns);
    Opening o{};
    o.column = std::clamp(cell((w.u + w.half) / step), 0, columns - 1);
    o.u = w.u + w.half - (float(o.column) + 0.5f) * step;
    o.storey = std::max(0, cell((w.y - kPlinth) / m.storey));
    o.v = w.y - kPlinth - float(o.storey) * m.storey;
    o.half = std::min(0.52f, step / 2 - 0.2f);
    o.bottom = 0.85f;
    o.top = m.storey * 0.80f;
    o.glazed = true;
    const std::uint32_t seed = m.seed + w.face * 977u;
    if (w.y > m.size.y - 0.05f) { // a small light under the gable
        o.u = w.u;
        o.v = w.y - m.size.y;
        o.half = w.half > 2 ? 0.36f : 0.f;
        o.bottom = 0.45f;
        o.top = 1.25f;
        return o;
    }
    if (m.storey < 2) { // a dormer
        o.half = 0.46f;
        o.bottom = 0.42f - kPlinth;
        o.top = 1.25f - kPlinth;
        o.glazed = w.front;
        return o;
    }
    if (w.front && o.storey == 0) {
        o.door = o.column == static_cast<int>(m.seed % static_cast<std::uint32_t>(columns));
        if (m.shopFront && !o.door) {
            o.half = step / 2 - 0.12f;
            o.bottom = 0.35f;
            o.top = 2.15f;
        } else if (o.door) {
            o.half = std::min(0.54f, step / 2 - 0.1f);
            o.bottom = -kPlinth;
            o.top = 2.0f;
        }
    } else if (!w.front)
        o.glazed = cellNoise(o.column, o.storey, seed) > 0.45f;
    return o;
}

void paintGlass(const Material& m, const Opening& o, std::uint32_t face, Surface& surface)
{
    const float curtain = cellNoise(o.column, o.storey, m.seed ^ (5u + face));
    surface.colour = {0.012f, 0.016f, 0.02f};
    surface.mirror = 0.42f;
    const bool drawn = m.shopFront && o.storey == 0 ? o.v < o.bottom + 0.5f * curtain
                       : curtain > 0.55f            ? std::abs(o.u) > o.half * (0.9f - 0.5f * curtain)
                                                    : o.v > o.top - 0.9f * curtain;
    if (drawn) {
        surface.colour = Vec3{0.36f, 0.34f, 0.29f} * (0.7f + 0.4f * curtain);
        surface.mirror = 0.2f;
    }
    if (o.v > o.top - 0.2f || o.u < -o.half + 0.13f) { // the shade of the reveal
        surface.colour = surface.colour * 0.4f;
        surface.mirror *= 0.45f;
    }
}

/// Paints a window, a door, its sill, lintel and shutters; false where there is plain wall.
bool paintOpening(const Material& m, const WallPlace& w, Surface& surface)
{
    const Opening o = openingAt(m, w);
    if (!o.glazed || o.half < 0.1f)
        return false;
    const float out = std::abs(o.u);
    if (!o.door && inside(o.v, o.bottom - 0.11f, o.bottom) && out < o.half + 0.09f) {
        surface.colour = Vec3{0.44f, 0.43f, 0.40f};
        return true;
    }
    if (inside(o.v, o.top, o.top + 0.17f) && out < o.half + 0.08f && m.texture != Texture::Plaster) {
        surface.colour = surface.colour * 0.72f;
        return true;
    }
    if (m.shutters && !o.door && w.y < m.size.y && inside(out, o.half + 0.03f, o.half + 0.42f) &&
        inside(o.v, o.bottom, o.top)) {
        surface.colour = m.third * (fraction(o.v / 0.1f) < 0.3f ? 0.6f : 1.f);
        return true;
    }
    if (out > o.half || !inside(o.v, o.bottom, o.top))
        return false;
    const float rim = 0.075f;
    const bool frame = out > o.half - rim || o.v > o.top - rim || (!o.door && o.v < o.bottom + rim);
    const bool bar = !o.door && (out < 0.03f || std::abs(o.v - o.bottom - (o.top - o.bottom) * 0.64f) < 0.028f);
    if (frame || bar)
        surface.colour = m.second;
    else if (o.door && o.v < o.top - 0.45f)
        surface.colour = m.third * (std::abs(std::abs(o.u) - 0.2f) < 0.02f ? 0.6f : 1.f);
    else
        paintGlass(m, o, w.face, surface);
    return true;
}

} // namespace

Vec3 brickColour(const Material& m, PlanePoint p, float footprint)
{
    constexpr float kHigh = 0.08f;
    constexpr float kLong = 0.24f;
    const int row = cell(p.v / kHigh);
    const float shifted = p.u / kLong + (row % 2 == 0 ? 0.f : 0.5f);
    const bool mortar = fraction(p.v / kHigh) < 0.15f || fraction(shifted) < 0.06f;
    const float tone = 0.68f + 0.64f * cellNoise(cell(shifted), row, m.seed);
    const float stain = 0.85f + 0.3f * cloudNoise(p.u * 0.7f, p.v * 0.7f, 2, m.seed ^ 3u);
    const Vec3 near = mortar ? mix(m.colour, {0.42f, 0.40f, 0.37f}, 0.7f) : m.colour * tone;
    const Vec3 far = mix(m.colour, {0.42f, 0.40f, 0.37f}, 0.14f);
    return mix(far, near, visible(0.15f, footprint)) * stain;
}

Vec3 slabColour(const Material& m, PlanePoint p, float footprint)
{
    constexpr float kSide = 0.42f;
    const int row = cell(p.v / kSide);
    const float shifted = p.u / kSide + 0.5f * float(((row % 2) + 2) % 2);
    const bool joint = fraction(p.v / kSide) < 0.045f || fraction(shifted) < 0.045f;
    const float tone = 0.74f + 0.44f * cellNoise(cell(shifted), row, m.seed) +
                       0.25f * (cloudNoise(p.u * 5, p.v * 5, 3, m.seed) - 0.5f);
    return mix(m.colour * 0.95f, m.colour * (joint ? 0.40f : tone), visible(0.42f, footprint));
}

Surface wallSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    Surface surface{m.colour, normal};
    const bool flat = std::abs(normal.y) > 0.8f;
    const WallPlace w = placeOnWall(m, p, normal);
    const PlanePoint point = flat ? PlanePoint{p.x, p.z} : PlanePoint{w.u, p.y};
    switch (m.texture) {
    case Texture::Brick:
        surface.colour = brickColour(m, point, footprint);
        break;
    case Texture::Slabs:
        surface.colour = slabColour(m, point, footprint);
        break;
    case Texture::Timber: {
        const float across = fraction(point.u / 1.25f);
        const float up = fraction((w.y - kPlinth) / (m.storey > 0 ? m.storey / 2 : 1.4f));
        const bool brace = cellNoise(cell(point.u / 1.25f), cell(w.y / 1.4f), m.seed) > 0.6f;
        const bool beam = across < 0.11f || up < 0.12f || (brace && std::abs(across - up) < 0.06f);
        surface.colour = beam ? Vec3{0.045f, 0.026f, 0.016f}
                              : m.colour * (0.9f + 0.2f * cloudNoise(point.u * 4, point.v * 4, 2, m.seed));
        break;
    }
    default:
        surface.colour =
            m.colour * (0.78f + 0.3f * cloudNoise(point.u * 2.2f, point.v * 2.2f, 4, m.seed) +
                        0.16f * valueNoise(point.u * 26, point.v * 26, m.seed ^ 2u) * visible(0.06f, footprint));
    }
    if (flat || m.storey <= 0)
        return surface;
    if (m.storey > 2 && w.y < kPlinth)
        surface.colour = mix(surface.colour, Vec3{0.22f, 0.21f, 0.20f}, 0.65f);
    // Rain and dust streak a wall.
    surface.colour = surface.colour * (0.90f + 0.2f * valueNoise(point.u * 1.7f, point.v * 0.25f, m.seed ^ 9u));
    paintOpening(m, w, surface);
    return surface;
}

Surface roofSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const Vec3 n = m.frame.directionToLocal(normal);
    const Vec3 local = m.frame.toLocal(p);
    const float along = std::abs(n.x) > std::abs(n.z) ? local.z : local.x;
    const float slope = std::sqrt(std::max(1 - n.y * n.y, 0.05f));
    const float row = local.y / slope / 0.32f;
    const float shifted = along / 0.28f + (cell(row) % 2 == 0 ? 0.f : 0.5f);
    const float detail = visible(0.30f, footprint);
    const float tone = 0.68f + 0.6f * cellNoise(cell(shifted), cell(row), m.seed);
    const float lip = fraction(row) < 0.22f ? 0.38f : 1.f;
    const float round = 0.82f + 0.36f * std::abs(fraction(shifted) - 0.5f) * 2;
    const float moss = smoothStep(0.55f, 0.8f, cloudNoise(along * 0.5f, local.y * 0.6f, 3, m.seed ^ 7u));
    Vec3 colour = m.colour * (1 + (tone * lip * round - 1) * detail) * (1 - 0.12f * (1 - detail));
    colour = mix(colour, colour * 0.5f + Vec3{0.03f, 0.04f, 0.015f}, moss * 0.7f);
    return {colour, normal};
}

} // namespace nectar
