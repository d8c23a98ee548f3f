// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/detect.h"
#include "core/dataset/file_listing.h"

#include <fmt/format.h>

#include <charconv>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kLargest = 16 << 20;

std::string trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return std::string(text);
}

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

/// "(ignore)" after the name marks an id without label.
void addClass(ClassTable& table, int id, const std::string& name, const std::optional<Rgb>& rgb)
{
    const std::size_t mark = name.find("(ignore)");
    if (mark != std::string::npos)
        table.ignoredIds.push_back(id);
    else
        table.classes.push_back({id, trimmed(name), rgb});
}

/// "name" (the id is the line number from 0), "id name" or "id: name".
ClassTable fromLines(const std::string& text)
{
    ClassTable table;
    int line = 0;
    for (const std::string& raw : splitList(text, '\n')) {
        const std::string entry = trimmed(raw);
        if (entry.empty() || entry.starts_with('#'))
            continue;
        const std::size_t space = entry.find_first_of(" \t:");
        const auto id = space == std::string::npos ? std::nullopt : number(entry.substr(0, space));
        addClass(table, id.value_or(line), id ? trimmed(entry.substr(space + 1)) : entry, {});
        ++line;
    }
    return table;
}

/// "name,r,g,b" with a header line.
ClassTable fromColourCsv(const std::string& text)
{
    ClassTable table;
    for (const std::string& raw : splitList(text, '\n')) {
        const std::vector<std::string> cells = splitList(trimmed(raw), ',');
        if (cells.size() >= 4)
            if (const auto rgb = colour(cells[1], cells[2], cells[3]))
                addClass(table, table.count() + static_cast<int>(table.ignoredIds.size()), trimmed(cells[0]), rgb);
    }
    return table;
}

/// CVAT: "name:r,g,b:parts:actions".
ClassTable fromCvat(const std::string& text)
{
    ClassTable table;
    for (const std::string& raw : splitList(text, '\n')) {
        const std::vector<std::string> fields = splitList(trimmed(raw), ':');
        if (fields.size() < 2 || raw.starts_with('#'))
            continue;
        const std::vector<std::string> rgb = splitList(fields[1], ',');
        if (rgb.size() == 3)
            addClass(table, table.count(), fields[0], colour(rgb[0], rgb[1], rgb[2]));
    }
    return table;
}

/// "…class_dict.csv" of a folder, if there is one.
fs::path colourFileOf(const fs::path& folder)
{
    std::error_code error;
    for (fs::directory_iterator entries(folder, error); !error && entries != fs::directory_iterator();
         entries.increment(error))
        if (entries->path().filename().string().ends_with("class_dict.csv"))
            return entries->path();
    return {};
}

/// Names come from one file, colours may come from another.
void addColours(ClassTable& table, const fs::path& folder)
{
    const fs::path file = colourFileOf(folder);
    if (file.empty())
        return;
    const ClassTable coloured = fromColourCsv(readFile(file, kLargest));
    for (ClassEntry& entry : table.classes)
        for (const ClassEntry& other : coloured.classes)
            if (!entry.colour && other.name == entry.name)
                entry.colour = other.colour;
}

} // namespace

std::optional<NamedClasses> readClassFile(const fs::path& folder)
{
    std::error_code ignored;
    for (const char* name : {"classes.txt", "labels.txt", "label_map.txt", "class_names.txt"})
        if (fs::is_regular_file(folder / name, ignored)) {
            ClassTable table = fromLines(readFile(folder / name, kLargest));
            addColours(table, folder);
            if (table.count() > 0)
                return NamedClasses{std::move(table), folder / name};
        }
    if (fs::is_regular_file(folder / "labelmap.txt", ignored)) {
        ClassTable table = fromCvat(readFile(folder / "labelmap.txt", kLargest));
        if (table.count() > 0)
            return NamedClasses{std::move(table), folder / "labelmap.txt"};
    }
    if (const fs::path file = colourFileOf(folder); !file.empty()) {
        ClassTable table = fromColourCsv(readFile(file, kLargest));
        if (table.count() > 0)
            return NamedClasses{std::move(table), file};
    }
    return std::nullopt;
}

} // namespace nectar
