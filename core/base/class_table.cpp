// SPDX-License-Identifier: Apache-2.0
#include "core/base/class_table.h"

#include <algorithm>

namespace nectar {

std::optional<std::uint16_t> ClassTable::indexOf(int rawId) const
{
    if (std::find(ignoredIds.begin(), ignoredIds.end(), rawId) != ignoredIds.end())
        return kVoid;
    for (std::size_t i = 0; i < classes.size(); ++i)
        if (classes[i].rawId == rawId)
            return static_cast<std::uint16_t>(i);
    return std::nullopt;
}

const char* taskName(Task task) { return task == Task::Segmentation ? "segmentation" : "depth"; }

} // namespace nectar
