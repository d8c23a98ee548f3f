// SPDX-License-Identifier: Apache-2.0
#include "core/base/short_text.h"
#include "core/dataset/class_forms.h"
#include "core/dataset/class_table_reader.h"
#include "core/dataset/detect.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace nectar {

namespace {

constexpr std::string_view kSeparators = " \t,;";
constexpr const char* kForms = "r g b, r g b name, id r g b, id r g b name, name r g b, or id name r g b";

struct PaletteLine {
    std::string place;
    const char* form = ""; ///< one of kForms
    std::string id;        ///< empty: the position
    std::array<std::string, 3> rgb;
    std::string name;
};

std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t begin = line.find_first_not_of(kSeparators); begin != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(kSeparators, begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(kSeparators, end);
    }
    return words;
}

/// The name is the text from the first word to the last, with what separates them: "traffic sign".
std::string textOf(std::string_view first, std::string_view last)
{
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

std::array<std::string, 3> colourAt(const std::vector<std::string_view>& words, std::size_t first)
{
    return {std::string(words[first]), std::string(words[first + 1]), std::string(words[first + 2])};
}

/// Numbers at the start tell the forms apart: three or more are a colour, with an id before it if there are four.
/// Otherwise the last three words are the colour.
PaletteLine splitLine(const TableReader& reader, const TextLine& line)
{
    const std::string place = placeOf(line);
    const std::vector<std::string_view> words = wordsOf(line.text);
    const auto leading = static_cast<std::size_t>(std::ranges::find_if_not(words, looksLikeNumber) - words.begin());
    const auto trailing =
        static_cast<std::size_t>(std::find_if_not(words.rbegin(), words.rend(), looksLikeNumber) - words.rbegin());
    if (leading == words.size()) {
        if (leading == 3)
            return {place, "r g b", "", colourAt(words, 0), ""};
        if (leading == 4)
            return {place, "id r g b", std::string(words[0]), colourAt(words, 1), ""};
        reader.fail(place, fmt::format("it has {} numbers; write {}", leading, kForms));
    }
    if (leading == 3)
        return {place, "r g b name", "", colourAt(words, 0), textOf(words[3], words.back())};
    if (leading > 3)
        return {place, "id r g b name", std::string(words[0]), colourAt(words, 1), textOf(words[4], words.back())};
    if (trailing < 3)
        reader.fail(place, fmt::format("there is no colour in '{}'; write {}", shortText(line.text), kForms));
    const std::size_t colour = words.size() - 3;
    if (leading == 0)
        return {place, "name r g b", "", colourAt(words, colour), textOf(words[0], words[colour - 1])};
    return {place, "id name r g b", std::string(words[0]), colourAt(words, colour),
            textOf(words[1], words[colour - 1])};
}

void requireOneForm(const TableReader& reader, const std::vector<PaletteLine>& lines)
{
    for (const PaletteLine& line : lines)
        if (std::string_view(line.form) != lines.front().form)
            reader.fail(line.place, fmt::format("it reads as {}, and {} as {}; write all lines in one form", line.form,
                                                lines.front().place, lines.front().form));
}

/// Four numbers are "id r g b", unless the first repeats, as no id may, and the last is always 0 or 255: that is
/// "r g b alpha", whose alpha says nothing.
void dropAlpha(std::vector<PaletteLine>& lines)
{
    std::set<std::string> ids;
    bool repeated = false;
    for (const PaletteLine& line : lines) {
        const std::string& last = line.rgb[2];
        if (std::string_view(line.form) != "id r g b" || (last != "0" && last != "255"))
            return;
        repeated |= !ids.insert(line.id).second;
    }
    if (repeated)
        for (PaletteLine& line : lines)
            line = {line.place, "r g b", "", {line.id, line.rgb[0], line.rgb[1]}, ""};
}

} // namespace

ClassTable classesFromPalette(const std::filesystem::path& file)
{
    TableReader reader(file);
    std::vector<PaletteLine> lines;
    for (const TextLine& line : readTextLines(file)) {
        if (line.text.starts_with('#'))
            continue;
        lines.push_back(splitLine(reader, line));
        if (lines.size() > kLargestMaskValue + 1)
            reader.fail(placeOf(line), tooManyClasses());
    }
    requireOneForm(reader, lines);
    dropAlpha(lines);
    for (const PaletteLine& line : lines) {
        const std::int64_t id = line.id.empty() ? reader.nextId() : reader.idFrom(line.place, line.id);
        reader.add(line.place, id, line.name.empty() ? fmt::format("class {}", id) : line.name,
                   reader.colourFrom(line.place, line.rgb));
    }
    ClassTable table = reader.take();
    if (!lines.empty() && lines.front().name.empty())
        for (ClassEntry& entry : table.classes)
            entry.name.clear();
    return table;
}

} // namespace nectar
