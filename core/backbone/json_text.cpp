// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/json_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar {

bool isNestedDeeper(std::string_view json, std::size_t most)
{
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
            continue;
        }
        quoted = c == '"';
        if ((c == '{' || c == '[') && ++depth > most)
            return true;
        if ((c == '}' || c == ']') && depth > 0)
            --depth;
    }
    return false;
}

std::string placeInText(std::string_view text, std::size_t position)
{
    const std::string_view before = text.substr(0, position > 0 ? position - 1 : 0);
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return fmt::format("line {}, column {}", 1 + std::count(before.begin(), before.end(), '\n'),
                       before.size() - lineStart + 1);
}

} // namespace nectar
