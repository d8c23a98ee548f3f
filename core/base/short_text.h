// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace nectar {

/// What a message echoes of a text that somebody gave: its first 80 bytes and "…", never half a UTF-8 character.
inline std::string shortText(std::string_view text)
{
    constexpr std::size_t kMost = 80;
    if (text.size() <= kMost)
        return std::string(text);
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

} // namespace nectar
