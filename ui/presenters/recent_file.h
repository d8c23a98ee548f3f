// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace nectar {

/// A bank, data set folder or project that was open lately.
struct RecentFile {
    QString path;
    bool isPinned = false; ///< stays at the top, however much is opened after it
    bool isThere = true;
};

} // namespace nectar
