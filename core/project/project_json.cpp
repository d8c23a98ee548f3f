// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/short_text.h"
#include "core/base/text.h"
#include "core/project/project.h"
#include "core/project/relative_path.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace nectar {

namespace {

using nlohmann::json;
using Paths = std::vector<std::filesystem::path>;

constexpr int kVersion = 1;
constexpr const char* kVersionKey = "nectar_project";

/// What is wrong with a project; projectFromJson() adds which file it is.
struct Wrong {
    std::string why;
};

/// Values of one object of the file, every one of which somebody asks for by name.
class Values {
public:
    /// A misspelt key must not be ignored silently.
    Values(const json& object, const std::string& name, std::initializer_list<const char*> keys) : m_object(object)
    {
        if (!object.is_object())
            throw Wrong{fmt::format("{} must be a JSON object", name)};
        for (const auto& [key, value] : object.items())
            if (std::ranges::none_of(keys, [&key = key](const char* known) { return key == known; }))
                throw Wrong{fmt::format("{} has an unknown key '{}'", name, shortText(key))};
    }
    template <class T>
    T get(const char* key, T otherwise) const
    {
        const auto found = m_object.find(key);
        if (found == m_object.end())
            return otherwise;
        try {
            return found->template get<T>();
        } catch (const json::exception&) {
            throw Wrong{fmt::format("'{}' has the wrong type", key)};
        }
    }
    double number(const char* key, double otherwise, double low, double high) const
    {
        const auto value = get<double>(key, otherwise);
        if (!(value >= low && value <= high))
            throw Wrong{fmt::format("'{}' must be a number from {} to {}", key, low, high)};
        return value;
    }
    int integer(const char* key, int otherwise, int low, int high) const
    {
        const double value = number(key, otherwise, low, high);
        if (value != std::floor(value))
            throw Wrong{fmt::format("'{}' must be a whole number", key)};
        return static_cast<int>(value);
    }
    const json& list(const char* key) const
    {
        static const json none = json::array();
        const auto found = m_object.find(key);
        if (found == m_object.end())
            return none;
        if (!found->is_array())
            throw Wrong{fmt::format("'{}' must be a list in square brackets", key)};
        return *found;
    }
    const json& child(const char* key) const
    {
        static const json none = json::object();
        const auto found = m_object.find(key);
        return found == m_object.end() ? none : *found;
    }

private:
    const json& m_object;
};

/// The shortest number that is this float: 0.02, not 0.019999999552965164.
double shortest(float value) { return std::stod(fmt::format("{}", value)); }

json pathsToJson(const Paths& paths, const std::filesystem::path& folder)
{
    json list = json::array();
    for (const auto& path : paths)
        list.push_back(relativePath(path, folder));
    return list;
}

Paths pathsFromJson(const Values& values, const char* key, const std::filesystem::path& folder)
{
    Paths paths;
    for (const auto& text : values.get<std::vector<std::string>>(key, {}))
        paths.push_back(absolutePath(text, folder));
    return paths;
}

ProjectReading readingFromJson(const json& object)
{
    const Values values(object, "'reading'", {"task", "neighbours", "temperature", "left_out"});
    ProjectReading reading;
    const auto task = values.get<std::string>("task", taskName(Task::Segmentation));
    if (task != taskName(Task::Segmentation) && task != taskName(Task::Depth))
        throw Wrong{fmt::format("'task' must be segmentation or depth, not '{}'", shortText(task))};
    reading.task = task == taskName(Task::Depth) ? Task::Depth : Task::Segmentation;
    reading.neighbours = values.integer("neighbours", reading.neighbours, 1, 256);
    reading.temperature = static_cast<float>(values.number("temperature", shortest(reading.temperature), 1e-4, 10));
    reading.leftOut = values.get<std::vector<std::string>>("left_out", {});
    return reading;
}

/// [picture, x, y, class]
ProjectClick clickFromJson(const json& item, const ProjectLabels& labels)
{
    const bool isFour = item.is_array() && item.size() == 4 &&
                        std::ranges::all_of(item, [](const json& value) { return value.is_number(); });
    const auto isBelow = [](double value, std::size_t end) {
        return value >= 0 && value < static_cast<double>(end) && value == std::floor(value);
    };
    if (!isFour || !isBelow(item[0].get<double>(), labels.pictures.size()) ||
        !isBelow(item[3].get<double>(), labels.classes.size()))
        throw Wrong{"each of 'clicks' must be [picture, x, y, class], with a picture and class of the lists"};
    return {item[0].get<std::size_t>(), item[1].get<float>(), item[2].get<float>(), item[3].get<std::size_t>()};
}

/// Files will be called so, below a folder that somebody chooses.
void checkNames(const ProjectLabels& labels)
{
    if (labels.names.size() != labels.pictures.size())
        throw Wrong{"'names' must have one name for each of 'pictures'"};
    for (const std::string& name : labels.names) {
        const std::filesystem::path path(name);
        if (!path.has_filename() || path.is_absolute() ||
            std::ranges::find(path, std::filesystem::path("..")) != path.end())
            throw Wrong{fmt::format("'{}' of 'names' is no name of a file in a folder", shortText(name))};
    }
    if (!labels.classes.empty() && labels.classes.front() != "other")
        throw Wrong{"the first of 'classes' must be \"other\""};
    for (auto name = labels.classes.begin(); name != labels.classes.end(); ++name)
        if (name->empty() || std::find(labels.classes.begin(), name, *name) != name)
            throw Wrong{fmt::format("'classes' must have names, each once: '{}' is none", shortText(*name))};
}

ProjectLabels labelsFromJson(const json& object, const std::filesystem::path& folder)
{
    const Values values(object, "'labels'", {"pictures", "names", "classes", "clicks", "threshold"});
    ProjectLabels labels;
    labels.pictures = pathsFromJson(values, "pictures", folder);
    labels.names = values.get<std::vector<std::string>>("names", {});
    labels.classes = values.get<std::vector<std::string>>("classes", {});
    checkNames(labels);
    for (const json& item : values.list("clicks"))
        labels.clicks.push_back(clickFromJson(item, labels));
    if (object.contains("threshold"))
        labels.threshold = static_cast<float>(values.number("threshold", 0, -1, 1));
    return labels;
}

ProjectView viewFromJson(const json& object, const std::filesystem::path& folder)
{
    const Values values(object, "'view'", {"picture", "patches", "pictures", "page"});
    ProjectView view;
    if (const auto picture = values.get<std::string>("picture", {}); !picture.empty())
        view.picture = absolutePath(picture, folder);
    view.patches = values.get<std::vector<int>>("patches", {});
    if (!std::ranges::is_sorted(view.patches) || (!view.patches.empty() && view.patches.front() < 0))
        throw Wrong{"'patches' must be numbers from 0, ascending"};
    view.pictures = pathsFromJson(values, "pictures", folder);
    view.page = values.get<std::string>("page", {});
    return view;
}

json labelsToJson(const ProjectLabels& labels, const std::filesystem::path& folder)
{
    json object = {{"pictures", pathsToJson(labels.pictures, folder)},
                   {"names", labels.names},
                   {"classes", labels.classes},
                   {"clicks", json::array()}};
    for (const ProjectClick& click : labels.clicks)
        object["clicks"].push_back({click.picture, shortest(click.x), shortest(click.y), click.classIndex});
    if (labels.threshold)
        object["threshold"] = shortest(*labels.threshold);
    return object;
}

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

} // namespace

std::string projectToJson(const Project& project, const std::filesystem::path& folder)
{
    const ProjectReading& reading = project.reading;
    const ProjectView& view = project.view;
    const auto path = [&folder](const std::filesystem::path& file) {
        return file.empty() ? std::string() : relativePath(file, folder);
    };
    const json object = {{kVersionKey, kVersion},
                         {"bank", path(project.bank)},
                         {"reading",
                          {{"task", taskName(reading.task)},
                           {"neighbours", reading.neighbours},
                           {"temperature", shortest(reading.temperature)},
                           {"left_out", reading.leftOut}}},
                         {"labels", labelsToJson(project.labels, folder)},
                         {"view",
                          {{"picture", path(view.picture)},
                           {"patches", view.patches},
                           {"pictures", pathsToJson(view.pictures, folder)},
                           {"page", view.page}}}};
    // A name that is no UTF-8 is written with marks in it rather than not at all: everything else is kept.
    return object.dump(1, ' ', false, json::error_handler_t::replace) + '\n';
}

Project projectFromJson(const std::string& text, const std::filesystem::path& folder, const std::filesystem::path& file)
{
    try {
        const json object = parsed(text);
        if (!object.is_object() || !object.contains(kVersionKey))
            throw Wrong{fmt::format("it has no '{}': it is no project of Nectar", kVersionKey)};
        const json& version = object.at(kVersionKey);
        if (version.is_number_integer() && version.get<double>() > kVersion)
            throw Error(
                ErrorCode::Unsupported,
                fmt::format("cannot open the project: {}: a newer Nectar wrote it (form {}, this one knows {}): "
                            "open it with that one",
                            file.string(), version.dump(), kVersion));
        const Values values(object, "the project", {kVersionKey, "bank", "reading", "labels", "view"});
        values.integer(kVersionKey, 0, 1, kVersion);
        Project project;
        if (const auto bank = values.get<std::string>("bank", {}); !bank.empty())
            project.bank = absolutePath(bank, folder);
        project.reading = readingFromJson(values.child("reading"));
        project.labels = labelsFromJson(values.child("labels"), folder);
        project.view = viewFromJson(values.child("view"), folder);
        return project;
    } catch (const Wrong& wrong) {
        throw Error(ErrorCode::BadFormat, fmt::format("cannot open the project: {}: {}: correct or replace the file",
                                                      file.string(), wrong.why));
    }
}

} // namespace nectar
