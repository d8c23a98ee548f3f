// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

/// A patch of the open picture that a bank entry votes for.
struct PatchUse {
    int patch = 0;
    int rank = 0; ///< 1: its best neighbour
    float similarity = 0;
    float weight = 0; ///< share of the patch's vote
};

/// What one remembered patch decides in a picture.
struct ReverseView {
    std::vector<PatchUse> uses; ///< largest weight first, ties by patch
    double share = 0;           ///< of the picture's whole vote: Σ weight / patches with neighbours
};

/// Errors: BadOption (options out of range).
ReverseView reverseView(const NeighbourTable& table, std::uint32_t row, const DecodeOptions& options);

} // namespace nectar
