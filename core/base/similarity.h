// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/matrix.h"

namespace nectar {

/// The similarity that orders neighbours, everywhere: dot product of a normalised fp32 query [dim] and a stored fp16
/// row [dim] (the row's rounding is not divided out). Separate multiply and add in 16 fixed lanes, lane i taking the
/// elements i, i+16, …, then a fixed reduction tree: the same bits on every processor. Ties go to the lower row id.
float exactSimilarity(std::span<const float> query, std::span<const std::uint16_t> row);
/// The same of two fp32 vectors [dim], for what is in no bank: clicks, patches of one picture.
float exactSimilarity(std::span<const float> a, std::span<const float> b);

/// Divides by the Euclidean norm (double sum); a zero vector, or one that is not finite, becomes zero.
void normaliseRow(std::span<float> row);

} // namespace nectar
