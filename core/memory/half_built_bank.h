// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/memory/memory_bank.h"

#include <filesystem>
#include <string>
#include <vector>

namespace nectar {

/// What one has to know of a running build to read its partial file.
struct HalfBuiltSource {
    std::filesystem::path output; ///< where the whole bank will be
    BankInfo info;
    std::vector<std::string> imageNames; ///< all of them, sorted
};

/// How much of a bank is in it.
struct HalfBuiltShare {
    std::int64_t images = 0, imagesInAll = 0; ///< read or skipped; the first by name
    std::int64_t rows = 0;
};

/// Writes a bank of the pictures that a running build has read by now; its partial file is only read, so that the build
/// neither waits nor becomes another. Memory: as the build's own; the keys stay on the disk. Errors: NotFound (the
/// build ended meanwhile), Mismatch, Empty (no patch yet), as the writing of a bank.
HalfBuiltShare writeHalfBuiltBank(const HalfBuiltSource& source, const std::filesystem::path& file,
                                  const JobContext& ctx);

} // namespace nectar
