// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/class_forms.h"
#include "core/dataset/class_table_reader.h"
#include "core/dataset/file_listing.h"

#include <algorithm>

namespace nectar {

namespace {

/// Where the first word of a line ends, which may be an id: "7 road", "7: road", "7,road". "1,5 thing" begins with a
/// number that is no id.
std::size_t endOfFirstWord(std::string_view line)
{
    const std::string_view word = line.substr(0, line.find_first_of(" \t:"));
    const std::size_t comma = word.find_first_of(",;");
    const bool isNumberWithComma = comma + 1 < word.size() && looksLikeNumber(word);
    return comma == std::string_view::npos || isNumberWithComma ? word.size() : comma;
}

} // namespace

ClassTable classesFromLines(const std::filesystem::path& file)
{
    TableReader reader(file);
    std::int64_t entry = 0;
    for (const TextLine& line : readTextLines(file)) {
        if (line.text.starts_with('#'))
            continue;
        if (line.text == "__ignore__") // labelme's name of what has no id
            continue;
        const std::string place = placeOf(line);
        const std::size_t end = endOfFirstWord(line.text);
        const std::string_view word = std::string_view(line.text).substr(0, end);
        if (end < line.text.size() && looksLikeNumber(word)) {
            const std::int64_t id = reader.idFrom(place, word, "write the id as a whole number, or put the name first");
            const std::size_t name = line.text.find_first_not_of(" \t:,;", end);
            reader.add(place, id, name == std::string::npos ? "" : line.text.substr(name), {});
        } else {
            reader.add(place, entry, line.text, {});
        }
        ++entry;
    }
    return reader.take();
}

ClassTable classesFromCvat(const std::filesystem::path& file)
{
    TableReader reader(file);
    for (const TextLine& line : readTextLines(file)) {
        const std::vector<std::string> fields = splitList(line.text, ':');
        if (fields.size() < 2 || line.text.starts_with('#'))
            continue;
        const std::vector<std::string> rgb = splitList(fields[1], ',');
        if (rgb.size() == 3)
            reader.add(placeOf(line), reader.nextId(), trimmed(fields[0]),
                       reader.colourFrom(placeOf(line), {trimmed(rgb[0]), trimmed(rgb[1]), trimmed(rgb[2])}));
    }
    return reader.take();
}

} // namespace nectar
