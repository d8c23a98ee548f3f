// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/tensor_archive.h"

#include <optional>

namespace nectar {

/// Tensors of a Vision Transformer under one set of names, whatever the file calls them: "cls_token", "pos_embed",
/// "register_tokens", "patch.weight", "norm.weight", and per block "blocks.3." + norm1, qkv or q, k, v, proj, ls1,
/// norm2, fc1, fc2 or w12, w3 or gate, up, down, ls2 (+ ".weight", ".bias").
struct NamedWeights {
    std::string scheme; ///< "S1" or "S7"
    std::string family; ///< for people: "timm, DINO, MAE or AugReg names"
    std::string prefix; ///< what was stripped
    std::map<std::string, const TensorInfo*> tensors;
    std::map<std::string, std::string> fileNames; ///< canonical name to the file's own
    std::vector<std::string> unused;              ///< heads, decoders, mask tokens

    const TensorInfo* find(const std::string& name) const;
};

/// Recognises the naming scheme by the keys present (formats.md 6) and renames. Errors: Unsupported, naming a scheme
/// that is recognised but not read, or, for unknown names, the closest scheme with missing and extra names.
NamedWeights nameWeights(const TensorArchive& archive, const std::string& file);

} // namespace nectar
