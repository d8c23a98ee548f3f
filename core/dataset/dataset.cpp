// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/dataset.h"

#include "core/base/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace nectar {

Dataset::Dataset(Recipe recipe, std::map<std::string, std::vector<Sample>> splits, std::vector<SkippedFile> skipped)
    : m_recipe(std::move(recipe)), m_splits(std::move(splits)), m_skipped(std::move(skipped))
{
    for (auto& [name, samples] : m_splits)
        std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
}

std::vector<std::string> Dataset::splitNames() const
{
    std::vector<std::string> names;
    for (const auto& [name, samples] : m_splits)
        names.push_back(name);
    return names;
}

bool Dataset::hasSplit(const std::string& split) const { return m_splits.contains(split); }

std::span<const Sample> Dataset::samples(const std::string& split) const
{
    const auto found = m_splits.find(split);
    if (found == m_splits.end())
        throw Error(ErrorCode::BadOption, fmt::format("there is no split '{}': {} has {}", split,
                                                      m_recipe.root.string(), fmt::join(splitNames(), ", ")));
    return found->second;
}

bool Dataset::has(Task task) const
{
    return std::ranges::any_of(m_splits, [&](const auto& split) { return has(task, split.first); });
}

bool Dataset::has(Task task, const std::string& split) const
{
    return std::ranges::any_of(samples(split), [task](const Sample& sample) { return sample.has(task); });
}

std::string Dataset::promptSplit() const
{
    for (const char* name : {"train", "training", "prompt", "bank", "trainaug", "all"})
        if (m_splits.contains(name))
            return name;
    return m_splits.begin()->first;
}

std::optional<std::string> Dataset::evaluationSplit() const
{
    for (const char* name : {"val", "validation", "test", "query"})
        if (m_splits.contains(name))
            return name;
    return std::nullopt;
}

} // namespace nectar
