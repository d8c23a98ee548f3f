// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/dataset/recipe.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <set>

namespace nectar {

namespace {

using nlohmann::json;

constexpr std::array kEncodings = {"index", "colour", "binary"};

/// Reads the keys of one object and refuses those nobody asked for: a misspelt key must not be ignored silently.
class ObjectReader {
public:
    ObjectReader(const json& object, std::string where) : m_object(object), m_where(std::move(where))
    {
        if (!object.is_object())
            throw Error(ErrorCode::BadFormat,
                        fmt::format("the recipe cannot be read: {} must be a JSON object", m_where));
    }
    template <class T>
    void optional(const char* key, T& value)
    {
        m_known.insert(key);
        if (!m_object.contains(key))
            return;
        try {
            m_object.at(key).get_to(value);
        } catch (const json::exception&) {
            throw Error(ErrorCode::BadFormat,
                        fmt::format("the recipe cannot be read: {} of {} has the wrong type", key, m_where));
        }
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
                throw Error(ErrorCode::BadFormat,
                            fmt::format("the recipe cannot be read: {} has an unknown key '{}'", m_where, key));
    }

private:
    const json& m_object;
    std::string m_where;
    std::set<std::string> m_known;
};

ClassEntry classFromJson(const json& value)
{
    ObjectReader reader(value, "a class");
    ClassEntry entry;
    reader.optional("id", entry.rawId);
    reader.optional("name", entry.name);
    if (const json* colour = reader.child("colour")) {
        try {
            const auto rgb = colour->get<std::array<std::uint8_t, 3>>();
            entry.colour = Rgb{rgb[0], rgb[1], rgb[2]};
        } catch (const json::exception&) {
            throw Error(ErrorCode::BadFormat, "the recipe cannot be read: a class's colour must be [red, green, blue]");
        }
    }
    reader.refuseOthers();
    return entry;
}

SplitRecipe splitFromJson(const std::string& name, const json& value)
{
    ObjectReader reader(value, "split '" + name + "'");
    SplitRecipe split;
    reader.optional("images", split.images);
    reader.optional("masks", split.masks);
    reader.optional("depths", split.depths);
    reader.optional("list", split.list);
    reader.refuseOthers();
    return split;
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
            item["colour"] = {entry.colour->r, entry.colour->g, entry.colour->b};
        classes.push_back(std::move(item));
    }
    const json value{{"format", recipe.format},
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
    return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Recipe recipeFromJson(const std::string& text, const std::filesystem::path& baseFolder)
{
    json value;
    try {
        value = json::parse(text);
    } catch (const json::exception& error) {
        throw Error(ErrorCode::BadFormat,
                    fmt::format("the recipe cannot be read: it is no valid JSON ({})", error.what()));
    }
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
    if (const json* splits = reader.child("splits"))
        for (const auto& [name, split] : splits->items())
            recipe.splits[name] = splitFromJson(name, split);
    if (const json* classes = reader.child("classes"))
        for (const json& item : *classes)
            recipe.classes.classes.push_back(classFromJson(item));
    reader.refuseOthers();
    const auto known = std::find(kEncodings.begin(), kEncodings.end(), encoding);
    if (known == kEncodings.end())
        throw Error(
            ErrorCode::BadFormat,
            fmt::format("the recipe cannot be read: encoding is '{}'; it must be index, colour or binary", encoding));
    recipe.encoding = static_cast<MaskEncoding>(known - kEncodings.begin());
    if (!(recipe.depthScale > 0))
        throw Error(ErrorCode::BadFormat, "the recipe cannot be read: depthScale must be more than 0");
    recipe.root = std::filesystem::path(root).is_absolute() ? std::filesystem::path(root)
                                                            : (baseFolder / root).lexically_normal();
    return recipe;
}

} // namespace nectar
