// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dataset/recipe.h"

#include <array>

namespace nectar {

/// Names of parts of a data set, as folders and as lists: to remember, then to measure with (formats.md 2.10).
inline constexpr std::array kPromptSplits = {"train", "training", "prompt", "bank"};
inline constexpr std::array kQuerySplits = {"val", "validation", "test", "query"};

/// Replaces the only split of folder pairs by those of lists beside them (train.txt, ImageSets/val.txt …), where lists
/// say which pictures to remember; notes and warnings say what was found and what is in no list or in two.
void splitByLists(Detection& detection, const JobContext& ctx);

} // namespace nectar
