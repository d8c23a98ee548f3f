// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/memory/memory_bank.h"
#include "core/search/neighbour_index.h"

namespace nectar {

// What reading a picture and evaluating a split share.

/// The request that opens a bank's backbone again.
BackboneRequest backboneOfBank(const MemoryBank& bank, const std::filesystem::path& backboneFile, DeviceChoice device);

/// Opens it and checks that it is the one the bank was made with (throws Mismatch).
std::unique_ptr<Backbone> openBackboneOfBank(const MemoryBank& bank, const std::filesystem::path& backboneFile,
                                             DeviceChoice device, const JobContext& ctx);

/// Features as queries: every row L2-normalised. [rows · cols, dim]
Matrix normalisedQueries(const FeatureGrid& grid);

/// Everything but the rows of these prompt images; no filter at all for none.
RowFilter withoutImages(const MemoryBank& bank, std::span<const std::uint32_t> images);

} // namespace nectar
