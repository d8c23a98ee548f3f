// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/surface.h"

namespace nectar {

inline constexpr float kFarthest = 500.f; ///< metres; the end of the world

/// What a ray sees.
struct Sight {
    Vec3 light;                 ///< linear, before exposure
    float distance = kFarthest; ///< along the ray
    std::int32_t object = -1;   ///< -1: sky, 0: flat ground
    TownClass townClass = TownClass::Sky;
    float openness = 1; ///< share of the sky that the place sees
};

/// Follows rays through a town; the town must outlive it. Const calls may run on many threads.
class TownLight {
public:
    /// pixelAngle: width of a pixel in radians, by which textures choose their detail.
    TownLight(const Town& town, float pixelAngle);

    /// near: what a ray close by saw; on the same thing its openness is taken over.
    Sight look(const Ray& ray, const Sight* near = nullptr) const;

private:
    struct Found {
        float distance = kFarthest;
        Vec3 point, normal;
        int material = -1; ///< -1: sky
        std::int32_t object = -1;
    };
    enum class Mirrors { Reflect, Dull };

    Found find(const Ray& ray, float limit) const;
    bool isShaded(Vec3 from, Vec3 towards, float limit) const;
    Vec3 shade(const Found& found, const Ray& ray, Mirrors mirrors, float open) const;
    Vec3 reflection(Vec3 from, Vec3 direction) const;
    float openness(const Found& found) const;

    const Town& m_town;
    float m_pixelAngle;
    ShapeTree m_tree;
};

} // namespace nectar
