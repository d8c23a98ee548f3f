// SPDX-License-Identifier: Apache-2.0
#include "ui/views/export_actions.h"

#include "ui/convert/text.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/export_dialog.h"
#include "ui/views/folder_dialog.h"
#include "ui/views/icons.h"
#include "ui/views/image_view.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>

namespace nectar {

namespace {

constexpr qsizetype kNamedLeftOut = 2;

/// "37 pictures predicted, 2 left out", where the results are, and why those were left out.
Problem endOf(const FolderReport& report)
{
    const auto tr = [](const char* text) { return ExportActions::tr(text); };
    const QString done = countText(report.pictures.size()), left = countText(report.leftOut.size());
    Problem problem{Problem::Kind::Note, {}, {}, {}};
    problem.title = report.wasStopped ? tr("Stopped: %1 of %2 pictures predicted").arg(done, countText(report.total))
                    : report.pictures.size() == 1 ? tr("1 picture predicted")
                                                  : tr("%1 pictures predicted").arg(done);
    if (!report.leftOut.isEmpty())
        problem.title += tr(", %1 left out").arg(left);
    QStringList sentences;
    if (report.files > 0)
        sentences.append(tr("The results, %1 whole files, are in %2.").arg(countText(report.files), report.output));
    QStringList lines;
    for (const auto& [picture, reason] : report.leftOut)
        lines.append(reason.contains(picture) ? reason : picture + QStringLiteral(": ") + reason);
    for (qsizetype i = 0; i < std::min(kNamedLeftOut, lines.size()); ++i)
        sentences.append(tr("Left out: %1.").arg(lines.at(i)));
    if (!lines.isEmpty() || !report.remarks.isEmpty())
        problem.kind = Problem::Kind::Warning;
    problem.text = sentences.join(QLatin1Char(' '));
    problem.details = (lines + report.remarks).join(QLatin1Char('\n'));
    return problem;
}

} // namespace

ExportActions::ExportActions(QMainWindow& window, const ImageView& canvas, const StudioPresenters& presenters)
    : QObject(&window), m_window(window), m_canvas(canvas), m_presenters(presenters)
{
    ExportPresenter& exports = presenters.exports;
    connect(&exports, &ExportPresenter::problemOccurred, this,
            [this](const Problem& problem) { Q_EMIT problemOccurred(problem, {}); });
    connect(&exports, &ExportPresenter::saved, this,
            [this](const QString& file) { Q_EMIT told(tr("Saved %1").arg(file)); });
    connect(&exports, &ExportPresenter::written, this, [this](const ExportPlan& plan) {
        Q_EMIT told(plan.kinds.size() == 1 ? tr("Saved %1").arg(plan.files().first())
                                           : tr("Saved %1 files in %2").arg(plan.kinds.size()).arg(plan.folder));
    });
    FolderPredictionPresenter& folder = presenters.folder;
    connect(&folder, &FolderPredictionPresenter::failed, this,
            [this](const Problem& problem) { Q_EMIT problemOccurred(problem, {}); });
    connect(&folder, &FolderPredictionPresenter::ended, this,
            [this](const FolderReport& report) { Q_EMIT problemOccurred(endOf(report), report.pictures); });
}

void ExportActions::addTo(QMenu& fileMenu)
{
    const auto command = [&](const CommandText& text, const char* icon, auto slot) {
        QAction* action = addCommand(&m_window, &fileMenu, text);
        action->setIcon(lineIcon(QLatin1String(icon)));
        connect(action, &QAction::triggered, this, slot);
    };
    command({"exportPicture", tr("&Export…"), tr("Write labels, colours, depth and voters of this picture as files"),
             QKeySequence(Qt::CTRL | Qt::Key_E)},
            "export", [this] { exportPicture(); });
    command({"predictFolder", tr("Predict a &folder of pictures…"),
             tr("Read all pictures of a folder and write what they show; you can go on meanwhile"),
             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
            "folder", [this] { predictFolder(); });
    command({"saveOverlay", tr("&Save overlay…"),
             tr("Save the picture with the prediction over it, in the colours and with the classes that you see"),
             QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_E)},
            "save", [this] { saveShown(0); });
    command({"saveMask", tr("Save m&ask…"), tr("Save the class of each pixel as a palette PNG"),
             QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_M)},
            "save", [this] { saveShown(1); });
    command({"saveDepth", tr("Save dep&th…"), tr("Save the depth as a 16-bit PNG in millimetres"),
             QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_D)},
            "save", [this] { saveShown(2); });
}

void ExportActions::update(bool picture, const QString& noPicture)
{
    const bool depth = m_presenters.query.voting().task() == Task::Depth;
    const auto set = [&](const char* name, bool usable, const QString& whyNot) {
        setUsable(*m_window.findChild<QAction*>(QLatin1String(name)), picture && usable, picture ? whyNot : noPicture);
    };
    set("exportPicture", true, {});
    set("saveOverlay", true, {});
    set("saveMask", !depth, tr("switch to classes first"));
    set("saveDepth", depth, tr("switch to depth first"));
    setUsable(*m_window.findChild<QAction*>(QStringLiteral("predictFolder")), m_presenters.query.hasBank(),
              tr("open a bank first"));
}

void ExportActions::exportPicture()
{
    const QueryPresenter& query = m_presenters.query;
    if (!query.shown().prediction)
        return;
    ExportPlan plan;
    plan.shown = query.shown();
    plan.scene = query.scene();
    plan.patches = query.evidence().keptPatches();
    plan.opacity = static_cast<float>(m_canvas.opacity());
    (new ExportDialog(m_presenters.exports, m_presenters.settings, std::move(plan), &m_window))->show();
}

void ExportActions::predictFolder()
{
    const QueryPresenter& query = m_presenters.query;
    PredictionRun run;
    run.decode = query.voting().options();
    run.exports.opacity = static_cast<float>(m_canvas.opacity());
    const FolderDialog::Bank bank{query.bank().file, query.scene()->bank(), std::ssize(query.voting().leftOut())};
    (new FolderDialog(m_presenters.folder, m_presenters.settings, bank, run, &m_window))->show();
}

void ExportActions::saveShown(int kind)
{
    const auto what = static_cast<ExportPresenter::Kind>(kind);
    const QString titles[] = {tr("Save overlay"), tr("Save mask"), tr("Save depth")};
    SettingsPresenter& settings = m_presenters.settings;
    const ShownPicture& shown = m_presenters.query.shown();
    const QString folder = settings.lastFolder(QStringLiteral("export"));
    const QString suggestion =
        (folder.isEmpty() ? QString() : folder + QLatin1Char('/')) + ExportPresenter::suggestedName(what, shown);
    // The native dialog asks before an existing file is replaced.
    QString file = QFileDialog::getSaveFileName(&m_window, titles[kind], suggestion, tr("PNG pictures (*.png)"));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".png");
    settings.setLastFolder(QStringLiteral("export"), QFileInfo(file).path());
    m_presenters.exports.save(what, shown, m_canvas.opacity(), file, m_presenters.query.legend().shownClasses());
}

} // namespace nectar
