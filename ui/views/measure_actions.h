// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/problem.h"
#include "ui/views/commands.h"
#include "ui/views/studio_presenters.h"

#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class CanvasPane;
class FaultBar;
class MeasurePage;

/// The menu of measuring, its dialogs, and what happens when a mistake is opened.
class MeasureActions : public QObject {
    Q_OBJECT

public:
    /// Adds its menu to the window, which owns this. The canvas shows pictures opened from the measures.
    MeasureActions(QMainWindow& window, MeasurePage& page, FaultBar& bar, CanvasPane& canvas,
                   const StudioPresenters& presenters);

    enum class Place { Measures, Picture, Elsewhere };
    /// What is seen of the window now.
    void update(Place place);
    void chooseFolder();

Q_SIGNALS:
    void pageRequested();
    void inspectRequested();
    void problemOccurred(const nectar::Problem& problem);
    void told(const QString& text); ///< for the status line, or wherever there is room

private:
    void makeMenu();
    void addSteps(QMenu& menu);
    void addCopies(QMenu& menu);
    QAction* add(QMenu& menu, const CommandText& text);
    void copy(const QString& text);
    void save();
    QByteArray contentsFor(const QString& suffix) const;
    void showFault();

    QMainWindow& m_window;
    MeasurePage& m_page;
    FaultBar& m_bar;
    CanvasPane& m_canvas;
    StudioPresenters m_presenters;
    MeasurePresenter& m_presenter;
    Place m_place = Place::Elsewhere;
};

} // namespace nectar
