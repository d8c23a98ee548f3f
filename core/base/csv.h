// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace nectar {

/// A row of a CSV file; line: where it begins, from 1.
struct CsvRow {
    int line = 0;
    std::vector<std::string> cells;
};

/// Rows of a CSV text (RFC 4180) in UTF-8, blank lines left out. A cell in quotes may hold separators, line ends and,
/// doubled, quotes; nothing is trimmed. Lines end in LF or CRLF; a byte order mark is dropped. The separator is a
/// comma, or a semicolon where the first line has more of these, as spreadsheets of countries with a decimal comma
/// write it. How many cells a row has is for the caller to judge. Errors: BadFormat naming file and line (not UTF-8, a
/// zero byte, a quote where none may be or that is never closed).
std::vector<CsvRow> csvRows(std::string_view text, const std::filesystem::path& name);
/// Of a file of at most maxBytes. Errors: as readFile() and csvRows().
std::vector<CsvRow> readCsv(const std::filesystem::path& file, std::int64_t maxBytes);

/// A row as text, with its line end: cells are quoted where they need it, so that csvRows() reads the same.
std::string csvLine(const std::vector<std::string>& cells);

} // namespace nectar
