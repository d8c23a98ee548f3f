// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/demo/toy_town.h"

namespace nectar {

namespace fs = std::filesystem;

namespace {

fs::path demoFolder() { return userPaths().cache / "toy-town"; }

bool isOurs(const fs::path& folder)
{
    std::error_code ignored;
    return fs::is_regular_file(folder / kTownStamp, ignored);
}

void removeAll(const fs::path& place)
{
    std::error_code error;
    fs::remove_all(place, error);
    if (error)
        throw systemError(error.value(), "cannot clear the cache", place.string());
}

} // namespace

fs::path demoDataset(const JobContext& ctx) { return writeToyTown(demoFolder(), {}, ctx); }

std::int64_t demoDatasetBytes(const JobContext& ctx)
{
    std::int64_t bytes = 0;
    std::error_code error;
    if (!isOurs(demoFolder()))
        return bytes;
    for (fs::recursive_directory_iterator entry(demoFolder(), error), end; !error && entry != end;
         entry.increment(error)) {
        ctx.checkStop();
        std::error_code gone; // somebody may remove it meanwhile
        if (entry->is_regular_file(gone))
            if (const auto size = entry->file_size(gone); !gone)
                bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
}

void removeDemoDataset(const JobContext& ctx)
{
    const fs::path folder = demoFolder();
    if (!isOurs(folder))
        return;
    std::error_code error;
    std::vector<fs::path> contents;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().filename() != kTownStamp)
            contents.push_back(entry->path());
    for (const fs::path& place : contents) {
        ctx.checkStop();
        removeAll(place);
    }
    removeAll(folder); // with the stamp, the last: what an interruption leaves is still ours
}

} // namespace nectar
