// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"

#include <vector>

namespace nectar::cli {

/// Adds --force, which lets results replace what is there.
void addForceFlag(CLI::App& verb, bool& force);

/// Throws before any work where a result could not be written or would cost the user something: BadOption for an input,
/// a file in a folder of inputs (a data set, a backbone with its configs) or a folder, Exists for a file that is there
/// (without force), Io where its folder is missing. Links are followed.
void requireOutput(const std::filesystem::path& output, bool force,
                   std::initializer_list<std::filesystem::path> inputs);

} // namespace nectar::cli
