// SPDX-License-Identifier: Apache-2.0
// Draws the real window offscreen: every page, two sizes, both themes, both tasks.
//   QT_QPA_PLATFORM=offscreen render_window FOLDER [BANK [PICTURE]]
// Settings and cache are temporary, and the pointer is parked: the pictures are the same whatever was done before.
#include "core/base/paths.h"
#include "core/base/program_start.h"
#include "core/project/project.h"
#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/build_requests.h"
#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/log_values.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/recipe_presenter.h"
#include "ui/presenters/why_not_presenter.h"
#include "ui/views/bank_dialog.h"
#include "ui/views/build_form.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/command_palette.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/help_dialog.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/log_window.h"
#include "ui/views/main_window.h"
#include "ui/views/neighbour_view.h"
#include "ui/views/region_canvas.h"
#include "ui/views/theme.h"
#include "ui/views/tour.h"

#include <QAction>
#include <QApplication>
#include <QCursor>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QThreadPool>
#include <QToolButton>
#include <QUndoStack>

#include <algorithm>
#include <cstdio>

using namespace nectar;

namespace {

constexpr int kPatienceMs = 120'000;

class Photographer {
public:
    Photographer(MainWindow& window, const ThumbnailCache& thumbnails, QString folder)
        : m_window(window), m_thumbnails(thumbnails), m_folder(std::move(folder))
    {}

    void take(const QString& name) { take(name, m_window); }

    void take(const QString& name, QWidget& widget)
    {
        QTest::qWait(60); // layout and thumbnails
        if (!QTest::qWaitFor([this] { return !m_thumbnails.isReading(); }, 20'000))
            std::fprintf(stderr, "%s: thumbnails are missing\n", qPrintable(name));
        QTest::qWait(60);
        const QString file = QStringLiteral("%1/%2.png").arg(m_folder, name);
        widget.grab().save(file);
        std::printf("%s\n", qPrintable(file));
    }

    /// The window with what has popped up over it, which is then closed.
    void takeOver(const QString& name, QWidget& popup)
    {
        QTest::qWait(60);
        QPixmap whole = m_window.grab();
        QPainter painter(&whole);
        painter.drawPixmap(m_window.mapFromGlobal(popup.pos()), popup.grab());
        painter.end();
        const QString file = QStringLiteral("%1/%2.png").arg(m_folder, name);
        whole.save(file);
        std::printf("%s\n", qPrintable(file));
        popup.close();
    }

    /// The pointer outside of everything that reacts to it.
    void park()
    {
        QCursor::setPos(m_window.mapToGlobal(QPoint(m_window.width() / 2, m_window.height() + 40)));
        QTest::qWait(20);
    }

private:
    MainWindow& m_window;
    const ThumbnailCache& m_thumbnails;
    QString m_folder;
};

QString nameOf(ThemeChoice theme)
{
    return theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

/// Folders of this run alone. Only the starter backbone, which set-up installed, is taken from where it lies.
void useTemporaryFolders(const QTemporaryDir& folder)
{
    if (const auto starter = starterBackboneDir(); !starter.empty())
        qputenv("NECTAR_STARTER", QByteArray::fromStdString(starter.string()));
    for (const char* variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(variable, folder.filePath(QString::fromLatin1(variable)).toUtf8());
}

/// The start page, or the build panel, at both sizes in both themes.
void takePage(QApplication& application, Photographer& photographer, MainWindow& window, const QString& page)
{
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(application, theme);
            window.resize(size);
            photographer.take(QStringLiteral("%1-%2-%3").arg(page, nameOf(theme)).arg(size.width()));
        }
}

/// Everything there is to see of an open bank at this size and theme.
void takeInspect(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    for (const Task task : query.bank().tasks) {
        query.setTask(task);
        if (!QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs))
            return;
        const QString name = task == Task::Depth ? QStringLiteral("depth") : QStringLiteral("segmentation");
        canvas->show(CanvasPane::Shown::Prediction);
        photographer.take(QStringLiteral("%1-%2").arg(name, suffix));
        canvas->show(CanvasPane::Shown::Truth);
        photographer.take(QStringLiteral("%1-truth-%2").arg(name, suffix));
        canvas->show(CanvasPane::Shown::Prediction);
    }
    const int pinned = query.pinnedPatch();
    query.pinPatch(-1);
    photographer.take(QStringLiteral("nothing-pinned-%1").arg(suffix));
    query.pinPatch(pinned);
    query.setTask(query.bank().tasks.first());
    if (!QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs))
        return;
    QTest::mouseMove(canvas->view(), canvas->view()->rect().center());
    photographer.take(QStringLiteral("hover-%1").arg(suffix));
    photographer.park();
    Q_EMIT window.inspectPage()->evidence()->neighbourView()->cardLookedAt(0);
    photographer.take(QStringLiteral("preview-%1").arg(suffix));
    Q_EMIT window.inspectPage()->evidence()->neighbourView()->cardLookedAt(-1);
}

/// "Why not this class?", and a prompt image that is left out.
void takeAnswers(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const auto settled = [&] { return QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs); };
    if (!query.reading().votes.isEmpty()) {
        const QString winner = query.reading().votes.first().name;
        query.whyNot().ask(QString::fromStdString(query.bank().classes.classes.front().name) == winner ? 1 : 0);
        if (QTest::qWaitFor([&] { return !query.whyNot().sentence().isEmpty(); }, kPatienceMs))
            photographer.take(QStringLiteral("why-not-%1").arg(suffix));
        query.whyNot().ask(-1);
    }
    window.findChild<QTabBar*>(QStringLiteral("libraryTabs"))->setCurrentIndex(0);
    query.setPromptCounts(query.neighbours().card(0).promptImage, false);
    if (settled())
        photographer.take(QStringLiteral("left-out-%1").arg(suffix));
    query.countAllPrompts();
    if (settled())
        window.findChild<QTabBar*>(QStringLiteral("libraryTabs"))->setCurrentIndex(1);
}

/// The layers of patches, with nothing to go by first.
void takeLayers(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    const auto take = [&](CanvasPane::Shown shown, const QString& name) {
        canvas->show(shown);
        if (QTest::qWaitFor([&] { return query.patchLayers().layer() != nullptr; }, kPatienceMs))
            photographer.take(QStringLiteral("layer-%1-%2").arg(name, suffix));
    };
    const int pinned = query.pinnedPatch();
    query.pinPatch(-1);
    canvas->show(CanvasPane::Shown::Similarity);
    photographer.take(QStringLiteral("layer-nothing-%1").arg(suffix));
    query.pinPatch(pinned);
    take(CanvasPane::Shown::Similarity, QStringLiteral("similarity"));
    QTest::mouseMove(canvas->view(), canvas->view()->rect().center() + QPoint(60, 40));
    photographer.take(QStringLiteral("layer-similarity-hover-%1").arg(suffix));
    photographer.park();
    take(CanvasPane::Shown::Confidence, QStringLiteral("confidence"));
    take(CanvasPane::Shown::Features, QStringLiteral("features"));
    canvas->show(CanvasPane::Shown::Prediction);
}

/// Several patches together: a class's, and a lasso while it is drawn.
void takeRegion(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const std::vector<int> kept = query.keptPatches();
    const auto settled = [&] { return QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs); };
    query.keepClass(QueryPresenter::Extent::Joined);
    if (settled())
        photographer.take(QStringLiteral("region-%1").arg(suffix));
    RegionCanvas* canvas = window.inspectPage()->canvas()->canvas();
    const QRectF picture = canvas->transform().pictureRect();
    const auto at = [&](double x, double y) {
        return QPoint(static_cast<int>(picture.left() + x * picture.width()),
                      static_cast<int>(picture.top() + y * picture.height()));
    };
    QTest::mousePress(canvas, Qt::LeftButton, Qt::ControlModifier | Qt::ShiftModifier, at(0.3, 0.3));
    for (const QPoint& point : {at(0.5, 0.22), at(0.7, 0.35), at(0.72, 0.6), at(0.45, 0.66), at(0.33, 0.5)})
        QTest::mouseMove(canvas, point);
    if (settled())
        photographer.take(QStringLiteral("lasso-%1").arg(suffix));
    QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ControlModifier | Qt::ShiftModifier, at(0.33, 0.5));
    query.setTask(query.bank().tasks.last());
    if (settled())
        photographer.take(QStringLiteral("region-depth-%1").arg(suffix));
    query.setTask(query.bank().tasks.first());
    photographer.park();
    query.keepPatches(kept);
    settled();
}

/// A prompt image beside the canvas: its voters, its similarity, and what one of its patches decides.
void takePrompt(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    PromptViewPresenter& prompt = query.promptView();
    canvas->show(CanvasPane::Shown::Similarity);
    Q_EMIT window.inspectPage()->evidence()->neighbourView()->cardLookedAt(1);
    photographer.take(QStringLiteral("preview-heat-%1").arg(suffix));
    canvas->show(CanvasPane::Shown::Prediction);
    prompt.lookAtCard(query.neighbours().card(1));
    photographer.take(QStringLiteral("prompt-%1").arg(suffix));
    canvas->show(CanvasPane::Shown::Similarity);
    if (QTest::qWaitFor([&] { return prompt.heat().layer() != nullptr; }, kPatienceMs))
        photographer.take(QStringLiteral("prompt-heat-%1").arg(suffix));
    canvas->show(CanvasPane::Shown::Prediction);
    prompt.choose(prompt.framed());
    if (QTest::qWaitFor([&] { return !prompt.use().weights.empty(); }, kPatienceMs))
        photographer.take(QStringLiteral("prompt-use-%1").arg(suffix));
    prompt.close();
}

/// Colours and outlines: classes hidden, one alone, the panel over the picture, patterns and names.
void takeColours(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    const auto run = [&](const char* name) { window.findChild<QAction*>(QLatin1String(name))->trigger(); };
    const auto settled = [&] { return QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs); };
    run("showClass1");
    photographer.take(QStringLiteral("one-class-%1").arg(suffix));
    run("showAllClasses");
    run("classPatterns");
    run("classNames");
    canvas->setLook({1, 4, true, true});
    run("safeColours");
    photographer.take(QStringLiteral("patterns-names-%1").arg(suffix));
    canvas->setLook({});
    run("dataSetColours");
    for (const Task task : query.bank().tasks) {
        query.setTask(task);
        if (!settled())
            return;
        run("showLook");
        const QString name = task == Task::Depth ? QStringLiteral("depth") : QStringLiteral("classes");
        photographer.takeOver(QStringLiteral("look-%1-%2").arg(name, suffix),
                              *window.findChild<QWidget*>(QStringLiteral("lookPanel")));
    }
    for (const char* map : {"depthMap_viridis", "depthMap_spectrum", "depthMap_grey"}) {
        run(map);
        canvas->show(CanvasPane::Shown::Truth);
        photographer.take(QStringLiteral("%1-%2").arg(QLatin1String(map), suffix));
    }
    canvas->show(CanvasPane::Shown::Prediction);
    run("depthMap_dusk");
    query.setTask(query.bank().tasks.first());
    settled();
}

/// Two layers against each other, and their difference.
void takeComparisons(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    const auto settled = [&] { return QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs); };
    const std::pair<const char*, QString> modes[] = {{"compareSwipe", QStringLiteral("swipe")},
                                                     {"compareSideBySide", QStringLiteral("side-by-side")}};
    for (const auto& [action, name] : modes) {
        window.findChild<QAction*>(QLatin1String(action))->trigger();
        photographer.take(QStringLiteral("%1-%2").arg(name, suffix));
    }
    for (const Task task : query.bank().tasks) {
        query.setTask(task);
        if (!settled())
            return;
        canvas->show(CanvasPane::Shown::Difference);
        if (QTest::qWaitFor([&] { return !query.difference().layer().isEmpty(); }, kPatienceMs))
            photographer.take(
                QStringLiteral("difference-%1-%2")
                    .arg(task == Task::Depth ? QStringLiteral("depth") : QStringLiteral("classes"), suffix));
    }
    canvas->show(CanvasPane::Shown::Prediction);
    query.setTask(query.bank().tasks.first());
    settled();
}

/// The folder of the data set that a picture belongs to: the first above it with a train folder.
QString dataFolder(const QString& picture)
{
    QDir folder = QFileInfo(picture).dir();
    while (!folder.exists(QStringLiteral("train")) && folder.cdUp()) {
    }
    return folder.absolutePath();
}

/// The library: prompt images by their part of the vote, a class searched for, labels over the pictures; the bank.
void takeLibrary(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const auto go = [&](const char* action) { window.findChild<QAction*>(QLatin1String(action))->trigger(); };
    auto* filter = window.findChild<QLineEdit*>(QStringLiteral("imageFilter"));
    auto* tabs = window.findChild<QTabBar*>(QStringLiteral("libraryTabs"));
    go("sortEvidence");
    if (QTest::qWaitFor([&] { return !query.library().evidence().empty(); }, kPatienceMs))
        photographer.take(QStringLiteral("library-evidence-%1").arg(suffix));
    go("libraryLabels");
    filter->setText(QStringLiteral("car"));
    photographer.take(QStringLiteral("library-class-%1").arg(suffix));
    filter->setText(QStringLiteral("nothing of that name"));
    photographer.take(QStringLiteral("library-none-%1").arg(suffix));
    filter->clear();
    if (auto* sorts = window.findChild<QToolButton*>(QStringLiteral("librarySort"))->menu()) {
        sorts->popup(filter->mapToGlobal(QPoint(0, -sorts->sizeHint().height())));
        photographer.takeOver(QStringLiteral("library-sorts-%1").arg(suffix), *sorts);
    }
    QSignalSpy told(&query.library(), &LibraryPresenter::factsReady);
    go("aboutBank");
    if (!told.isEmpty() || told.wait(kPatienceMs))
        if (auto* dialog = window.findChild<BankDialog*>()) {
            photographer.take(QStringLiteral("bank-%1").arg(suffix), *dialog);
            dialog->close();
        }
    go("libraryLabels");
    go("sortListed");
    tabs->setCurrentIndex(1);
}

/// The build form with a data set, and a message over it.
void takeForm(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, const QString& folder,
              const QString& suffix)
{
    QSignalSpy reviewed(&build, &BuildBankPresenter::reviewReady);
    window.openPath(folder);
    if (!QTest::qWaitFor([&] { return !reviewed.isEmpty(); }, kPatienceMs))
        return;
    photographer.take(QStringLiteral("form-%1").arg(suffix));
    const BuildReview whole = build.reviewed();
    build.setRoom({whole.memoryBytes * 2, whole.diskBytes / 2});
    reviewed.clear();
    build.review(window.findChild<BuildFormView*>()->values());
    if (!QTest::qWaitFor([&] { return !reviewed.isEmpty(); }, kPatienceMs))
        return;
    photographer.take(QStringLiteral("form-too-large-%1").arg(suffix));
    build.setRoom({});
    window.openPath(QStringLiteral("/no/such/place/town.bank"));
    photographer.take(QStringLiteral("message-%1").arg(suffix));
}

/// The corrections of how a data set is read: labels, depth, and what cannot be meant.
void takeRecipe(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, const QString& folder,
                const QString& suffix)
{
    RecipePresenter& recipes = build.recipes();
    const auto settled = [&] {
        return QTest::qWaitFor([&] { return recipes.isOpen() && !recipes.isReading() && !build.isReviewing(); },
                               kPatienceMs);
    };
    window.openPath(folder);
    if (!settled())
        return;
    window.findChild<QPushButton*>(QStringLiteral("changeRecipe"))->click();
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("recipeDialog"));
    photographer.take(QStringLiteral("recipe-%1").arg(suffix), *dialog);
    recipes.showTask(Task::Depth);
    if (settled())
        photographer.take(QStringLiteral("recipe-depth-%1").arg(suffix), *dialog);
    recipes.showTask(Task::Segmentation);
    auto* bar = dialog->findChild<QScrollArea*>()->verticalScrollBar();
    bar->setValue(bar->maximum());
    photographer.take(QStringLiteral("recipe-files-%1").arg(suffix), *dialog);
    bar->setValue(0);
    Recipe wrong = recipes.recipe();
    wrong.classes.classes.erase(wrong.classes.classes.begin() + 3);
    recipes.change(QStringLiteral("remove"), wrong);
    if (settled())
        photographer.take(QStringLiteral("recipe-unreadable-%1").arg(suffix), *dialog);
    wrong.classes.classes.at(1).rawId = 0;
    recipes.change(QStringLiteral("same"), wrong);
    photographer.take(QStringLiteral("recipe-wrong-%1").arg(suffix), *dialog);
    dialog->close();
    settled();
}

/// A bank that is asked while it is built, and a build that lacks memory.
void takeHalfBuilt(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, QueryPresenter& query,
                   const QString& folder, const QString& suffix)
{
    BuildForm form;
    form.folder = folder;
    form.output = QDir(qEnvironmentVariable("XDG_DATA_HOME")).filePath(QStringLiteral("asked-%1.bank").arg(suffix));
    build.build(form);
    if (!QTest::qWaitFor([&] { return build.progress().imagesDone > 5 || !build.isRunning(); }, kPatienceMs))
        return;
    build.askMeanwhile();
    build.pause();
    if (QTest::qWaitFor([&] { return query.bank().halfBuilt && query.hasImage() && !query.isBusy(); }, kPatienceMs))
        photographer.take(QStringLiteral("half-built-%1").arg(suffix));
    form.side = 448;
    Q_EMIT build.memoryLacked({Problem::Kind::Failure,
                               QStringLiteral("Not enough memory to describe the pictures"),
                               QStringLiteral("the input is 448x448 pixels and not even one picture at a time fits; "
                                              "use a smaller input size"),
                               {}},
                              leanerForms(form, {24, 24'000, 448}, true));
    photographer.take(QStringLiteral("memory-%1").arg(suffix));
    window.findChild<QToolButton*>(QStringLiteral("messageClose"))->click();
}

/// The help pages, each a window of its own.
void takeHelp(Photographer& photographer, MainWindow& window, const QString& suffix)
{
    for (const char* page : {"showFirstSteps", "showShortcuts", "showGlossary", "about"}) {
        window.findChild<QAction*>(QLatin1String(page))->trigger();
        auto* dialog = window.findChild<HelpDialog*>();
        photographer.take(QStringLiteral("%1-%2").arg(dialog->objectName(), suffix), *dialog);
        delete dialog;
    }
}

/// Preferences, the question before the cache is cleared, and the keys of commands, one of them refused.
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

/// The start page with a pinned file and one that has gone, the menu of both, and a project whose files were moved.
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
    window.openPath(file);
    QTest::qWait(500); // the bank is sought in vain
    photographer.take(QStringLiteral("moved-%1").arg(suffix));
}

/// The list of commands, with something typed.
void takeCommands(Photographer& photographer, MainWindow& window, const QString& suffix)
{
    window.findChild<QAction*>(QStringLiteral("showCommands"))->trigger();
    auto* palette = window.findChild<CommandPalette*>();
    palette->findChild<QLineEdit*>()->setText(QStringLiteral("picture"));
    photographer.take(QStringLiteral("commands-%1").arg(suffix), *palette);
    palette->close();
}

/// A picture that hovers over the window.
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

/// A build that goes on behind the open bank, and what is said when it is paused.
void takeRunningBuild(Photographer& photographer, MainWindow& window, BuildBankPresenter& build, const QString& folder,
                      const QString& suffix)
{
    BuildForm form;
    form.folder = folder;
    form.backbone = BuildBankPresenter::hasStarterBackbone() ? QStringLiteral("starter") : QStringLiteral("descriptor");
    form.output = QDir(qEnvironmentVariable("XDG_DATA_HOME")).filePath(QStringLiteral("behind-%1.bank").arg(suffix));
    build.build(form);
    window.findChild<QAction*>(QStringLiteral("showInspect"))->trigger();
    if (!QTest::qWaitFor([&] { return build.progress().imagesDone > 1 || !build.isRunning(); }, kPatienceMs))
        return;
    photographer.take(QStringLiteral("behind-%1").arg(suffix));
    window.findChild<QPushButton*>(QStringLiteral("jobShow"))->click();
    if (QTest::qWaitFor([&] { return build.progress().secondsLeft >= 0 || !build.isRunning(); }, kPatienceMs))
        photographer.take(QStringLiteral("monitor-%1").arg(suffix));
    QSignalSpy stopped(&build, &BuildBankPresenter::stopped);
    build.pause();
    if (build.isRunning() && !stopped.wait(kPatienceMs))
        return;
    photographer.take(QStringLiteral("paused-%1").arg(suffix));
    window.findChild<QToolButton*>(QStringLiteral("messageClose"))->click();
    window.begin({}, false, true);
    photographer.take(QStringLiteral("unfinished-%1").arg(suffix));
}

/// Labels by clicking: what it says when empty, and six pictures with a few clicks.
void takeLabelling(Photographer& photographer, MainWindow& window, LabelPresenter& label, const QStringList& pictures,
                   const QString& suffix)
{
    const auto settled = [&] {
        return QTest::qWaitFor(
            [&] {
                return !label.isBusy() && std::ranges::none_of(label.pictures(), [](const LabelledPicture& picture) {
                    return picture.state == LabelledPicture::State::Waiting;
                });
            },
            kPatienceMs);
    };
    window.showLabelPage();
    if (!label.hasPictures()) {
        photographer.take(QStringLiteral("label-empty-%1").arg(suffix));
        label.addPictures(pictures);
        if (!settled())
            return;
        photographer.take(QStringLiteral("label-begin-%1").arg(suffix));
        const std::pair<const char*, QList<QPointF>> classes[] = {{"sky", {{0.5, 0.08}, {0.1, 0.1}}},
                                                                  {"road", {{0.5, 0.97}, {0.45, 0.85}}},
                                                                  {"building", {{0.08, 0.45}, {0.93, 0.4}}}};
        for (const auto& [name, points] : classes) {
            label.addClass(QString::fromLatin1(name));
            const PatchGrid& grid = label.photo().grid;
            for (const QPointF& point : points)
                label.click(patchNumber(
                    grid, {static_cast<int>(point.y() * grid.rows), static_cast<int>(point.x() * grid.cols)}));
        }
    }
    if (settled())
        photographer.take(QStringLiteral("label-%1").arg(suffix));
}

/// Every step of the tour.
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
    query.countAllPrompts();
}

/// What a studio that was killed left.
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

/// Expert mode: of a patch in both tasks, of the measures if there are any, and its words.
void takeExpert(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const auto go = [&](const char* action) { window.findChild<QAction*>(QLatin1String(action))->trigger(); };
    go("expertMode");
    go("showInspect");
    for (const Task task : query.bank().tasks) {
        query.setTask(task);
        if (QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs))
            photographer.take(
                QStringLiteral("expert-%1-%2")
                    .arg(task == Task::Depth ? QStringLiteral("depth") : QStringLiteral("classes"), suffix));
    }
    query.setTask(query.bank().tasks.first());
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

/// The log, and what is said after the program broke.
void takeReports(Photographer& photographer, MainWindow& window, const QString& suffix)
{
    window.findChild<QAction*>(QStringLiteral("showLog"))->trigger();
    auto* log = window.findChild<LogWindow*>();
    photographer.take(QStringLiteral("log-%1").arg(suffix), *log);
    log->findChild<QLineEdit*>()->setText(QStringLiteral("no such words"));
    photographer.take(QStringLiteral("log-none-%1").arg(suffix), *log);
    log->findChild<QLineEdit*>()->clear();
    log->close();
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

/// The measures: before, during and after, both tasks, a confusion with its patches, and a picture opened from there.
void takeMeasures(Photographer& photographer, MainWindow& window, QueryPresenter& query, MeasurePresenter& measure,
                  const QString& suffix)
{
    const auto settled = [&](auto&& condition) { return QTest::qWaitFor(condition, kPatienceMs); };
    const auto go = [&](const char* action) { window.findChild<QAction*>(QLatin1String(action))->trigger(); };
    go("measureLabels");
    if (!measure.measurement()) {
        photographer.take(QStringLiteral("measure-empty-%1").arg(suffix));
        go("measureNow");
        if (settled([&] { return measure.progress().done > 0 || !measure.isRunning(); }))
            photographer.take(QStringLiteral("measure-running-%1").arg(suffix));
        if (!settled([&] { return !measure.isRunning(); }) || !measure.measurement())
            return;
    }
    measure.setTask(Task::Segmentation);
    measure.chooseCell(-1, -1);
    photographer.take(QStringLiteral("measure-classes-%1").arg(suffix));
    const ConfusionTable& table = measure.measurement()->labels->confusion;
    const int truth = measure.measurement()->labels->classes.last().classIndex;
    measure.chooseCell(truth, table.largestError(truth));
    photographer.take(QStringLiteral("measure-confusion-%1").arg(suffix));
    measure.setTask(Task::Depth);
    photographer.take(QStringLiteral("measure-depth-%1").arg(suffix));
    measure.setTask(Task::Segmentation);
    measure.openPicture(0);
    if (settled([&] { return !query.isBusy(); }))
        photographer.take(QStringLiteral("measure-fault-%1").arg(suffix));
    measure.openExample(0);
    if (settled([&] { return !query.isBusy(); }))
        photographer.take(QStringLiteral("measure-example-%1").arg(suffix));
}

/// The export of the open picture, with files that are there, and a folder that is predicted behind the open picture.
void takeExports(Photographer& photographer, MainWindow& window, QueryPresenter& query,
                 FolderPredictionPresenter& folder, const QString& pictures, const QString& suffix)
{
    const QDir data(qEnvironmentVariable("XDG_DATA_HOME"));
    const auto closed = [&](const char* name) {
        return QTest::qWaitFor([&] { return !window.findChild<QDialog*>(QLatin1String(name)); }, kPatienceMs);
    };
    query.pinPatch(query.shown().photo.grid.count() / 2);
    for (const char* state : {"new", "there"}) {
        window.findChild<QAction*>(QStringLiteral("exportPicture"))->trigger();
        auto* dialog = window.findChild<QDialog*>(QStringLiteral("exportDialog"));
        dialog->findChild<QLineEdit*>(QStringLiteral("exportFolder"))->setText(data.filePath(suffix));
        photographer.take(QStringLiteral("export-%1-%2").arg(QLatin1String(state), suffix), *dialog);
        dialog->findChild<QPushButton*>(QStringLiteral("exportWrite"))->click();
        if (dialog->findChild<QPushButton*>(QStringLiteral("exportWrite"))->isEnabled())
            closed("exportDialog");
        else
            dialog->close();
    }
    closed("exportDialog");
    window.findChild<QAction*>(QStringLiteral("predictFolder"))->trigger();
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("folderDialog"));
    photographer.take(QStringLiteral("folder-empty-%1").arg(suffix), *dialog);
    dialog->findChild<QLineEdit*>(QStringLiteral("folderInput"))->setText(pictures);
    dialog->findChild<QLineEdit*>(QStringLiteral("folderOutput"))
        ->setText(data.filePath(QStringLiteral("predicted-%1").arg(suffix)));
    auto* start = dialog->findChild<QPushButton*>(QStringLiteral("folderStart"));
    if (!QTest::qWaitFor([&] { return start->isEnabled(); }, kPatienceMs))
        return;
    photographer.take(QStringLiteral("folder-%1").arg(suffix), *dialog);
    start->click();
    if (QTest::qWaitFor([&] { return folder.progress().done > 2 || !folder.isRunning(); }, kPatienceMs))
        photographer.take(QStringLiteral("folder-running-%1").arg(suffix));
    if (QTest::qWaitFor([&] { return !folder.isRunning(); }, kPatienceMs))
        photographer.take(QStringLiteral("folder-done-%1").arg(suffix));
}

int photograph(QApplication& application, const QStringList& arguments)
{
    QDir().mkpath(arguments.at(1));
    SettingsPresenter settings(arguments.at(1) + QStringLiteral("/settings.ini"));
    settings.reset();
    settings.setTourSeen();
    QThreadPool engine, batch;
    engine.setMaxThreadCount(1);
    batch.setMaxThreadCount(1);
    applyTheme(application, ThemeChoice::Dark);
    QUndoStack undo;
    QueryPresenter query(&engine, &undo);
    BuildBankPresenter build(&engine, &batch);
    ExportPresenter exports(&engine);
    LabelPresenter label(&engine, &undo);
    ProjectPresenter project({query, label, undo});
    MeasurePresenter measure(&engine, &batch, query);
    FolderPredictionPresenter folders(&engine, &batch);
    MainWindow window({settings, query, build, exports, label, project, measure, folders});
    window.resize(1280, 800);
    window.show();
    Photographer photographer(window, query.thumbnails(), arguments.at(1));
    photographer.park();
    takePage(application, photographer, window, QStringLiteral("start"));
    if (arguments.size() > 2) {
        window.openPath(arguments.at(2));
    } else {
        window.tryDemo();
        photographer.take(QStringLiteral("build-begin-dark-1920"));
        if (QTest::qWaitFor([&] { return build.progress().imagesDone > 3 || !build.isRunning(); }, kPatienceMs))
            takePage(application, photographer, window, QStringLiteral("build"));
    }
    if (!QTest::qWaitFor([&] { return query.hasImage() && !query.isBusy(); }, kPatienceMs))
        return 1;
    if (arguments.size() > 3)
        query.openImage(arguments.at(3));
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light})
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            applyTheme(application, theme);
            window.resize(size);
            const QString suffix = QStringLiteral("%1-%2").arg(nameOf(theme)).arg(size.width());
            takeInspect(photographer, window, query, suffix);
            takeAnswers(photographer, window, query, suffix);
            takeLayers(photographer, window, query, suffix);
            takeRegion(photographer, window, query, suffix);
            takePrompt(photographer, window, query, suffix);
            takeColours(photographer, window, query, suffix);
            takeComparisons(photographer, window, query, suffix);
            takeLibrary(photographer, window, query, suffix);
        }
    window.resize(1024, 640);
    takeInspect(photographer, window, query, QStringLiteral("light-1024"));
    takeLayers(photographer, window, query, QStringLiteral("light-1024"));
    takeRegion(photographer, window, query, QStringLiteral("light-1024"));
    takePrompt(photographer, window, query, QStringLiteral("light-1024"));
    takeColours(photographer, window, query, QStringLiteral("light-1024"));
    takeComparisons(photographer, window, query, QStringLiteral("light-1024"));
    const QString bankFile = query.bank().file;
    const QString folder = dataFolder(query.queryImages().entry(0).path);
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
        applyTheme(application, theme);
        window.resize(1280, 800);
        takeExports(photographer, window, query, folders, folder + QStringLiteral("/train/images"), nameOf(theme));
        takeForm(photographer, window, build, folder, nameOf(theme));
        takeRecipe(photographer, window, build, folder, nameOf(theme));
        takeHalfBuilt(photographer, window, build, query, folder, nameOf(theme));
        window.openPath(bankFile);
        if (!QTest::qWaitFor([&] { return query.hasImage() && !query.bank().halfBuilt && !query.isBusy(); },
                             kPatienceMs))
            return 1;
        takeHelp(photographer, window, nameOf(theme));
        takeCommands(photographer, window, nameOf(theme));
        takeSettings(photographer, window, nameOf(theme));
        QStringList pictures;
        for (int i = 0; i < 6; ++i)
            pictures.append(query.queryImages().entry(i).path);
        takeLabelling(photographer, window, label, pictures, nameOf(theme));
        takeMeasures(photographer, window, query, measure, nameOf(theme));
        window.findChild<QAction*>(QStringLiteral("showInspect"))->trigger();
        takeTour(photographer, window, query, nameOf(theme));
        takeExpert(photographer, window, query, nameOf(theme));
        takeReports(photographer, window, nameOf(theme));
        takeRecovery(photographer, window, project, nameOf(theme));
        takeDrag(photographer, window, query.promptImages().entry(0).path, nameOf(theme));
        takeRunningBuild(photographer, window, build, folder, nameOf(theme));
    }
    window.resize(1024, 640);
    takeMeasures(photographer, window, query, measure, QStringLiteral("light-1024"));
    const QString bank = query.bank().file;
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) { // last: they replace what is open
        applyTheme(application, theme);
        takeMoved(photographer, window, settings, bank, nameOf(theme));
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    ensurePassiveOpenMp(argv);
    QApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "usage: render_window FOLDER [BANK [PICTURE]]\n");
        return 2;
    }
    const QTemporaryDir folder;
    useTemporaryFolders(folder);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    return photograph(application, QApplication::arguments());
}
