// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text_lines.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar {

namespace {

constexpr std::int64_t kLargest = 16 << 20;

std::string utf8FromLatin1(std::string_view text)
{
    std::string utf8;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            utf8 += c;
            continue;
        }
        utf8 += static_cast<char>(0xC0 | (byte >> 6));
        utf8 += static_cast<char>(0x80 | (byte & 0x3F));
    }
    return utf8;
}

} // namespace

std::string trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

std::vector<TextLine> readTextLines(const std::filesystem::path& file)
{
    std::string text = readFile(file, kLargest);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    if (text.find('\0') != std::string::npos)
        throw Error(
            ErrorCode::BadFormat,
            fmt::format("cannot read {}: it is no plain text (it may be UTF-16); save it as UTF-8", file.string()));
    if (!isUtf8(text))
        text = utf8FromLatin1(text);
    std::vector<TextLine> lines;
    int number = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        ++number;
        if (std::string line = trimmed(rest.substr(0, end)); !line.empty())
            lines.push_back({number, std::move(line)});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return lines;
}

} // namespace nectar
