// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"

namespace nectar {

/// The built-in weight-free backbone: statistics of colour and gradients of each 16-pixel patch and of its
/// surroundings. No file, no LibTorch, any picture size.
std::unique_ptr<Backbone> makeDescriptor();
BackboneSpec descriptorSpec();
/// Throws BadOption for anything asked for that only a Vision Transformer has, naming the flags.
void requireDescriptorRequest(const BackboneRequest& request);

} // namespace nectar
