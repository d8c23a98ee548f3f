// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"

#include <optional>
#include <string>

namespace nectar {

enum class Protocol { Ours, Paper }; ///< method.md 9
inline constexpr const char* kProtocolNames[] = {"ours", "paper"};

/// Where predictions are scored: Ours: native annotation size; Paper: network input size.
Size scoringSize(Protocol protocol, Size nativeSize, Size networkInput);

/// "paper, 512x512 squash, 101 images"; deviations from the protocol's own input geometry are named:
/// "ours (deviates: input 480x352 squash), 101 images".
std::string protocolSentence(Protocol protocol, Size target, Resize resize, std::int64_t images);

} // namespace nectar
