// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace nectar {

/// Regular files below a folder, sorted by path; links are not followed into folders, so loops cannot happen.
std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder, const JobContext& ctx);
/// Names of the subfolders, sorted.
std::vector<std::string> subfolders(const std::filesystem::path& folder);

/// .jpg, .jpeg, .png, .bmp, .tif, .tiff, .webp in any case.
bool isPictureName(const std::filesystem::path& file);
/// "a/b/x.color.jpg" without ".color.jpg"; without a suffix, without its extension.
std::string stemOf(const std::string& relativePath, std::string_view suffix);
/// "a;b" as {"a", "b"}.
std::vector<std::string> splitList(std::string_view text, char separator);

} // namespace nectar
