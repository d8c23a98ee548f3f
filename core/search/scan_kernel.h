// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace nectar {

/// A score that reached its query's threshold.
struct ScanHit {
    float score;
    std::uint16_t row;  ///< within the block
    std::uint16_t lane; ///< query within the group
};

/// Scores `rows` [paddedRows, dim] (fp32, row-major, paddedRows a multiple of rowTile) against a group of `lanes`
/// queries packed as [dim, lanes], and writes those that reach thresholds [lanes]; hits has room for paddedRows ·
/// lanes. Returns how many were written, ordered by row, then lane.
using ScanFunction = int (*)(const float* rows, int paddedRows, int dim, const float* queries, const float* thresholds,
                             ScanHit* hits);

/// One instruction set's kernel. The scores are rounded differently on each: they select, they do not order.
struct ScanKernel {
    const char* name; ///< "AVX-512", "AVX2", "portable"
    int lanes;        ///< queries of a group
    int rowTile;      ///< rows computed at once
    ScanFunction scan;
};

/// The best kernel of this processor; the environment variable NECTAR_SIMD (portable, avx2, avx512) can ask for a
/// lesser one. Looked up anew at each call, so that tests can switch.
const ScanKernel& scanKernel();

extern const ScanKernel kPortableScan;
extern const ScanKernel kAvx2Scan;
extern const ScanKernel kAvx512Scan;

} // namespace nectar
