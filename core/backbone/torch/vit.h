// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/vit_spec.h"

namespace nectar {

/// Our Vision Transformer in LibTorch: inference only.
std::unique_ptr<Backbone> makeVit(VitFile file, DeviceChoice device, const JobContext& ctx);

} // namespace nectar
