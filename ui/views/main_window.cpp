// SPDX-License-Identifier: Apache-2.0
#include "ui/views/main_window.h"

#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/build_form.h"
#include "ui/views/build_panel.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/crash_actions.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/icons.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/job_bar.h"
#include "ui/views/label_actions.h"
#include "ui/views/label_page.h"
#include "ui/views/measure_page.h"
#include "ui/views/message_bar.h"
#include "ui/views/option_slider.h"
#include "ui/views/project_actions.h"
#include "ui/views/start_page.h"
#include "ui/views/unfinished_build.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace nectar {

MainWindow::MainWindow(const StudioPresenters& presenters, QWidget* parent)
    : QMainWindow(parent), m_presenters(presenters)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Nectar"));
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    makePages();
    m_project = new ProjectActions(*this, m_presenters.project, m_presenters.label, m_presenters.settings);
    makeExports();
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makePatchMenu();
    m_labelActions = new LabelActions(*this, *m_label, m_presenters.label, m_presenters.settings);
    makeMeasures();
    makeHelpMenu();
    makeShortcuts();
    makeToolBar();
    makeTour();
    m_dropHint = new QLabel(this);
    m_dropHint->setObjectName(QStringLiteral("dropHint"));
    m_dropHint->setAlignment(Qt::AlignCenter);
    m_dropHint->setWordWrap(true);
    m_dropHint->hide();
    connectPresenters();
    restoreLayout();
    updateActions();
}

void MainWindow::makePages()
{
    auto* central = new QWidget;
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_messages = new MessageBar;
    m_pages = new QStackedWidget;
    m_jobs = new JobBar(m_presenters.build);
    m_start = new StartPage;
    m_form = new BuildFormView(m_presenters.build);
    m_building = new BuildPanel(m_presenters.build, m_presenters.query.thumbnails());
    m_inspect = new InspectPage(m_presenters.query);
    m_label = new LabelPage(m_presenters.label);
    for (QWidget* page : {static_cast<QWidget*>(m_start), static_cast<QWidget*>(m_form), m_building,
                          static_cast<QWidget*>(m_inspect), static_cast<QWidget*>(m_label)})
        m_pages->addWidget(page);
    layout->addWidget(m_messages);
    layout->addWidget(m_pages, 1);
    m_busy = new QLabel;
    m_busy->setObjectName(QStringLiteral("busyLine"));
    m_busy->hide();
    layout->addWidget(m_busy);
    layout->addWidget(m_jobs);
    setCentralWidget(central);
    m_inspect->canvas()->view()->setOpacity(m_presenters.settings.opacity());
    if (!BuildBankPresenter::hasStarterBackbone())
        m_start->setNote(tr("The starter backbone is not installed, so the weight-free descriptor steps in. "
                            "packaging/setup.sh installs it."));
    connect(m_start, &StartPage::demoRequested, this, [this] { tryDemo(); });
    connect(m_start, &StartPage::openDatasetRequested, this, &MainWindow::chooseDataset);
    connect(m_start, &StartPage::openBankRequested, this, &MainWindow::chooseBank);
    connect(m_start, &StartPage::labelRequested, this, &MainWindow::showLabelPage);
    connect(m_start, &StartPage::recentRequested, this, &MainWindow::openPath);
    connect(m_form, &BuildFormView::buildRequested, &m_presenters.build, &BuildBankPresenter::build);
    connect(m_form, &BuildFormView::backRequested, this,
            [this] { showPage(m_presenters.query.hasBank() ? static_cast<QWidget*>(m_inspect) : m_start); });
    connect(m_jobs, &JobBar::showRequested, this, [this] { showPage(m_building); });
    connect(m_pages, &QStackedWidget::currentChanged, this, [this] {
        for (int i = 0; i < m_pages->count(); ++i) // the log has the height that only a page out of sight would need
            m_pages->widget(i)->setSizePolicy(
                QSizePolicy::Preferred, i == m_pages->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
        m_jobs->setSuppressed(m_pages->currentWidget() == m_building);
        showBusy(m_busy->text());
        updateActions();
    });
}

void MainWindow::connectPresenters()
{
    QueryPresenter& query = m_presenters.query;
    connect(&query, &QueryPresenter::bankChanged, this, &MainWindow::showBank);
    connect(&query, &QueryPresenter::imageChanged, this, &MainWindow::showImage);
    connect(&query, &QueryPresenter::busyChanged, this, &MainWindow::showBusy);
    connect(&query, &QueryPresenter::predictionChanged, this, &MainWindow::updateActions);
    connect(&query, &QueryPresenter::problemOccurred, this, &MainWindow::showProblem);
    connectBuild();
    connect(m_labelActions, &LabelActions::problemOccurred, this, &MainWindow::showProblem);
    connect(m_project, &ProjectActions::problemOccurred, this, &MainWindow::showProblem);
    connect(m_project, &ProjectActions::filesMissing, this, [this](const Problem& problem) {
        m_messages->show(problem, {tr("Locate folder…"), [this] { m_project->chooseFolder(); }});
    });
    ProjectPresenter& project = m_presenters.project;
    connect(&project, &ProjectPresenter::opened, this, &MainWindow::showRestored);
    connect(&project, &ProjectPresenter::fileChanged, this, &MainWindow::showTitle);
    connect(&project, &ProjectPresenter::pageRequested, this, [this](StudioCommand::Page page) {
        if (page == StudioCommand::Page::Label)
            showLabelPage();
        else if (page == StudioCommand::Page::Features)
            showFeaturePage();
        else if (m_presenters.query.hasBank())
            showPage(m_inspect);
    });
    connect(&query.voting(), &VotingPresenter::changed, this, &MainWindow::followReading);
    connect(m_labelActions, &LabelActions::buildRequested, this, &MainWindow::openPath);
    connect(m_inspect->evidence(), &EvidencePanel::copyRequested, this, [this] {
        QApplication::clipboard()->setText(m_inspect->evidence()->shownCsv());
        statusBar()->showMessage(tr("The list was copied"), 4000);
    });
    connect(m_inspect->canvas(), &CanvasPane::shownChanged, this, &MainWindow::updateActions);
}

void MainWindow::connectBuild()
{
    BuildBankPresenter& build = m_presenters.build;
    connect(&build, &BuildBankPresenter::problemOccurred, this, &MainWindow::showProblem);
    connect(&build, &BuildBankPresenter::started, this, [this] {
        m_messages->hide();
        showPage(m_building);
    });
    connect(&build, &BuildBankPresenter::finished, this, [this](const QString& bank) {
        m_presenters.settings.addRecent(bank);
        m_presenters.query.openBank(bank);
    });
    connect(&build, &BuildBankPresenter::stopped, this, [this] {
        if (m_pages->currentWidget() == m_building)
            showPage(m_presenters.query.hasBank() ? static_cast<QWidget*>(m_inspect) : m_start);
    });
    m_unfinished = new UnfinishedBuild(build, m_presenters.settings, *m_messages, this);
}

void MainWindow::showPage(QWidget* page)
{
    m_pages->setCurrentWidget(page);
    m_presenters.project.setPage(page == m_label     ? QStringLiteral("label")
                                 : page == m_inspect ? QStringLiteral("inspect")
                                                     : QString());
    if (page != m_inspect && page != m_measure)
        page->setFocus(Qt::OtherFocusReason); // no button looks chosen before somebody chose
}

void MainWindow::showProblem(const Problem& problem) { m_messages->show(problem); }

void MainWindow::setFullScreen(bool on)
{
    setWindowState(on ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_messages->isVisible())
        return m_messages->hide();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::begin(const QStringList& files, bool demo, bool restore)
{
    findChild<CrashActions*>()->begin();
    if (restore)
        m_project->begin(demo || !files.isEmpty());
    if (demo)
        tryDemo();
    if (!files.isEmpty())
        openPaths(files);
    if (restore)
        m_unfinished->offer();
}

void MainWindow::tryDemo(const QString& backbone)
{
    if (m_presenters.build.isRunning())
        return showProblem({Problem::Kind::Note,
                            tr("A bank is being built"),
                            tr("The demo can start when it is done or cancelled."),
                            {}});
    m_tourFollows = !m_presenters.settings.tourSeen();
    m_presenters.build.buildDemo(backbone);
}

bool MainWindow::mayClose()
{
    if (!m_project->mayClose() || !mayStopFolder())
        return false;
    if (!m_presenters.build.isRunning())
        return true;
    const auto answer = QMessageBox::question(
        this, tr("A bank is being built"),
        tr("Quit and pause the build? What was read is kept: building the same bank goes on from there."),
        QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Yes);
    return answer == QMessageBox::Yes;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayClose())
        return event->ignore();
    m_presenters.build.pause();
    saveLayout();
    m_presenters.project.close();
    event->accept();
}

} // namespace nectar
