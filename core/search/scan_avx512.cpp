// SPDX-License-Identifier: Apache-2.0
// Compiled with -mavx512f; called only where the processor has it.
#include "core/search/scan_tile.h"

#include <immintrin.h>

namespace nectar {

namespace {

struct Avx512 {
    static constexpr int kWidth = 16;
    typedef __m512 Type;
    static Type load(const float* p) { return _mm512_loadu_ps(p); }
    static Type broadcast(float v) { return _mm512_set1_ps(v); }
    static Type zero() { return _mm512_setzero_ps(); }
    static Type multiplyAdd(Type a, Type b, Type c) { return _mm512_fmadd_ps(a, b, c); }
    static unsigned reached(Type score, Type threshold) { return _mm512_cmp_ps_mask(score, threshold, _CMP_GE_OQ); }
    static void store(float* p, Type v) { _mm512_storeu_ps(p, v); }
};

constexpr int kRowTile = 12; // 24 sums + 2 queries + row values of 32 registers

} // namespace

const ScanKernel kAvx512Scan = {"AVX-512", 2 * Avx512::kWidth, kRowTile, scanBlock<Avx512, kRowTile>};

} // namespace nectar
