// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace nectar {

class BuildBankPresenter;
class MessageBar;
class QueryPresenter;

/// What can be done while a bank is built, and where its build lacked memory.
class BuildingActions : public QObject {
    Q_OBJECT

public:
    /// The window owns this.
    BuildingActions(QMainWindow& window, QMenu* menu, BuildBankPresenter& build, QueryPresenter& query,
                    MessageBar& messages);

private:
    void update();

    BuildBankPresenter& m_build;
    QAction* m_ask;
};

} // namespace nectar
