// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace nectar {

/// Reproducible value noise in [0, 1], smooth over unit cells.
float valueNoise(float x, float y, std::uint32_t seed);
/// The same in space.
float spaceNoise(float x, float y, float z, std::uint32_t seed);
/// Octaves of valueNoise, [0, 1].
float cloudNoise(float x, float y, int octaves, std::uint32_t seed);
/// One random number for a cell, [0, 1).
float cellNoise(int x, int y, std::uint32_t seed);

} // namespace nectar
