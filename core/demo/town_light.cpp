// SPDX-License-Identifier: Apache-2.0
#include "core/demo/town_light.h"

namespace nectar {

namespace {

constexpr float kShadowReach = 70.f;

} // namespace

TownLight::TownLight(const Town& town, float pixelAngle)
    : m_town(town), m_pixelAngle(pixelAngle),
      m_tree(town.shapes, [&town](const Shape& shape, Vec3 p) { return isSolid(town, shape, p); })
{}

Sight TownLight::look(const Ray& ray, const Sight* near) const
{
    const Found found = find(ray, kFarthest);
    Sight sight;
    if (found.material < 0) {
        sight.light = skyColour(m_town.atmosphere, ray.direction);
        return sight;
    }
    sight.townClass = m_town.materials[static_cast<std::size_t>(found.material)].townClass;
    sight.distance = found.distance;
    sight.object = found.object;
    sight.openness = near && near->object == found.object ? near->openness : openness(found);
    const float haze = 1 - std::exp(-found.distance / m_town.atmosphere.hazeMetres);
    sight.light = mix(shade(found, ray, Mirrors::Reflect, sight.openness), m_town.atmosphere.horizon, haze * 0.8f);
    return sight;
}

TownLight::Found TownLight::find(const Ray& ray, float limit) const
{
    Found found;
    const GroundHit ground = meetGround(m_town.plan, ray, limit);
    const Hit hit = m_tree.nearest(ray, ground.material >= 0 ? ground.distance : limit);
    if (hit.shape >= 0) {
        const Shape& shape = m_town.shapes[static_cast<std::size_t>(hit.shape)];
        return {hit.distance, hit.point, dot(hit.normal, ray.direction) < 0 ? hit.normal : -hit.normal, shape.material,
                shape.object};
    }
    if (ground.material >= 0)
        return {ground.distance, ray.origin + ray.direction * ground.distance, ground.normal, ground.material, 0};
    return found;
}

bool TownLight::isShaded(Vec3 from, Vec3 towards, float limit) const
{
    const Ray ray{from, towards};
    return m_tree.blocked(ray, limit) || meetGround(m_town.plan, ray, limit).material >= 0;
}

Vec3 TownLight::shade(const Found& found, const Ray& ray, Mirrors mirrors, float open) const
{
    const Atmosphere& air = m_town.atmosphere;
    const Material& material = m_town.materials[static_cast<std::size_t>(found.material)];
    const float slant = std::max(std::abs(dot(found.normal, ray.direction)), 0.06f);
    const float footprint = found.distance * m_pixelAngle / std::sqrt(slant);
    const Surface surface = surfaceAt(material, found.point, found.normal, footprint);
    const Vec3 start = found.point + found.normal * 0.008f;
    const float facing = std::max(dot(surface.normal, air.sunDirection), 0.f);
    const bool towardsSun = dot(found.normal, air.sunDirection) > 0;
    const float through = surface.translucency;
    Vec3 sun{0, 0, 0};
    if ((towardsSun && facing > 0) || through > 0) {
        const bool shaded = !towardsSun || isShaded(start, air.sunDirection, kShadowReach);
        sun = air.sunColour * (shaded ? through * 0.5f : facing * (1 - through) + through);
    }
    const Vec3 skyLight = mix(air.horizon, air.zenith, 0.28f) * 0.86f;
    const Vec3 bounce =
        m_town.materials[kPavementMaterial].colour * (dot(air.sunColour, {0.2f, 0.2f, 0.2f}) * 0.35f + 0.12f);
    const Vec3 ambient = mix(bounce, skyLight, 0.5f + 0.5f * surface.normal.y) * (surface.openness * open);
    const Vec3 light = surface.colour * (sun + ambient);
    if (surface.mirror <= 0)
        return light;
    const float headOn = std::clamp(-dot(ray.direction, surface.normal), 0.f, 1.f);
    const float grazing = (1 - headOn) * (1 - headOn) * (1 - headOn);
    const float share = std::min(surface.mirror + (1 - surface.mirror) * grazing * 0.8f, 0.85f);
    const Vec3 reflected = normalised(ray.direction + surface.normal * (2 * headOn));
    if (mirrors == Mirrors::Dull)
        return mix(light, skyColour(air, {reflected.x, std::abs(reflected.y), reflected.z}), share * 0.7f);
    return mix(light, reflection(start, reflected), share);
}

Vec3 TownLight::reflection(Vec3 from, Vec3 direction) const
{
    const Ray ray{from, direction};
    const Found seen = find(ray, 90.f);
    return seen.material < 0 ? skyColour(m_town.atmosphere, direction) : shade(seen, ray, Mirrors::Dull, 0.8f);
}

/// Ambient occlusion: how many of a few short rays reach the open. Weights fall with the angle to the normal.
float TownLight::openness(const Found& found) const
{
    constexpr float kLookedAt = 32.f; // farther away it is too small to see
    const Texture texture = m_town.materials[static_cast<std::size_t>(found.material)].texture;
    if (found.distance > kLookedAt || texture == Texture::Leaves || texture == Texture::Water)
        return 0.92f;
    const Vec3 n = found.normal;
    const Vec3 side = normalised(std::abs(n.y) < 0.9f ? cross(n, {0, 1, 0}) : cross(n, {1, 0, 0}));
    const Vec3 other = cross(n, side);
    const Vec3 start = found.point + n * 0.02f;
    float open = 1;
    constexpr float kReach = 1.5f;
    struct Way {
        float along, across, up, weight;
    };
    constexpr Way kWays[] = {
        {0.80f, 0.0f, 0.60f, 0.20f}, {-0.40f, 0.69f, 0.60f, 0.20f}, {-0.40f, -0.69f, 0.60f, 0.20f}};
    for (const Way& way : kWays) {
        const Vec3 direction = side * way.along + other * way.across + n * way.up;
        const Hit hit = m_tree.nearest({start, direction}, kReach);
        if (hit.shape >= 0)
            open -= way.weight * (1 - hit.distance / kReach);
        const float toGround = direction.y < 0 && start.y > 0 ? -start.y / direction.y : kReach;
        if (toGround < kReach)
            open -= way.weight * (1 - toGround / kReach);
    }
    return open;
}

} // namespace nectar
