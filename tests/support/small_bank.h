// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/memory_builder.h"

#include <string_view>

namespace nectar {

/// "0011" rows of digits to class ids ('.' = void), for readable tests. width: length of a row.
LabelMap labelMapFromText(std::string_view text, int width);

/// Info of a bank with `classes` classes and features of width dim.
BankInfo smallBankInfo(int classes, int dim, std::vector<Task> tasks);

/// One picture's rows with the given keys [m, dim]; class counts of a 2 × 2 patch per row from text: "0011", "1111",
/// "....".
BankRows labelledRows(std::uint32_t image, const Matrix& keys, const std::vector<std::string>& patches);

} // namespace nectar
