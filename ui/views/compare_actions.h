// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/canvas_compare.h"

class QAction;
class QMainWindow;
class QMenu;

namespace nectar {

class CanvasPane;

/// The menu of comparisons: how two layers are shown, and which two.
class CompareActions : public QObject {
    Q_OBJECT

public:
    CompareActions(QMainWindow& window, CanvasPane& canvas, QueryPresenter& presenter);
    /// Whether the canvas is what is seen.
    void update(bool inspecting);

private:
    void makeModes(QMenu* menu);
    void makeSources(QMenu* menu, const QString& title, const char* prefix, bool isFirst);
    void use(QAction& action, bool usable, const QString& whyNot) const;
    QString whyWithout(CanvasCompare::Source source) const;

    QMainWindow& m_window;
    CanvasPane& m_canvas;
    QueryPresenter& m_presenter;
    QList<QAction*> m_modes, m_firsts, m_others; ///< by Mode from Swipe on, by Source
    QAction* m_swap = nullptr;
    bool m_inspecting = false;
};

} // namespace nectar
