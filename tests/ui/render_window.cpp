// SPDX-License-Identifier: Apache-2.0
// Draws the real window offscreen: every page, two sizes, both themes, both tasks.
//   QT_QPA_PLATFORM=offscreen render_window FOLDER [BANK [PICTURE]]
// Settings and cache are temporary, and the pointer is parked: the pictures are the same whatever was done before.
#include "core/base/paths.h"
#include "core/base/program_start.h"
#include "tests/ui/scenes.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/feature_presenter.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/tour.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QUndoStack>

using namespace nectar;

namespace {

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

/// The folder of the data set that a picture belongs to: the first above it with a train folder.
QString dataFolder(const QString& picture)
{
    QDir folder = QFileInfo(picture).dir();
    while (!folder.exists(QStringLiteral("train")) && folder.cdUp()) {
    }
    return folder.absolutePath();
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
    FeaturePresenter features(&engine, &undo);
    MainWindow window({settings, query, build, exports, label, project, measure, folders, features});
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
        takeFeatures(photographer, window, features, pictures, nameOf(theme));
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
    takeFeatures(photographer, window, features, {}, QStringLiteral("light-1024"));
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
