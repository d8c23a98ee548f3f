// SPDX-License-Identifier: Apache-2.0
#include "core/explain/prompt_places.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace nectar {

std::vector<std::uint32_t> PromptPlaces::rowsAt(int patch) const
{
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < patchOfRow.size(); ++i)
        if (patchOfRow[i] == patch)
            rows.push_back(firstRow + static_cast<std::uint32_t>(i));
    return rows;
}

PromptPlaces promptPlaces(const MemoryBank& bank, std::uint32_t image)
{
    if (image >= bank.images().size())
        throw Error(ErrorCode::BadOption, "there is no prompt image " + std::to_string(image) + ": the bank has " +
                                              std::to_string(bank.images().size()));
    const BankInfo& info = bank.info();
    const PromptImage& prompt = bank.images()[image];
    const Size input = networkSize(prompt.size, {info.options.width, info.options.height}, info.patchSize,
                                   info.options.resize, prompt.name);
    PromptPlaces places;
    places.grid = {input.height / info.patchSize, input.width / info.patchSize, info.patchSize};
    const RowRange rows = bank.rowsOfImage(image);
    places.firstRow = rows.first;
    std::vector<char> seen(static_cast<std::size_t>(places.grid.count()));
    for (std::uint32_t row = rows.first; row < rows.last; ++row) {
        const RectF& r = bank.origins()[row].rectangle;
        const auto at = patchFromImage(places.grid, prompt.size, r.x + r.width / 2, r.y + r.height / 2);
        places.patchOfRow.push_back(at ? patchNumber(places.grid, *at) : -1);
        if (at)
            seen[static_cast<std::size_t>(places.patchOfRow.back())] = 1;
    }
    places.remembered = static_cast<int>(std::ranges::count(seen, 1));
    return places;
}

} // namespace nectar
