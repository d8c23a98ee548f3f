// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/short_text.h"
#include "core/dataset/detect.h"
#include "core/dataset/file_listing.h"
#include "core/dataset/text_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace nectar {

namespace fs = std::filesystem;

namespace {

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc{} && result.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<Rgb> colour(const std::string& r, const std::string& g, const std::string& b)
{
    const auto red = number(trimmed(r));
    const auto green = number(trimmed(g));
    const auto blue = number(trimmed(b));
    const auto isByte = [](const std::optional<int>& v) { return v && *v >= 0 && *v <= 255; };
    if (!isByte(red) || !isByte(green) || !isByte(blue))
        return std::nullopt;
    return Rgb{static_cast<std::uint8_t>(*red), static_cast<std::uint8_t>(*green), static_cast<std::uint8_t>(*blue)};
}

constexpr int kUsuallyIgnored = 255;

/// "255 ignore", as many class files say it without the mark.
bool isWordForIgnored(std::string name)
{
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const char* word : {"ignore", "ignored", "void", "unlabelled", "unlabeled"})
        if (name == word)
            return true;
    return false;
}

/// Cells of a line of CSV; quotes keep a comma within a cell, and two of them are one.
std::vector<std::string> csvCells(std::string_view line)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool twice = quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"';
        if (line[i] == '"' && !twice) {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
            i += twice ? 1 : 0;
        }
    }
    return cells;
}

/// A class table in the making; complains by file and line.
class TableReader {
public:
    explicit TableReader(const fs::path& file) : m_file(file) {}

    [[noreturn]] void fail(int line, const std::string& why) const
    {
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read the class names: {}: line {}: {}", m_file.string(), line, why));
    }
    /// "(ignore)" after the name marks an id without label. Ids and names are those of one line only: results are
    /// counted by both.
    void add(int line, std::int64_t id, const std::string& name, const std::optional<Rgb>& rgb)
    {
        const std::size_t mark = name.find("(ignore)");
        const bool ignored = mark != std::string::npos || (id == kUsuallyIgnored && isWordForIgnored(name));
        const int largest = ignored ? kLargestMaskValue : kLargestClassId;
        if (id < 0 || id > largest)
            fail(line, fmt::format("the id {} is {}; ids of masks are 0 to {}: correct the id, or remove the line", id,
                                   id < 0 ? "negative" : "too large", largest));
        requireUsableName(line, id, ignored ? trimmed(name.substr(0, mark)) : name, ignored);
        if (const auto [other, isNew] = m_lineOfId.emplace(id, Line{line, name}); !isNew && !(ignored && isIgnored(id)))
            fail(line, fmt::format("the id {} of '{}' is that of '{}' in line {} already; give each its own id", id,
                                   name, other->second.text, other->second.number));
        if (ignored) {
            m_table.ignoredIds.push_back(static_cast<int>(id));
            if (rgb)
                m_table.ignoredColours.push_back(*rgb);
            return;
        }
        if (m_table.count() == kMostClasses)
            fail(line, tooManyClasses());
        if (const auto [other, isNew] = m_lineOfName.emplace(name, line); !isNew)
            fail(line,
                 fmt::format("the name '{}' of the id {} is that of a class in line {} already; give each its own "
                             "name",
                             name, id, other->second));
        m_table.classes.push_back({static_cast<int>(id), name, rgb});
    }
    int nextId() const { return m_table.count() + static_cast<int>(m_table.ignoredIds.size()); }
    ClassTable take() { return std::move(m_table); }

private:
    struct Line {
        int number = 0;
        std::string text;
    };

    bool isIgnored(std::int64_t id) const { return std::ranges::count(m_table.ignoredIds, id) > 0; }
    void requireUsableName(int line, std::int64_t id, const std::string& name, bool mayBeEmpty) const
    {
        if (name.empty() && !mayBeEmpty)
            fail(line, fmt::format("the class with id {} has no name; write one", id));
        if (name.size() > kLongestClassName)
            fail(line, fmt::format("the name '{}' has {} bytes; shorten it to {} at most", shortText(name), name.size(),
                                   kLongestClassName));
    }

    const fs::path& m_file;
    ClassTable m_table;
    std::map<std::int64_t, Line> m_lineOfId;
    std::map<std::string, int> m_lineOfName;
};

/// "1.5", "1,5", "3.", "+3", "1e3" or "0x10": a number, but not as ids are written. "7up" and "3d" are words.
bool isOtherNumber(std::string_view word)
{
    if (word.starts_with("0x") || word.starts_with("0X"))
        return word.size() > 2 && word.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
    std::string text(word.substr(word.starts_with('+') ? 1 : 0));
    std::ranges::replace(text, ',', '.');
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return text.find_first_of("0123456789") != std::string::npos && result.ec != std::errc::invalid_argument &&
           result.ptr == text.data() + text.size();
}

/// The number at the start of "7 road" or "7: road"; one that fits no integer is as wrong as a negative one.
std::optional<std::int64_t> leadingId(const TableReader& reader, const TextLine& line, std::size_t end)
{
    const std::string_view text = std::string_view(line.text).substr(0, end);
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ptr != text.data() + text.size()) {
        if (isOtherNumber(text))
            reader.fail(line.number, fmt::format("'{}' is no whole number; write the id as a whole number, or put the "
                                                 "name first",
                                                 shortText(text)));
        return std::nullopt;
    }
    if (result.ec == std::errc::result_out_of_range)
        reader.fail(line.number, fmt::format("the id {} is too large; ids of masks are 0 to {}: correct the id, or "
                                             "remove the line",
                                             shortText(text), kLargestClassId));
    return result.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

/// "name" (the id is the line number from 0), "id name" or "id: name".
ClassTable fromLines(const fs::path& file)
{
    TableReader reader(file);
    std::int64_t entry = 0;
    for (const TextLine& line : readTextLines(file)) {
        if (line.text.starts_with('#'))
            continue;
        if (line.text == "__ignore__") // labelme's name of what has no id
            continue;
        const std::size_t space = line.text.find_first_of(" \t:");
        const auto id = space == std::string::npos ? std::nullopt : leadingId(reader, line, space);
        reader.add(line.number, id.value_or(entry), id ? trimmed(line.text.substr(space + 1)) : line.text, {});
        ++entry;
    }
    return reader.take();
}

/// "name,r,g,b" with a header line.
ClassTable fromColourCsv(const fs::path& file)
{
    TableReader reader(file);
    for (const TextLine& line : readTextLines(file)) {
        const std::vector<std::string> cells = csvCells(line.text);
        if (cells.size() >= 4)
            if (const auto rgb = colour(cells[1], cells[2], cells[3]))
                reader.add(line.number, reader.nextId(), trimmed(cells[0]), rgb);
    }
    return reader.take();
}

/// CVAT: "name:r,g,b:parts:actions".
ClassTable fromCvat(const fs::path& file)
{
    TableReader reader(file);
    for (const TextLine& line : readTextLines(file)) {
        const std::vector<std::string> fields = splitList(line.text, ':');
        if (fields.size() < 2 || line.text.starts_with('#'))
            continue;
        const std::vector<std::string> rgb = splitList(fields[1], ',');
        if (rgb.size() == 3)
            reader.add(line.number, reader.nextId(), trimmed(fields[0]), colour(rgb[0], rgb[1], rgb[2]));
    }
    return reader.take();
}

/// "…class_dict.csv" of a folder, the first by name, if there is one.
fs::path colourFileOf(const fs::path& folder)
{
    fs::path first;
    std::error_code error;
    for (fs::directory_iterator entries(folder, error); !error && entries != fs::directory_iterator();
         entries.increment(error)) {
        std::error_code ignored;
        const fs::path& file = entries->path();
        if (file.filename().string().ends_with("class_dict.csv") && entries->is_regular_file(ignored) &&
            (first.empty() || file < first))
            first = file;
    }
    return first;
}

/// Names come from one file, colours may come from another.
void addColours(ClassTable& table, const fs::path& folder)
{
    const fs::path file = colourFileOf(folder);
    if (file.empty())
        return;
    const ClassTable coloured = fromColourCsv(file);
    for (ClassEntry& entry : table.classes)
        for (const ClassEntry& other : coloured.classes)
            if (!entry.colour && other.name == entry.name)
                entry.colour = other.colour;
    table.ignoredColours = coloured.ignoredColours;
}

} // namespace

std::string tooManyClasses()
{
    return fmt::format("there are more than {} classes, and Nectar counts every pair of them; leave out or merge some",
                       kMostClasses);
}

std::optional<NamedClasses> readClassFile(const fs::path& folder)
{
    const auto named = [](ClassTable table, const fs::path& file) {
        if (table.count() == 0)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot read the class names: {}: there is no class in it; write a line for each "
                                    "class, or remove the file",
                                    file.string()));
        return NamedClasses{std::move(table), file};
    };
    std::error_code ignored;
    for (const char* name : {"classes.txt", "labels.txt", "label_map.txt", "class_names.txt"})
        if (fs::is_regular_file(folder / name, ignored)) {
            NamedClasses classes = named(fromLines(folder / name), folder / name);
            addColours(classes.table, folder);
            return classes;
        }
    if (const fs::path file = folder / "labelmap.txt"; fs::is_regular_file(file, ignored))
        return named(fromCvat(file), file);
    if (const fs::path file = colourFileOf(folder); !file.empty())
        return named(fromColourCsv(file), file);
    return std::nullopt;
}

} // namespace nectar
