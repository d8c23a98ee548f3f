// SPDX-License-Identifier: Apache-2.0
#include "tests/support/shared_data.h"

#include <cstdlib>

namespace nectar {

std::optional<std::filesystem::path> sharedFolder()
{
    std::filesystem::path folder = std::filesystem::path(NECTAR_SOURCE_DIR).parent_path() / "shared";
    if (const char* value = std::getenv("NECTAR_SHARED"))
        folder = value;
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        return std::nullopt;
    return folder;
}

std::optional<std::filesystem::path> sharedData(const std::filesystem::path& relative)
{
    const auto folder = sharedFolder();
    std::error_code ignored;
    if (!folder || !std::filesystem::exists(*folder / relative, ignored))
        return std::nullopt;
    return *folder / relative;
}

} // namespace nectar
