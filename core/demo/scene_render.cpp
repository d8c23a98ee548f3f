// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/demo/noise.h"
#include "core/demo/town_light.h"
#include "core/demo/toy_town.h"

namespace nectar {

namespace {

constexpr float kDeepest = 60.f; ///< metres; farther pixels have no depth
constexpr std::int64_t kRows = 8;

float filmic(float v) { return std::clamp(v * (2.51f * v + 0.03f) / (v * (2.43f * v + 0.59f) + 0.14f), 0.f, 1.f); }

float brightness(Vec3 light) { return light.x * 0.3f + light.y * 0.55f + light.z * 0.15f; }

std::uint8_t toByte(float v)
{
    const float display = v <= 0.0031308f ? 12.92f * v : 1.055f * std::pow(v, 1 / 2.4f) - 0.055f;
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(display, 0.f, 1.f)));
}

class ScenePainter {
public:
    ScenePainter(const Town& town, Size size)
        : m_town(town), m_size(size), m_light(town, 2 * town.camera.tangent / float(size.width)), m_sights(size.area())
    {}

    /// Every pixel's centre: exact labels and depth.
    void look(ToyScene& scene, const std::stop_token& stop)
    {
        parallelFor(m_size.height, kRows, stop, [&](std::int64_t first, std::int64_t last) {
            for (auto y = static_cast<int>(first); y < last; ++y)
                for (int x = 0; x < m_size.width; ++x) {
                    const Ray ray = rayAt(x, y, 0.5f, 0.5f);
                    Sight& sight = m_sights[at(x, y)];
                    sight = m_light.look(ray);
                    sight.light = exposed(sight.light);
                    scene.labels.at(x, y) = static_cast<std::uint16_t>(sight.townClass);
                    const float depth = sight.distance * dot(ray.direction, m_town.camera.ahead);
                    if (sight.object >= 0 && depth <= kDeepest)
                        scene.depth.at(x, y) = depth;
                }
        });
    }

    /// The photo: more rays where neighbours differ, then grain.
    void paint(Image& photo, const std::stop_token& stop) const
    {
        parallelFor(m_size.height, kRows, stop, [&](std::int64_t first, std::int64_t last) {
            for (auto y = static_cast<int>(first); y < last; ++y)
                for (int x = 0; x < m_size.width; ++x) {
                    const Vec3 light = isEdge(x, y) ? smoothed(x, y) : m_sights[at(x, y)].light;
                    const float grain = 1 + 0.05f * (cellNoise(x, y, m_town.atmosphere.seed ^ 0x55u) - 0.5f);
                    std::uint8_t* pixel = photo.pixel(x, y);
                    pixel[0] = toByte(light.x * grain);
                    pixel[1] = toByte(light.y * grain);
                    pixel[2] = toByte(light.z * grain);
                }
        });
    }

private:
    std::size_t at(int x, int y) const { return Size{m_size.width, y}.area() + static_cast<std::size_t>(x); }

    Ray rayAt(int x, int y, float dx, float dy) const
    {
        return rayThrough(m_town.camera, m_size.width, m_size.height, float(x) + dx, float(y) + dy);
    }

    /// Linear light of the display, 0 to 1.
    Vec3 exposed(Vec3 light) const
    {
        const Vec3 scaled = light * m_town.atmosphere.exposure;
        return {filmic(scaled.x), filmic(scaled.y), filmic(scaled.z)};
    }

    bool isEdge(int x, int y) const
    {
        const Sight& own = m_sights[at(x, y)];
        const float bright = brightness(own.light);
        const auto differs = [&](int otherX, int otherY) {
            if (otherX < 0 || otherY < 0 || otherX >= m_size.width || otherY >= m_size.height)
                return false;
            const Sight& other = m_sights[at(otherX, otherY)];
            return other.object != own.object || other.townClass != own.townClass ||
                   std::abs(brightness(other.light) - bright) > 0.05f + 0.25f * bright;
        };
        return differs(x - 1, y) || differs(x + 1, y) || differs(x, y - 1) || differs(x, y + 1);
    }

    Vec3 smoothed(int x, int y) const
    {
        const Sight& centre = m_sights[at(x, y)];
        Vec3 light = centre.light;
        constexpr std::pair<float, float> kPlaces[] = {{0.30f, 0.12f}, {0.88f, 0.30f}, {0.70f, 0.88f}, {0.12f, 0.70f}};
        for (const auto& [dx, dy] : kPlaces)
            light = light + exposed(m_light.look(rayAt(x, y, dx, dy), &centre).light);
        return light * 0.2f;
    }

    const Town& m_town;
    Size m_size;
    TownLight m_light;
    std::vector<Sight> m_sights; ///< [height, width]
};

} // namespace

ToyScene renderToyScene(std::uint64_t seed, int scene, Size size, const JobContext& ctx)
{
    ctx.checkStop();
    const Town town = layOutTown(seed, scene);
    ToyScene result{Image(size.width, size.height), LabelMap(size.width, size.height),
                    DepthMap(size.width, size.height)};
    ScenePainter painter(town, size);
    painter.look(result, ctx.stop);
    painter.paint(result.photo, ctx.stop);
    return result;
}

} // namespace nectar
