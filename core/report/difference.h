// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/report/overlay.h"

#include <optional>
#include <vector>

namespace nectar {

/// What a pixel of labelDifference is: its id in the map. Pixels without truth are kVoid.
enum class Verdict : std::uint16_t {
    Right,    ///< of one class: it is predicted where it is
    Wrong,    ///< of one class: it is predicted where it is not
    Missed,   ///< no class was predicted; of one class: it is there and not predicted
    Elsewhere ///< of one class: neither predicted nor there
};

/// Where a prediction is right, for all classes or for one. Errors: Mismatch (sizes).
LabelMap labelDifference(const LabelMap& truth, const LabelMap& predicted, std::optional<std::uint16_t> only = {});
/// One colour per Verdict, told apart with every colour vision deficiency. The last is never drawn.
std::vector<Rgb> verdictPalette();

/// Predicted minus true metres; NaN where either is missing. Errors: Mismatch (sizes).
DepthMap depthDifference(const DepthMap& truth, const DepthMap& predicted);
/// As far to both sides of 0 as 95 % of the errors reach, at least 0.1 m.
DepthRange differenceRange(const DepthMap& difference);
/// 256 colours from too near (blue) over right (light) to too far (orange).
std::vector<Rgb> differencePalette();

} // namespace nectar
