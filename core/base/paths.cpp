// SPDX-License-Identifier: Apache-2.0
#include "core/base/paths.h"

#include "core/base/error.h"

#include <cstdlib>
#include <string>

namespace nectar {

namespace fs = std::filesystem;

namespace {

fs::path xdgFolder(const char* variable, const char* below)
{
    if (const char* value = std::getenv(variable); value && fs::path(value).is_absolute())
        return fs::path(value) / "nectar";
    const char* home = std::getenv("HOME");
    if (!home || !fs::path(home).is_absolute()) // a relative one would scatter files over working folders
        throw Error(ErrorCode::Unavailable, std::string("no folder for your files: neither HOME nor ") + variable +
                                                " is set to an absolute path; set one of them");
    return fs::path(home) / below / "nectar";
}

} // namespace

UserPaths userPaths()
{
    const fs::path cache = xdgFolder("XDG_CACHE_HOME", ".cache");
    return {xdgFolder("XDG_CONFIG_HOME", ".config"), xdgFolder("XDG_DATA_HOME", ".local/share"), cache,
            xdgFolder("XDG_STATE_HOME", ".local/state"), cache / "deps"};
}

fs::path stateFolder(const char* name) noexcept
{
    try {
        return userPaths().state / name;
    } catch (const std::exception&) {
        return {}; // logs and notes are left out, nothing else
    }
}

fs::path resourceDir()
{
    std::error_code ignored;
    if (const char* value = std::getenv("NECTAR_RESOURCES"); value && fs::is_directory(value, ignored))
        return value;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path installed = program.parent_path().parent_path() / "share/nectar/resources";
    if (fs::is_directory(installed, ignored))
        return installed;
    for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path())
        if (fs::is_directory(folder / "resources/palettes", ignored))
            return folder / "resources";
    throw Error(ErrorCode::NotFound, "Nectar's resources are missing: " + installed.string() +
                                         ": not there; install the program again or set NECTAR_RESOURCES");
}

fs::path starterBackboneDir()
{
    std::error_code ignored;
    if (const char* value = std::getenv("NECTAR_STARTER"))
        return fs::exists(fs::path(value) / "model.safetensors", ignored) ? fs::path(value) : fs::path();
    const fs::path folder = userPaths().deps / "starter-vits14-1";
    return fs::exists(folder / "model.safetensors", ignored) ? folder : fs::path();
}

} // namespace nectar
