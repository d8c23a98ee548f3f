// SPDX-License-Identifier: Apache-2.0
#include "app/cli/outputs.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar::cli {

namespace fs = std::filesystem;

void addForceFlag(CLI::App& verb, bool& force)
{
    verb.add_flag("--force", force, "replace results that are already there");
}

namespace {

bool isBelow(const fs::path& file, const fs::path& folder)
{
    std::error_code ignored;
    const fs::path whole = fs::weakly_canonical(file, ignored);
    const fs::path above = fs::weakly_canonical(folder, ignored);
    return std::mismatch(above.begin(), above.end(), whole.begin(), whole.end()).first == above.end();
}

} // namespace

void requireOutput(const fs::path& output, bool force, std::initializer_list<fs::path> inputs)
{
    refuseOverwriting(output, inputs);
    std::error_code ignored;
    for (const fs::path& input : inputs)
        if (fs::is_directory(input, ignored) && fs::exists(output, ignored) && isBelow(output, input))
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} would be overwritten by the result, and {} is read; name another file",
                                    output.string(), input.string()));
    if (fs::is_directory(output, ignored))
        throw Error(ErrorCode::BadOption,
                    fmt::format("cannot write: {}: it is a folder; name a file", output.string()));
    if (fs::is_other(fs::status(output, ignored)))
        throw Error(ErrorCode::BadOption,
                    fmt::format("cannot write: {}: it is a device or pipe; name a file", output.string()));
    if (!force && fs::exists(fs::symlink_status(output, ignored)))
        throw Error(ErrorCode::Exists, fmt::format("cannot write: {}: it exists already; nothing was changed; choose "
                                                   "another name or add --force to replace it",
                                                   output.string()));
    const fs::path folder = output.parent_path();
    if (!folder.empty() && !fs::is_directory(folder, ignored))
        throw Error(ErrorCode::Io, fmt::format("cannot write: {}: {}", output.string(),
                                               fs::exists(folder, ignored)
                                                   ? folder.string() + " is a file, not a folder; choose another place"
                                                   : "the folder does not exist; create it first"));
}

} // namespace nectar::cli
