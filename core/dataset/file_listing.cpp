// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/file_listing.h"

#include "core/base/text.h"

#include <algorithm>

namespace nectar {

namespace fs = std::filesystem;

std::vector<fs::path> filesBelow(const fs::path& folder, const JobContext& ctx)
{
    std::vector<fs::path> files;
    std::error_code error;
    fs::recursive_directory_iterator entries(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
        if (files.size() % 1024 == 0)
            ctx.checkStop();
        std::error_code ignored;
        if (entries->is_regular_file(ignored) && !entries->path().filename().string().starts_with('.'))
            files.push_back(entries->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> subfolders(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        std::error_code ignored;
        if (entries->is_directory(ignored) && !entries->path().filename().string().starts_with('.'))
            names.push_back(entries->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool isPictureName(const fs::path& file)
{
    const std::string extension = lowerCase(file.extension().string());
    for (const char* known : {".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})
        if (extension == known)
            return true;
    return false;
}

std::string stemOf(const std::string& relativePath, std::string_view suffix)
{
    if (!suffix.empty() && relativePath.size() > suffix.size() && relativePath.ends_with(suffix))
        return relativePath.substr(0, relativePath.size() - suffix.size());
    const std::size_t dot = relativePath.rfind('.');
    const std::size_t slash = relativePath.rfind('/');
    return dot == std::string::npos || (slash != std::string::npos && dot < slash) ? relativePath
                                                                                   : relativePath.substr(0, dot);
}

std::vector<std::string> splitList(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0)
            parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

} // namespace nectar
