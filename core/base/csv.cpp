// SPDX-License-Identifier: Apache-2.0
#include "core/base/csv.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar {

namespace {

/// Reads one cell after the other; knows where it is.
class CsvReader {
public:
    CsvReader(std::string_view text, const std::filesystem::path& name) : m_text(text), m_name(name)
    {
        const std::string_view first = text.substr(0, text.find('\n'));
        m_separator = std::ranges::count(first, ';') > std::ranges::count(first, ',') ? ';' : ',';
    }

    std::vector<CsvRow> rows()
    {
        std::vector<CsvRow> rows;
        while (m_at < m_text.size()) {
            if (endsLine()) { // a blank line
                passLineEnd();
                continue;
            }
            CsvRow row{m_line, {readCell()}};
            while (m_at < m_text.size() && m_text[m_at] == m_separator) {
                ++m_at;
                row.cells.push_back(readCell());
            }
            passLineEnd();
            rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    [[noreturn]] void fail(int line, const std::string& why) const
    {
        throw Error(ErrorCode::BadFormat, fmt::format("cannot read {}: line {}: {}", m_name.string(), line, why));
    }

    bool endsLine() const
    {
        return m_at == m_text.size() || m_text[m_at] == '\n' || m_text.substr(m_at).starts_with("\r\n");
    }

    void passLineEnd()
    {
        m_at += m_text.substr(m_at).starts_with("\r\n") ? 2 : 1;
        ++m_line;
    }

    std::string readCell() { return m_at < m_text.size() && m_text[m_at] == '"' ? quotedCell() : plainCell(); }

    std::string plainCell()
    {
        const std::size_t start = m_at;
        while (!endsLine() && m_text[m_at] != m_separator) {
            if (m_text[m_at] == '"')
                fail(m_line, "there is a quote within a cell; put the whole cell in quotes and double those in it");
            if (m_text[m_at] == '\r')
                fail(m_line, "there is a carriage return within a cell; end lines with a line feed");
            ++m_at;
        }
        return std::string(m_text.substr(start, m_at - start));
    }

    std::string quotedCell()
    {
        const int opened = m_line;
        std::string cell;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                if (m_at == m_text.size() || m_text[m_at] != '"') { // two quotes are one
                    if (!endsLine() && m_text[m_at] != m_separator)
                        fail(m_line, "a cell goes on after its closing quote; double the quotes that belong to it");
                    return cell;
                }
            }
            m_line += m_text[m_at] == '\n' ? 1 : 0;
            cell += m_text[m_at];
        }
        fail(opened, "a quote is opened and never closed; close it");
    }

    std::string_view m_text;
    const std::filesystem::path& m_name;
    char m_separator = ',';
    std::size_t m_at = 0;
    int m_line = 1;
};

/// Number of the first line that is no UTF-8, or holds a zero byte; 0: none.
int firstUnreadableLine(std::string_view text)
{
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view one = text.substr(0, end);
        if (!isUtf8(one) || one.find('\0') != std::string_view::npos)
            return line;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return 0;
}

} // namespace

std::vector<CsvRow> csvRows(std::string_view text, const std::filesystem::path& name)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    if (const int line = firstUnreadableLine(text); line > 0)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read {}: line {}: it is no text in UTF-8; save the file as CSV in UTF-8",
                                name.string(), line));
    return CsvReader(text, name).rows();
}

std::vector<CsvRow> readCsv(const std::filesystem::path& file, std::int64_t maxBytes)
{
    return csvRows(readFile(file, maxBytes), file);
}

std::string csvLine(const std::vector<std::string>& cells)
{
    std::string line;
    for (const std::string& cell : cells) {
        if (&cell != &cells.front())
            line += ',';
        // A lone empty cell would be a blank line; semicolons could be taken for the separator.
        const bool plain = cell.find_first_of(",;\"\r\n") == std::string::npos && !(cell.empty() && cells.size() == 1);
        if (plain) {
            line += cell;
            continue;
        }
        line += '"';
        for (const char c : cell)
            line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + '\n';
}

} // namespace nectar
