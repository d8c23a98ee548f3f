// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/studio_presenters.h"

#include <QMainWindow>

class QLabel;
class QMenu;
class QMimeData;
class QStackedWidget;
class QToolBar;

namespace nectar {

class BuildFormView;
class CanvasActions;
class ExportActions;
class FeaturePage;
class InspectPage;
class LabelActions;
class LabelPage;
class LibraryActions;
class JobBar;
class MeasureActions;
class MeasurePage;
class MessageBar;
class OptionSlider;
class ProjectActions;
class RegionActions;
class StartPage;
class StatusFacts;
class Tour;
class UnfinishedBuild;
struct Problem;

/// Menus, tool bar, pages and messages.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const StudioPresenters& presenters, QWidget* parent = nullptr);

    /// A bank, a data set folder or a picture: from the command line, a drop or the recent list.
    void openPath(const QString& path);
    /// Several: one bank or folder, the first picture is asked about and the others are listed.
    void openPaths(const QStringList& paths);
    void tryDemo(const QString& backbone = {});
    /// After it is shown: what was open last, or the files of the command line.
    void begin(const QStringList& files, bool demo, bool restore);
    InspectPage* inspectPage() const { return m_inspect; }
    LabelPage* labelPage() const { return m_label; }
    void showLabelPage();
    FeaturePage* featurePage() const { return m_features; }
    void showFeaturePage();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // main_window_actions.cpp
    QAction* add(QMenu* menu, const char* name, const QString& text, const QString& help,
                 const QKeySequence& keys = {});
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makePatchMenu();
    void updateActions();
    // main_window_help.cpp
    void makeThemeMenu(QMenu* view);
    void makeHelpMenu();
    void makeTour();
    void makeShortcuts();
    void showCommands();
    void showHelp(const QString& name, const QString& title, const QString& html);
    // main_window_tool_bar.cpp
    void makeToolBar();
    QWidget* makeOpenButton();
    void addSliders(QToolBar* bar);
    // main_window_exchange.cpp
    void paste();
    bool openExchanged(const QMimeData* mime);
    // main_window_dialogs.cpp
    void chooseDataset();
    void chooseBank();
    void choosePicture();
    void makeFeatures(QMenu* file); // main_window_features.cpp
    // main_window_exports.cpp
    void makeExports();
    void showPredicted(const QStringList& pictures);
    bool mayStopFolder();
    // main_window_show.cpp
    void showBank();
    void showImage();
    void showTitle();
    void showRestored(const QString& page);
    void followReading();
    void showBusy(const QString& text);
    // main_window.cpp
    void makePages();
    void connectPresenters();
    void connectBuild();
    void makeMeasures(); // main_window_measure.cpp
    void showProblem(const Problem& problem);
    void setFullScreen(bool on);
    void showPage(QWidget* page);
    void restoreLayout();
    void saveLayout();
    bool mayClose();

    StudioPresenters m_presenters;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    BuildFormView* m_form = nullptr;
    QWidget* m_building = nullptr;
    InspectPage* m_inspect = nullptr;
    LabelPage* m_label = nullptr;
    LabelActions* m_labelActions = nullptr;
    FeaturePage* m_features = nullptr;
    ProjectActions* m_project = nullptr;
    Tour* m_tour = nullptr;
    bool m_tourFollows = false; ///< when the demo is open
    bool m_keepsPage = false;   ///< a bank is being opened in the background
    LibraryActions* m_libraryActions = nullptr;
    MeasurePage* m_measure = nullptr;
    MeasureActions* m_measureActions = nullptr;
    RegionActions* m_regionActions = nullptr;
    CanvasActions* m_canvasActions = nullptr;
    ExportActions* m_exports = nullptr;
    MessageBar* m_messages = nullptr;
    JobBar* m_jobs = nullptr;
    QToolBar* m_toolBar = nullptr;
    QAction* m_otherDemo = nullptr;
    StatusFacts* m_facts = nullptr;
    UnfinishedBuild* m_unfinished = nullptr;
    QLabel *m_busy = nullptr, *m_dropHint = nullptr;
    OptionSlider *m_neighbours = nullptr, *m_temperature = nullptr;
    QList<QAction*> m_pictureActions; ///< need a picture
};

} // namespace nectar
