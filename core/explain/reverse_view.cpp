// SPDX-License-Identifier: Apache-2.0
#include "core/explain/reverse_view.h"

#include <algorithm>

namespace nectar {

ReverseView reverseView(const NeighbourTable& table, std::uint32_t row, const DecodeOptions& options)
{
    throwIfIssues(optionIssues(options));
    const auto k = static_cast<std::size_t>(std::min(options.neighbours, table.k));
    ReverseView view;
    std::int64_t voters = 0;
    for (std::int64_t q = 0; q < table.queries && k > 0; ++q) {
        const auto ids = table.idsOf(q).first(k);
        voters += ids[0] != kNoRow;
        const auto at = row == kNoRow ? ids.end() : std::ranges::find(ids, row);
        if (at == ids.end())
            continue;
        const auto place = static_cast<std::size_t>(at - ids.begin());
        const auto similarities = table.similaritiesOf(q);
        const float weight = neighbourWeights(similarities, static_cast<int>(k), options.temperature)[place];
        view.uses.push_back({static_cast<int>(q), static_cast<int>(place) + 1, similarities[place], weight});
        view.share += weight;
    }
    view.share /= double(std::max<std::int64_t>(voters, 1));
    std::ranges::stable_sort(view.uses, std::ranges::greater{}, &PatchUse::weight);
    return view;
}

} // namespace nectar
