// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/tensor_archive.h"

namespace nectar {

/// Checks the header of a safetensors file and returns its tensors. Errors: BadFormat naming file, tensor and reason.
std::vector<TensorInfo> readSafetensors(std::span<const std::byte> file, const std::string& name);

} // namespace nectar
