// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"
#include "core/decode/decode.h"
#include "core/memory/bank_options.h"

#include <functional>

namespace nectar::cli {

/// Adds --preset, whose values apply wherever its flag stands; other flags change single ones.
void addPresetFlag(CLI::App& verb, const std::function<void(const BankPreset&)>& apply);
/// Adds --preset, --k, --temperature and --mass.
void addDecodeFlags(CLI::App& verb, DecodeOptions& options);

} // namespace nectar::cli
