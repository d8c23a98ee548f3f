// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QMainWindow;

namespace nectar {

class CanvasPane;
class ColourActions;
class CompareActions;
class QueryPresenter;
class SettingsPresenter;

/// The commands of the canvas that have menus of their own, and what the settings keep of them.
class CanvasActions : public QObject {
    Q_OBJECT

public:
    CanvasActions(QMainWindow& window, CanvasPane& canvas, QueryPresenter& presenter, SettingsPresenter& settings);
    /// Whether the canvas is what is seen.
    void update(bool inspecting);

private:
    CompareActions* m_compare;
    ColourActions* m_colours;
};

} // namespace nectar
