// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace nectar {

class LabelPresenter;
class ProjectPresenter;
class SettingsPresenter;
struct Problem;

/// Projects as commands of the window: open, save, undo, redo, and what was open before.
class ProjectActions : public QObject {
    Q_OBJECT

public:
    ProjectActions(QMainWindow& window, ProjectPresenter& presenter, LabelPresenter& label,
                   SettingsPresenter& settings);

    void addTo(QMenu& fileMenu);
    void addSteps(QMenu& editMenu);
    /// At the start: asks about a studio that was killed, else shows what was open last, if that is wanted. showsFiles:
    /// the command line names something else to show, and only labels in the making come back.
    void begin(bool showsFiles);
    void open(const QString& file);
    bool save();
    bool saveAs();
    /// Asks where something would be lost; no: somebody wants to stay.
    bool mayReplace();
    bool mayClose();
    /// Where the folder of missing files is now.
    void chooseFolder();

Q_SIGNALS:
    void problemOccurred(const nectar::Problem& problem);
    void filesMissing(const nectar::Problem& problem); ///< chooseFolder() finds them

private:
    void chooseProject();
    void offerRecovery();
    bool maySave(const QString& title, const QString& text);
    void update();
    void updateLocate();
    void showMissing();

    QMainWindow& m_window;
    ProjectPresenter& m_presenter;
    LabelPresenter& m_label;
    SettingsPresenter& m_settings;
    QAction *m_undo = nullptr, *m_redo = nullptr, *m_locate = nullptr;
};

} // namespace nectar
