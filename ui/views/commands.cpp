// SPDX-License-Identifier: Apache-2.0
#include "ui/views/commands.h"

#include "ui/models/command_list_model.h"
#include "ui/models/shortcut_model.h"

#include <QMenu>

namespace nectar {

namespace {
constexpr const char* kHelp = "help"; ///< dynamic property: the tool tip without the keys
}

QAction* addCommand(QWidget* window, QMenu* menu, const CommandText& command)
{
    auto* action = new QAction(command.text, window);
    action->setObjectName(QLatin1String(command.name));
    action->setShortcut(command.keys);
    action->setProperty(kHelp, command.help);
    tellKeys(*action);
    menu->addAction(action);
    return action;
}

void tellKeys(QAction& action)
{
    const QString help = action.property(kHelp).toString();
    const QString keys = keysText(action);
    if (!help.isEmpty())
        action.setToolTip(keys.isEmpty() ? help : QObject::tr("%1 (%2)").arg(help, keys));
}

void setUsable(QAction& action, bool usable, const QString& whyNot)
{
    action.setEnabled(usable);
    action.setProperty(kWhyDisabled, whyNot);
}

} // namespace nectar
