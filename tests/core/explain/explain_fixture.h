// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/base/similarity.h"
#include "core/decode/decode.h"
#include "tests/support/small_bank.h"

namespace nectar {

/// A table written by hand: ids and similarities of each patch.
inline NeighbourTable tableOf(const std::vector<std::vector<std::uint32_t>>& ids,
                              const std::vector<std::vector<float>>& similarities)
{
    NeighbourTable table(std::ssize(ids), static_cast<int>(ids.front().size()));
    for (std::size_t q = 0; q < ids.size(); ++q)
        for (std::size_t i = 0; i < ids[q].size(); ++i) {
            table.ids[q * ids[q].size() + i] = ids[q][i];
            table.similarities[q * ids[q].size() + i] = similarities[q][i];
        }
    return table;
}

/// [rows, dim] random unit vectors.
inline Matrix randomRows(std::int64_t rows, int dim, std::uint64_t seed)
{
    RandomStream random(seed);
    Matrix matrix(rows, dim);
    for (float& value : matrix.values)
        value = static_cast<float>(random.normal());
    for (std::int64_t row = 0; row < rows; ++row)
        normaliseRow(matrix.row(row));
    return matrix;
}

/// 2 × 2 patches of classes 0 to 2, soft ones and empty ones among them.
inline std::vector<std::string> randomPatches(int count, std::uint64_t seed)
{
    RandomStream random(seed);
    std::vector<std::string> patches;
    for (int i = 0; i < count; ++i) {
        std::string patch(4, static_cast<char>('0' + random.below(3)));
        if (random.below(2) == 0)
            patch[random.below(4)] = static_cast<char>('0' + random.below(3));
        if (random.below(4) == 0)
            patch[random.below(4)] = '.';
        patches.push_back(random.below(10) == 0 ? "...." : patch);
    }
    return patches;
}

} // namespace nectar
