// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"
#include "core/decode/decode.h"
#include "core/memory/bank_options.h"

#include <functional>

namespace nectar::cli {

/// Adds --preset, whose values apply wherever its flag stands; other flags change single ones.
void addPresetFlag(CLI::App& verb, const std::string& help, const std::function<void(const BankPreset&)>& apply);
/// What --preset is for where a bank is read.
inline constexpr const char* kReadingPresets =
    "settings of the paper \"Towards In-context Scene Understanding\" (its Table 6): default reads with 30 neighbours "
    "and temperature 0.02, as without this flag, sec42 (its section 4.2) with 90 and 0.1";
/// Adds --preset, --k, --temperature and --mass.
void addDecodeFlags(CLI::App& verb, DecodeOptions& options);

} // namespace nectar::cli
