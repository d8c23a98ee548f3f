// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/backbone/vit_layout.h"

namespace nectar {

/// A weight file with every choice made: what the transformer needs to be built.
struct VitFile {
    TensorArchive archive;
    NamedWeights weights;
    VitLayout layout;
    BackboneSpec spec; ///< weightsHash still empty
};

/// Opens the file of a request, reads config.json and preprocessor_config.json beside it, and chooses the profiles.
VitFile openVitFile(const BackboneRequest& request);

} // namespace nectar
