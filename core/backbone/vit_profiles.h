// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/vit_spec.h"

namespace nectar {

/// Chooses input and position profile of an opened file: as requested, as preprocessor_config.json in its folder says,
/// or guessed (formats.md 7). Errors: BadOption, BadFormat, Unsupported.
void chooseProfiles(const BackboneRequest& request, const std::filesystem::path& folder,
                    const std::filesystem::path& file, VitFile& vit);

} // namespace nectar
