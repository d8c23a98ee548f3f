// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/command_list_model.h"

#include <QFrame>

class QLineEdit;
class QListView;
class QMenu;
class QMenuBar;

namespace nectar {

/// The menus of a bar, and what all of them and their submenus can do, in their order.
QList<QMenu*> menusOf(const QMenuBar& bar);
QList<Command> commandsOf(const QList<QMenu*>& menus);

/// A line to type what one wants to do, and the commands of the menus that it describes. One that can do nothing now
/// is listed with the reason. Enter does it, Esc or a click elsewhere closes.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* parent);
    /// Shows all commands of these menus at the top of the parent, with nothing typed.
    void open(const QList<QMenu*>& menus);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void carryOut();
    void step(int rows);

    CommandListModel m_commands;
    QLineEdit* m_line = nullptr;
    QListView* m_list = nullptr;
};

} // namespace nectar
