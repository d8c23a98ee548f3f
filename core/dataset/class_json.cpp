// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/short_text.h"
#include "core/base/text.h"
#include "core/dataset/class_forms.h"
#include "core/dataset/class_table_reader.h"
#include "core/dataset/detect.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace nectar {

namespace {

using nlohmann::json;

constexpr std::int64_t kLargestFile = 16 << 20;
constexpr std::size_t kDeepest = 64; ///< annotation files, which may hold classes as well, lie about 5 deep
constexpr const char* kWhole = "JSON text";
constexpr const char* kForms = R"(write {"0": "sky", …}, {"sky": 0, …}, ["sky", …] or [{"id": 0, "name": "sky"}, …])";

/// Watches the parser: a key that repeats would silently replace the earlier one, and a file of a million brackets
/// would take a gigabyte.
class ParserWatch {
public:
    explicit ParserWatch(const TableReader& reader) : m_reader(reader) {}

    void see(json::parse_event_t event, const json& value)
    {
        switch (event) {
        case json::parse_event_t::object_start:
        case json::parse_event_t::array_start:
            if (m_levels.size() == kDeepest)
                m_reader.fail(kWhole, fmt::format("it is nested more than {} deep; {}", kDeepest, kForms));
            m_levels.emplace_back();
            break;
        case json::parse_event_t::key:
            m_levels.back().key = value.get<std::string>();
            break;
        case json::parse_event_t::object_end:
        case json::parse_event_t::array_end:
            m_levels.pop_back();
            seeValue(value.type_name());
            break;
        case json::parse_event_t::value:
            seeValue(value.is_string() ? value.get_ref<const std::string&>() : value.dump());
            break;
        }
    }

private:
    struct Level {
        std::optional<std::string> key; ///< of the coming value; nothing in a list
        std::map<std::string, std::string> values;
    };

    void seeValue(const std::string& value)
    {
        if (m_levels.empty() || !m_levels.back().key)
            return;
        const std::string& key = *m_levels.back().key;
        if (const auto [other, isNew] = m_levels.back().values.emplace(key, shortText(value)); !isNew)
            m_reader.fail(fmt::format("key '{}'", shortText(key)),
                          fmt::format("it stands twice, for '{}' and for '{}'; give each its own", other->second,
                                      shortText(value)));
    }

    const TableReader& m_reader;
    std::vector<Level> m_levels;
};

json parsed(const TableReader& reader, const std::filesystem::path& file)
{
    const std::string text = readFile(file, kLargestFile);
    if (text.find('\0') != std::string::npos)
        reader.fail(kWhole, "it is no plain text (it may be UTF-16); save it as UTF-8");
    try {
        ParserWatch watch(reader);
        return json::parse(text, [&watch](int /*depth*/, json::parse_event_t event, const json& value) {
            watch.see(event, value);
            return true;
        });
    } catch (const json::parse_error& error) {
        reader.fail(placeInText(text, error.byte), "it is no valid JSON in UTF-8; correct it, or remove the file");
    } catch (const json::exception&) {
        reader.fail(kWhole, "a number is too large; correct it");
    }
}

struct JsonClass {
    std::string place;
    std::int64_t id = 0;
    std::string name;
    std::optional<Rgb> colour = {};
};

const json* childOf(const json& object, std::initializer_list<const char*> keys)
{
    for (const char* key : keys)
        if (const auto found = object.find(key); found != object.end() && !found->is_null())
            return &*found;
    return nullptr;
}

std::int64_t idFromJson(const TableReader& reader, const std::string& place, const json& value)
{
    if (!value.is_number_integer())
        reader.fail(place, "its id is no whole number; write one, without quotes");
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return value.is_number_unsigned() ? static_cast<std::int64_t>(std::min(value.get<std::uint64_t>(), kLargest))
                                      : value.get<std::int64_t>();
}

std::string nameFrom(const TableReader& reader, const std::string& place, const std::string& text)
{
    if (std::ranges::any_of(text, [](unsigned char c) { return c < 0x20; }))
        reader.fail(place, "its name has a line break or another control character; leave it out");
    return trimmed(text);
}

std::optional<Rgb> colourFromJson(const TableReader& reader, const std::string& place, const json* value)
{
    if (!value)
        return std::nullopt;
    if (!value->is_array() || value->size() != 3)
        reader.fail(place, "its colour is no list of three numbers; write [red, green, blue]");
    return reader.colourFrom(place, {(*value)[0].dump(), (*value)[1].dump(), (*value)[2].dump()});
}

/// {"0": "sky", …} or {"sky": 0, …}, as the first value says; sorted by id, for keys have no order.
std::vector<JsonClass> classesOfObject(const TableReader& reader, const json& object)
{
    std::vector<JsonClass> classes;
    for (const auto& [key, value] : object.items()) {
        const std::string place = fmt::format("key '{}'", shortText(key));
        if (!(value.is_string() || value.is_number()) || value.is_string() != object.begin()->is_string())
            reader.fail(place, fmt::format("all values must be names, or all ids; {}", kForms));
        if (value.is_string())
            classes.push_back(
                {place, reader.idFrom(place, key), nameFrom(reader, place, value.get_ref<const std::string&>())});
        else
            classes.push_back({place, idFromJson(reader, place, value), nameFrom(reader, place, key)});
    }
    std::ranges::stable_sort(classes, {}, &JsonClass::id);
    return classes;
}

JsonClass classOfItem(const TableReader& reader, std::size_t index, const json& item)
{
    const std::string place = fmt::format("entry {}", index + 1);
    const auto position = static_cast<std::int64_t>(index);
    if (item.is_string())
        return {place, position, nameFrom(reader, place, item.get_ref<const std::string&>())};
    if (!item.is_object())
        reader.fail(place, fmt::format("it is neither a name nor an object; {}", kForms));
    const json* label = childOf(item, {"label"});
    const json* id = childOf(item, {"id"});
    if (!id && label && label->is_number())
        id = label; // {"label": 0, "name": "sky"}
    const json* name = childOf(item, {"name", "label"});
    if (!name || !name->is_string())
        reader.fail(place, "it has no name; write \"name\": \"…\"");
    return {place, id ? idFromJson(reader, place, *id) : position,
            nameFrom(reader, place, name->get_ref<const std::string&>()),
            colourFromJson(reader, place, childOf(item, {"color", "colour"}))};
}

std::vector<JsonClass> classesOfList(const TableReader& reader, const json& list)
{
    std::vector<JsonClass> classes;
    const auto hasId = [](const json& item) { return item.is_object() && item.contains("id"); };
    for (const json& item : list) {
        classes.push_back(classOfItem(reader, classes.size(), item));
        if (hasId(item) != hasId(list.front()))
            reader.fail(classes.back().place, "some classes have an id and some have none; give all one, or none");
    }
    return classes;
}

/// What {"classes": …} and its like hold; annotation files hold more besides.
const json& unwrapped(const json& value)
{
    if (value.is_object())
        for (const char* key : {"classes", "labels", "categories", "id2label"})
            if (const json* inner = childOf(value, {key}); inner && inner->is_structured())
                return *inner;
    return value;
}

} // namespace

ClassTable classesFromJson(const std::filesystem::path& file)
{
    TableReader reader(file);
    const json whole = parsed(reader, file);
    const json& value = unwrapped(whole);
    if (!value.is_structured())
        reader.fail(kWhole, fmt::format("it is neither an object nor a list; {}", kForms));
    if (value.size() > kLargestMaskValue + 1)
        reader.fail(kWhole, tooManyClasses());
    for (const JsonClass& entry : value.is_object() ? classesOfObject(reader, value) : classesOfList(reader, value))
        reader.add(entry.place, entry.id, entry.name, entry.colour);
    return reader.take();
}

} // namespace nectar
