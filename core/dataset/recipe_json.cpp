// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/short_text.h"
#include "core/base/text.h"
#include "core/dataset/detect.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace nectar {

namespace {

using nlohmann::json;

constexpr std::array kEncodings = {"index", "colour", "binary"};

/// What is wrong with a recipe; recipeFromJson() adds which file it is.
struct Wrong {
    std::string why;
};

json parsed(const std::string& text)
{
    try {
        return json::parse(text);
    } catch (const json::parse_error& error) {
        throw Wrong{fmt::format("{}: it is no valid JSON in UTF-8", placeInText(text, error.byte))};
    } catch (const json::exception&) {
        throw Wrong{"it is no valid JSON: a number is too large"};
    }
}

int integerFrom(const json& value, const std::string& name, int low, int high)
{
    const bool fits = value.is_number_unsigned() ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(high)
                                                 : value.is_number_integer() && value.get<std::int64_t>() <= high;
    if (!fits || value.get<std::int64_t>() < low)
        throw Wrong{fmt::format("{} must be a whole number from {} to {}", name, low, high)};
    return value.get<int>();
}

/// Reads the keys of one object and refuses those nobody asked for: a misspelt key must not be ignored silently.
class ObjectReader {
public:
    ObjectReader(const json& object, std::string where) : m_object(object), m_where(std::move(where))
    {
        if (!object.is_object())
            throw Wrong{fmt::format("{} must be a JSON object", m_where)};
    }
    template <class T>
    void optional(const char* key, T& value)
    {
        if (const json* found = child(key)) {
            try {
                found->get_to(value);
            } catch (const json::exception&) {
                throw Wrong{fmt::format("{} of {} has the wrong type", key, m_where)};
            }
        }
    }
    /// Values of a mask or depth picture.
    void optional(const char* key, std::vector<int>& values)
    {
        const json* found = array(key);
        if (!found)
            return;
        values.clear();
        for (const json& item : *found)
            values.push_back(integerFrom(item, fmt::format("each value of {}", key), 0, kLargestMaskValue));
    }
    const json* array(const char* key)
    {
        const json* found = child(key);
        if (found && !found->is_array())
            throw Wrong{fmt::format("{} of {} must be a list in square brackets", key, m_where)};
        return found;
    }
    const json* child(const char* key)
    {
        m_known.insert(key);
        return m_object.contains(key) ? &m_object.at(key) : nullptr;
    }
    void refuseOthers() const
    {
        for (const auto& [key, value] : m_object.items())
            if (!m_known.contains(key))
                throw Wrong{fmt::format("{} has an unknown key '{}'", m_where, shortText(key))};
    }

private:
    const json& m_object;
    std::string m_where;
    std::set<std::string> m_known;
};

Rgb colourFrom(const json& value, const std::string& what)
{
    if (!value.is_array() || value.size() != 3)
        throw Wrong{what + " must be [red, green, blue]"};
    const auto part = [&](std::size_t i) {
        return static_cast<std::uint8_t>(integerFrom(value[i], "each part of " + what, 0, 255));
    };
    return {part(0), part(1), part(2)};
}

json colourToJson(const Rgb& colour) { return {colour.r, colour.g, colour.b}; }

ClassEntry classFromJson(const json& value)
{
    ObjectReader reader(value, "a class");
    ClassEntry entry;
    const json* id = reader.child("id");
    if (id)
        entry.rawId = integerFrom(*id, "the id of a class", 0, kLargestClassId);
    reader.optional("name", entry.name);
    if (const json* colour = reader.array("colour"))
        entry.colour = colourFrom(*colour, "a class's colour");
    reader.refuseOthers();
    if (!id)
        throw Wrong{fmt::format("the class '{}' has no id", shortText(entry.name))};
    if (entry.name.empty())
        throw Wrong{fmt::format("the class with id {} has no name", entry.rawId)};
    if (entry.name.size() > kLongestClassName)
        throw Wrong{fmt::format("the name '{}' of a class has {} bytes, more than {}", shortText(entry.name),
                                entry.name.size(), kLongestClassName)};
    return entry;
}

/// Results are counted by id and by name: each is one class's only.
std::vector<ClassEntry> classesFromJson(const json& list)
{
    if (list.size() > kMostClasses)
        throw Wrong{tooManyClasses()};
    std::vector<ClassEntry> classes;
    std::map<int, std::string> nameOf;
    std::map<std::string, int> idOf;
    for (const json& item : list) {
        ClassEntry entry = classFromJson(item);
        if (const auto [other, isNew] = nameOf.emplace(entry.rawId, entry.name); !isNew)
            throw Wrong{
                fmt::format("the classes '{}' and '{}' have the same id {}", other->second, entry.name, entry.rawId)};
        if (const auto [other, isNew] = idOf.emplace(entry.name, entry.rawId); !isNew)
            throw Wrong{fmt::format("the classes with ids {} and {} have the same name '{}'", other->second,
                                    entry.rawId, entry.name)};
        classes.push_back(std::move(entry));
    }
    return classes;
}

SplitRecipe splitFromJson(const std::string& name, const json& value)
{
    ObjectReader reader(value, "split '" + shortText(name) + "'");
    SplitRecipe split;
    reader.optional("images", split.images);
    reader.optional("masks", split.masks);
    reader.optional("depths", split.depths);
    reader.optional("list", split.list);
    reader.refuseOthers();
    return split;
}

MaskEncoding encodingFrom(const std::string& name)
{
    const auto known = std::find(kEncodings.begin(), kEncodings.end(), name);
    if (known == kEncodings.end())
        throw Wrong{fmt::format("encoding is '{}'; it must be index, colour or binary", shortText(name))};
    return static_cast<MaskEncoding>(known - kEncodings.begin());
}

Recipe recipeFrom(const json& value, const std::filesystem::path& baseFolder)
{
    ObjectReader reader(value, "the recipe");
    Recipe recipe;
    std::string root = ".";
    std::string encoding = kEncodings[0];
    reader.optional("format", recipe.format);
    reader.optional("root", root);
    reader.optional("imageSuffix", recipe.imageSuffix);
    reader.optional("maskSuffix", recipe.maskSuffix);
    reader.optional("depthSuffix", recipe.depthSuffix);
    reader.optional("encoding", encoding);
    reader.optional("ignored", recipe.classes.ignoredIds);
    reader.optional("depthScale", recipe.depthScale);
    reader.optional("depthInvalid", recipe.depthInvalid);
    reader.optional("depthMinMetres", recipe.depthMinMetres);
    reader.optional("depthMaxMetres", recipe.depthMaxMetres);
    if (const json* splits = reader.child("splits")) {
        if (!splits->is_object())
            throw Wrong{"splits must be a JSON object of split names and their folders"};
        for (const auto& [name, split] : splits->items())
            recipe.splits[name] = splitFromJson(name, split);
    }
    if (const json* classes = reader.array("classes"))
        recipe.classes.classes = classesFromJson(*classes);
    if (const json* colours = reader.array("ignoredColours"))
        for (const json& colour : *colours)
            recipe.classes.ignoredColours.push_back(colourFrom(colour, "an ignored colour"));
    reader.refuseOthers();
    recipe.encoding = encodingFrom(encoding);
    if (!(recipe.depthScale > 0))
        throw Wrong{"depthScale must be more than 0"};
    if (!(recipe.depthMinMetres >= 0) || !(recipe.depthMaxMetres >= 0))
        throw Wrong{"depthMinMetres and depthMaxMetres must not be below 0"};
    if (recipe.depthMaxMetres > 0 && recipe.depthMinMetres >= recipe.depthMaxMetres)
        throw Wrong{"depthMinMetres must be below depthMaxMetres"};
    recipe.root = std::filesystem::path(root).is_absolute() ? std::filesystem::path(root)
                                                            : (baseFolder / root).lexically_normal();
    return recipe;
}

} // namespace

std::string recipeToJson(const Recipe& recipe)
{
    json splits = json::object();
    for (const auto& [name, split] : recipe.splits) {
        splits[name] = {{"images", split.images}, {"masks", split.masks}, {"depths", split.depths}};
        if (!split.list.empty())
            splits[name]["list"] = split.list;
    }
    json classes = json::array();
    for (const ClassEntry& entry : recipe.classes.classes) {
        json item{{"id", entry.rawId}, {"name", entry.name}};
        if (entry.colour)
            item["colour"] = colourToJson(*entry.colour);
        classes.push_back(std::move(item));
    }
    json value{{"format", recipe.format},
               {"root", recipe.root.string()},
               {"splits", splits},
               {"imageSuffix", recipe.imageSuffix},
               {"maskSuffix", recipe.maskSuffix},
               {"depthSuffix", recipe.depthSuffix},
               {"encoding", kEncodings[static_cast<std::size_t>(recipe.encoding)]},
               {"classes", classes},
               {"ignored", recipe.classes.ignoredIds},
               {"depthScale", recipe.depthScale},
               {"depthInvalid", recipe.depthInvalid},
               {"depthMinMetres", recipe.depthMinMetres},
               {"depthMaxMetres", recipe.depthMaxMetres}};
    for (const Rgb& colour : recipe.classes.ignoredColours)
        value["ignoredColours"].push_back(colourToJson(colour));
    return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Recipe recipeFromJson(const std::string& text, const std::filesystem::path& baseFolder,
                      const std::filesystem::path& file)
{
    try {
        return recipeFrom(parsed(text), baseFolder);
    } catch (const Wrong& wrong) {
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read the recipe: {}: {}; correct the recipe, or remove it to have the data "
                                "set recognised",
                                file.string(), wrong.why));
    }
}

std::string recipeProblem(const Recipe& recipe)
{
    try {
        recipeFrom(parsed(recipeToJson(recipe)), {});
        return {};
    } catch (const Wrong& wrong) {
        return wrong.why;
    }
}

} // namespace nectar
