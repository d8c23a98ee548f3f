// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"

#include <span>
#include <vector>

namespace nectar {

inline constexpr int kMostEigenvectors = 4;

struct Eigenvectors {
    std::vector<double> values;               ///< the largest first
    std::vector<std::vector<double>> vectors; ///< one a value, [dim], length 1, signs arbitrary
};

/// The `count` (1 to kMostEigenvectors, at most dim) largest eigenvalues of a symmetric positive semidefinite matrix
/// [dim, dim] and their vectors. The search ends when no image of a vector under the matrix is off by more than 1e-10
/// of its value; vectors whose values agree to that degree are not told apart: any mixture of them is as good. The same
/// bits on any number of threads.
Eigenvectors largestEigenvectors(std::span<const double> matrix, int count, const JobContext& ctx);

} // namespace nectar
