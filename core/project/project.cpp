// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"

#include "core/base/files.h"

#include <fmt/format.h>

namespace nectar {

namespace {
constexpr std::int64_t kLargestFile = std::int64_t{64} << 20;

std::string counted(std::size_t before, std::size_t after, const char* one, const char* many)
{
    const std::size_t count = before < after ? after - before : before - after;
    return fmt::format("{} {} {}", count, count == 1 ? one : many, before < after ? "more" : "fewer");
}
} // namespace

Project readProject(const std::filesystem::path& file)
{
    return projectFromJson(readFile(file, kLargestFile), std::filesystem::absolute(file).parent_path(), file);
}

void writeProject(const std::filesystem::path& file, const Project& project)
{
    writeFile(file, projectToJson(project, std::filesystem::absolute(file).parent_path()));
}

Hash projectHash(const Project& project)
{
    Project work = project;
    work.view = {};
    const std::string json = projectToJson(work, "/");
    return hashBytes(std::as_bytes(std::span(json)));
}

std::vector<std::string> projectDifferences(const Project& before, const Project& after)
{
    std::vector<std::string> lines;
    const auto add = [&lines](bool differs, const std::string& line) {
        if (differs)
            lines.push_back(line);
    };
    add(before.bank != after.bank,
        after.bank.empty() ? "no bank is open" : fmt::format("the bank {}", after.bank.filename().string()));
    const ProjectReading &from = before.reading, &to = after.reading;
    add(from.task != to.task, fmt::format("reading {}", to.task == Task::Depth ? "depth" : "classes"));
    add(from.neighbours != to.neighbours, fmt::format("{} neighbours instead of {}", to.neighbours, from.neighbours));
    add(from.temperature != to.temperature,
        fmt::format("temperature {} instead of {}", to.temperature, from.temperature));
    add(from.leftOut != to.leftOut, to.leftOut.size() == 1
                                        ? "1 prompt image is left out"
                                        : fmt::format("{} prompt images are left out", to.leftOut.size()));
    const ProjectLabels &old = before.labels, &now = after.labels;
    add(old.pictures.size() != now.pictures.size(),
        counted(old.pictures.size(), now.pictures.size(), "picture to label", "pictures to label"));
    add(old.classes.size() != now.classes.size(), counted(old.classes.size(), now.classes.size(), "class", "classes"));
    add(old.clicks.size() != now.clicks.size(), counted(old.clicks.size(), now.clicks.size(), "click", "clicks"));
    add(old.threshold != now.threshold, now.threshold ? fmt::format("least similarity {:.3f}", *now.threshold)
                                                      : "the least similarity is chosen from the clicks");
    const bool same = old.pictures.size() == now.pictures.size() && old.classes.size() == now.classes.size() &&
                      old.clicks.size() == now.clicks.size();
    add(same && (old.pictures != now.pictures || old.names != now.names), "other pictures to label");
    add(same && old.classes != now.classes, "other names of classes");
    add(same && old.clicks != now.clicks, "other clicks");
    return lines;
}

} // namespace nectar
