// SPDX-License-Identifier: Apache-2.0
#include "core/eval/protocol.h"

#include <fmt/format.h>

namespace nectar {

Size scoringSize(Protocol protocol, Size nativeSize, Size networkInput)
{
    return protocol == Protocol::Ours ? nativeSize : networkInput;
}

std::string protocolSentence(Protocol protocol, Size target, Resize resize, std::int64_t images)
{
    const std::string geometry =
        fmt::format("input {}x{} {}", target.width, target.height, resize == Resize::Squash ? "squash" : "aspect");
    const bool own =
        protocol == Protocol::Ours ? resize == Resize::Aspect : resize == Resize::Squash && target == Size{512, 512};
    const char* scored = protocol == Protocol::Ours ? "scored at native size" : "scored at network input size";
    return fmt::format("{} ({}{}, {}), {} images", protocol == Protocol::Ours ? "ours" : "paper",
                       own ? "" : "deviates: ", geometry, scored, images);
}

} // namespace nectar
