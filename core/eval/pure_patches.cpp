// SPDX-License-Identifier: Apache-2.0
#include "core/eval/pure_patches.h"

namespace nectar {

ClassCount majorityClass(std::span<const ClassCount> counts)
{
    ClassCount best{0xFFFF, 0};
    for (const ClassCount& entry : counts)
        if (entry.count > best.count)
            best = entry;
    return best;
}

PurePatchMatch matchPurePatches(const LabelTargetsView& truth, const Neighbours& table, const LabelTargetsView& bank)
{
    PurePatchMatch match;
    for (std::int64_t patch = 0; patch < truth.size() && patch < table.queries; ++patch) {
        const ClassCount own = majorityClass(truth.counts(patch));
        if (own.count == 0 || own.count * 10 < truth.patchPixels * 9)
            continue;
        ++match.pure;
        const std::uint32_t best = table.idsOf(patch).front();
        if (best != kNoRow && majorityClass(bank.counts(best)).classIndex == own.classIndex)
            ++match.matched;
    }
    return match;
}

} // namespace nectar
