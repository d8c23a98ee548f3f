// SPDX-License-Identifier: Apache-2.0
#include "core/base/short_text.h"
#include "core/base/text.h"
#include "core/dataset/class_forms.h"
#include "core/dataset/class_table_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace nectar {

namespace {

enum Column : std::size_t { Id, Name, Red, Green, Blue };
constexpr std::size_t kColumns = 5;

/// Where each column is in a line, if it is there.
struct Columns {
    std::array<std::optional<std::size_t>, kColumns> at;
    std::size_t count = 0; ///< cells of a line, those of no interest included
};

/// Spreadsheets of countries with a decimal comma write semicolons.
char separatorOf(const std::string& firstLine)
{
    return std::ranges::count(firstLine, ';') > std::ranges::count(firstLine, ',') ? ';' : ',';
}

/// Cells of a line; quotes keep a separator within a cell, and two of them are one.
std::vector<std::string> cellsOf(std::string_view line, char separator)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool twice = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
        if (line[i] == '"' && !twice) {
            quoted = !quoted;
        } else if (line[i] == separator && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
            i += twice ? 1 : 0;
        }
    }
    std::ranges::transform(cells, cells.begin(), [](const std::string& cell) { return trimmed(cell); });
    return cells;
}

/// "Class ID", "class_id" and "classId" are one title.
std::optional<Column> columnOf(const std::string& title)
{
    std::string word = lowerCase(title);
    std::erase_if(word, [](char c) { return c == ' ' || c == '_' || c == '-'; });
    const auto isOneOf = [&word](std::initializer_list<const char*> words) {
        return std::ranges::find(words, word) != words.end();
    };
    if (isOneOf({"id", "labelid", "classid", "index", "value", "pixelvalue"}))
        return Id;
    if (isOneOf({"name", "class", "label", "classname", "labelname"}))
        return Name;
    if (isOneOf({"r", "red"}))
        return Red;
    if (isOneOf({"g", "green"}))
        return Green;
    if (isOneOf({"b", "blue"}))
        return Blue;
    return std::nullopt;
}

/// The first line if it has words only; one word may be a class.
bool isHeader(const std::vector<std::string>& cells)
{
    return std::ranges::none_of(cells, looksLikeNumber) && (cells.size() > 1 || columnOf(cells[0]));
}

/// Nothing where it has no title that we know: the number of columns decides then.
std::optional<Columns> columnsOfHeader(const TableReader& reader, const std::string& place,
                                       const std::vector<std::string>& titles)
{
    Columns columns;
    columns.count = titles.size();
    bool known = false;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const std::optional<Column> column = columnOf(titles[i]);
        if (!column)
            continue;
        known = true;
        if (const std::optional<std::size_t> other = columns.at[*column])
            reader.fail(place, fmt::format("the columns '{}' and '{}' mean the same; rename one", titles[*other],
                                           shortText(titles[i])));
        columns.at[*column] = i;
    }
    if (!known)
        return std::nullopt;
    if (!columns.at[Name])
        reader.fail(place, "no column has the names of the classes; call it name");
    if (columns.at[Red].has_value() != columns.at[Green].has_value() ||
        columns.at[Red].has_value() != columns.at[Blue].has_value())
        reader.fail(place, "some of the columns r, g and b are missing; write all three or none");
    return columns;
}

Columns columnsByNumber(const TableReader& reader, const std::string& place, std::size_t count)
{
    switch (count) {
    case 1:
        return {{{{}, 0, {}, {}, {}}}, count};
    case 2:
        return {{{0, 1, {}, {}, {}}}, count};
    case 4:
        return {{{{}, 0, 1, 2, 3}}, count};
    case 5:
        return {{{0, 1, 2, 3, 4}}, count};
    default:
        reader.fail(place, fmt::format("it has {} columns and nothing says what they are; write a first line that "
                                       "names them: id,name,r,g,b",
                                       count));
    }
}

void addLine(TableReader& reader, const std::string& place, const std::vector<std::string>& cells,
             const Columns& columns)
{
    const auto isRest = std::find_if(cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns.count, cells.size())),
                                     cells.end(), [](const std::string& cell) { return !cell.empty(); });
    if (cells.size() < columns.count || isRest != cells.end())
        reader.fail(place, fmt::format("it has {} columns, and the first line has {}; write as many, and names that "
                                       "hold a separator in \"quotes\"",
                                       cells.size(), columns.count));
    const auto& at = columns.at;
    const std::int64_t id =
        at[Id] ? reader.idFrom(place, cells[*at[Id]],
                               "write the id as a whole number, or a first line that names the columns: id,name,r,g,b")
               : reader.nextId();
    std::optional<Rgb> colour;
    if (at[Red]) {
        const std::array<std::string, 3> rgb{cells[*at[Red]], cells[*at[Green]], cells[*at[Blue]]};
        if (!(rgb[0].empty() && rgb[1].empty() && rgb[2].empty()))
            colour = reader.colourFrom(place, rgb);
    }
    reader.add(place, id, cells[*at[Name]], colour);
}

} // namespace

ClassTable classesFromCsv(const std::filesystem::path& file)
{
    TableReader reader(file);
    std::optional<Columns> columns;
    std::optional<char> separator;
    for (const TextLine& line : readTextLines(file)) {
        if (line.text.starts_with('#'))
            continue;
        const bool isFirst = !separator;
        if (isFirst)
            separator = separatorOf(line.text);
        const std::vector<std::string> cells = cellsOf(line.text, *separator);
        if (std::ranges::all_of(cells, [](const std::string& cell) { return cell.empty(); }))
            continue; // spreadsheets write blank lines as ",,,"
        const std::string place = placeOf(line);
        if (isFirst && isHeader(cells)) {
            columns = columnsOfHeader(reader, place, cells);
            continue;
        }
        if (!columns)
            columns = columnsByNumber(reader, place, cells.size());
        addLine(reader, place, cells, *columns);
    }
    return reader.take();
}

} // namespace nectar
