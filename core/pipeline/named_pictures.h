// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <vector>

namespace nectar {

struct NamedPicture {
    std::filesystem::path file;
    bool fromFolder = false;    ///< named only by its folder
    std::filesystem::path stem; ///< of its results
};

/// The pictures of the given files and folders, each once; folders give theirs by name, without hidden files. Errors:
/// NotFound, Empty (a folder without pictures), what the system says.
std::vector<NamedPicture> namedPictures(const std::vector<std::filesystem::path>& given);

/// Is it the picture's fault, so that the next one may do better?
bool concernsOnePicture(const Error& error);

} // namespace nectar
