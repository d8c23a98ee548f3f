// SPDX-License-Identifier: Apache-2.0
#include "core/explain/prompt_removal.h"

#include "core/base/error.h"

#include <algorithm>
#include <cassert>

namespace nectar {

std::vector<int> ReducedTable::incomplete(int k) const
{
    std::vector<int> patches;
    for (std::size_t q = 0; q < survivors.size(); ++q)
        if (wasFull[q] && survivors[q] < std::min(k, table.k))
            patches.push_back(static_cast<int>(q));
    return patches;
}

ReducedTable withoutPrompts(const NeighbourTable& table, const MemoryBank& bank, std::span<const std::uint32_t> images)
{
    std::vector<bool> removed(bank.images().size());
    for (const std::uint32_t image : images) {
        if (image >= removed.size())
            throw Error(ErrorCode::BadOption, "there is no prompt image " + std::to_string(image) + ": the bank has " +
                                                  std::to_string(removed.size()));
        removed[image] = true;
    }
    const auto origins = bank.origins();
    ReducedTable reduced;
    reduced.table = NeighbourTable(table.queries, table.k);
    for (std::int64_t q = 0; q < table.queries; ++q) {
        const auto ids = table.idsOf(q);
        const auto similarities = table.similaritiesOf(q);
        auto kept = static_cast<std::size_t>(q * table.k);
        const std::size_t start = kept;
        for (std::size_t i = 0; i < ids.size() && ids[i] != kNoRow; ++i) {
            if (removed[origins[ids[i]].image])
                continue;
            reduced.table.ids[kept] = ids[i];
            reduced.table.similarities[kept] = similarities[i];
            ++kept;
        }
        reduced.survivors.push_back(static_cast<int>(kept - start));
        reduced.wasFull.push_back(!ids.empty() && ids.back() != kNoRow);
    }
    return reduced;
}

void replaceRows(NeighbourTable& table, std::span<const int> patches, const Neighbours& found)
{
    assert(found.queries == std::ssize(patches) && found.k == table.k);
    for (std::size_t i = 0; i < patches.size(); ++i) {
        const auto target = patches[i] * static_cast<std::ptrdiff_t>(table.k);
        std::ranges::copy(found.idsOf(static_cast<std::int64_t>(i)), table.ids.begin() + target);
        std::ranges::copy(found.similaritiesOf(static_cast<std::int64_t>(i)), table.similarities.begin() + target);
    }
}

} // namespace nectar
