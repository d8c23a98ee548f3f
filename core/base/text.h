// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nectar {

/// With a to z for A to Z; other letters stay.
std::string lowerCase(std::string text);
/// "line 3, column 7" of a parser's position (bytes read so far).
std::string placeInText(std::string_view text, std::size_t position);
/// Without stray bytes, overlong forms and surrogates.
bool isUtf8(std::string_view text);

} // namespace nectar
