// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/memory/memory_bank.h"

#include <filesystem>

namespace nectar {

enum class Verify { Tables, Everything }; ///< Everything: the checksum of every block, reads the whole file

/// Maps a bank file; touches header and tables only unless verified. Errors: NotFound, Unreadable, BadFormat (not a
/// bank, newer version, truncated, checksum of which section), each saying what to do.
std::shared_ptr<const MemoryBank> openBank(const std::filesystem::path& file, Verify verify, const JobContext& ctx);

/// True if the file begins like a bank.
bool isBankFile(const std::filesystem::path& file);

} // namespace nectar
