// SPDX-License-Identifier: Apache-2.0
#include "core/demo/ray_shapes.h"

#include <cassert>

namespace nectar {

namespace {

bool intersectConvex(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    float enter = -1e30f;
    float leave = 1e30f;
    const HalfSpace* enterFace = nullptr;
    const HalfSpace* leaveFace = nullptr;
    for (int i = 0; i < shape.faceCount; ++i) {
        const HalfSpace& face = shape.faces[static_cast<std::size_t>(i)];
        const float rate = dot(face.normal, ray.direction);
        const float gap = face.offset - dot(face.normal, ray.origin); // > 0: inside this face
        if (std::abs(rate) < 1e-9f) {
            if (gap < 0)
                return false;
            continue;
        }
        const float t = gap / rate;
        if (rate < 0 && t > enter) {
            enter = t;
            enterFace = &face;
        } else if (rate > 0 && t < leave) {
            leave = t;
            leaveFace = &face;
        }
        if (enter > leave)
            return false;
    }
    const HalfSpace* face = enter >= nearest ? enterFace : leaveFace;
    distance = enter >= nearest ? enter : leave;
    if (!face || distance < nearest)
        return false;
    normal = face->normal;
    return true;
}

bool intersectEllipsoid(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    const Vec3 scale{1 / shape.radii.x, 1 / shape.radii.y, 1 / shape.radii.z};
    const Vec3 origin = shape.frame.directionToLocal(ray.origin - shape.from) * scale;
    const Vec3 direction = shape.frame.directionToLocal(ray.direction) * scale;
    const float a = dot(direction, direction);
    const float b = dot(origin, direction);
    const float c = dot(origin, origin) - 1;
    const float discriminant = b * b - a * c;
    if (discriminant < 0)
        return false;
    const float root = std::sqrt(discriminant);
    distance = (-b - root) / a;
    if (distance < nearest)
        distance = (-b + root) / a;
    if (distance < nearest)
        return false;
    normal = normalised(shape.frame.directionToWorld((origin + direction * distance) * scale));
    return true;
}

/// The ball at one end of a round cone, if it is nearer.
void meetBall(const Ray& ray, Vec3 centre, float radius, float& distance, Vec3& normal)
{
    const Vec3 toOrigin = ray.origin - centre;
    const float b = dot(toOrigin, ray.direction);
    const float discriminant = b * b - dot(toOrigin, toOrigin) + radius * radius;
    if (discriminant <= 0)
        return;
    const float t = -b - std::sqrt(discriminant);
    if (t >= distance)
        return;
    distance = t;
    normal = (toOrigin + ray.direction * t) * (1 / radius);
}

/// After Inigo Quilez, "rounded cone - intersection": the mantle between the two tangent circles, else the balls.
bool intersectRoundCone(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    const Vec3 axis = shape.to - shape.from;
    const Vec3 toOrigin = ray.origin - shape.from;
    const float radius = shape.radii.x;
    const float narrowing = shape.radii.x - shape.radii.y;
    const float alongOrigin = dot(axis, toOrigin);
    const float alongRay = dot(axis, ray.direction);
    const float rayOrigin = dot(ray.direction, toOrigin);
    const float mantle = dot(axis, axis) - narrowing * narrowing;
    const float k2 = mantle - alongRay * alongRay;
    const float k1 = mantle * rayOrigin - alongOrigin * alongRay + alongRay * narrowing * radius;
    const float k0 = mantle * dot(toOrigin, toOrigin) - alongOrigin * alongOrigin +
                     2 * alongOrigin * narrowing * radius - dot(axis, axis) * radius * radius;
    const float discriminant = k1 * k1 - k0 * k2;
    if (discriminant < 0)
        return false;
    if (std::abs(k2) > 1e-9f) {
        const float t = (-std::sqrt(discriminant) - k1) / k2;
        const float y = alongOrigin - radius * narrowing + t * alongRay;
        if (y > 0 && y < mantle) {
            distance = t;
            normal = normalised((toOrigin + ray.direction * t) * mantle - axis * y);
            return distance >= nearest;
        }
    }
    distance = 1e30f;
    meetBall(ray, shape.from, shape.radii.x, distance, normal);
    meetBall(ray, shape.to, shape.radii.y, distance, normal);
    return distance >= nearest && distance < 1e29f;
}

bool intersectTube(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    const Vec3 axis = shape.to - shape.from;
    const Vec3 toOrigin = ray.origin - shape.from;
    const float squared = dot(axis, axis);
    const float alongRay = dot(axis, ray.direction);
    const float alongOrigin = dot(axis, toOrigin);
    const float k2 = std::max(squared - alongRay * alongRay, 1e-7f * squared);
    const float k1 = squared * dot(toOrigin, ray.direction) - alongOrigin * alongRay;
    const float k0 =
        squared * dot(toOrigin, toOrigin) - alongOrigin * alongOrigin - shape.radii.x * shape.radii.x * squared;
    const float discriminant = k1 * k1 - k2 * k0;
    if (discriminant < 0)
        return false;
    const float root = std::sqrt(discriminant);
    distance = (-k1 - root) / k2;
    const float y = alongOrigin + distance * alongRay;
    if (y > 0 && y < squared) {
        normal = (toOrigin + ray.direction * distance - axis * (y / squared)) * (1 / shape.radii.x);
        return distance >= nearest;
    }
    if (std::abs(alongRay) < 1e-9f)
        return false;
    distance = ((y < 0 ? 0 : squared) - alongOrigin) / alongRay;
    normal = axis * ((y < 0 ? -1.f : 1.f) / std::sqrt(squared));
    return std::abs(k1 + k2 * distance) < root && distance >= nearest;
}

void addFace(Shape& shape, Vec3 normal, Vec3 point)
{
    assert(shape.faceCount < static_cast<int>(shape.faces.size()));
    normal = normalised(normal);
    shape.faces[static_cast<std::size_t>(shape.faceCount++)] = {normal, dot(normal, point)};
}

} // namespace

bool intersect(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    switch (shape.kind) {
    case ShapeKind::Convex:
        return intersectConvex(shape, ray, nearest, distance, normal);
    case ShapeKind::Ellipsoid:
        return intersectEllipsoid(shape, ray, nearest, distance, normal);
    case ShapeKind::RoundCone:
        return intersectRoundCone(shape, ray, nearest, distance, normal);
    case ShapeKind::Tube:
        return intersectTube(shape, ray, nearest, distance, normal);
    }
    return false;
}

Shape makeEllipsoid(Vec3 centre, Vec3 radii, const Frame& turned)
{
    Shape shape;
    shape.kind = ShapeKind::Ellipsoid;
    shape.from = centre;
    shape.radii = radii;
    shape.frame = turned;
    const Vec3 reach{std::hypot(turned.cosine * radii.x, turned.sine * radii.z), radii.y,
                     std::hypot(turned.sine * radii.x, turned.cosine * radii.z)};
    shape.bounds.include(centre - reach);
    shape.bounds.include(centre + reach);
    return shape;
}

Shape makeRoundCone(Vec3 from, float radiusFrom, Vec3 to, float radiusTo)
{
    Shape shape;
    shape.kind = ShapeKind::RoundCone;
    shape.from = from;
    shape.to = to;
    shape.radii = {radiusFrom, radiusTo, 0};
    for (const auto& [centre, radius] : {std::pair{from, radiusFrom}, std::pair{to, radiusTo}}) {
        shape.bounds.include(centre - Vec3{radius, radius, radius});
        shape.bounds.include(centre + Vec3{radius, radius, radius});
    }
    return shape;
}

Shape makeTube(Vec3 from, Vec3 to, float radius)
{
    Shape shape = makeRoundCone(from, radius, to, radius);
    shape.kind = ShapeKind::Tube;
    return shape;
}

Shape makePrism(const Frame& frame, std::span<const ProfilePoint> outline, float halfWidth, float lean)
{
    Shape shape;
    float area = 0;
    float lowest = outline.front().y;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const ProfilePoint a = outline[i];
        const ProfilePoint b = outline[(i + 1) % outline.size()];
        area += a.z * b.y - b.z * a.y;
        lowest = std::min(lowest, a.y);
    }
    const float turn = area > 0 ? 1.f : -1.f;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const ProfilePoint a = outline[i];
        const ProfilePoint b = outline[(i + 1) % outline.size()];
        const Vec3 outward{0, -(b.z - a.z) * turn, (b.y - a.y) * turn};
        addFace(shape, frame.directionToWorld(outward), frame.toWorld({0, a.y, a.z}));
        for (const float side : {-1.f, 1.f})
            shape.bounds.include(frame.toWorld({side * halfWidth, a.y, a.z}));
    }
    for (const float side : {-1.f, 1.f})
        addFace(shape, frame.directionToWorld({side, lean, 0}), frame.toWorld({side * halfWidth, lowest, 0}));
    return shape;
}

Shape makeBox(const Frame& frame, float halfX, float height, float halfZ)
{
    return makeFrustum(frame, {halfX, height, halfZ}, 0, 0);
}

Shape makeFrustum(const Frame& frame, Vec3 half, float insetX, float insetZ)
{
    const ProfilePoint outline[] = {{-half.z, 0}, {half.z, 0}, {half.z - insetZ, half.y}, {-half.z + insetZ, half.y}};
    return makePrism(frame, outline, half.x, insetX / half.y);
}

} // namespace nectar
