// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demo/town.h"

namespace nectar {

/// What light meets at a point.
struct Surface {
    Vec3 colour;            ///< diffuse, linear
    Vec3 normal;            ///< bent by the texture
    float mirror = 0;       ///< share of the reflected picture when looked at head-on: water, glass, paint
    float openness = 1;     ///< share of the sky it sees, as far as the texture knows
    float translucency = 0; ///< share of the sun that comes through from behind
};

/// Texture of a material at a point. footprint: width of a pixel there in metres, below which detail is averaged away.
Surface surfaceAt(const Material& material, Vec3 point, Vec3 normal, float footprint);

/// Light from a direction of the sky, clouds and sun included.
Vec3 skyColour(const Atmosphere& air, Vec3 direction);

} // namespace nectar
