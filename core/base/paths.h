// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace nectar {

/// Where a user's files go (XDG base directories; the folders may not exist yet). Throws Unavailable without $HOME.
struct UserPaths {
    std::filesystem::path config; ///< settings
    std::filesystem::path data;   ///< banks, recipes
    std::filesystem::path cache;  ///< demo data, thumbnails, features
    std::filesystem::path state;  ///< logs, journal
    std::filesystem::path deps;   ///< cache/deps: what packaging/setup.sh keeps between clones
};
UserPaths userPaths();
/// A folder below UserPaths::state; empty where there is no home.
std::filesystem::path stateFolder(const char* name) noexcept;

/// Folder of the shipped resources: $NECTAR_RESOURCES, ../share/nectar/resources beside the program, or the source tree
/// of a build folder (found by walking up from the program). Throws NotFound.
std::filesystem::path resourceDir();

/// Folder of the starter backbone if packaging/setup.sh put one there, else an empty path.
std::filesystem::path starterBackboneDir();

} // namespace nectar
