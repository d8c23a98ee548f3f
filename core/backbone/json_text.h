// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace nectar {

/// Do the brackets of a JSON text nest more than `most` levels? Looked at before parsing, which would store them.
bool isNestedDeeper(std::string_view json, std::size_t most);

} // namespace nectar
