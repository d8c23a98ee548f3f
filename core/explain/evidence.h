// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

/// What one prompt image gives to the vote of some patches: E_m = Σ of the weights of its entries, averaged over the
/// patches. A retrieval weight, no cause.
struct ImageShare {
    std::uint32_t image = 0; ///< index into MemoryBank::images()
    double share = 0;        ///< of all shares together 1
    float best = 0;          ///< its entries' highest similarity
    int entries = 0;         ///< how many of the patches' neighbours are its entries
};

/// Where in a prompt image the evidence lay: an entry and its share of the vote.
struct RowShare {
    std::uint32_t row = 0;
    double share = 0;
};

/// Shares of the prompt images that have any, largest first, ties by image. patches: one, a region, or all of a
/// picture; those without neighbours count for nothing. Errors: BadOption (no such patch, options out of range).
std::vector<ImageShare> imageShares(const NeighbourTable& table, const MemoryBank& bank, std::span<const int> patches,
                                    const DecodeOptions& options);

/// The entries of one prompt image that have a share, by row id; together the image's share.
std::vector<RowShare> rowShares(const NeighbourTable& table, const MemoryBank& bank, std::span<const int> patches,
                                std::uint32_t image, const DecodeOptions& options);

/// The same for all prompt images, largest share first, ties by row id: which remembered patches decide the picture.
std::vector<RowShare> strongestRows(const NeighbourTable& table, std::span<const int> patches, std::size_t most,
                                    const DecodeOptions& options);

/// 0, 1, … of a table: all patches of a picture.
std::vector<int> allPatches(const NeighbourTable& table);

} // namespace nectar
