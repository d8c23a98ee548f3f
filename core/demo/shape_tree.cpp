// SPDX-License-Identifier: Apache-2.0
#include "core/demo/shape_tree.h"

#include <numeric>

namespace nectar {

namespace {

constexpr float kNearest = 1e-3f;
constexpr std::int32_t kLeafShapes = 2;
constexpr int kBins = 12;

Vec3 middle(const Bounds& b) { return (b.low + b.high) * 0.5f; }
float component(Vec3 v, int axis) { return axis == 0 ? v.x : axis == 1 ? v.y : v.z; }
float smaller(float a, float b) { return a < b ? a : b; } // one instruction each, unlike std::min of references
float larger(float a, float b) { return a > b ? a : b; }

float surfaceOf(const Bounds& b)
{
    const Vec3 side = b.high - b.low;
    return side.x * side.y + side.y * side.z + side.z * side.x;
}

/// A ray with what every box test needs.
struct Probe {
    Vec3 inverse, start; ///< start: origin times inverse

    explicit Probe(const Ray& ray)
        : inverse{safeInverse(ray.direction.x), safeInverse(ray.direction.y), safeInverse(ray.direction.z)},
          start(ray.origin * inverse)
    {}
    static float safeInverse(float v) { return 1.f / (std::abs(v) < 1e-12f ? std::copysign(1e-12f, v) : v); }

    bool reaches(const Bounds& box, float limit) const
    {
        const Vec3 a = box.low * inverse - start;
        const Vec3 b = box.high * inverse - start;
        const float enter = larger(larger(smaller(a.x, b.x), smaller(a.y, b.y)), larger(smaller(a.z, b.z), 0.f));
        const float leave = smaller(smaller(larger(a.x, b.x), larger(a.y, b.y)), smaller(larger(a.z, b.z), limit));
        return enter <= leave * 1.00001f;
    }
};

} // namespace

ShapeTree::ShapeTree(const std::vector<Shape>& shapes, std::function<bool(const Shape&, Vec3)> isSolid)
    : m_shapes(shapes), m_isSolid(std::move(isSolid)), m_order(shapes.size())
{
    std::iota(m_order.begin(), m_order.end(), 0);
    if (!shapes.empty())
        build(0, static_cast<std::int32_t>(shapes.size()));
}

const Bounds& ShapeTree::boundsAt(std::int32_t place) const
{
    return m_shapes[static_cast<std::size_t>(m_order[static_cast<std::size_t>(place)])].bounds;
}

std::int32_t ShapeTree::build(std::int32_t first, std::int32_t count)
{
    const auto index = static_cast<std::int32_t>(m_nodes.size());
    Node node;
    node.first = first;
    node.count = count;
    for (std::int32_t i = first; i < first + count; ++i) {
        node.bounds.include(boundsAt(i).low);
        node.bounds.include(boundsAt(i).high);
    }
    m_nodes.push_back(node);
    if (count <= kLeafShapes)
        return index;
    const std::int32_t half = split(first, count, node.axis);
    node.left = build(first, half);
    node.right = build(first + half, count - half);
    m_nodes[static_cast<std::size_t>(index)] = node;
    return index;
}

/// Sorts the shapes of a node into two groups where the sum of surface × count is least (few bins along each axis);
/// returns the size of the first.
std::int32_t ShapeTree::split(std::int32_t first, std::int32_t count, int& axis)
{
    Bounds centres;
    for (std::int32_t i = first; i < first + count; ++i)
        centres.include(middle(boundsAt(i)));
    float best = 1e30f;
    float plane = 0;
    for (int a = 0; a < 3; ++a) {
        const float low = component(centres.low, a);
        const float extent = component(centres.high, a) - low;
        for (int bin = 1; extent > 1e-4f && bin < kBins; ++bin) {
            const float at = low + extent * float(bin) / float(kBins);
            const float cost = costOfSplit(first, count, a, at);
            if (cost < best) {
                best = cost;
                axis = a;
                plane = at;
            }
        }
    }
    const auto begin = m_order.begin() + first;
    const auto middleShape = std::stable_partition(begin, begin + count, [&](std::int32_t shape) {
        return component(middle(m_shapes[static_cast<std::size_t>(shape)].bounds), axis) < plane;
    });
    const auto half = static_cast<std::int32_t>(middleShape - begin);
    return half == 0 || half == count ? count / 2 : half;
}

float ShapeTree::costOfSplit(std::int32_t first, std::int32_t count, int axis, float plane) const
{
    Bounds sides[2];
    float counts[2] = {0, 0};
    for (std::int32_t i = first; i < first + count; ++i) {
        const Bounds& own = boundsAt(i);
        const int side = component(middle(own), axis) < plane ? 0 : 1;
        sides[side].include(own.low);
        sides[side].include(own.high);
        counts[side] += 1;
    }
    return counts[0] == 0 || counts[1] == 0 ? 1e30f : surfaceOf(sides[0]) * counts[0] + surfaceOf(sides[1]) * counts[1];
}

/// Calls onShape for the shapes whose bounds the ray reaches before `limit`, which may shrink; stops when it returns
/// true.
template <class OnShape>
void ShapeTree::visit(const Ray& ray, const float& limit, const OnShape& onShape) const
{
    if (m_nodes.empty())
        return;
    const Probe probe(ray);
    std::int32_t stack[64];
    int top = 0;
    stack[top++] = 0;
    while (top > 0) {
        const Node& node = m_nodes[static_cast<std::size_t>(stack[--top])];
        if (!probe.reaches(node.bounds, limit))
            continue;
        if (node.left >= 0) { // the nearer child is looked at first
            const bool backwards = component(ray.direction, node.axis) < 0;
            stack[top++] = backwards ? node.left : node.right;
            stack[top++] = backwards ? node.right : node.left;
            continue;
        }
        for (std::int32_t i = node.first; i < node.first + node.count; ++i)
            if (onShape(m_order[static_cast<std::size_t>(i)]))
                return;
    }
}

/// The nearest solid point; behind a gap the far side of the shape is tried.
bool ShapeTree::meets(const Shape& shape, const Ray& ray, float limit, float& distance, Vec3& normal) const
{
    if (!intersect(shape, ray, kNearest, distance, normal) || distance >= limit)
        return false;
    if (!shape.hasGaps || m_isSolid(shape, ray.origin + ray.direction * distance))
        return true;
    return intersect(shape, ray, distance + kNearest, distance, normal) && distance < limit &&
           m_isSolid(shape, ray.origin + ray.direction * distance);
}

Hit ShapeTree::nearest(const Ray& ray, float limit) const
{
    Hit hit;
    hit.distance = limit;
    visit(ray, hit.distance, [&](std::int32_t index) {
        float distance = 0;
        Vec3 normal;
        if (meets(m_shapes[static_cast<std::size_t>(index)], ray, hit.distance, distance, normal)) {
            hit.distance = distance;
            hit.normal = normal;
            hit.shape = index;
        }
        return false;
    });
    hit.point = ray.origin + ray.direction * hit.distance;
    return hit;
}

bool ShapeTree::blocked(const Ray& ray, float limit) const
{
    bool found = false;
    visit(ray, limit, [&](std::int32_t index) {
        float distance = 0;
        Vec3 normal;
        found = meets(m_shapes[static_cast<std::size_t>(index)], ray, limit, distance, normal);
        return found;
    });
    return found;
}

} // namespace nectar
