// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/detect.h"

#include "core/base/error.h"
#include "core/dataset/file_listing.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace nectar {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void failNothingFound(const fs::path& root, const JobContext& ctx)
{
    const std::vector<fs::path> files = filesBelow(root, ctx);
    if (std::none_of(files.begin(), files.end(), isPictureName))
        throw Error(ErrorCode::Empty,
                    fmt::format("no pictures below {}: name the folder of a data set", root.string()));
    const std::vector<std::string> folders = subfolders(root);
    throw Error(ErrorCode::Unsupported,
                fmt::format("the data set is not recognised: {}: looked for images/ beside masks/ or depth/, CamVid, "
                            "7-Scenes, PASCAL VOC and ADE20K; {}, or write a recipe",
                            root.string(),
                            folders.empty()
                                ? "it has no subfolders; name the folder above it that holds images/ and masks/"
                                : fmt::format("there are the folders {}; arrange it as images/ and masks/",
                                              fmt::join(folders, ", "))));
}

} // namespace

Detection detectDataset(const fs::path& root, const JobContext& ctx)
{
    std::error_code ignored;
    if (!fs::exists(root, ignored))
        throw Error(ErrorCode::NotFound, fmt::format("no data set: {}: no such folder; check the path", root.string()));
    if (!fs::is_directory(root, ignored))
        throw Error(ErrorCode::Unreadable,
                    fmt::format("no data set: {}: it is a file; name the folder of a data set", root.string()));
    const fs::path folder = fs::absolute(root).lexically_normal();
    for (const auto detect : {detectRecipeFile, detectVoc, detectAde20k, detectCamVid, detectSevenScenes})
        if (std::optional<Detection> detection = detect(folder)) {
            if (detection->recipe.format == "sevenscenes")
                detectDepthScale(*detection, ctx);
            return std::move(*detection);
        }
    std::optional<Detection> detection = detectFolderPairs(folder, ctx);
    if (!detection)
        failNothingFound(folder, ctx);
    detectClasses(*detection, ctx);
    detectDepthScale(*detection, ctx);
    return std::move(*detection);
}

} // namespace nectar
