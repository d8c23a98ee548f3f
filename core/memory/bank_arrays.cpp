// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/memory/bank_parts.h"

namespace nectar {

namespace {

void require(bool condition, const char* what)
{
    if (!condition)
        throw Error(ErrorCode::Mismatch, std::string("cannot add rows to the bank: ") + what);
}

} // namespace

void BankArrays::add(const BankRows& rows)
{
    const std::size_t count = rows.patches.size();
    require(rows.keys.rows == static_cast<std::int64_t>(count), "as many keys as patches are needed");
    require(rows.rectangles.size() == count, "as many rectangles as patches are needed");
    require(labels.has_value() == rows.labels.has_value() && depths.has_value() == rows.depths.has_value(),
            "every picture needs the same targets");
    if (rows.labels) {
        require(rows.labels->view().size() == static_cast<std::int64_t>(count),
                "as many label targets as patches are needed");
        const auto first = static_cast<std::uint32_t>(labels->entries.size());
        labels->patchPixels = rows.labels->patchPixels;
        labels->entries.insert(labels->entries.end(), rows.labels->entries.begin(), rows.labels->entries.end());
        for (std::size_t i = 1; i <= count; ++i)
            labels->offsets.push_back(first + rows.labels->offsets[i]);
    }
    if (rows.depths) {
        require(rows.depths->metres.size() == count && rows.depths->validCounts.size() == count,
                "as many depth targets as patches are needed");
        depths->patchPixels = rows.depths->patchPixels;
        depths->metres.insert(depths->metres.end(), rows.depths->metres.begin(), rows.depths->metres.end());
        depths->validCounts.insert(depths->validCounts.end(), rows.depths->validCounts.begin(),
                                   rows.depths->validCounts.end());
    }
    for (std::size_t i = 0; i < count; ++i)
        origins.push_back({rows.image, static_cast<std::uint16_t>(rows.epoch), 0,
                           static_cast<std::uint32_t>(rows.patches[i]), rows.rectangles[i]});
}

} // namespace nectar
