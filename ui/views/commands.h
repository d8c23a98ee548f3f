// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>

class QMenu;

namespace nectar {

/// What a command is called: in tests, in its menu, in its tool tip, and which keys give it.
struct CommandText {
    const char* name;
    QString text, help;
    QKeySequence keys = {};
};
/// A menu entry of a window; its tool tip names its keys.
QAction* addCommand(QWidget* window, QMenu* menu, const CommandText& command);
/// Names its keys, as they are now, in its tool tip; only for what addCommand() made.
void tellKeys(QAction& action);
/// Enables a command, or disables it and says what is to be done first.
void setUsable(QAction& action, bool usable, const QString& whyNot);

} // namespace nectar
