// SPDX-License-Identifier: Apache-2.0
#include "ui/views/commands.h"

#include "ui/models/command_list_model.h"

#include <QMenu>

namespace nectar {

QAction* addCommand(QWidget* window, QMenu* menu, const CommandText& command)
{
    auto* action = new QAction(command.text, window);
    action->setObjectName(QLatin1String(command.name));
    action->setShortcut(command.keys);
    const QString shortcut = command.keys.toString(QKeySequence::NativeText);
    action->setToolTip(shortcut.isEmpty() ? command.help : QObject::tr("%1 (%2)").arg(command.help, shortcut));
    menu->addAction(action);
    return action;
}

void setUsable(QAction& action, bool usable, const QString& whyNot)
{
    action.setEnabled(usable);
    action.setProperty(kWhyDisabled, whyNot);
}

} // namespace nectar
