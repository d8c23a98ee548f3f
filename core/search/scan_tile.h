// SPDX-License-Identifier: Apache-2.0
#pragma once

// The register tile of every scan kernel, included by the one source file of each instruction set with its own flags.
// No standard library here: an inline function compiled with these flags could be the copy that the linker keeps for
// everybody.

#include "core/search/scan_kernel.h"

namespace nectar {
namespace {

/// V: vector type with kWidth, load, broadcast, zero, multiplyAdd, reached (bit mask of lanes with score >= threshold)
/// and store. kRows rows × two vectors of queries stay in registers while the features stream by.
template <class V, int kRows>
int scanBlock(const float* rows, int paddedRows, int dim, const float* queries, const float* thresholds, ScanHit* hits)
{
    constexpr int kLanes = 2 * V::kWidth;
    const typename V::Type low = V::load(thresholds);
    const typename V::Type high = V::load(thresholds + V::kWidth);
    int count = 0;
    for (int first = 0; first < paddedRows; first += kRows) {
        typename V::Type sum[kRows][2];
        for (int r = 0; r < kRows; ++r)
            sum[r][0] = sum[r][1] = V::zero();
        const float* row = rows + static_cast<long>(first) * dim;
        const float* query = queries;
        for (int d = 0; d < dim; ++d, query += kLanes) {
            const typename V::Type q0 = V::load(query);
            const typename V::Type q1 = V::load(query + V::kWidth);
            for (int r = 0; r < kRows; ++r) {
                const typename V::Type value = V::broadcast(row[static_cast<long>(r) * dim + d]);
                sum[r][0] = V::multiplyAdd(value, q0, sum[r][0]);
                sum[r][1] = V::multiplyAdd(value, q1, sum[r][1]);
            }
        }
        for (int r = 0; r < kRows; ++r) {
            unsigned mask = V::reached(sum[r][0], low) | V::reached(sum[r][1], high) << V::kWidth;
            if (mask == 0)
                continue;
            alignas(64) float scores[kLanes];
            V::store(scores, sum[r][0]);
            V::store(scores + V::kWidth, sum[r][1]);
            for (; mask != 0; mask &= mask - 1) {
                const int lane = __builtin_ctz(mask);
                hits[count++] = {scores[lane], static_cast<unsigned short>(first + r),
                                 static_cast<unsigned short>(lane)};
            }
        }
    }
    return count;
}

} // namespace
} // namespace nectar
