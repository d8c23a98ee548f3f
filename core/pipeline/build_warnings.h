// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"

namespace nectar {

/// How many rows of a bank show each class.
std::vector<std::int64_t> rowsPerClass(const MemoryBank& bank);
/// Adds to the report's warnings what makes a finished bank of `images` pictures useless or lopsided.
void warnAboutResult(const MemoryBank& bank, std::int64_t images, BuildReport& report);

} // namespace nectar
