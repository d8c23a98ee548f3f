// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/base/job.h"
#include "core/base/matrix.h"

#include <span>
#include <vector>

namespace nectar {

// What patches' features look like, without labels and without a bank. Values in, values out; core/report makes
// pictures of them.

/// How the patches of some pictures differ most: their place along the three main directions of all of them together.
struct FeatureComponents {
    std::vector<double> shares;      ///< of the whole variance that each direction has, main one first: 0 to 3 values
    Matrix directions;               ///< [shares.size(), dim], length 1, the value of the largest magnitude positive
    std::vector<Matrix> projections; ///< one per picture [patches, 3], centred; 0 where there is no direction
};

/// pictures: features [patches, dim] of each as the backbone gives them, centred over all patches of all pictures but
/// not normalised: so does the field since DINOv2, whose features already went through the final norm. One picture
/// alone shows its own contrasts best; of several together the same colour means the same thing. The same bits on any
/// number of threads. Errors: Empty (no patch), Mismatch (dim differs), BadFormat (NaN or infinite), Unsupported (dim
/// above 8192).
FeatureComponents featureComponents(std::span<const MatrixView> pictures, const JobContext& ctx);

/// The three components as red, green and blue, one list [patches] per picture. Each channel runs from 0 to 255 over
/// the robustRange() of its component over all pictures; a channel without a direction is 128, so a single patch, or
/// patches that are all alike, are grey.
std::vector<std::vector<Rgb>> featureColours(const FeatureComponents& components);

/// Length of each patch's feature [patches]. Errors: BadFormat (NaN or infinite).
std::vector<float> featureNorms(MatrixView features);

/// Mean over the heads of Backbone::attention() [heads, patches]: [patches].
std::vector<float> meanOverHeads(MatrixView attention);

struct ValueRange {
    float low = 0, high = 0;
};
/// 2nd and 98th percentile (between two values: linear), so that a few outliers take no contrast from the rest; least
/// and greatest value where those two are the same; {0, 0} of no values.
ValueRange robustRange(std::vector<float> values);

} // namespace nectar
