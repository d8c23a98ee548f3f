// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"

namespace nectar {

/// Resamples a square position grid [side · side, dim] to [rows · cols, dim] by a profile's rule (formats.md 7.2). At
/// the stored size every rule is the identity.
Matrix resamplePositions(MatrixView grid, int side, int rows, int cols, PositionProfile profile);

} // namespace nectar
