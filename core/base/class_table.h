// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <optional>
#include <string>
#include <vector>

namespace nectar {

struct ClassEntry {
    int rawId = 0; ///< the id in the mask files
    std::string name;
    std::optional<Rgb> colour; ///< from the data set; nothing: Nectar's palette chooses
    friend bool operator==(const ClassEntry&, const ClassEntry&) = default;
};

/// The classes of a data set. A class index (LabelMap, targets, scores) is a position in `classes`.
struct ClassTable {
    std::vector<ClassEntry> classes;
    std::vector<int> ignoredIds;          ///< raw ids without label (255 in VOC, 0 in ADE20K, 11 in CamVid)
    std::vector<Rgb> ignoredColours = {}; ///< the same in colour-coded masks

    int count() const { return static_cast<int>(classes.size()); }
    /// Class index of a raw id; nothing for ids that are neither a class nor ignored; kVoid for ignored ones.
    std::optional<std::uint16_t> indexOf(int rawId) const;
    friend bool operator==(const ClassTable&, const ClassTable&) = default;
};

enum class Task { Segmentation, Depth };

/// "segmentation" or "depth".
const char* taskName(Task task);

} // namespace nectar
