// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/surface.h"

namespace nectar {

// The textures behind surfaceAt(), by what they lie on.
Surface wallSurface(const Material& material, Vec3 point, Vec3 normal, float footprint);
Surface roofSurface(const Material& material, Vec3 point, Vec3 normal, float footprint);
Surface grassSurface(const Material& material, Vec3 point, Vec3 normal, float footprint);
Surface roadSurface(const Material& material, Vec3 point, float footprint);
Surface waterSurface(const Material& material, Vec3 point, float footprint);
Surface carSurface(const Material& material, Vec3 point, Vec3 normal, float footprint);
Surface wheelSurface(const Material& material, Vec3 point, Vec3 normal);

/// A point of a plane: along it and up (or, on the ground, x and z).
struct PlanePoint {
    float u, v;
};
Vec3 brickColour(const Material& material, PlanePoint point, float footprint);
Vec3 slabColour(const Material& material, PlanePoint point, float footprint);

/// 1 where detail of this size is visible, 0 where a pixel is wider.
inline float visible(float detail, float footprint) { return 1 - smoothStep(detail * 0.35f, detail * 1.1f, footprint); }
inline float fraction(float v) { return v - std::floor(v); }
inline int cell(float v) { return static_cast<int>(std::floor(v)); }
inline bool inside(float v, float low, float high) { return v >= low && v <= high; }

} // namespace nectar
