// SPDX-License-Identifier: Apache-2.0
// Compiled with -ffp-contract=off: a fused multiply-add would change the last bits.
#include "core/base/similarity.h"

#include "core/base/half.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace nectar {

namespace {

constexpr std::size_t kLanes = 16;

float reduceLanes(std::array<float, kLanes>& lanes)
{
    for (std::size_t width = kLanes / 2; width > 0; width /= 2)
        for (std::size_t i = 0; i < width; ++i)
            lanes[i] += lanes[i + width];
    return lanes[0];
}

void addTail(std::array<float, kLanes>& lanes, std::span<const float> query, std::span<const std::uint16_t> row,
             std::size_t from)
{
    for (std::size_t i = from; i < row.size(); ++i)
        lanes[i % kLanes] += query[i] * floatFromHalf(row[i]);
}

float similarityPortable(std::span<const float> query, std::span<const std::uint16_t> row)
{
    std::array<float, kLanes> lanes{};
    addTail(lanes, query, row, 0);
    return reduceLanes(lanes);
}

#if defined(__x86_64__)
__attribute__((target("avx,f16c"))) float similarityF16c(std::span<const float> query,
                                                         std::span<const std::uint16_t> row)
{
    __m256 low = _mm256_setzero_ps();
    __m256 high = _mm256_setzero_ps();
    std::size_t i = 0;
    for (; i + kLanes <= row.size(); i += kLanes) {
        const auto* halves = reinterpret_cast<const __m128i*>(row.data() + i);
        low = _mm256_add_ps(low,
                            _mm256_mul_ps(_mm256_loadu_ps(query.data() + i), _mm256_cvtph_ps(_mm_loadu_si128(halves))));
        high = _mm256_add_ps(
            high, _mm256_mul_ps(_mm256_loadu_ps(query.data() + i + 8), _mm256_cvtph_ps(_mm_loadu_si128(halves + 1))));
    }
    std::array<float, kLanes> lanes;
    _mm256_storeu_ps(lanes.data(), low);
    _mm256_storeu_ps(lanes.data() + 8, high);
    addTail(lanes, query, row, i);
    return reduceLanes(lanes);
}
#endif

} // namespace

float exactSimilarity(std::span<const float> query, std::span<const std::uint16_t> row)
{
    assert(query.size() == row.size());
#if defined(__x86_64__)
    static const bool hasF16c = __builtin_cpu_supports("avx2");
    if (hasF16c)
        return similarityF16c(query, row);
#endif
    return similarityPortable(query, row);
}

float exactSimilarity(std::span<const float> a, std::span<const float> b)
{
    assert(a.size() == b.size());
    std::array<float, kLanes> lanes{};
    std::size_t i = 0;
    for (; i + kLanes <= a.size(); i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] += a[i + lane] * b[i + lane];
    for (; i < a.size(); ++i)
        lanes[i % kLanes] += a[i] * b[i];
    return reduceLanes(lanes);
}

void normaliseRow(std::span<float> row)
{
    double sum = 0;
    for (const float value : row)
        sum += double(value) * double(value);
    if (!(sum > 0) || !std::isfinite(sum)) {
        std::fill(row.begin(), row.end(), 0.f);
        return;
    }
    const double scale = 1.0 / std::sqrt(sum);
    for (float& value : row)
        value = static_cast<float>(value * scale);
}

} // namespace nectar
