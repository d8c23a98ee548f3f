// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/base/matrix.h"

#include <span>
#include <vector>

namespace nectar {

/// Along which directions rows vary most around their mean (principal component analysis).
struct PrincipalDirections {
    std::vector<double> mean;                    ///< [dim]
    std::vector<std::vector<double>> directions; ///< each [dim], length 1; the one of the largest variance first
    std::vector<double> shares;                  ///< of the whole variance, one a direction, 0 to 1
};

/// The `count` main directions of the rows of all parts [n, dim] together; fewer where the rows vary in fewer. The sign
/// of a direction is free: its value of the largest magnitude (the first of several) is positive. The same bits on any
/// number of threads. Values must be finite, dim at most kMostDimensions, count at most
/// kMostEigenvectors, and there must be a row.
PrincipalDirections principalDirections(std::span<const MatrixView> parts, int count, const JobContext& ctx);

inline constexpr int kMostDimensions = 8192; ///< the covariance takes dim² · 8 bytes: half a gigabyte

} // namespace nectar
