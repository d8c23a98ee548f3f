// SPDX-License-Identifier: Apache-2.0
#include "ui/views/log_actions.h"

#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/feature_presenter.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/log_values.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/log_dock.h"

#include <QMainWindow>

namespace nectar {

namespace {

// Lines of the log are in one language: whoever gets a report must be able to read it.
void tell(const QString& text) { logInfo(LogArea::Gui, fromQString(text)); }

QString after(const QElapsedTimer& clock)
{
    return QStringLiteral(" after %1 s").arg(static_cast<double>(clock.elapsed()) / 1000, 0, 'f', 2);
}

} // namespace

LogActions::LogActions(QMainWindow& window, QMenu& view, const StudioPresenters& presenters)
    : QObject(&window), m_log(new LogDock(&window))
{
    window.setContextMenuPolicy(Qt::NoContextMenu); // Qt's own would hide the tool bar too
    window.addDockWidget(Qt::BottomDockWidgetArea, m_log);
    m_log->hide();
    QAction* action = addCommand(&window, &view,
                                 {"showLog", tr("Lo&g"),
                                  tr("What Nectar opened, did and said, below the pages: to look through or to copy "
                                     "into a report")});
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this](bool on) { on ? m_log->open() : m_log->hide(); });
    connect(m_log->toggleViewAction(), &QAction::toggled, action, &QAction::setChecked);
    followBuilds(presenters.build);
    followMeasures(presenters.measure);
    followFolders(presenters.folder);
    followFiles(presenters);
}

void LogActions::followBuilds(BuildBankPresenter& build)
{
    connect(&build, &BuildBankPresenter::started, this, [this, &build] {
        m_building.start();
        const QString& output = build.form().output;
        tell(output.isEmpty() ? QStringLiteral("building the demo began")
                              : QStringLiteral("building %1 from %2 began").arg(output, build.form().folder));
    });
    connect(&build, &BuildBankPresenter::finished, this,
            [this](const QString& bank) { tell(QStringLiteral("building %1 ended").arg(bank) + after(m_building)); });
    connect(&build, &BuildBankPresenter::stopped, this,
            [this] { tell(QStringLiteral("building ended without a bank") + after(m_building)); });
    connect(&build, &BuildBankPresenter::reviewFailed, this, &logProblem);
}

void LogActions::followMeasures(MeasurePresenter& measure)
{
    connect(&measure, &MeasurePresenter::runningChanged, this, [this, &measure] {
        if (measure.isRunning()) {
            m_measuring.start();
            tell(QStringLiteral("measuring %1 began").arg(measure.source().folder));
        } else {
            tell(QStringLiteral("measuring ended") + after(m_measuring));
        }
    });
}

void LogActions::followFolders(FolderPredictionPresenter& folder)
{
    connect(&folder, &FolderPredictionPresenter::started, this, [this] {
        m_predicting.start();
        tell(QStringLiteral("predicting a folder began"));
    });
    connect(&folder, &FolderPredictionPresenter::ended, this, [this](const FolderReport& report) {
        tell(QStringLiteral("predicting into %1 ended: %2 of %3 pictures")
                 .arg(report.output)
                 .arg(report.pictures.size())
                 .arg(report.total) +
             after(m_predicting));
    });
    for (const auto signal : {&FolderPredictionPresenter::failed, &FolderPredictionPresenter::forecastFailed})
        connect(&folder, signal, this, &logProblem);
}

void LogActions::followFiles(const StudioPresenters& presenters)
{
    connect(&presenters.project, &ProjectPresenter::opened, this, [&project = presenters.project] {
        tell(QStringLiteral("project %1 was opened")
                 .arg(project.file().isEmpty() ? QStringLiteral("of the last time") : project.file()));
    });
    connect(&presenters.exports, &ExportPresenter::saved, this,
            [](const QString& file) { tell(QStringLiteral("%1 was written").arg(file)); });
    connect(&presenters.exports, &ExportPresenter::written, this, [](const ExportPlan& plan) {
        tell(QStringLiteral("%1 files were written into %2").arg(plan.files().size()).arg(plan.folder));
    });
    connect(&presenters.exports, &ExportPresenter::notWritten, this, &logProblem);
    connect(&presenters.label, &LabelPresenter::saved, this, [](const QString& folder, int pictures) {
        tell(QStringLiteral("labels of %1 pictures were written into %2").arg(pictures).arg(folder));
    });
    connect(&presenters.features, &FeaturePresenter::saved, this, [](const QString& folder, int pictures) {
        tell(QStringLiteral("views of %1 pictures were written into %2").arg(pictures).arg(folder));
    });
}

} // namespace nectar
