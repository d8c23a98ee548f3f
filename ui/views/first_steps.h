// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QPalette;

namespace nectar {

/// A page of the help for somebody who begins: the window's picture, and what to do first.
QString firstStepsHtml(const QPalette& palette);

} // namespace nectar
