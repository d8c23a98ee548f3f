// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

namespace nectar {

/// Real data and parity fixtures that are no part of the project: $NECTAR_SHARED, else the folder "shared" beside the
/// source tree. Nothing where it is absent: the test then skips with a sentence.
std::optional<std::filesystem::path> sharedFolder();

/// A file or folder below it, if it is there.
std::optional<std::filesystem::path> sharedData(const std::filesystem::path& relative);

} // namespace nectar
