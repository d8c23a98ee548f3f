// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/dataset/text_lines.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace nectar {

/// A class table in the making; complains by file and place ("line 3", "key 'sky'"). Every error is BadFormat.
class TableReader {
public:
    explicit TableReader(std::filesystem::path file) : m_file(std::move(file)) {}

    [[noreturn]] void fail(const std::string& place, const std::string& why) const;
    /// The id a text is; remedy: what to do where it is no whole number.
    std::int64_t idFrom(const std::string& place, std::string_view text,
                        std::string_view remedy = "write the id as a whole number") const;
    /// A colour from the texts of its red, green and blue.
    Rgb colourFrom(const std::string& place, const std::array<std::string, 3>& rgb) const;
    /// "(ignore)" after the name marks an id without label. Ids and names are those of one place only: results are
    /// counted by both.
    void add(const std::string& place, std::int64_t id, const std::string& name, const std::optional<Rgb>& rgb);
    /// The id by position, for files without ids.
    int nextId() const { return m_table.count() + static_cast<int>(m_table.ignoredIds.size()); }
    ClassTable take() { return std::move(m_table); }

private:
    struct Place {
        std::string where;
        std::string text;
    };

    bool isIgnored(std::int64_t id) const;
    void requireUsableName(const std::string& place, std::int64_t id, const std::string& name, bool mayBeEmpty) const;

    std::filesystem::path m_file;
    ClassTable m_table;
    std::map<std::int64_t, Place> m_placeOfId;
    std::map<std::string, std::string> m_placeOfName;
};

/// "line 3".
std::string placeOf(const TextLine& line);
/// "7", and "1.5", "1,5", "3.", "+3", "1e3" or "0x10", which are not as ids are written. "7up" and "3d" are words.
bool looksLikeNumber(std::string_view word);

} // namespace nectar
