// SPDX-License-Identifier: Apache-2.0
#include "core/search/scan_tile.h"

namespace nectar {

namespace {

/// Four floats, for any processor: the compiler's own vectors.
struct Portable {
    static constexpr int kWidth = 4;
    typedef float Type __attribute__((vector_size(16)));
    static Type load(const float* p) { return Type{p[0], p[1], p[2], p[3]}; }
    static Type broadcast(float v) { return Type{v, v, v, v}; }
    static Type zero() { return Type{0, 0, 0, 0}; }
    static Type multiplyAdd(Type a, Type b, Type c) { return a * b + c; }
    static unsigned reached(Type score, Type threshold)
    {
        unsigned mask = 0;
        for (int i = 0; i < kWidth; ++i)
            mask |= (score[i] >= threshold[i] ? 1u : 0u) << i;
        return mask;
    }
    static void store(float* p, Type v)
    {
        for (int i = 0; i < kWidth; ++i)
            p[i] = v[i];
    }
};

constexpr int kRowTile = 4;

} // namespace

const ScanKernel kPortableScan = {"portable", 2 * Portable::kWidth, kRowTile, scanBlock<Portable, kRowTile>};

} // namespace nectar
