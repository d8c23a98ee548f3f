// SPDX-License-Identifier: Apache-2.0
#include "core/demo/noise.h"

#include <cmath>

namespace nectar {

float cellNoise(int x, int y, std::uint32_t seed)
{
    std::uint32_t h =
        seed ^ (static_cast<std::uint32_t>(x) * 0x9E3779B1u) ^ (static_cast<std::uint32_t>(y) * 0x85EBCA77u);
    h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
    h = (h ^ (h >> 12)) * 0x297A2D39u;
    h ^= h >> 15;
    return float(h >> 8) * 0x1p-24f;
}

float valueNoise(float x, float y, std::uint32_t seed)
{
    const float fx = std::floor(x);
    const float fy = std::floor(y);
    const int ix = static_cast<int>(fx);
    const int iy = static_cast<int>(fy);
    const float tx = (x - fx) * (x - fx) * (3 - 2 * (x - fx));
    const float ty = (y - fy) * (y - fy) * (3 - 2 * (y - fy));
    const float a = cellNoise(ix, iy, seed) + tx * (cellNoise(ix + 1, iy, seed) - cellNoise(ix, iy, seed));
    const float b = cellNoise(ix, iy + 1, seed) + tx * (cellNoise(ix + 1, iy + 1, seed) - cellNoise(ix, iy + 1, seed));
    return a + ty * (b - a);
}

float spaceNoise(float x, float y, float z, std::uint32_t seed)
{
    const float fz = std::floor(z);
    const float t = (z - fz) * (z - fz) * (3 - 2 * (z - fz));
    const std::uint32_t slice = seed + static_cast<std::uint32_t>(static_cast<int>(fz)) * 0x27D4EB2Fu;
    const float near = valueNoise(x, y, slice);
    return near + t * (valueNoise(x, y, slice + 0x27D4EB2Fu) - near);
}

float cloudNoise(float x, float y, int octaves, std::uint32_t seed)
{
    float sum = 0;
    float weight = 0.5f;
    float total = 0;
    for (int i = 0; i < octaves; ++i) {
        sum += weight * valueNoise(x, y, seed + static_cast<std::uint32_t>(i) * 101u);
        total += weight;
        weight *= 0.5f;
        x = x * 2.03f + 11.3f;
        y = y * 2.03f + 5.7f;
    }
    return sum / total;
}

} // namespace nectar
