// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/project/project.h"

namespace nectar {

/// The files that a project names and that are not there, each once: its bank first, then pictures.
std::vector<std::filesystem::path> missingFiles(const Project& project, const JobContext& ctx);

struct Relocation {
    Project project;       ///< naming what was found at its new place
    std::size_t found = 0; ///< of the missing files
    std::size_t missing = 0;
};

/// Finds the missing files of a project after their folder was moved or renamed. folder: where one of the folders above
/// them is now, whichever. What the old and the new place have in common at their ends is taken for the same, so that
/// one answer serves every file below what was moved: with /old/town/images now at /new/town/images, /old/banks/a.bank
/// is looked for at /new/banks/a.bank too. A file is only named anew where it is there.
Relocation relocated(const Project& project, const std::filesystem::path& folder, const JobContext& ctx);

} // namespace nectar
