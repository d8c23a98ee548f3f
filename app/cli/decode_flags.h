// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"
#include "core/decode/decode.h"

namespace nectar::cli {

/// Adds --k, --temperature and --mass.
void addDecodeFlags(CLI::App& verb, DecodeOptions& options);

} // namespace nectar::cli
