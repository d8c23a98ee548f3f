// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/vec3.h"

#include <vector>

namespace nectar {

struct Ray {
    Vec3 origin;
    Vec3 direction; ///< unit length
};

struct Bounds {
    Vec3 low{1e30f, 1e30f, 1e30f};
    Vec3 high{-1e30f, -1e30f, -1e30f};
    void include(Vec3 p)
    {
        low = minimum(low, p);
        high = maximum(high, p);
    }
};

/// Half space: inside where dot(normal, p) <= offset.
struct HalfSpace {
    Vec3 normal;
    float offset = 0;
};

enum class ShapeKind { Convex, Ellipsoid, Cylinder };

/// One analytic shape with what it is made of. Convex: the intersection of half spaces (boxes, roofs, car bodies).
/// Ellipsoid: centre and radii. Cylinder: upright, from its foot at `centre`, radii.x wide, radii.y high.
struct Shape {
    ShapeKind kind = ShapeKind::Convex;
    std::vector<HalfSpace> faces;
    Vec3 centre, radii;
    Bounds bounds;
    int material = 0;
    int object = 0; ///< shapes of one thing share it: edges are smoothed between things
};

/// Distance along the ray to where it enters the shape (or leaves it, from inside), at least `nearest`; normal
/// outwards. Returns false for a miss.
bool intersect(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal);

Shape makeEllipsoid(Vec3 centre, Vec3 radii);
Shape makeCylinder(Vec3 foot, float radius, float height);
/// A box turned by yaw (radians, about the vertical) around its centre.
Shape makeBox(Vec3 centre, Vec3 halfSides, float yaw);
/// A box whose top is narrower: insets along its own x and z.
Shape makeFrustum(Vec3 centre, Vec3 halfSides, float yaw, float insetX, float insetZ);
/// A gable roof over a rectangle: ridge along z (or x), eaves at y, ridge `height` above.
Shape makeGable(Vec3 eavesCentre, float halfX, float halfZ, float height, bool ridgeAlongZ);

} // namespace nectar
