// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"
#include "core/memory/patch_targets.h"

namespace nectar {

/// How sure the vote of each patch was and whether it was right; [patches] of any number of pictures.
struct PatchVerdicts {
    std::vector<float> confidence;     ///< share of the winner, 0 to 1; 0 for unknown patches
    std::vector<std::uint8_t> correct; ///< 1: the winner is the patch's commonest class
};

/// Adds the patches that have any label. truth, votes: of the same patches (throws Mismatch).
void addVerdicts(PatchVerdicts& verdicts, const LabelTargetsView& truth, const PatchVotes& votes);

} // namespace nectar
