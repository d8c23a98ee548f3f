// SPDX-License-Identifier: Apache-2.0
// Compiled with -mavx2 -mfma; called only where the processor has both.
#include "core/search/scan_tile.h"

#include <immintrin.h>

namespace nectar {

namespace {

struct Avx2 {
    static constexpr int kWidth = 8;
    typedef __m256 Type;
    static Type load(const float* p) { return _mm256_loadu_ps(p); }
    static Type broadcast(float v) { return _mm256_set1_ps(v); }
    static Type zero() { return _mm256_setzero_ps(); }
    static Type multiplyAdd(Type a, Type b, Type c) { return _mm256_fmadd_ps(a, b, c); }
    static unsigned reached(Type score, Type threshold)
    {
        return static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(score, threshold, _CMP_GE_OQ)));
    }
    static void store(float* p, Type v) { _mm256_storeu_ps(p, v); }
};

constexpr int kRowTile = 6; // 12 sums + 2 queries + 1 row value of 16 registers

} // namespace

const ScanKernel kAvx2Scan = {"AVX2", 2 * Avx2::kWidth, kRowTile, scanBlock<Avx2, kRowTile>};

} // namespace nectar
