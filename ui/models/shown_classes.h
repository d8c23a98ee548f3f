// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>

namespace nectar {

/// Which classes are drawn over the picture; kVoid stands for "unknown".
struct ShownClasses {
    QSet<int> hidden;
    int only = -1; ///< this one alone, whatever is hidden; -1: none

    bool shows(int classIndex) const { return only >= 0 ? classIndex == only : !hidden.contains(classIndex); }
    bool isAll() const { return only < 0 && hidden.isEmpty(); }
    friend bool operator==(const ShownClasses&, const ShownClasses&) = default;
};

} // namespace nectar
