// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/json_text.h"

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

} // namespace nectar
