// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace nectar {

/// A line that says something, without the blanks around it; number: in the file, from 1.
struct TextLine {
    int number = 0;
    std::string text;
};

/// The lines of a small text file (16 MiB) in UTF-8, blank ones left out. What is no valid UTF-8 is taken for Latin-1,
/// in which old programs save "Straße"; a byte order mark is dropped. Errors: as readFile(), BadFormat for UTF-16 and
/// others that hold zeroes.
std::vector<TextLine> readTextLines(const std::filesystem::path& file);

/// Without blanks, tabs and line ends around it.
std::string trimmed(std::string_view text);

} // namespace nectar
