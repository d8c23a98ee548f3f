// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/class_table_reader.h"

#include "core/base/error.h"
#include "core/base/short_text.h"
#include "core/base/text.h"
#include "core/dataset/detect.h"
#include "core/dataset/file_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace nectar {

namespace {

constexpr int kUsuallyIgnored = 255;

/// "255 ignore", as many class files say it without the mark.
bool isWordForIgnored(const std::string& name)
{
    const std::string lower = lowerCase(name);
    for (const char* word : {"ignore", "ignored", "void", "unlabelled", "unlabeled"})
        if (lower == word)
            return true;
    return false;
}

} // namespace

std::string placeOf(const TextLine& line) { return fmt::format("line {}", line.number); }

bool looksLikeNumber(std::string_view word)
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

void TableReader::fail(const std::string& place, const std::string& why) const
{
    throw Error(ErrorCode::BadFormat,
                fmt::format("cannot read the class names: {}: {}: {}", m_file.string(), place, why));
}

std::int64_t TableReader::idFrom(const std::string& place, std::string_view text, std::string_view remedy) const
{
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::invalid_argument || result.ptr != text.data() + text.size())
        fail(place, fmt::format("'{}' is no whole number; {}", shortText(text), remedy));
    if (result.ec == std::errc::result_out_of_range) // as wrong as a negative one
        fail(place,
             fmt::format("the id {} is too large; ids of masks are 0 to {}: correct the id, or leave the class out",
                         shortText(text), kLargestClassId));
    return value;
}

Rgb TableReader::colourFrom(const std::string& place, const std::array<std::string, 3>& rgb) const
{
    std::array<std::uint8_t, 3> bytes{};
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        const std::string& text = rgb[i];
        const auto result = std::from_chars(text.data(), text.data() + text.size(), bytes[i]);
        if (result.ec != std::errc{} || result.ptr != text.data() + text.size())
            fail(place, fmt::format("'{}' is no part of a colour; write red, green and blue as whole numbers from 0 "
                                    "to 255",
                                    shortText(text)));
    }
    return {bytes[0], bytes[1], bytes[2]};
}

void TableReader::add(const std::string& place, std::int64_t id, const std::string& name, const std::optional<Rgb>& rgb)
{
    const std::size_t mark = name.find("(ignore)");
    const bool ignored = mark != std::string::npos || (id == kUsuallyIgnored && isWordForIgnored(name));
    const int largest = ignored ? kLargestMaskValue : kLargestClassId;
    if (id < 0 || id > largest)
        fail(place, fmt::format("the id {} is {}; ids of masks are 0 to {}: correct the id, or leave the class out", id,
                                id < 0 ? "negative" : "too large", largest));
    requireUsableName(place, id, ignored ? trimmed(name.substr(0, mark)) : name, ignored);
    const auto [other, isNew] = m_placeOfId.emplace(id, Place{place, name});
    if (!isNew && !(ignored && isIgnored(id)))
        fail(place, fmt::format("the id {} of '{}' is that of '{}' in {} already; give each its own id", id, name,
                                other->second.text, other->second.where));
    if (ignored) {
        if (isNew)
            m_table.ignoredIds.push_back(static_cast<int>(id));
        if (rgb)
            m_table.ignoredColours.push_back(*rgb);
        return;
    }
    if (m_table.count() == kMostClasses)
        fail(place, tooManyClasses());
    if (const auto [sameName, isNewName] = m_placeOfName.emplace(name, place); !isNewName)
        fail(place, fmt::format("the name '{}' of the id {} is that of a class in {} already; give each its own name",
                                name, id, sameName->second));
    m_table.classes.push_back({static_cast<int>(id), name, rgb});
}

bool TableReader::isIgnored(std::int64_t id) const { return std::ranges::count(m_table.ignoredIds, id) > 0; }

void TableReader::requireUsableName(const std::string& place, std::int64_t id, const std::string& name,
                                    bool mayBeEmpty) const
{
    if (isPictureName(name)) // {"a.jpg": 0, …}: the labels of whole pictures
        fail(place,
             fmt::format("'{}' is the name of a picture and not of a class; correct it, or give the file another "
                         "name",
                         shortText(name)));
    if (name.empty() && !mayBeEmpty)
        fail(place, fmt::format("the class with id {} has no name; write one", id));
    if (name.size() > kLongestClassName)
        fail(place, fmt::format("the name '{}' has {} bytes; shorten it to {} at most", shortText(name), name.size(),
                                kLongestClassName));
}

} // namespace nectar
