// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/build_form.h"
#include "ui/views/building_actions.h"
#include "ui/views/canvas_actions.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/commands.h"
#include "ui/views/copy_actions.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/expert_mode.h"
#include "ui/views/export_actions.h"
#include "ui/views/icons.h"
#include "ui/views/image_list_panel.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/label_actions.h"
#include "ui/views/label_page.h"
#include "ui/views/layout_actions.h"
#include "ui/views/library_actions.h"
#include "ui/views/log_actions.h"
#include "ui/views/main_window.h"
#include "ui/views/measure_actions.h"
#include "ui/views/measure_page.h"
#include "ui/views/option_slider.h"
#include "ui/views/preferences_actions.h"
#include "ui/views/project_actions.h"
#include "ui/views/recent_actions.h"
#include "ui/views/region_actions.h"
#include "ui/views/start_page.h"
#include "ui/views/status_facts.h"
#include "ui/views/visit_actions.h"

#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>

namespace nectar {

namespace {

/// The layers of the canvas that have a command of their own.
struct LayerCommand {
    const char* name;
    CanvasPane::Shown shown;
    QString text, help;
    Qt::Key key;
};

QList<LayerCommand> layerCommands()
{
    using Shown = CanvasPane::Shown;
    const auto tr = [](const char* text) { return MainWindow::tr(text); };
    return {
        {"showPrediction", Shown::Prediction, tr("&Prediction"), tr("Show or hide the prediction"), Qt::Key_P},
        {"showTruth", Shown::Truth, tr("&Truth"), tr("Show the picture's own labels or depth"), Qt::Key_G},
        {"showSimilarity", Shown::Similarity, tr("&Similarity"),
         tr("How alike every patch is to the one that you point at or keep"), Qt::Key_S},
        {"showConfidence", Shown::Confidence, tr("&Confidence"), tr("How sure the vote of every patch is"), Qt::Key_C},
        {"showFeatures", Shown::Features, tr("F&eatures"),
         tr("How the backbone sees the picture: patches of the same colour are described alike"), Qt::Key_F},
        {"showDifference", Shown::Difference, tr("Di&fference"),
         tr("Where the prediction is right and where it is wrong; of depth by how many metres"), Qt::Key_D}};
}

} // namespace

QAction* MainWindow::add(QMenu* menu, const char* name, const QString& text, const QString& help,
                         const QKeySequence& keys)
{
    return addCommand(this, menu, {name, text, help, keys});
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->setToolTipsVisible(true);
    QAction* dataset = add(menu, "openDataset", tr("Open &dataset…"),
                           tr("Build a bank from a folder of labelled pictures"), QKeySequence(Qt::CTRL | Qt::Key_N));
    dataset->setIcon(lineIcon(QStringLiteral("dataset")));
    connect(dataset, &QAction::triggered, this, &MainWindow::chooseDataset);
    QAction* bank =
        add(menu, "openBank", tr("Open &bank…"), tr("Open a bank that was built before"), QKeySequence::Open);
    bank->setIcon(lineIcon(QStringLiteral("bank")));
    connect(bank, &QAction::triggered, this, &MainWindow::chooseBank);
    QAction* picture = add(menu, "openPicture", tr("Open &picture…"), tr("Ask about any picture of your own"),
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    picture->setIcon(lineIcon(QStringLiteral("picture")));
    connect(picture, &QAction::triggered, this, &MainWindow::choosePicture);
    m_project->addTo(*menu);
    menu->addSeparator();
    QAction* demo = add(menu, "tryDemoAction", tr("Try the de&mo"),
                        tr("Build and open the bank of a small computer-drawn town; nothing to download"));
    demo->setIcon(lineIcon(QStringLiteral("play")));
    connect(demo, &QAction::triggered, this, [this] { tryDemo(); });
    QAction* build = add(menu, "buildBank", tr("B&uild bank"),
                         tr("Make a bank, the memory of patches, from a folder of labelled pictures"));
    build->setIcon(lineIcon(QStringLiteral("build")));
    connect(build, &QAction::triggered, this, [this] {
        m_form->openFolder({});
        showPage(m_form);
    });
    new BuildingActions(*this, menu, m_presenters.build, m_presenters.query, *m_messages);
    QAction* label =
        add(menu, "labelPictures", tr("&Label pictures by clicking"),
            tr("Give pictures without labels theirs: a few clicks a class"), QKeySequence(Qt::CTRL | Qt::Key_L));
    label->setIcon(lineIcon(QStringLiteral("label")));
    connect(label, &QAction::triggered, this, &MainWindow::showLabelPage);
    makeFeatures(menu);
    m_otherDemo = add(menu, "otherDemo", QString(), QString());
    connect(m_otherDemo, &QAction::triggered, this,
            [this] { tryDemo(BuildBankPresenter::otherDemoBackbone(m_presenters.query.bank().file)); });
    auto* recent = new RecentActions(*this, *menu->addMenu(tr("&Recent")), *m_start, m_presenters.settings);
    connect(recent, &RecentActions::openRequested, this, &MainWindow::openPath);
    menu->addSeparator();
    m_exports->addTo(*menu);
    menu->addSeparator();
    QAction* quit = add(menu, "quit", tr("&Quit"), tr("Close Nectar"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    connect(quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::makeEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    menu->setObjectName(QStringLiteral("editMenu"));
    menu->setToolTipsVisible(true);
    m_project->addSteps(*menu);
    menu->addSeparator();
    auto* copies = new CopyActions(*this, *menu, *m_inspect->canvas(), m_presenters);
    m_pictureActions.append(copies->actions());
    connect(copies, &CopyActions::told, this, [this](const QString& text) { statusBar()->showMessage(text, 4000); });
    QAction* paste = add(menu, "pastePicture", tr("&Paste picture"),
                         tr("Ask about the picture, or the picture file, on the clipboard"), QKeySequence::Paste);
    paste->setIcon(lineIcon(QStringLiteral("paste")));
    connect(paste, &QAction::triggered, this, &MainWindow::paste);
    menu->addSeparator();
    auto* preferences = new PreferencesActions(*this, *menu, m_presenters);
    connect(preferences, &PreferencesActions::problemOccurred, this, &MainWindow::showProblem);
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    menu->setToolTipsVisible(true);
    CanvasPane* canvas = m_inspect->canvas();
    ImageView* view = canvas->view();
    const auto onPicture = [&](const char* name, const QString& text, const QString& help, const QKeySequence& keys,
                               auto slot) {
        QAction* action = add(menu, name, text, help, keys);
        connect(action, &QAction::triggered, this, slot);
        m_pictureActions.append(action);
        return action;
    };
    for (const LayerCommand& layer : layerCommands())
        onPicture(layer.name, layer.text, layer.help, QKeySequence(layer.key), [canvas, shown = layer.shown] {
            canvas->toggle(shown);
        })->setCheckable(true);
    onPicture("switchTask", tr("Switch to &depth"), tr("Between classes and depth"), QKeySequence(Qt::CTRL | Qt::Key_D),
              [this] {
                  QueryPresenter& query = m_presenters.query;
                  query.voting().setTask(query.voting().task() == Task::Depth ? Task::Segmentation : Task::Depth);
              });
    menu->addSeparator();
    onPicture("moreOpaque", tr("More opaque"), tr("The layer hides more of the photo"),
              QKeySequence(Qt::ALT | Qt::Key_Up), [view] { view->setOpacity(view->opacity() + 0.1); });
    onPicture("lessOpaque", tr("Less opaque"), tr("The photo shows through more"), QKeySequence(Qt::ALT | Qt::Key_Down),
              [view] { view->setOpacity(view->opacity() - 0.1); });
    menu->addSeparator();
    onPicture("zoomIn", tr("Zoom &in"), tr("Closer"), QKeySequence::ZoomIn, [view] { view->zoomBy(1.25); });
    onPicture("zoomOut", tr("Zoom &out"), tr("Farther"), QKeySequence::ZoomOut, [view] { view->zoomBy(0.8); });
    onPicture("zoomFit", tr("&Fit"), tr("The whole picture"), QKeySequence(Qt::CTRL | Qt::Key_0),
              [view] { view->fit(); });
    onPicture("zoomPixels", tr("&Actual pixels"), tr("One pixel of the picture is one of the screen"),
              QKeySequence(Qt::CTRL | Qt::Key_1), [view] { view->showActualPixels(); });
    m_libraryActions = new LibraryActions(*this, *menu, *m_inspect->library(), m_presenters);
    menu->addSeparator();
    makeThemeMenu(menu);
    QAction* full = add(menu, "fullScreen", tr("F&ull screen"), tr("The whole screen for Nectar, and back"),
                        QKeySequence(Qt::Key_F11));
    full->setCheckable(true);
    connect(full, &QAction::toggled, this, &MainWindow::setFullScreen);
    new ExpertMode(*this, *menu, m_presenters.settings);
    new LogActions(*this, *menu, m_presenters);
    new LayoutActions(*this, *menu, *m_inspect, m_presenters);
    new VisitActions(*this, *menu, m_presenters.query);
    QAction* start = add(menu, "showStart", tr("Start pa&ge"), tr("Back to the first page"));
    connect(start, &QAction::triggered, this, [this] { showPage(m_start); });
    QAction* inspect = add(menu, "showInspect", tr("I&nspect"), tr("To the open bank"));
    connect(inspect, &QAction::triggered, this, [this] { showPage(m_inspect); });
}

void MainWindow::makePatchMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Patch"));
    menu->setToolTipsVisible(true);
    const auto onPicture = [&](const char* name, const QString& text, const QString& help, const QKeySequence& keys,
                               auto slot) {
        QAction* action = add(menu, name, text, help, keys);
        connect(action, &QAction::triggered, this, slot);
        m_pictureActions.append(action);
        return action;
    };
    onPicture("fewerNeighbours", tr("&Fewer voters"), tr("Fewer patches vote"), QKeySequence(Qt::Key_BracketLeft),
              [this] { m_neighbours->scaleBy(0.8); });
    onPicture("moreNeighbours", tr("&More voters"), tr("More patches vote"), QKeySequence(Qt::Key_BracketRight),
              [this] { m_neighbours->scaleBy(1.25); });
    onPicture("lowerTemperature", tr("Count voters &less evenly"), tr("The best matches count more"),
              QKeySequence(Qt::Key_Minus), [this] { m_temperature->scaleBy(0.8); });
    onPicture("higherTemperature", tr("Count voters more evenl&y"), tr("All matches count more alike"),
              QKeySequence(Qt::Key_Equal), [this] { m_temperature->scaleBy(1.25); });
    menu->addSeparator();
    m_regionActions = new RegionActions(*this, menu, *m_inspect->canvas()->canvas(), m_presenters.query);
    menu->addSeparator();
    QAction* ask = onPicture("askNeighbour", tr("&Ask about a voter's picture"),
                             tr("Open the picture that the chosen voter, or the first, comes from"),
                             QKeySequence(Qt::CTRL | Qt::Key_Return), [this, &query = m_presenters.query] {
                                 if (const int voter = m_inspect->evidence()->chosenVoter();
                                     voter < query.evidence().neighbours().rowCount())
                                     query.openNeighbour(query.evidence().neighbours().card(voter));
                             });
    ask->setIcon(lineIcon(QStringLiteral("ask")));
    onPicture("showVoter", tr("&View a voter's picture beside"),
              tr("The picture that the chosen voter, or the first, comes from, large beside the canvas; or close it"),
              QKeySequence(Qt::Key_V), [this] { m_inspect->enlargeChosen(); })
        ->setIcon(lineIcon(QStringLiteral("beside")));
    onPicture("copyEvidence", tr("&Copy the voters as CSV"), tr("Copy the list with similarities and weights"),
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), [this] { Q_EMIT m_inspect->evidence()->copyRequested(); })
        ->setIcon(lineIcon(QStringLiteral("copy")));
    menu->addSeparator();
    onPicture("nextPicture", tr("&Next picture"), tr("Open the next picture of the list"),
              QKeySequence(Qt::CTRL | Qt::Key_PageDown), [this] { m_inspect->library()->step(1); });
    onPicture("previousPicture", tr("&Previous picture"), tr("Open the previous picture of the list"),
              QKeySequence(Qt::CTRL | Qt::Key_PageUp), [this] { m_inspect->library()->step(-1); });
    m_canvasActions = new CanvasActions(*this, *m_inspect->canvas(), m_presenters.query, m_presenters.settings);
}

void MainWindow::updateActions()
{
    const bool inspecting = m_pages->currentWidget() == m_inspect;
    const QueryPresenter& query = m_presenters.query;
    const bool picture = query.hasImage() && inspecting;
    const QString noPicture = !query.hasBank() ? tr("open a bank first")
                              : inspecting     ? tr("open a picture first")
                                               : tr("go to View, Inspect first");
    for (QAction* action : std::as_const(m_pictureActions))
        setUsable(*action, picture, noPicture);
    const auto action = [this](const char* name) -> QAction& { return *findChild<QAction*>(QLatin1String(name)); };
    const CanvasPane* canvas = m_inspect->canvas();
    const auto onPicture = [&](const char* name, bool usable, const QString& whyNot) {
        setUsable(action(name), picture && usable, picture ? whyNot : noPicture);
    };
    for (const LayerCommand& layer : layerCommands())
        action(layer.name).setChecked(canvas->shown() == layer.shown && !canvas->isComparing());
    for (const char* name : {"showTruth", "showDifference"})
        onPicture(name, canvas->hasTruth(), tr("this picture came without labels"));
    const bool depth = query.voting().task() == Task::Depth;
    onPicture("switchTask", query.bank().tasks.size() > 1,
              depth ? tr("this bank knows depth only") : tr("this bank knows classes only"));
    action("switchTask").setText(depth ? tr("Switch to &classes") : tr("Switch to &depth"));
    m_exports->update(picture, noPicture);
    findChild<VisitActions*>()->update(inspecting);
    setUsable(action("showTour"), query.hasImage(), tr("try the demo, or open a bank and a picture first"));
    setUsable(action("showInspect"), query.hasBank(), tr("open a bank first"));
    const QString other = BuildBankPresenter::otherDemoBackbone(query.bank().file);
    m_otherDemo->setVisible(!other.isEmpty());
    const bool starter = other == QStringLiteral("starter");
    setUsable(*m_otherDemo, inspecting, tr("go to View, Inspect first"));
    m_otherDemo->setText(starter ? tr("Try starter") : tr("Try descriptor"));
    m_otherDemo->setToolTip(
        starter
            ? tr("Read the demo's pictures again with the starter backbone, a vision network, and compare: it takes "
                 "some seconds, and this bank stays in File, Recent")
            : tr("Read the demo's pictures again with the descriptor, mere colours and edges, and compare: it takes "
                 "some seconds, and this bank stays in File, Recent"));
    m_regionActions->update(picture, noPicture);
    m_canvasActions->update(inspecting);
    m_libraryActions->update(inspecting);
    m_labelActions->update(m_pages->currentWidget() == m_label);
    const bool measuring = m_pages->currentWidget() == m_measure;
    m_measureActions->update(measuring    ? MeasureActions::Place::Measures
                             : inspecting ? MeasureActions::Place::Picture
                                          : MeasureActions::Place::Elsewhere);
    m_toolBar->setVisible(inspecting); // on the other pages nothing of it would act
    statusBar()->setVisible(inspecting || measuring);
    m_facts->setInspecting(inspecting);
}

} // namespace nectar
