// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/vec3.h"

namespace nectar {

/// Where a thing stands and which way it looks: local x to its right, y up, z ahead; turned about the vertical only.
struct Frame {
    Vec3 origin;
    float cosine = 1, sine = 0;

    Frame() = default;
    /// yaw in radians: 0 looks along +z, pi/2 along +x.
    Frame(Vec3 at, float yaw) : origin(at), cosine(std::cos(yaw)), sine(std::sin(yaw)) {}

    Vec3 right() const { return {cosine, 0, -sine}; }
    Vec3 ahead() const { return {sine, 0, cosine}; }
    Vec3 directionToWorld(Vec3 d) const { return {cosine * d.x + sine * d.z, d.y, cosine * d.z - sine * d.x}; }
    Vec3 directionToLocal(Vec3 d) const { return {cosine * d.x - sine * d.z, d.y, cosine * d.z + sine * d.x}; }
    Vec3 toWorld(Vec3 local) const { return origin + directionToWorld(local); }
    Vec3 toLocal(Vec3 world) const { return directionToLocal(world - origin); }

    Frame movedTo(Vec3 local) const
    {
        Frame moved = *this;
        moved.origin = toWorld(local);
        return moved;
    }
    /// Turned by a quarter: its new "ahead" is the old "right".
    Frame quarterTurn() const
    {
        Frame turned = *this;
        turned.cosine = -sine;
        turned.sine = cosine;
        return turned;
    }
};

} // namespace nectar
