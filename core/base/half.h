// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace nectar {

/// IEEE binary16 bits of value, rounded to nearest even; too large becomes infinity.
std::uint16_t halfFromFloat(float value);
float floatFromHalf(std::uint16_t half);

/// Row-wise conversions; both spans have the same length. Uses the F16C instructions where the processor has them
/// (same bits either way).
void halvesFromFloats(std::span<const float> values, std::span<std::uint16_t> halves);
void floatsFromHalves(std::span<const std::uint16_t> halves, std::span<float> values);

} // namespace nectar
