// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace nectar {

/// How a file in `folder` names `path`, with '/': still right after both were moved together. Both are absolute.
std::string relativePath(const std::filesystem::path& path, const std::filesystem::path& folder);
/// The other way round; an absolute text stays.
std::filesystem::path absolutePath(const std::string& text, const std::filesystem::path& folder);

} // namespace nectar
