// SPDX-License-Identifier: Apache-2.0
#include "core/base/half.h"

#include <bit>
#include <cassert>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace nectar {

std::uint16_t halfFromFloat(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16) & 0x8000u;
    const std::uint32_t magnitude = bits & 0x7FFFFFFFu;
    if (magnitude >= 0x7F800000u) // infinity or NaN; a NaN keeps its top bits and stays quiet
        return static_cast<std::uint16_t>(sign | 0x7C00u |
                                          (magnitude > 0x7F800000u ? 0x200u | ((magnitude >> 13) & 0x3FFu) : 0u));
    if (magnitude >= 0x477FF000u) // rounds to 65536 or more
        return static_cast<std::uint16_t>(sign | 0x7C00u);
    if (magnitude < 0x38800000u) { // subnormal half: let float addition do the rounding
        const float shifted = std::bit_cast<float>(magnitude) + 0.5f;
        return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000u));
    }
    const std::uint32_t rounded = magnitude + 0xFFFu + ((magnitude >> 13) & 1u) - 0x38000000u;
    return static_cast<std::uint16_t>(sign | (rounded >> 13));
}

float floatFromHalf(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1Fu;
    const std::uint32_t mantissa = half & 0x3FFu;
    if (exponent == 0x1Fu)
        return std::bit_cast<float>(sign | 0x7F800000u | (mantissa << 13) | (mantissa ? 0x400000u : 0u));
    if (exponent == 0) {
        const float value = static_cast<float>(mantissa) * 0x1p-24f;
        return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | sign);
    }
    return std::bit_cast<float>(sign | ((exponent + 112u) << 23) | (mantissa << 13));
}

namespace {

#if defined(__x86_64__)
__attribute__((target("avx,f16c"))) std::size_t halvesF16c(std::span<const float> values, std::uint16_t* halves)
{
    std::size_t i = 0;
    for (; i + 8 <= values.size(); i += 8)
        _mm_storeu_si128(reinterpret_cast<__m128i*>(halves + i),
                         _mm256_cvtps_ph(_mm256_loadu_ps(values.data() + i), _MM_FROUND_TO_NEAREST_INT));
    return i;
}

__attribute__((target("avx,f16c"))) std::size_t floatsF16c(std::span<const std::uint16_t> halves, float* values)
{
    std::size_t i = 0;
    for (; i + 8 <= halves.size(); i += 8)
        _mm256_storeu_ps(values + i,
                         _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves.data() + i))));
    return i;
}

bool hasF16c()
{
    static const bool has = __builtin_cpu_supports("avx2"); // every such processor has F16C; clang 14 cannot ask for it
    return has;
}
#endif

} // namespace

void halvesFromFloats(std::span<const float> values, std::span<std::uint16_t> halves)
{
    assert(values.size() == halves.size());
    std::size_t i = 0;
#if defined(__x86_64__)
    if (hasF16c())
        i = halvesF16c(values, halves.data());
#endif
    for (; i < values.size(); ++i)
        halves[i] = halfFromFloat(values[i]);
}

void floatsFromHalves(std::span<const std::uint16_t> halves, std::span<float> values)
{
    assert(values.size() == halves.size());
    std::size_t i = 0;
#if defined(__x86_64__)
    if (hasF16c())
        i = floatsF16c(halves, values.data());
#endif
    for (; i < halves.size(); ++i)
        values[i] = floatFromHalf(halves[i]);
}

} // namespace nectar
