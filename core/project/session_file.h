// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

namespace nectar {

/// The state of a running or ended studio: what is found again after it was closed, or killed.
struct Session {
    Project project;
    std::filesystem::path file; ///< where the project was saved or opened; empty: nowhere
    bool hasChanges = false;    ///< that are not in that file
    friend bool operator==(const Session&, const Session&) = default;
};

/// Atomic. Errors: as AtomicFile.
void writeSession(const std::filesystem::path& target, const Session& session);
/// Errors: as readProject().
Session readSession(const std::filesystem::path& source);

} // namespace nectar
