// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace nectar {

/// The text of a small JSON object beside the weights, known to parse; "{}" if the file is not there. Throws BadFormat,
/// naming a broken one.
std::string readConfig(const std::filesystem::path& file);

} // namespace nectar
