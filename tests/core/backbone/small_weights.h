// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/base/error.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nectar {

/// Tensor names and their shapes.
using Shapes = std::map<std::string, std::vector<std::int64_t>>;

/// S1 of width 64, patch 8, grid 2 × 2, one block.
Shapes smallModel();

/// Writes a safetensors file of these tensors, all values alike, and the folders above it; returns its path.
std::string saveWeights(const std::filesystem::path& file, const Shapes& shapes, float value = 0.5f);

BackboneSpec inspectWeights(const std::string& weights);
/// The text of the error of this kind that opening ends in; empty if it ends otherwise.
std::string refusal(const std::string& weights, ErrorCode code);
bool hasNote(const BackboneSpec& spec, const std::string& part);

} // namespace nectar
