// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"

#include <filesystem>

namespace nectar {

/// The bank's class index of each class of a data set. Classes are the same if their names are: numbers, colours and
/// what counts as void may differ between folders. Errors: Mismatch naming data and the class that the bank lacks.
std::vector<std::uint16_t> bankClassesOf(const ClassTable& data, const ClassTable& bank,
                                         const std::filesystem::path& folder);

} // namespace nectar
