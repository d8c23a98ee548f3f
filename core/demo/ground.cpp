// SPDX-License-Identifier: Apache-2.0
#include "core/demo/ground.h"
#include "core/demo/noise.h"

namespace nectar {

namespace {

/// A ray inside the canal's bed leaves it through the water, a wall, or (upwards) into the open: then no hit.
GroundHit meetCanal(const GroundPlan& plan, const Ray& ray, float limit)
{
    const float low = plan.canalSide > 0 ? plan.canalNear : -plan.canalFar;
    const float high = plan.canalSide > 0 ? plan.canalFar : -plan.canalNear;
    GroundHit hit;
    hit.distance = limit;
    const auto consider = [&](float gap, float rate, Vec3 normal, int material) {
        if (std::abs(rate) < 1e-9f || gap / rate < 0 || gap / rate >= hit.distance)
            return;
        hit = {gap / rate, normal, material};
    };
    const Vec3 o = ray.origin;
    const Vec3 d = ray.direction;
    if (d.x > 0)
        consider(high - o.x, d.x, {-1, 0, 0}, kQuayMaterial);
    else
        consider(low - o.x, d.x, {1, 0, 0}, kQuayMaterial);
    if (d.z > 0)
        consider(plan.canalEnd - o.z, d.z, {0, 0, -1}, kQuayMaterial);
    if (d.y < 0)
        consider(plan.waterLevel - o.y, d.y, {0, 1, 0}, kWaterMaterial);
    else if (hit.material >= 0 && o.y + d.y * hit.distance > 0)
        hit.material = -1;
    return hit;
}

} // namespace

float pondDistance(const GroundPlan& plan, Vec3 p)
{
    if (plan.pondRadiusX <= 0)
        return 1e9f;
    const float dx = (p.x - plan.pondCentre.x) / plan.pondRadiusX;
    const float dz = (p.z - plan.pondCentre.z) / plan.pondRadiusZ;
    const float distance = std::sqrt(dx * dx + dz * dz);
    if (distance > 1.6f)
        return distance;
    return distance * (0.86f + 0.28f * valueNoise(p.x * 0.33f, p.z * 0.33f, plan.seed));
}

int groundMaterial(const GroundPlan& plan, Vec3 p)
{
    if (p.z > plan.streetEnd && p.z < plan.crossingEnd())
        return kRoadMaterial;
    if (std::abs(p.x) < plan.roadHalf && p.z < plan.crossingEnd())
        return kRoadMaterial;
    const float pond = pondDistance(plan, p);
    if (pond < 1)
        return kWaterMaterial;
    return pond < 1.07f ? kShoreMaterial : kGrassMaterial;
}

GroundHit meetGround(const GroundPlan& plan, const Ray& ray, float limit)
{
    if (ray.origin.y < 0)
        return plan.overCanal(ray.origin) ? meetCanal(plan, ray, limit) : GroundHit{};
    if (ray.direction.y > -1e-6f)
        return {};
    const float distance = -ray.origin.y / ray.direction.y;
    if (distance >= limit)
        return {};
    const Vec3 point = ray.origin + ray.direction * distance;
    if (!plan.overCanal(point))
        return {distance, {0, 1, 0}, groundMaterial(plan, point)};
    GroundHit hit = meetCanal(plan, {point, ray.direction}, limit - distance);
    hit.distance += distance;
    return hit;
}

} // namespace nectar
