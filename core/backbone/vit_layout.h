// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/weight_scheme.h"

namespace nectar {

enum class FeedForward { Mlp, SwiGlu, SwiGluSplit };

/// Shape of a Vision Transformer, read from its tensors and checked tensor by tensor.
struct VitLayout {
    int dim = 0;
    int depth = 0;
    int patchSize = 0;
    int registers = 0;
    int positionSide = 0; ///< side of the stored position grid
    FeedForward feedForward = FeedForward::Mlp;
    int hidden = 0; ///< of the feed-forward part
    bool splitQkv = false;
    bool layerScale = false;
    bool finalNorm = true;
};

/// Errors: BadFormat naming the tensor that is missing or has the wrong shape or type.
VitLayout readVitLayout(const NamedWeights& weights, const std::string& file);

} // namespace nectar
