// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

class QWidget;

namespace nectar {

/// Visible texts below a widget that have less room than they need, lie over one another or beyond the edge of what
/// holds them: one line each, naming the widget. What shortens its text on purpose has to have the whole as a tool tip.
QStringList cutTexts(const QWidget& root);

} // namespace nectar
