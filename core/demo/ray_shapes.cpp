// SPDX-License-Identifier: Apache-2.0
#include "core/demo/ray_shapes.h"

namespace nectar {

namespace {

bool intersectConvex(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    float enter = -1e30f;
    float leave = 1e30f;
    Vec3 enterNormal, leaveNormal;
    for (const HalfSpace& face : shape.faces) {
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
            enterNormal = face.normal;
        } else if (rate > 0 && t < leave) {
            leave = t;
            leaveNormal = face.normal;
        }
    }
    if (enter > leave)
        return false;
    distance = enter >= nearest ? enter : leave;
    normal = enter >= nearest ? enterNormal : leaveNormal;
    return distance >= nearest && distance < 1e29f;
}

bool intersectEllipsoid(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    const Vec3 scale{1 / shape.radii.x, 1 / shape.radii.y, 1 / shape.radii.z};
    const Vec3 origin = (ray.origin - shape.centre) * scale;
    const Vec3 direction = ray.direction * scale;
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
    normal = normalised((origin + direction * distance) * scale);
    return true;
}

bool intersectCylinder(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    const float ox = ray.origin.x - shape.centre.x;
    const float oz = ray.origin.z - shape.centre.z;
    const float a = ray.direction.x * ray.direction.x + ray.direction.z * ray.direction.z;
    const float b = ox * ray.direction.x + oz * ray.direction.z;
    const float c = ox * ox + oz * oz - shape.radii.x * shape.radii.x;
    const float discriminant = b * b - a * c;
    if (a < 1e-9f || discriminant < 0)
        return false;
    distance = (-b - std::sqrt(discriminant)) / a;
    const float y = ray.origin.y + distance * ray.direction.y - shape.centre.y;
    if (distance < nearest || y < 0 || y > shape.radii.y)
        return false;
    const Vec3 point = ray.origin + ray.direction * distance;
    normal = normalised({point.x - shape.centre.x, 0, point.z - shape.centre.z});
    return true;
}

/// Adds a face through a point.
void addFace(Shape& shape, Vec3 normal, Vec3 point)
{
    normal = normalised(normal);
    shape.faces.push_back({normal, dot(normal, point)});
}

} // namespace

bool intersect(const Shape& shape, const Ray& ray, float nearest, float& distance, Vec3& normal)
{
    switch (shape.kind) {
    case ShapeKind::Convex:
        return intersectConvex(shape, ray, nearest, distance, normal);
    case ShapeKind::Ellipsoid:
        return intersectEllipsoid(shape, ray, nearest, distance, normal);
    case ShapeKind::Cylinder:
        return intersectCylinder(shape, ray, nearest, distance, normal);
    }
    return false;
}

Shape makeEllipsoid(Vec3 centre, Vec3 radii)
{
    Shape shape;
    shape.kind = ShapeKind::Ellipsoid;
    shape.centre = centre;
    shape.radii = radii;
    shape.bounds.include(centre - radii);
    shape.bounds.include(centre + radii);
    return shape;
}

Shape makeCylinder(Vec3 foot, float radius, float height)
{
    Shape shape;
    shape.kind = ShapeKind::Cylinder;
    shape.centre = foot;
    shape.radii = {radius, height, radius};
    shape.bounds.include(foot - Vec3{radius, 0, radius});
    shape.bounds.include(foot + Vec3{radius, height, radius});
    return shape;
}

Shape makeBox(Vec3 centre, Vec3 half, float yaw) { return makeFrustum(centre, half, yaw, 0, 0); }

Shape makeFrustum(Vec3 centre, Vec3 half, float yaw, float insetX, float insetZ)
{
    const Vec3 right{std::cos(yaw), 0, -std::sin(yaw)};
    const Vec3 ahead{std::sin(yaw), 0, std::cos(yaw)};
    Shape shape;
    shape.centre = centre;
    const float height = 2 * half.y;
    for (const float side : {-1.f, 1.f}) {
        addFace(shape, right * (side * height) + Vec3{0, insetX, 0},
                centre + right * (side * half.x) - Vec3{0, half.y, 0});
        addFace(shape, ahead * (side * height) + Vec3{0, insetZ, 0},
                centre + ahead * (side * half.z) - Vec3{0, half.y, 0});
        addFace(shape, {0, side, 0}, centre + Vec3{0, side * half.y, 0});
        for (const float other : {-1.f, 1.f})
            for (const float up : {-1.f, 1.f})
                shape.bounds.include(centre + right * (side * half.x) + ahead * (other * half.z) +
                                     Vec3{0, up * half.y, 0});
    }
    return shape;
}

Shape makeGable(Vec3 eaves, float halfX, float halfZ, float height, bool ridgeAlongZ)
{
    Shape shape;
    shape.centre = eaves;
    addFace(shape, {0, -1, 0}, eaves);
    for (const float side : {-1.f, 1.f}) {
        if (ridgeAlongZ) {
            addFace(shape, {side * height, halfX, 0}, eaves + Vec3{side * halfX, 0, 0});
            addFace(shape, {0, 0, side}, eaves + Vec3{0, 0, side * halfZ});
        } else {
            addFace(shape, {0, halfZ, side * height}, eaves + Vec3{0, 0, side * halfZ});
            addFace(shape, {side, 0, 0}, eaves + Vec3{side * halfX, 0, 0});
        }
    }
    shape.bounds.include(eaves - Vec3{halfX, 0, halfZ});
    shape.bounds.include(eaves + Vec3{halfX, height, halfZ});
    return shape;
}

} // namespace nectar
