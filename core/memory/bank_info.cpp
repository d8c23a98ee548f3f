// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/memory/bank_parts.h"

#include <nlohmann/json.hpp>

namespace nectar {

namespace {

using nlohmann::json;

json classesToJson(const ClassTable& classes)
{
    json list = json::array();
    for (const ClassEntry& entry : classes.classes) {
        json item{{"id", entry.rawId}, {"name", entry.name}};
        if (entry.colour)
            item["colour"] = {entry.colour->r, entry.colour->g, entry.colour->b};
        list.push_back(std::move(item));
    }
    json value{{"classes", list}, {"ignored", classes.ignoredIds}};
    for (const Rgb& colour : classes.ignoredColours)
        value["ignoredColours"].push_back({colour.r, colour.g, colour.b});
    return value;
}

Rgb colourFromJson(const json& value)
{
    const auto rgb = value.get<std::array<std::uint8_t, 3>>();
    return {rgb[0], rgb[1], rgb[2]};
}

ClassTable classesFromJson(const json& value)
{
    ClassTable table;
    table.ignoredIds = value.at("ignored").get<std::vector<int>>();
    if (value.contains("ignoredColours"))
        for (const json& colour : value["ignoredColours"])
            table.ignoredColours.push_back(colourFromJson(colour));
    for (const json& item : value.at("classes")) {
        ClassEntry entry{item.at("id").get<int>(), item.at("name").get<std::string>(), {}};
        if (item.contains("colour"))
            entry.colour = colourFromJson(item["colour"]);
        table.classes.push_back(std::move(entry));
    }
    return table;
}

} // namespace

std::string bankInfoToJson(const BankInfo& info)
{
    json options{{"seed", info.options.seed}, {"tasks", json::array()}};
    for (const OptionField& field : optionFields(info.options))
        options[field.name] = fieldText(field);
    for (const Task task : info.options.tasks)
        options["tasks"].push_back(taskName(task));
    const json value{{"options", options},
                     {"backbone", info.backboneJson},
                     {"backboneIdentity", info.backboneIdentity},
                     {"recipe", info.recipeJson},
                     {"dataRoot", info.dataRoot},
                     {"split", info.split},
                     {"classTable", classesToJson(info.classes)},
                     {"dim", info.dim},
                     {"patchSize", info.patchSize},
                     {"skippedImages", info.skippedImages}};
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

BankInfo bankInfoFromJson(const std::string& text)
{
    try {
        const json value = json::parse(text);
        BankInfo info;
        const json& options = value.at("options");
        for (const OptionField& field : optionFields(info.options))
            if (options.contains(field.name)) // banks of before the option have its default
                setOption(info.options, field.name, options[field.name].get<std::string>());
        info.options.seed = options.at("seed").get<std::uint64_t>();
        for (const json& task : options.at("tasks"))
            info.options.tasks.push_back(task == "depth" ? Task::Depth : Task::Segmentation);
        info.backboneJson = value.at("backbone").get<std::string>();
        info.backboneIdentity = value.at("backboneIdentity").get<std::string>();
        info.recipeJson = value.at("recipe").get<std::string>();
        info.dataRoot = value.at("dataRoot").get<std::string>();
        info.split = value.at("split").get<std::string>();
        info.classes = classesFromJson(value.at("classTable"));
        info.dim = value.at("dim").get<int>();
        info.patchSize = value.at("patchSize").get<int>();
        info.skippedImages = value.at("skippedImages").get<std::int64_t>();
        if (info.dim < 1 || info.patchSize < 1)
            throw Error(ErrorCode::BadFormat, "its feature length or patch size is not positive");
        return info;
    } catch (const json::exception&) {
        throw Error(ErrorCode::BadFormat, "the bank's description cannot be read: a value is missing or of the wrong "
                                          "kind; build the bank again");
    } catch (const Error& error) { // an option's own words speak of flags
        throw Error(ErrorCode::BadFormat,
                    std::string("the bank's description cannot be read: ") + error.what() + "; build the bank again");
    }
}

} // namespace nectar
