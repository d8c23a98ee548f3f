// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/build_values.h"

namespace nectar {

/// A form as text that settings keep, and back; what cannot be read is a form without output.
QString textFrom(const BuildForm& form);
BuildForm buildFormFrom(const QString& text);

} // namespace nectar
