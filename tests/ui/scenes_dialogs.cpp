// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/scenes.h"

#include "core/project/project.h"
#include "ui/convert/text.h"
#include "ui/presenters/log_values.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/command_palette.h"
#include "ui/views/help_dialog.h"
#include "ui/views/log_dock.h"
#include "ui/views/tour.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDragEnterEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>

namespace nectar {

void takeHelp(Photographer& photographer, MainWindow& window, const QString& suffix)
{
    for (const char* page : {"showFirstSteps", "showShortcuts", "showGlossary", "about"}) {
        window.findChild<QAction*>(QLatin1String(page))->trigger();
        auto* dialog = window.findChild<HelpDialog*>();
        photographer.take(QStringLiteral("%1-%2").arg(dialog->objectName(), suffix), *dialog);
        delete dialog;
    }
}

void takeSettings(Photographer& photographer, MainWindow& window, const QString& suffix)
{
    const auto open = [&](const char* action, const char* name) {
        window.findChild<QAction*>(QLatin1String(action))->trigger();
        return window.findChild<QDialog*>(QLatin1String(name));
    };
    QDialog* preferences = open("showPreferences", "preferencesDialog");
    auto* clear = preferences->findChild<QPushButton*>(QStringLiteral("clearCache"));
    if (QTest::qWaitFor([&] { return clear->isEnabled(); }, kPatienceMs))
        photographer.take(QStringLiteral("preferences-%1").arg(suffix), *preferences);
    clear->click();
    if (auto* question = preferences->findChild<QMessageBox*>()) {
        photographer.take(QStringLiteral("clear-cache-%1").arg(suffix), *question);
        delete question;
    }
    delete preferences;
    QDialog* keys = open("changeShortcuts", "shortcutDialog");
    photographer.take(QStringLiteral("shortcuts-%1").arg(suffix), *keys);
    keys->findChild<QLineEdit*>(QStringLiteral("shortcutFilter"))->setText(QStringLiteral("picture"));
    keys->findChild<QKeySequenceEdit*>()->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_D));
    photographer.take(QStringLiteral("shortcut-taken-%1").arg(suffix), *keys);
    delete keys;
}

void takeMoved(Photographer& photographer, MainWindow& window, SettingsPresenter& settings, const QString& bank,
               const QString& suffix)
{
    const QString gone = QDir(qEnvironmentVariable("XDG_DATA_HOME")).filePath(QStringLiteral("holiday.bank"));
    settings.addRecent(gone);
    settings.addRecent(bank);
    settings.setPinned(bank, true);
    window.findChild<QAction*>(QStringLiteral("showStart"))->trigger();
    photographer.take(QStringLiteral("recent-%1").arg(suffix));
    auto* menu = window.findChild<QMenu*>(QStringLiteral("recentMenu"));
    menu->popup(window.mapToGlobal(QPoint(80, 60)));
    photographer.takeOver(QStringLiteral("recent-menu-%1").arg(suffix), *menu);
    Project project;
    project.bank = pathFromQString(gone);
    project.view.picture = project.bank.parent_path() / "pictures/beach.jpg";
    const QString file = QDir(qEnvironmentVariable("XDG_STATE_HOME")).filePath(QStringLiteral("holiday.nectar"));
    writeProject(pathFromQString(file), project);
    QTimer::singleShot(200, &window, [&photographer, &suffix] { // labels in the making would be replaced
        auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (question && question->button(QMessageBox::Discard)) {
            photographer.take(QStringLiteral("unsaved-%1").arg(suffix), *question);
            question->button(QMessageBox::Discard)->click();
        }
    });
    window.openPath(file);
    QTest::qWait(500); // the bank is sought in vain
    photographer.take(QStringLiteral("moved-%1").arg(suffix));
}

void takeCommands(Photographer& photographer, MainWindow& window, const QString& suffix)
{
    window.findChild<QAction*>(QStringLiteral("showCommands"))->trigger();
    auto* palette = window.findChild<CommandPalette*>();
    palette->findChild<QLineEdit*>()->setText(QStringLiteral("picture"));
    photographer.take(QStringLiteral("commands-%1").arg(suffix), *palette);
    palette->close();
}

void takeDrag(Photographer& photographer, MainWindow& window, const QString& picture, const QString& suffix)
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(picture)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    photographer.take(QStringLiteral("drag-%1").arg(suffix));
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(&window, &leave);
}

void takeTour(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    window.findChild<QAction*>(QStringLiteral("showTour"))->trigger();
    const auto* tour = window.findChild<Tour*>();
    for (int step = 0; step < Tour::kSteps; ++step) {
        photographer.take(QStringLiteral("tour-%1-%2").arg(step + 1).arg(suffix));
        if (step == 4) {
            window.findChild<QPushButton*>(QStringLiteral("tourAct"))->click();
            if (QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs))
                photographer.take(QStringLiteral("tour-5-without-%1").arg(suffix));
        }
        if (tour->isRunning())
            window.findChild<QPushButton*>(QStringLiteral("tourNext"))->click();
    }
    query.voting().countAllPrompts();
}

void takeRecovery(Photographer& photographer, MainWindow& window, const ProjectPresenter& project,
                  const QString& suffix)
{
    const QString folder = qEnvironmentVariable("XDG_STATE_HOME") + QStringLiteral("/nectar/sessions");
    writeSession(pathFromQString(folder + QStringLiteral("/running-other.json")), {project.project(), {}, true});
    window.begin({}, false, true);
    if (auto* box = window.findChild<QMessageBox*>(QStringLiteral("recovery"))) {
        photographer.take(QStringLiteral("recovery-%1").arg(suffix), *box);
        delete box;
    }
}

void takeExpert(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const auto go = [&](const char* action) { window.findChild<QAction*>(QLatin1String(action))->trigger(); };
    go("expertMode");
    go("showInspect");
    for (const Task task : query.bank().tasks) {
        query.voting().setTask(task);
        if (QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs))
            photographer.take(
                QStringLiteral("expert-%1-%2")
                    .arg(task == Task::Depth ? QStringLiteral("depth") : QStringLiteral("classes"), suffix));
    }
    query.voting().setTask(query.bank().tasks.first());
    go("measureLabels");
    photographer.take(QStringLiteral("expert-measures-%1").arg(suffix));
    go("showGlossary");
    auto* words = window.findChild<HelpDialog*>();
    words->findChild<QTextBrowser*>()->moveCursor(QTextCursor::End);
    photographer.take(QStringLiteral("expert-words-%1").arg(suffix), *words);
    delete words;
    go("showInspect");
    go("expertMode");
}

void takeReports(Photographer& photographer, MainWindow& window, const QString& suffix)
{
    window.findChild<QAction*>(QStringLiteral("showLog"))->trigger();
    auto* log = window.findChild<LogDock*>();
    photographer.take(QStringLiteral("log-%1").arg(suffix));
    log->findChild<QLineEdit*>()->setText(QStringLiteral("no such words"));
    photographer.take(QStringLiteral("log-none-%1").arg(suffix));
    log->findChild<QLineEdit*>()->clear();
    const QSize size = window.size();
    window.resize(1024, 700);
    for (const char* page : {"showInspect", "showStart", "labelPictures", "measureLabels"}) {
        window.findChild<QAction*>(QLatin1String(page))->trigger();
        photographer.take(QStringLiteral("log-%1-%2-1024").arg(QLatin1String(page), suffix));
    }
    window.findChild<QToolButton*>(QStringLiteral("logDetach"))->click();
    photographer.take(QStringLiteral("log-window-%1").arg(suffix), *log);
    window.findChild<QAction*>(QStringLiteral("resetLayout"))->trigger();
    window.findChild<QAction*>(QStringLiteral("showInspect"))->trigger();
    window.resize(size);
    const QString folder = crashFolder();
    QDir().mkpath(folder);
    QFile note(QStringLiteral("%1/crash-2026-%2.txt").arg(folder, suffix));
    if (note.open(QIODevice::WriteOnly))
        note.write("nectar-studio broke off.\n");
    note.close();
    window.begin({}, false, false);
    photographer.take(QStringLiteral("crash-%1").arg(suffix));
    delete window.findChild<QWidget*>(QStringLiteral("crashBar"));
}

} // namespace nectar
