// SPDX-License-Identifier: Apache-2.0
#include "core/demo/noise.h"
#include "core/demo/town_objects.h"

namespace nectar {

float between(RandomStream& random, double low, double high) { return static_cast<float>(random.uniform(low, high)); }

bool chance(RandomStream& random, double probability) { return random.uniform() < probability; }

Vec3 paint(float r, float g, float b) { return {r * r, g * g, b * b}; }

Vec3 pickPaint(RandomStream& random, std::span<const Vec3> paints, float variation)
{
    const Vec3 base = paints[random.below(paints.size())];
    const float shade = 1 + between(random, -variation, variation);
    const auto channel = [&](float v) {
        return std::clamp(v * shade + between(random, -variation, variation) * 0.15f, 0.02f, 0.96f);
    };
    const float r = channel(base.x); // in this order: arguments are evaluated in any
    const float g = channel(base.y);
    const float b = channel(base.z);
    return paint(r, g, b);
}

Material& addMaterial(Town& town, RandomStream& random, TownClass townClass, Texture texture, Vec3 colour)
{
    Material material;
    material.townClass = townClass;
    material.texture = texture;
    material.colour = colour;
    material.seed = static_cast<std::uint32_t>(random.next());
    town.materials.push_back(material);
    return town.materials.back();
}

void addShape(Town& town, Shape shape, int material)
{
    const Texture texture = town.materials[static_cast<std::size_t>(material)].texture;
    shape.hasGaps = texture == Texture::Leaves || texture == Texture::Pickets || texture == Texture::Railing;
    shape.material = material;
    shape.object = town.objects;
    town.shapes.push_back(shape);
}

namespace {

bool isPicket(const Material& m, Vec3 local)
{
    const float along = local.x - std::floor(local.x / 0.15f) * 0.15f;
    const bool rail = std::abs(local.y - m.size.y * 0.25f) < 0.04f || std::abs(local.y - m.size.y * 0.72f) < 0.04f;
    const float top = m.size.y - std::abs(along - 0.05f) * 1.1f; // pointed
    return rail || (along < 0.1f && local.y < top);
}

bool isRailing(const Material& m, Vec3 local)
{
    const float along = local.x - std::floor(local.x / 0.13f) * 0.13f;
    const float post = local.x - std::floor(local.x / 2.08f) * 2.08f;
    const bool rail = local.y > m.size.y - 0.06f || std::abs(local.y - 0.14f) < 0.025f;
    return rail || along < 0.035f || post < 0.09f;
}

} // namespace

bool isSolid(const Town& town, const Shape& shape, Vec3 p)
{
    const Material& m = town.materials[static_cast<std::size_t>(shape.material)];
    switch (m.texture) {
    case Texture::Leaves: {
        const float fine = m.size.x; // leaves per metre
        const float twigs = spaceNoise(p.x * fine, p.y * fine, p.z * fine, m.seed);
        const float leaves = spaceNoise(p.x * fine * 2.7f, p.y * fine * 2.7f, p.z * fine * 2.7f, m.seed ^ 1u);
        return 0.55f * twigs + 0.45f * leaves > 0.44f;
    }
    case Texture::Pickets:
        return isPicket(m, m.frame.toLocal(p));
    case Texture::Railing:
        return isRailing(m, m.frame.toLocal(p));
    default:
        return true;
    }
}

Ray rayThrough(const TownCamera& camera, int width, int height, float x, float y)
{
    const float scale = 2 * camera.tangent / float(width);
    const float right = (x - float(width) / 2) * scale;
    const float up = (float(height) / 2 - y) * scale;
    return {camera.position, normalised(camera.ahead + camera.right * right + camera.up * up)};
}

} // namespace nectar
