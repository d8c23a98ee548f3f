// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/frame.h"

#include <array>
#include <span>

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

/// Convex: the intersection of half spaces (walls, roofs, car bodies). Ellipsoid: turned about the vertical.
/// RoundCone: two balls and what lies between them (limbs, trunks). Tube: cylinder with flat ends (wheels).
enum class ShapeKind { Convex, Ellipsoid, RoundCone, Tube };

/// One analytic shape with what it is made of.
struct Shape {
    ShapeKind kind = ShapeKind::Convex;
    bool hasGaps = false; ///< the material has holes: a hit is asked for (leaves, fences)
    int material = 0;
    int object = 0; ///< shapes of one thing share it: edges are smoothed between things
    int faceCount = 0;
    std::array<HalfSpace, 8> faces; ///< Convex
    Vec3 from, to;                  ///< ends of a RoundCone or Tube; `from` is an Ellipsoid's centre
    Vec3 radii;                     ///< Ellipsoid: along its own axes; RoundCone: x at `from`, y at `to`; Tube: x
    Frame frame;                    ///< Ellipsoid
    Bounds bounds;
};

/// Distance along the ray to where it enters the shape, at least `nearest`, and the outward normal there; a Convex and
/// an Ellipsoid also answer from inside (where it leaves). Returns false for a miss.
bool intersect(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal);

Shape makeEllipsoid(Vec3 centre, Vec3 radii, const Frame& turned = {});
Shape makeRoundCone(Vec3 from, float radiusFrom, Vec3 to, float radiusTo);
Shape makeTube(Vec3 from, Vec3 to, float radius);

/// A point of a side view.
struct ProfilePoint {
    float z, y;
};
/// The frame's sides x in [-halfWidth, halfWidth] of a convex outline, seen from the right, of at most six points in
/// either turn. lean: how far each side leans inwards per metre above the outline's lowest point.
Shape makePrism(const Frame& frame, std::span<const ProfilePoint> outline, float halfWidth, float lean = 0);
/// A box whose foot is centred at the frame's origin.
Shape makeBox(const Frame& frame, float halfX, float height, float halfZ);
/// A box that narrows to its top by these insets.
Shape makeFrustum(const Frame& frame, Vec3 halfXHeightHalfZ, float insetX, float insetZ);

} // namespace nectar
