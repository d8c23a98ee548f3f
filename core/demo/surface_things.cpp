// SPDX-License-Identifier: Apache-2.0
#include "core/demo/noise.h"
#include "core/demo/surface_textures.h"

namespace nectar {

namespace {

Surface leafSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const float fine = m.size.x;
    const float a = spaceNoise(p.x * fine * 2.7f, p.y * fine * 2.7f, p.z * fine * 2.7f, m.seed ^ 1u);
    const float b = spaceNoise(p.x * fine * 0.8f, p.y * fine * 0.8f, p.z * fine * 0.8f, m.seed ^ 2u);
    const float rough = 0.35f + 0.85f * visible(0.9f / fine, footprint);
    Surface surface;
    surface.normal = normalised(normal + Vec3{a - 0.5f, b - 0.5f, 0.5f - (a + b) * 0.5f} * (1.6f * rough));
    surface.colour = m.colour * (0.22f + 1.05f * a + 0.45f * b);
    // The crown shades its own inside and underside.
    const float up = m.size.y > 0 ? std::clamp((p.y - m.frame.origin.y) / m.size.y, 0.f, 1.f) : 1.f;
    surface.openness = (0.30f + 0.70f * up) * (0.55f + 0.45f * std::max(normal.y + 0.4f, 0.f));
    const bool pale = m.colour.x > 0.7f; // blossoms shade each other less than leaves
    surface.openness = pale ? 0.5f + 0.5f * surface.openness : surface.openness;
    surface.translucency = 0.22f;
    return surface;
}

Surface furSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const Vec3 local = m.frame.toLocal(p);
    const float patches = spaceNoise(local.x * 2.1f, local.y * 2.1f, local.z * 1.7f, m.seed);
    const float hair = spaceNoise(local.x * 26, local.y * 26, local.z * 18, m.seed ^ 1u);
    const float curl = spaceNoise(local.x * 11, local.y * 11, local.z * 11, m.seed ^ 2u);
    const float detail = visible(0.08f, footprint);
    return {mix(m.colour, m.second, patches > 0.54f ? 1.f : 0.f) * (1 + (0.6f * hair + 0.5f * curl - 0.55f) * detail),
            normal};
}

Surface barkSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const float streak = spaceNoise(p.x * 16, p.y * 2.5f, p.z * 16, m.seed);
    const float fine = spaceNoise(p.x * 45, p.y * 9, p.z * 45, m.seed ^ 1u);
    return {m.colour * (1 + (1.1f * streak + 0.5f * fine - 0.8f) * visible(0.1f, footprint)), normal};
}

Surface woodSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const Vec3 local = m.frame.toLocal(p);
    const float board = 0.86f + 0.28f * cellNoise(cell(local.x / 0.15f), 0, m.seed);
    const float grain = valueNoise(local.x * 60, local.y * 4, m.seed ^ 1u) - 0.5f;
    return {m.colour * board * (1 + 0.35f * grain * visible(0.05f, footprint)), normal};
}

Surface clothSurface(const Material& m, Vec3 p, Vec3 normal)
{
    const float fold = spaceNoise(p.x * 8, p.y * 5, p.z * 8, m.seed);
    return {m.colour * (0.75f + 0.5f * fold), normal};
}

Surface stripeSurface(const Material& m, Vec3 p, Vec3 normal)
{
    return {fraction(m.frame.toLocal(p).x / 0.44f) < 0.5f ? m.colour : m.second, normal};
}

} // namespace

Surface carSurface(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    const Vec3 local = m.frame.toLocal(p);
    const Vec3 n = m.frame.directionToLocal(normal);
    const float out = std::abs(local.x);
    const float y = local.y;
    Surface surface{m.colour, normal};
    surface.mirror = 0.07f;
    const Vec3 black{0.010f, 0.010f, 0.011f};
    const auto cover = [&](Vec3 colour, float mirror) {
        surface.colour = colour;
        surface.mirror = mirror;
    };
    if (std::abs(n.x) > 0.6f) {
        const float wheel = std::abs(local.z) - m.size.z * 0.62f;
        if (wheel * wheel + (y - 0.33f) * (y - 0.33f) < 0.40f * 0.40f || y < 0.34f)
            cover(black, 0);
        for (const float seam : {0.78f, -0.24f, -1.12f})
            if (std::abs(local.z - seam) < 0.012f && inside(y, 0.4f, 0.94f))
                surface.colour = surface.colour * (1 - 0.8f * visible(0.04f, footprint));
        if (inside(y, 0.80f, 0.835f) && (inside(local.z, -0.18f, -0.02f) || inside(local.z, -1.06f, -0.9f)))
            surface.colour = surface.colour * 0.35f;
    } else if (n.z > 0.5f) {
        const float top = m.size.y;
        if (inside(y, top - 0.17f, top - 0.02f) && inside(out, 0.46f, 0.80f))
            cover({0.85f, 0.85f, 0.80f}, 0.3f);
        else if (inside(y, top - 0.16f, top - 0.04f) && out < 0.40f)
            cover(black, 0.05f);
        else if (inside(y, 0.33f, 0.42f) && out < 0.26f)
            cover({0.72f, 0.70f, 0.52f}, 0);
    } else if (n.z < -0.5f && y < 1.1f) {
        if (inside(y, 0.70f, 0.88f) && out > 0.55f)
            cover({0.42f, 0.010f, 0.010f}, 0.12f);
        else if (inside(y, 0.52f, 0.62f) && out < 0.26f)
            cover({0.72f, 0.70f, 0.52f}, 0);
        else if (y < 0.42f)
            cover(black, 0);
    }
    return surface;
}

Surface wheelSurface(const Material& m, Vec3 p, Vec3 normal)
{
    const Vec3 local = m.frame.toLocal(p);
    const float dz = std::abs(local.z) - m.size.z;
    const float dy = local.y - m.size.y;
    const float radius = std::sqrt(dz * dz + dy * dy);
    if (radius > 0.22f || std::abs(m.frame.directionToLocal(normal).x) < 0.7f)
        return {m.colour, normal};
    const float spoke = fraction(std::atan2(dy, dz) * 5 / 6.2831853f);
    return {radius > 0.19f || radius < 0.06f || spoke < 0.55f ? m.second : m.colour, normal, 0.05f};
}

Surface surfaceAt(const Material& m, Vec3 p, Vec3 normal, float footprint)
{
    switch (m.texture) {
    case Texture::Grass:
        return grassSurface(m, p, normal, footprint);
    case Texture::Asphalt:
        return roadSurface(m, p, footprint);
    case Texture::Water:
        return waterSurface(m, p, footprint);
    case Texture::Tiles:
        return roofSurface(m, p, normal, footprint);
    case Texture::Brick:
    case Texture::Plaster:
    case Texture::Timber:
    case Texture::Slabs:
        return wallSurface(m, p, normal, footprint);
    case Texture::Leaves:
        return leafSurface(m, p, normal, footprint);
    case Texture::Bark:
        return barkSurface(m, p, normal, footprint);
    case Texture::Pickets:
        return woodSurface(m, p, normal, footprint);
    case Texture::CarBody:
        return carSurface(m, p, normal, footprint);
    case Texture::Wheel:
        return wheelSurface(m, p, normal);
    case Texture::Glass:
        return {m.colour, normal, 0.16f};
    case Texture::Cloth:
        return clothSurface(m, p, normal);
    case Texture::Fur:
        return furSurface(m, p, normal, footprint);
    case Texture::Stripes:
        return stripeSurface(m, p, normal);
    case Texture::Plain:
    case Texture::Railing:
        break;
    }
    return {m.colour * (0.94f + 0.12f * spaceNoise(p.x * 6, p.y * 6, p.z * 6, m.seed)), normal};
}

} // namespace nectar
