// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/ray_shapes.h"

#include <cstdint>

namespace nectar {

/// The first materials of every town.
inline constexpr int kGrassMaterial = 0, kRoadMaterial = 1, kPavementMaterial = 2, kWaterMaterial = 3,
                     kKerbMaterial = 4, kShoreMaterial = 5, kQuayMaterial = 6;

/// The flat parts of the town are no shapes: the street runs along z, a crossing street closes it at `streetEnd`.
struct GroundPlan {
    float roadHalf = 3.6f, pavementWidth = 2.2f;
    float streetEnd = 50; ///< where the near kerb of the crossing street lies
    /// A canal is a hole in the ground: canalSide +1 or -1 (right or left of the street), 0: none.
    float canalSide = 0, canalNear = 0, canalFar = 0, canalEnd = 0, waterLevel = -0.8f;
    Vec3 pondCentre;
    float pondRadiusX = 0, pondRadiusZ = 0; ///< 0: no pond
    std::uint32_t seed = 0;

    float pavementEdge() const { return roadHalf + pavementWidth; }
    float crossingEnd() const { return streetEnd + 2 * roadHalf; }
    bool overCanal(Vec3 p) const
    {
        const float out = p.x * canalSide;
        return canalSide != 0 && out > canalNear && out < canalFar && p.z < canalEnd;
    }
};

/// How far a point is from a pond's middle: 1 at the water's edge.
float pondDistance(const GroundPlan& plan, Vec3 point);

/// Material of the ground at a point of the plane y = 0 (not over the canal).
int groundMaterial(const GroundPlan& plan, Vec3 point);

struct GroundHit {
    float distance = 1e30f;
    Vec3 normal{0, 1, 0};
    int material = -1; ///< -1: none before `limit`
};

/// Where a ray meets the ground, the water or a quay wall.
GroundHit meetGround(const GroundPlan& plan, const Ray& ray, float limit);

} // namespace nectar
