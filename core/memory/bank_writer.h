// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/base/job.h"
#include "core/memory/bank_parts.h"

#include <filesystem>

namespace nectar {

/// What goes into a bank file; keys are fetched block by block, so the file may be larger than memory.
struct BankContents {
    const BankInfo& info;
    const BankArrays& arrays;
    const std::vector<PromptImage>& images; ///< with their JPEGs
    Hash hash;
    KeyOfRow keyOf;
    Existing existing = Existing::Replace;
};

/// Writes X.bank atomically: rows in a permutation seeded by the options. Without success nothing is left.
void writeBank(const std::filesystem::path& file, const BankContents& contents, const JobContext& ctx);

} // namespace nectar
