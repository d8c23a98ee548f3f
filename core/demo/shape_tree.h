// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/ray_shapes.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace nectar {

struct Hit {
    float distance = 1e30f;
    Vec3 point, normal;
    int shape = -1; ///< -1: nothing
};

/// Bounding-volume tree over shapes; the shapes must outlive it.
class ShapeTree {
public:
    /// isSolid(shape, point): false in the gaps of a shape that has gaps (between the pickets of a fence).
    ShapeTree(const std::vector<Shape>& shapes, std::function<bool(const Shape&, Vec3)> isSolid);

    /// The nearest hit before `limit`.
    Hit nearest(const Ray& ray, float limit) const;
    /// Whether anything lies between.
    bool blocked(const Ray& ray, float limit) const;

private:
    struct Node {
        Bounds bounds;
        std::int32_t left = -1, right = -1; ///< children; left -1: a leaf
        std::int32_t first = 0, count = 0;
        int axis = 0; ///< the children lie beside each other along it
    };
    const Bounds& boundsAt(std::int32_t place) const;
    std::int32_t build(std::int32_t first, std::int32_t count);
    std::int32_t split(std::int32_t first, std::int32_t count, int& axis);
    float costOfSplit(std::int32_t first, std::int32_t count, int axis, float plane) const;
    bool meets(const Shape& shape, const Ray& ray, float limit, float& distance, Vec3& normal) const;
    template <class OnShape>
    void visit(const Ray& ray, const float& limit, const OnShape& onShape) const;

    const std::vector<Shape>& m_shapes;
    std::function<bool(const Shape&, Vec3)> m_isSolid;
    std::vector<std::int32_t> m_order;
    std::vector<Node> m_nodes;
};

} // namespace nectar
