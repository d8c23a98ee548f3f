// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/click_bank.h"

namespace nectar {

/// Similarities of all pairs of clicks. Two clicks of "other" are no pair: what is none of the classes need not be
/// alike.
struct ClickPairs {
    std::vector<float> same;      ///< of one class
    std::vector<float> different; ///< of two classes
};
ClickPairs clickPairs(const ClickBank& bank, const JobContext& ctx);

/// Where a single click, or none, tells nothing about similarities.
inline constexpr float kUsualThreshold = 0.5f;

/// The similarity that separates pairs of one class from pairs of two best: most of the share of `same` that reach it
/// plus the share of `different` that do not. It lies in the middle between the similarities that it parts; the lowest
/// of equally good ones, so that more patches are known, and never above all of them.
/// Without pairs of two classes: the least similar pair of the one class. Without pairs of one class: the median of
/// `different`. Without pairs: kUsualThreshold.
float separatingThreshold(ClickPairs pairs);

/// separatingThreshold() of a bank's clicks: the threshold where nobody chose one.
float defaultThreshold(const ClickBank& bank, const JobContext& ctx);

} // namespace nectar
