// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/open_scene.h"

#include <filesystem>
#include <string>

namespace nectar {

/// The neighbours of a patch with every number, indented; image: as it was named.
std::string patchEvidenceJson(const std::filesystem::path& image, PatchIndex patch,
                              const std::vector<PatchEvidence>& evidence, const MemoryBank& bank);

} // namespace nectar
