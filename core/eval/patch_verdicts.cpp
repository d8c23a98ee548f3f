// SPDX-License-Identifier: Apache-2.0
#include "core/eval/patch_verdicts.h"

#include "core/base/error.h"
#include "core/eval/pure_patches.h"

#include <algorithm>

namespace nectar {

void addVerdicts(PatchVerdicts& verdicts, const LabelTargetsView& truth, const PatchVotes& votes)
{
    if (truth.size() != votes.scores.rows)
        throw Error(ErrorCode::Mismatch, "cannot compare: labels and votes are of different patches");
    for (std::int64_t patch = 0; patch < truth.size(); ++patch) {
        const ClassCount own = majorityClass(truth.counts(patch));
        if (own.count == 0)
            continue;
        const auto scores = votes.scores.row(patch);
        const auto winner = std::ranges::max_element(scores); // of equal ones the lowest class, as in the label map
        const bool known = votes.known(patch);
        verdicts.confidence.push_back(known ? std::clamp(*winner, 0.f, 1.f) : 0.f);
        verdicts.correct.push_back(known && winner - scores.begin() == own.classIndex);
    }
}

} // namespace nectar
