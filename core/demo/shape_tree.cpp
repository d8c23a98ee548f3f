// SPDX-License-Identifier: Apache-2.0
#include "core/demo/shape_tree.h"

#include <numeric>

namespace nectar {

namespace {

constexpr float kNearest = 1e-3f;
constexpr std::int32_t kLeafShapes = 3;

Vec3 middle(const Bounds& b) { return (b.low + b.high) * 0.5f; }
float component(Vec3 v, int axis) { return axis == 0 ? v.x : axis == 1 ? v.y : v.z; }

bool reaches(const Bounds& bounds, Vec3 origin, Vec3 inverse, float limit)
{
    const Vec3 a = (bounds.low - origin) * inverse;
    const Vec3 b = (bounds.high - origin) * inverse;
    const Vec3 first = minimum(a, b);
    const Vec3 last = maximum(a, b);
    const float enter = std::max({first.x, first.y, first.z, 0.f});
    const float leave = std::min({last.x, last.y, last.z, limit});
    return enter <= leave;
}

float safeInverse(float v) { return 1.f / (std::abs(v) < 1e-12f ? std::copysign(1e-12f, v) : v); }

} // namespace

ShapeTree::ShapeTree(const std::vector<Shape>& shapes, std::function<bool(const Shape&, Vec3)> passes)
    : m_shapes(shapes), m_isSolid(std::move(passes)), m_order(shapes.size())
{
    std::iota(m_order.begin(), m_order.end(), 0);
    if (!shapes.empty())
        build(0, static_cast<std::int32_t>(shapes.size()));
}

std::int32_t ShapeTree::build(std::int32_t first, std::int32_t count)
{
    const auto index = static_cast<std::int32_t>(m_nodes.size());
    m_nodes.emplace_back();
    Bounds bounds, centres;
    for (std::int32_t i = first; i < first + count; ++i) {
        const Bounds& own = m_shapes[static_cast<std::size_t>(m_order[static_cast<std::size_t>(i)])].bounds;
        bounds.include(own.low);
        bounds.include(own.high);
        centres.include(middle(own));
    }
    m_nodes[static_cast<std::size_t>(index)].bounds = bounds;
    m_nodes[static_cast<std::size_t>(index)].first = first;
    m_nodes[static_cast<std::size_t>(index)].count = count;
    if (count <= kLeafShapes)
        return index;
    const Vec3 extent = centres.high - centres.low;
    const int axis = extent.x >= extent.y && extent.x >= extent.z ? 0 : extent.y >= extent.z ? 1 : 2;
    const auto begin = m_order.begin() + first;
    std::nth_element(begin, begin + count / 2, begin + count, [&](std::int32_t a, std::int32_t b) {
        const float ca = component(middle(m_shapes[static_cast<std::size_t>(a)].bounds), axis);
        const float cb = component(middle(m_shapes[static_cast<std::size_t>(b)].bounds), axis);
        return ca != cb ? ca < cb : a < b;
    });
    const std::int32_t left = build(first, count / 2);
    const std::int32_t right = build(first + count / 2, count - count / 2);
    m_nodes[static_cast<std::size_t>(index)].left = left;
    m_nodes[static_cast<std::size_t>(index)].right = right;
    return index;
}

/// Calls onShape for the shapes whose bounds the ray reaches before `limit`, which may shrink; stops when it returns
/// true.
template <class OnShape>
void ShapeTree::visit(const Ray& ray, const float& limit, const OnShape& onShape) const
{
    if (m_nodes.empty())
        return;
    const Vec3 inverse{safeInverse(ray.direction.x), safeInverse(ray.direction.y), safeInverse(ray.direction.z)};
    std::int32_t stack[64];
    int top = 0;
    stack[top++] = 0;
    while (top > 0) {
        const Node& node = m_nodes[static_cast<std::size_t>(stack[--top])];
        if (!reaches(node.bounds, ray.origin, inverse, limit))
            continue;
        if (node.left >= 0) {
            stack[top++] = node.left;
            stack[top++] = node.right;
            continue;
        }
        for (std::int32_t i = node.first; i < node.first + node.count; ++i)
            if (onShape(m_order[static_cast<std::size_t>(i)]))
                return;
    }
}

Hit ShapeTree::nearest(const Ray& ray, float limit) const
{
    Hit hit;
    hit.distance = limit;
    visit(ray, hit.distance, [&](std::int32_t index) {
        const Shape& shape = m_shapes[static_cast<std::size_t>(index)];
        float distance = 0;
        Vec3 normal;
        if (intersect(shape, ray, kNearest, distance, normal) && distance < hit.distance &&
            m_isSolid(shape, ray.origin + ray.direction * distance)) {
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
        const Shape& shape = m_shapes[static_cast<std::size_t>(index)];
        float distance = 0;
        Vec3 normal;
        found = intersect(shape, ray, kNearest, distance, normal) && distance < limit &&
                m_isSolid(shape, ray.origin + ray.direction * distance);
        return found;
    });
    return found;
}

} // namespace nectar
