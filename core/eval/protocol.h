// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"
#include "core/memory/bank_options.h"

#include <optional>
#include <string>

namespace nectar {

enum class Protocol { Ours, Paper }; ///< method.md 9
inline constexpr const char* kProtocolNames[] = {"ours", "paper"};

/// Where predictions are scored: Ours: native annotation size; Paper: network input size.
Size scoringSize(Protocol protocol, Size nativeSize, Size networkInput);

/// What was measured, as far as a protocol fixes it.
struct MeasuredSettings {
    BankOptions bank;
    std::int64_t rows = 0; ///< of the bank
    int neighbours = 0;    ///< 0: a table of several k and temperatures, which says its own
    float temperature = 0;
    std::int64_t images = 0;
    std::int64_t leftOut = 0; ///< prompt images of the bank that did not vote
};

/// "paper (input 512x512 squash, scored at network input size), 101 images"; what differs from the protocol (method.md
/// 9; for the paper's: Tables 6 and 7) is named: "(…; deviates: no augmentation, k 5), 101 images".
std::string protocolSentence(Protocol protocol, const MeasuredSettings& settings);

} // namespace nectar
