// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/dataset/class_forms.h"
#include "core/dataset/detect.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace nectar {

namespace fs = std::filesystem;

namespace {

enum class Colours {
    None,
    Perhaps,  ///< an annotation file may have the same name: where it cannot be read it is left alone
    Certainly ///< a colour table: where it cannot be read that must be said
};

/// A file of the folder that names or colours classes.
struct Source {
    fs::path file;
    ClassTable (*read)(const fs::path&) = nullptr;
    Colours colours = Colours::None;
};

/// "…class_dict.csv" of a folder, the first by name, if there is one.
fs::path classDictOf(const fs::path& folder)
{
    fs::path first;
    std::error_code error;
    for (fs::directory_iterator entries(folder, error); !error && entries != fs::directory_iterator();
         entries.increment(error)) {
        std::error_code ignored;
        const fs::path& file = entries->path();
        if (file.filename().string().ends_with("class_dict.csv") && entries->is_regular_file(ignored) &&
            (first.empty() || file < first))
            first = file;
    }
    return first;
}

/// Those that exist; an earlier one names the classes.
std::vector<Source> sourcesIn(const fs::path& folder)
{
    std::vector<Source> sources;
    const auto add = [&](std::initializer_list<const char*> names, ClassTable (*read)(const fs::path&),
                         Colours colours) {
        std::error_code ignored;
        for (const char* name : names)
            if (fs::is_regular_file(folder / name, ignored))
                sources.push_back({folder / name, read, colours});
    };
    add({"classes.txt", "labels.txt", "label_map.txt", "class_names.txt"}, classesFromLines, Colours::None);
    add({"labelmap.txt"}, classesFromCvat, Colours::Perhaps);
    if (const fs::path file = classDictOf(folder); !file.empty())
        sources.push_back({file, classesFromCsv, Colours::Certainly});
    add({"classes.json", "labels.json", "class_names.json", "id2label.json", "label_map.json"}, classesFromJson,
        Colours::Perhaps);
    add({"classes.csv", "labels.csv", "class_names.csv"}, classesFromCsv, Colours::Perhaps);
    add({"palette.txt", "label_colors.txt", "colormap.txt"}, classesFromPalette, Colours::Certainly);
    return sources;
}

bool hasNames(const ClassTable& table)
{
    return std::ranges::any_of(table.classes, [](const ClassEntry& entry) { return !entry.name.empty(); });
}

bool lacksColours(const ClassTable& table)
{
    return std::ranges::any_of(table.classes, [](const ClassEntry& entry) { return !entry.colour; });
}

ClassTable readNames(const Source& source)
{
    ClassTable table = source.read(source.file);
    if (table.count() == 0)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read the class names: {}: there is no class in it; write a line for each "
                                "class, or remove the file",
                                source.file.string()));
    return table;
}

/// Names that annotations have as well.
bool mayBeAnnotations(const fs::path& file)
{
    return file.filename() == "labels.json" || file.filename() == "labels.csv";
}

/// The first source with names, or else the first with colours only.
std::optional<NamedClasses> firstNames(const std::vector<Source>& sources, std::vector<std::string>& passedOver)
{
    std::optional<NamedClasses> colours;
    for (const Source& source : sources) {
        try {
            ClassTable table = readNames(source);
            if (hasNames(table))
                return NamedClasses{std::move(table), source.file, NamesAre::Written, {}};
            if (!colours)
                colours = NamedClasses{std::move(table), source.file, NamesAre::Numbers, {}};
        } catch (const Error& error) {
            if (error.code() != ErrorCode::BadFormat || !mayBeAnnotations(source.file))
                throw;
            passedOver.push_back(fmt::format("{} names no classes: {}", source.file.filename().string(), error.what()));
        }
    }
    if (colours)
        for (ClassEntry& entry : colours->table.classes)
            entry.name = fmt::format("class {}", entry.rawId);
    return colours;
}

/// Each class without colour takes that of its name, or else that of its id if this is not the colour of another
/// class's name. Says whether any took one.
bool takeColours(NamedClasses& named, const ClassTable& coloured, const std::string& file)
{
    std::set<std::string> names;
    for (const ClassEntry& entry : named.table.classes)
        names.insert(entry.name);
    std::map<std::string, const ClassEntry*> byName;
    std::map<int, const ClassEntry*> byId;
    for (const ClassEntry& entry : coloured.classes)
        if (entry.colour && names.contains(entry.name))
            byName.emplace(entry.name, &entry);
        else if (entry.colour)
            byId.emplace(entry.rawId, &entry);
    bool took = false;
    for (ClassEntry& entry : named.table.classes) {
        const auto sameName = byName.find(entry.name);
        const auto sameId = byId.find(entry.rawId);
        if (entry.colour || (sameName == byName.end() && sameId == byId.end()))
            continue;
        const ClassEntry& other = sameName != byName.end() ? *sameName->second : *sameId->second;
        if (sameName == byName.end() && !other.name.empty())
            named.notes.push_back(
                fmt::format("{}: '{}' has the id of '{}' and gives it its colour", file, other.name, entry.name));
        entry.colour = other.colour;
        took = true;
    }
    if (!took)
        return false;
    named.table.ignoredColours = coloured.ignoredColours;
    for (const int id : named.table.ignoredIds)
        if (const auto sameId = byId.find(id); sameId != byId.end())
            named.table.ignoredColours.push_back(*sameId->second->colour);
    return true;
}

/// Names come from one file, colours may come from another: the first that has one for any class.
void addColours(NamedClasses& named, const std::vector<Source>& sources)
{
    for (const Source& source : sources) {
        if (source.file == named.file || source.colours == Colours::None || !lacksColours(named.table))
            continue;
        const std::string name = source.file.filename().string();
        try {
            if (takeColours(named, source.read(source.file), name)) {
                named.notes.push_back("colours of the classes from " + name);
                return;
            }
        } catch (const Error& error) {
            if (source.colours == Colours::Certainly || error.code() != ErrorCode::BadFormat)
                throw;
            named.notes.push_back(fmt::format("{} gives no colours: {}", name, error.what()));
        }
    }
}

} // namespace

std::string tooManyClasses()
{
    return fmt::format("there are more than {} classes, and Nectar counts every pair of them; leave out or merge some",
                       kMostClasses);
}

std::optional<NamedClasses> readClassFile(const fs::path& folder, std::vector<std::string>* passedOver)
{
    const std::vector<Source> sources = sourcesIn(folder);
    std::vector<std::string> unsaid;
    std::optional<NamedClasses> named = firstNames(sources, passedOver ? *passedOver : unsaid);
    if (named)
        addColours(*named, sources);
    return named;
}

} // namespace nectar
