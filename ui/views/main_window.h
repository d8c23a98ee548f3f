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
class ElidedLabel;
class InspectPage;
class LabelActions;
class LabelPage;
class JobBar;
class MessageBar;
class OptionSlider;
class StartPage;
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
    InspectPage* inspectPage() const { return m_inspect; }
    LabelPage* labelPage() const { return m_label; }
    void showLabelPage();

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
    void makeViewMenu();
    void makePatchMenu();
    void updateActions();
    // main_window_help.cpp
    void makeThemeMenu(QMenu* view);
    void makeHelpMenu();
    void showCommands();
    void showHelp(const QString& name, const QString& title, const QString& html);
    // main_window_tool_bar.cpp
    void makeToolBar();
    QWidget* makeOpenButton();
    void addSliders(QToolBar* bar);
    // main_window_exchange.cpp
    void addCopies(QMenu* menu);
    void showCopied(const QImage& picture);
    void paste();
    bool openExchanged(const QMimeData* mime);
    // main_window_dialogs.cpp
    void fillRecentMenu();
    void chooseDataset();
    void chooseBank();
    void choosePicture();
    void saveShown(int kind);
    // main_window.cpp
    void makePages();
    void connectPresenters();
    void connectBuild();
    void showBank();
    void showImage();
    void showBusy(const QString& text);
    void showProblem(const Problem& problem);
    void showPaused();
    void setFullScreen(bool on);
    void showPage(QWidget* page);
    void showFacts();
    void showZoom();
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
    CanvasActions* m_canvasActions = nullptr;
    MessageBar* m_messages = nullptr;
    JobBar* m_jobs = nullptr;
    QToolBar* m_toolBar = nullptr;
    QAction* m_otherDemo = nullptr;
    QMenu* m_recentMenu = nullptr;
    ElidedLabel* m_bankChip = nullptr;
    QLabel *m_facts = nullptr, *m_machine = nullptr, *m_zoom = nullptr, *m_busy = nullptr, *m_dropHint = nullptr;
    OptionSlider *m_neighbours = nullptr, *m_temperature = nullptr;
    QList<QAction*> m_pictureActions; ///< need a picture
    QPoint m_pointedAt{-1, -1};       ///< pixel of the photo under the pointer
};

} // namespace nectar
