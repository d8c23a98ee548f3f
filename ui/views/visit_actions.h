// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace nectar {

class QueryPresenter;

/// Back and forward through the pictures that were looked at.
class VisitActions : public QObject {
    Q_OBJECT

public:
    VisitActions(QMainWindow& window, QMenu& view, QueryPresenter& presenter);
    /// Whether the canvas is what is seen.
    void update(bool inspecting);

private:
    QueryPresenter& m_presenter;
    QAction *m_back = nullptr, *m_forward = nullptr;
    bool m_inspecting = false;
};

} // namespace nectar
