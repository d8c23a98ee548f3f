// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/export_plan.h"

namespace nectar {

struct ExportText {
    const char* name; ///< in the settings, and of its check box
    QString text;
};
ExportText exportText(ExportKind kind);

} // namespace nectar
