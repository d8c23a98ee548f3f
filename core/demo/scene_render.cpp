// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/demo/noise.h"
#include "core/demo/surface.h"
#include "core/demo/toy_town.h"

namespace nectar {

namespace {

constexpr float kFar = 400.f;
constexpr float kDeepest = 60.f; ///< metres; farther pixels have no depth

/// What a pixel sees.
struct Sample {
    Vec3 light;
    float distance = kFar;
    int object = -1; ///< -1: sky, 0: flat ground
    std::uint16_t townClass = 0;
};

class SceneRenderer {
public:
    SceneRenderer(const Town& town, Size size)
        : m_town(town), m_size(size),
          m_tree(town.shapes, [&town](const Shape& shape, Vec3 p) { return isSolid(town, shape, p); })
    {}

    Ray rayThrough(float x, float y) const
    {
        const TownCamera& camera = m_town.camera;
        const float scale = 2 * camera.tangent / float(m_size.width);
        const float right = (x - float(m_size.width) / 2) * scale;
        const float up = (float(m_size.height) / 2 - y) * scale;
        return {camera.position, normalised(camera.ahead + camera.right * right + camera.up * up)};
    }

    Sample look(const Ray& ray) const
    {
        const Found found = find(ray, kFar);
        Sample sample;
        if (found.material < 0) {
            sample.light = skyColour(m_town.atmosphere, ray.direction);
            return sample;
        }
        const Material& material = m_town.materials[static_cast<std::size_t>(found.material)];
        sample.townClass = static_cast<std::uint16_t>(material.townClass);
        sample.distance = found.distance;
        sample.object = found.object;
        sample.light = shade(found, ray, true);
        const float haze = 1 - std::exp(-found.distance / m_town.atmosphere.hazeMetres);
        sample.light = mix(sample.light, m_town.atmosphere.horizon, haze * 0.85f);
        return sample;
    }

    float depthOf(const Ray& ray, float distance) const { return distance * dot(ray.direction, m_town.camera.ahead); }

private:
    struct Found {
        float distance = kFar;
        Vec3 point, normal;
        int material = -1;
        int object = -1;
        const Shape* shape = nullptr;
    };

    Found find(const Ray& ray, float limit) const
    {
        Found found;
        const float ground = ray.direction.y < -1e-5f ? -ray.origin.y / ray.direction.y : kFar;
        const Hit hit = m_tree.nearest(ray, std::min(limit, ground));
        if (hit.shape >= 0) {
            found.shape = &m_town.shapes[static_cast<std::size_t>(hit.shape)];
            found.distance = hit.distance;
            found.point = hit.point;
            found.normal = dot(hit.normal, ray.direction) < 0 ? hit.normal : -hit.normal;
            found.material = found.shape->material;
            found.object = found.shape->object;
        } else if (ground < limit) {
            found.distance = ground;
            found.point = ray.origin + ray.direction * ground;
            found.normal = {0, 1, 0};
            found.material = groundMaterial(m_town.plan, found.point);
            found.object = 0;
        }
        return found;
    }

    Vec3 shade(const Found& found, const Ray& ray, bool mirrors) const
    {
        const Atmosphere& air = m_town.atmosphere;
        const Material& material = m_town.materials[static_cast<std::size_t>(found.material)];
        const float slant = std::max(std::abs(dot(found.normal, ray.direction)), 0.08f);
        const float footprint = found.distance * 2 * m_town.camera.tangent / float(m_size.width) / slant;
        const Surface surface = surfaceAt(material, found.shape, found.point, found.normal, footprint);
        const Vec3 start = found.point + found.normal * 0.01f;
        const float facing = std::max(dot(surface.normal, air.sunDirection), 0.f);
        const bool lit =
            facing > 0 && dot(found.normal, air.sunDirection) > 0 && !m_tree.blocked({start, air.sunDirection}, 80.f);
        const float softness = material.texture == Texture::Leaves ? 0.35f : 0.f; // leaves let light through
        const Vec3 sun = air.sunColour * (lit ? facing * (1 - softness) + softness : softness * 0.5f);
        const Vec3 skyLight = mix(air.horizon, air.zenith, 0.35f) * 0.62f;
        const Vec3 bounce = m_town.materials[kGrassMaterial].colour * 0.28f;
        const Vec3 ambient = mix(bounce, skyLight, 0.5f + 0.5f * surface.normal.y) * openness(found);
        Vec3 light = surface.colour * (sun * 0.62f + ambient);
        if (mirrors && surface.mirror > 0) {
            const Vec3 reflected =
                normalised(ray.direction - surface.normal * (2 * dot(ray.direction, surface.normal)));
            const float grazing = std::pow(1 - std::max(-dot(ray.direction, surface.normal), 0.f), 4.f);
            const float share = surface.mirror * (0.35f + 0.65f * grazing) + 0.3f * grazing * surface.mirror;
            const Ray mirrored{start, {reflected.x, std::abs(reflected.y), reflected.z}};
            const Found seen = find(mirrored, 90.f);
            light = mix(light, seen.material < 0 ? skyColour(air, mirrored.direction) : shade(seen, mirrored, false),
                        std::min(share, 0.9f));
        }
        return light;
    }

    /// Cheap ambient occlusion: low things and the ground beside them see less of the sky.
    float openness(const Found& found) const
    {
        if (found.object == 0) {
            const Vec3 above = found.point + Vec3{0, 0.05f, 0};
            float open = 1;
            for (const Vec3 way : {Vec3{0.64f, 0.77f, 0}, Vec3{-0.64f, 0.77f, 0}})
                open -= m_tree.blocked({above, way}, 2.2f) ? 0.2f : 0.f;
            return open;
        }
        return 0.68f + 0.32f * smoothStep(0.f, 1.1f, found.point.y);
    }

    const Town& m_town;
    Size m_size;
    ShapeTree m_tree;
};

std::uint8_t toByte(float light)
{
    const float exposed = light / (1 + 0.28f * light) * 1.12f; // soft shoulder
    const float v = std::clamp(exposed, 0.f, 1.f);
    return static_cast<std::uint8_t>(
        std::lround(255 * (v <= 0.0031308f ? 12.92f * v : 1.055f * std::pow(v, 1 / 2.4f) - 0.055f)));
}

/// Pixels whose neighbours show something else get three more rays.
bool isEdge(const std::vector<Sample>& row, const std::vector<Sample>* above, std::size_t x)
{
    const auto differs = [&](const Sample& other) {
        return other.object != row[x].object || other.townClass != row[x].townClass ||
               std::abs(other.distance - row[x].distance) > 0.08f * row[x].distance;
    };
    return (x > 0 && differs(row[x - 1])) || (x + 1 < row.size() && differs(row[x + 1])) ||
           (above && differs((*above)[x]));
}

} // namespace

ToyScene renderToyScene(std::uint64_t seed, int scene, Size size, const JobContext& ctx)
{
    const Town town = layOutTown(seed, scene);
    const SceneRenderer renderer(town, size);
    ToyScene result{Image(size.width, size.height), LabelMap(size.width, size.height),
                    DepthMap(size.width, size.height)};
    const std::uint32_t grainSeed = town.atmosphere.seed ^ 0x55u;
    parallelFor(size.height, 8, ctx.stop, [&](std::int64_t first, std::int64_t last) {
        std::vector<Sample> row(static_cast<std::size_t>(size.width));
        std::vector<Sample> above;
        for (auto y = static_cast<int>(first); y < last; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const Ray ray = renderer.rayThrough(float(x) + 0.5f, float(y) + 0.5f);
                const Sample sample = renderer.look(ray);
                row[static_cast<std::size_t>(x)] = sample;
                result.labels.at(x, y) = sample.townClass;
                const float depth = renderer.depthOf(ray, sample.distance);
                if (sample.object >= 0 && depth <= kDeepest)
                    result.depth.at(x, y) = depth;
            }
            for (int x = 0; x < size.width; ++x) {
                Vec3 light = row[static_cast<std::size_t>(x)].light;
                if (isEdge(row, above.empty() ? nullptr : &above, static_cast<std::size_t>(x))) {
                    for (const auto& [dx, dy] : {std::pair{0.2f, 0.3f}, {0.8f, 0.25f}, {0.35f, 0.85f}})
                        light = light + renderer.look(renderer.rayThrough(float(x) + dx, float(y) + dy)).light;
                    light = light * 0.25f;
                }
                const float grain = 1 + 0.035f * (cellNoise(x, y, grainSeed) - 0.5f);
                std::uint8_t* pixel = result.photo.pixel(x, y);
                pixel[0] = toByte(light.x * grain);
                pixel[1] = toByte(light.y * grain);
                pixel[2] = toByte(light.z * grain);
            }
            above = row;
        }
    });
    return result;
}

} // namespace nectar
