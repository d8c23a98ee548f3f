// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/settings_presenter.h"

#include <QMainWindow>

class QLabel;
class QMenu;
class QStackedWidget;
class QToolBar;

namespace nectar {

class BuildBankPresenter;
class BuildFormView;
class ExportPresenter;
class InspectPage;
class JobBar;
class MessageBar;
class OptionSlider;
class QueryPresenter;
class StartPage;
struct Problem;

/// What the window works with; owned by the program.
struct StudioPresenters {
    SettingsPresenter& settings;
    QueryPresenter& query;
    BuildBankPresenter& build;
    ExportPresenter& exports;
};

/// Menus, tool bar, pages and messages.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const StudioPresenters& presenters, QWidget* parent = nullptr);

    /// A bank, a data set folder or a picture: from the command line, a drop or the recent list.
    void openPath(const QString& path);
    void tryDemo(const QString& backbone = {});
    InspectPage* inspectPage() const { return m_inspect; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // main_window_actions.cpp
    QAction* add(QMenu* menu, const char* name, const QString& text, const QString& help,
                 const QKeySequence& keys = {});
    void makeFileMenu();
    void makeViewMenu();
    void makePatchMenu();
    void makeHelpMenu();
    void makeToolBar();
    QWidget* makeOpenButton();
    void addSliders(QToolBar* bar);
    void makeThemeMenu(QMenu* view);
    void updateActions();
    // main_window_dialogs.cpp
    void fillRecentMenu();
    void chooseDataset();
    void chooseBank();
    void choosePicture();
    void saveShown(int kind);
    void showAbout();
    // main_window.cpp
    void makePages();
    void connectPresenters();
    void showBank();
    void showProblem(const Problem& problem);
    void showPage(QWidget* page);
    void showFacts();
    void restoreLayout();
    void saveLayout();
    bool mayClose();

    StudioPresenters m_presenters;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    BuildFormView* m_form = nullptr;
    QWidget* m_building = nullptr;
    InspectPage* m_inspect = nullptr;
    MessageBar* m_messages = nullptr;
    JobBar* m_jobs = nullptr;
    QToolBar* m_toolBar = nullptr;
    QAction* m_otherDemo = nullptr;
    QMenu* m_recentMenu = nullptr;
    QLabel *m_bankChip = nullptr, *m_facts = nullptr, *m_machine = nullptr;
    OptionSlider *m_neighbours = nullptr, *m_temperature = nullptr;
    QList<QAction*> m_pictureActions; ///< need a picture
    QPoint m_pointedAt{-1, -1};       ///< pixel of the photo under the pointer
};

} // namespace nectar
