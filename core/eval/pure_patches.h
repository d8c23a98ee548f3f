// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/patch_targets.h"
#include "core/search/neighbour_index.h"

namespace nectar {

/// The largest count; ties go to the lower class. Count 0 for an empty entry.
ClassCount majorityClass(std::span<const ClassCount> counts);

/// How often the single best neighbour of an unmistakable patch has its class.
struct PurePatchMatch {
    std::int64_t pure = 0;    ///< query patches of which at least 90 % of the pixels have one class
    std::int64_t matched = 0; ///< whose best neighbour has that class for most of its labelled pixels
};

/// truth: targets of the query patches; table: their neighbours; bank: targets of the bank's rows.
PurePatchMatch matchPurePatches(const LabelTargetsView& truth, const Neighbours& table, const LabelTargetsView& bank);

} // namespace nectar
