// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/click_points.h"

#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/short_text.h"
#include "core/base/text.h"
#include "core/dataset/class_forms.h"
#include "core/dataset/detect.h"
#include "core/dataset/file_listing.h"
#include "core/dataset/text_lines.h"
#include "core/decode/click_bank.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

namespace nectar {

namespace {

constexpr std::int64_t kLargestFile = 4 << 20;
constexpr std::size_t kToldLines = 10;
constexpr const char* kOtherName = "other";

enum Column : std::size_t { Picture, X, Y, Class };
constexpr std::array<const char*, 4> kTitles = {"picture", "x", "y", "class"};

/// Where each column is.
using Columns = std::array<std::size_t, kTitles.size()>;

Columns columnsOf(const CsvRow& header, const std::filesystem::path& file)
{
    std::vector<std::string> titles;
    for (const std::string& cell : header.cells) {
        const std::string title = lowerCase(trimmed(cell));
        titles.push_back(title == "image" ? "picture" : title);
    }
    Columns columns{};
    for (std::size_t i = 0; i < kTitles.size(); ++i) {
        if (std::ranges::count(titles, kTitles[i]) != 1)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot read the points: {}: line {}: it must name the columns picture,x,y,class, "
                                    "each once; '{}' is {}",
                                    file.string(), header.line, kTitles[i],
                                    std::ranges::count(titles, kTitles[i]) == 0 ? "missing" : "there more than once"));
        columns[i] = static_cast<std::size_t>(std::ranges::find(titles, kTitles[i]) - titles.begin());
    }
    return columns;
}

/// A number of pixels; what is wrong with it goes to `why`.
float pixelsFrom(const std::string& cell, const char* title, std::string& why)
{
    const std::string text = trimmed(cell);
    float value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || !(value >= 0) || !std::isfinite(value))
        why = fmt::format("{} is '{}'; write pixels as a number from 0 up, as 120 or 120.5", title, shortText(text));
    return value;
}

class PointReader {
public:
    PointReader(const Columns& columns, std::size_t cells, const std::optional<ClassTable>& classes)
        : m_columns(columns), m_cells(cells), m_classesAreGiven(classes.has_value())
    {
        m_found.classes = classes.value_or(ClassTable{{{kOtherClass, kOtherName, {}}}, {}});
        for (const ClassEntry& entry : m_found.classes.classes)
            m_indices.emplace(entry.name, static_cast<std::uint16_t>(m_indices.size()));
    }

    void add(const CsvRow& row)
    {
        if (row.cells.size() != m_cells) {
            fail(row, fmt::format("it has {} cells, and the first line {}", row.cells.size(), m_cells));
            return;
        }
        ClickPoint point{row.line, trimmed(row.cells[m_columns[Picture]]), 0, 0, 0};
        std::string why;
        point.y = pixelsFrom(row.cells[m_columns[Y]], "y", why);
        point.x = pixelsFrom(row.cells[m_columns[X]], "x", why);
        if (point.picture.empty())
            why = "no picture is named";
        const std::string name = trimmed(row.cells[m_columns[Class]]);
        if (const std::string issue = clickClassIssue(name); why.empty())
            why = issue;
        if (why.empty() && m_classesAreGiven && !m_indices.contains(name))
            why = fmt::format("the class '{}' is not one of the {} that were given", shortText(name), m_indices.size());
        if (!why.empty()) {
            fail(row, why);
            return;
        }
        const auto [index, isNew] = m_indices.emplace(name, static_cast<std::uint16_t>(m_indices.size()));
        if (isNew)
            m_found.classes.classes.push_back({index->second, name, {}});
        point.classIndex = index->second;
        m_found.points.push_back(std::move(point));
    }

    ClickPoints take(const std::filesystem::path& file)
    {
        if (m_badLines > 0)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot read the points: {}: {}{}; correct {}", file.string(), m_reasons,
                                    m_badLines > kToldLines ? "; and lines" + m_more : "",
                                    m_badLines == 1 ? "it" : "them"));
        if (m_found.points.empty())
            throw Error(ErrorCode::Empty,
                        fmt::format("no points in {}: write one a line, below picture,x,y,class", file.string()));
        if (m_found.points.size() > kMostClicks)
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} has {} points; {} are possible: from more, build a bank of labelled pictures",
                                    file.string(), m_found.points.size(), kMostClicks));
        if (m_found.classes.count() > kMostClasses)
            throw Error(ErrorCode::BadFormat, fmt::format("{}: {}", file.string(), tooManyClasses()));
        return std::move(m_found);
    }

private:
    void fail(const CsvRow& row, const std::string& why)
    {
        if (++m_badLines <= kToldLines)
            m_reasons += fmt::format("{}line {}: {}", m_badLines > 1 ? "; " : "", row.line, why);
        else
            m_more += fmt::format(" {}", row.line);
    }

    Columns m_columns;
    std::size_t m_cells;
    bool m_classesAreGiven;
    ClickPoints m_found;
    std::map<std::string, std::uint16_t> m_indices;
    std::size_t m_badLines = 0;
    std::string m_reasons, m_more;
};

} // namespace

std::string clickClassIssue(const std::string& name)
{
    if (name.empty())
        return "the class is empty; write its name, or other for what is none of the classes";
    if (name.size() > kLongestClassName)
        return fmt::format("the class '{}' has {} bytes; shorten its name to {} at most", shortText(name), name.size(),
                           kLongestClassName);
    if (std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
        return "the class holds a line end or another control character; leave it out";
    if (name.find("(ignore)") != std::string::npos || isPictureName(name))
        return fmt::format("the class cannot be called '{}', which class files use for other things; rename it",
                           shortText(name));
    return {};
}

ClickPoints readClickPoints(const std::filesystem::path& file, const std::optional<ClassTable>& classes)
{
    const std::vector<CsvRow> rows = readCsv(file, kLargestFile);
    if (rows.empty())
        throw Error(ErrorCode::Empty, fmt::format("no points in {}: the file is empty; write picture,x,y,class into "
                                                  "its first line and a point a line below",
                                                  file.string()));
    PointReader reader(columnsOf(rows.front(), file), rows.front().cells.size(), classes);
    std::for_each(rows.begin() + 1, rows.end(), [&](const CsvRow& row) { reader.add(row); });
    return reader.take(file);
}

ClassTable readClickClasses(const std::filesystem::path& file)
{
    ClassTable table = classesFromCsv(file);
    if (table.count() == 0 || table.classes[kOtherClass].name != kOtherName)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read the classes: {}: its first class is not '{}'; name a classes.csv that "
                                "was written with labelled pictures",
                                file.string(), kOtherName));
    return table;
}

std::string clickPointsCsv(const ClickPoints& points)
{
    std::string text = csvLine({kTitles[Picture], kTitles[X], kTitles[Y], kTitles[Class]});
    for (const ClickPoint& point : points.points)
        text += csvLine({point.picture, fmt::format("{}", point.x), fmt::format("{}", point.y),
                         points.classes.classes.at(point.classIndex).name});
    return text;
}

} // namespace nectar
