// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/named_pictures.h"

#include "core/dataset/file_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace nectar {

std::vector<NamedPicture> namedPictures(const std::vector<std::filesystem::path>& given)
{
    std::vector<NamedPicture> pictures;
    std::set<std::filesystem::path> seen;
    const auto add = [&](const std::filesystem::path& file, bool fromFolder) {
        std::error_code error;
        if (seen.insert(std::filesystem::weakly_canonical(file, error)).second)
            pictures.push_back({file, fromFolder, {}});
    };
    for (const auto& path : given) {
        std::error_code error;
        if (!std::filesystem::is_directory(path, error)) {
            if (!std::filesystem::exists(path, error))
                throw Error(ErrorCode::NotFound,
                            fmt::format("cannot read: {}: no such file or folder; check the path", path.string()));
            add(path, false);
            continue;
        }
        std::vector<std::filesystem::path> found;
        for (const auto& entry : std::filesystem::directory_iterator(path, error))
            if (isPictureName(entry.path()) && !entry.path().filename().string().starts_with('.') &&
                entry.is_regular_file(error))
                found.push_back(entry.path());
        if (error)
            throw systemError(error.value(), "cannot read", path.string());
        if (found.empty())
            throw Error(ErrorCode::Empty, fmt::format("no picture in the folder: {}: pictures end in .jpg, .png, .bmp, "
                                                      ".tif or .webp, and folders within are not looked into",
                                                      path.string()));
        std::ranges::sort(found);
        for (const auto& file : found)
            add(file, true);
    }
    return pictures;
}

bool concernsOnePicture(const Error& error)
{
    switch (error.code()) {
    case ErrorCode::NotFound:
    case ErrorCode::Unreadable:
    case ErrorCode::BadFormat:
    case ErrorCode::Unsupported:
    case ErrorCode::OutOfMemory:
        return true;
    default:
        return false;
    }
}

} // namespace nectar
