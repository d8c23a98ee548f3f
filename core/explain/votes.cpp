// SPDX-License-Identifier: Apache-2.0
#include "core/explain/votes.h"

#include <algorithm>

namespace nectar {

std::uint16_t commonestClass(std::span<const ClassCount> counts)
{
    // max_element takes the first of equals, and entries are sorted by class
    const auto most = std::ranges::max_element(counts, {}, &ClassCount::count);
    return most == counts.end() ? kNoClass : most->classIndex;
}

double entryMass(const LabelTargetsView& labels, std::uint32_t row, MassRule rule)
{
    const int valid = labels.validCount(row);
    if (valid == 0)
        return 0;
    return rule == MassRule::Labelled ? 1. : double(valid) / std::max(labels.patchPixels, 1);
}

void requirePatch(const NeighbourTable& table, int patch)
{
    if (patch < 0 || patch >= table.queries)
        throw Error(ErrorCode::BadOption, "there is no patch " + std::to_string(patch) +
                                              ": the picture has patches 0 to " + std::to_string(table.queries - 1));
}

} // namespace nectar
