// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QMainWindow;
class QMenu;

namespace nectar {

class QueryPresenter;
class RegionCanvas;

/// The commands that choose several patches, in a menu of the window and in the one of the canvas.
class RegionActions : public QObject {
    Q_OBJECT

public:
    /// The window owns this.
    RegionActions(QMainWindow& window, QMenu* menu, RegionCanvas& canvas, QueryPresenter& query);
    /// whyNot: what is to be done first where no picture is seen.
    void update(bool hasPicture, const QString& whyNot);

private:
    void addTools(QMenu* menu);
    void addChoices(QMenu* menu);
    void show();
    QAction* add(QMenu* menu, const char* name, const QString& text, const QString& help, int keys);

    QMainWindow& m_window;
    RegionCanvas& m_canvas;
    QueryPresenter& m_query;
    QAction *m_rectangle = nullptr, *m_lasso = nullptr, *m_area = nullptr, *m_class = nullptr, *m_letGo = nullptr;
    bool m_hasPicture = false;
    QString m_whyNot;
};

} // namespace nectar
