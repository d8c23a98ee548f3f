// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/class_matching.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar {

std::vector<std::uint16_t> bankClassesOf(const ClassTable& data, const ClassTable& bank,
                                         const std::filesystem::path& folder)
{
    const std::vector<ClassEntry>& known = bank.classes;
    std::vector<std::uint16_t> result;
    for (std::size_t c = 0; c < data.classes.size(); ++c) {
        const auto same = [&](const ClassEntry& entry) { return entry.name == data.classes[c].name; };
        const auto found =
            c < known.size() && same(known[c]) ? known.begin() + std::ptrdiff_t(c) : std::ranges::find_if(known, same);
        if (found == known.end())
            throw Error(ErrorCode::Mismatch,
                        fmt::format("the classes of the data set are not those of the bank: {}: the bank has no class "
                                    "'{}'; evaluate on the data set the bank was made from, or give a recipe with the "
                                    "bank's class names",
                                    folder.string(), data.classes[c].name));
        result.push_back(static_cast<std::uint16_t>(found - known.begin()));
    }
    return result;
}

} // namespace nectar
