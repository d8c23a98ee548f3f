// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace nectar {

class CanvasPane;
class ClassLegendView;
class QueryPresenter;

/// The menu of colours: which classes are drawn, in which colours, how depth is coloured.
class ColourActions : public QObject {
    Q_OBJECT

public:
    ColourActions(QMainWindow& window, CanvasPane& canvas, QueryPresenter& presenter);
    /// Whether the canvas is what is seen.
    void update(bool inspecting);

private:
    QAction* add(QMenu* menu, const char* name, const QString& text, const QString& help,
                 const QKeySequence& keys = {});
    void makeClasses(QMenu* menu);
    void makeOneClass(QMenu* menu);
    void makeColours(QMenu* menu);
    void makeDepth(QMenu* menu);
    void makeOutlines(QMenu* menu);
    void showClassMenu(int classIndex, const QPoint& global);
    void changeColour(int classIndex);
    void use(const char* name, bool usable, const QString& whyNot);
    void check(const char* name, bool checked);
    void updateClasses();
    void updateColours();
    ClassLegendView& legend() const;

    QMainWindow& m_window;
    CanvasPane& m_canvas;
    QueryPresenter& m_presenter;
    QList<QAction*> m_oneClass; ///< the first nine of the list
    bool m_inspecting = false;
};

} // namespace nectar
