// SPDX-License-Identifier: Apache-2.0
#include "core/base/crash_note.h"
#include "core/base/log.h"
#include "core/base/parallel.h"
#include "core/base/paths.h"
#include "core/base/program_start.h"
#include "core/base/version.h"
#include "ui/convert/qt_log.h"
#include "ui/convert/text.h"
#include "ui/presenters/about_values.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/feature_presenter.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/main_window.h"
#include "ui/views/theme.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QThreadPool>
#include <QTimer>
#include <QUndoStack>

#include <cstdio>

namespace {

struct Arguments {
    std::vector<std::string> files;
    bool demo = false;
    bool resetSettings = false;
    bool noRestore = false;
};

/// The exit status if the program is to end here (help, version, wrong usage).
std::optional<int> parse(int argc, char** argv, Arguments& arguments)
{
    CLI::App app("Nectar Studio shows which patches of labelled pictures explain a patch of a\n"
                 "new picture, and what they predict for it. Without arguments it opens what was\n"
                 "open last, or at first a start page.",
                 "nectar-studio");
    app.set_version_flag("--version", nectar::versionString());
    app.add_flag("--demo", arguments.demo, "open the demo at once");
    app.add_flag("--reset-settings", arguments.resetSettings, "forget window places, theme and recent\nfiles first");
    app.add_flag("--no-restore", arguments.noRestore, "do not open what was open last");
    app.add_option("files", arguments.files,
                   "a project, a bank, a folder of labelled\npictures, or pictures to ask about");
    app.footer("Examples:\n  nectar-studio --demo\n  nectar-studio town.bank my_photo.jpg");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? 0 : 2;
    }
    return std::nullopt;
}

/// What a report about this run should begin with.
void logStart()
{
    QStringList parts{QStringLiteral("nectar-studio ") + nectar::toQString(nectar::versionString())};
    for (const nectar::AboutPart& part : nectar::aboutParts())
        if (!part.version.isEmpty())
            parts.append(part.name + QLatin1Char(' ') + part.version);
    parts.append(QStringLiteral("%1 threads").arg(nectar::threadCount()));
    nectar::logInfo(nectar::LogArea::Gui, nectar::fromQString(parts.join(QStringLiteral(", "))) + " began");
}

int runStudio(int argc, char** argv, const Arguments& arguments)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nectar"));
    QApplication::setApplicationDisplayName(QStringLiteral("Nectar"));
    QApplication::setApplicationVersion(nectar::toQString(nectar::versionString()));
    QApplication::setDesktopFileName(QStringLiteral("nectar-studio"));

    nectar::SettingsPresenter settings;
    if (arguments.resetSettings)
        settings.reset();
    const auto applyTheme = [&] {
        nectar::applyTheme(application, static_cast<nectar::ThemeChoice>(static_cast<int>(settings.theme())));
    };
    applyTheme();
    QObject::connect(&settings, &nectar::SettingsPresenter::themeChanged, &application, applyTheme);

    // One thread each: a running build never blocks a click, and nothing else touches a backbone.
    QThreadPool engine, batch;
    engine.setMaxThreadCount(1);
    batch.setMaxThreadCount(1);
    int status = 0;
    {
        QUndoStack undo;
        nectar::QueryPresenter query(&engine, &undo);
        nectar::BuildBankPresenter build(&engine, &batch);
        nectar::ExportPresenter exports(&engine);
        nectar::LabelPresenter label(&engine, &undo);
        nectar::ProjectPresenter project({query, label, undo});
        nectar::MeasurePresenter measure(&engine, &batch, query);
        nectar::FolderPredictionPresenter folder(&engine, &batch);
        nectar::FeaturePresenter features(&engine, &undo);
        nectar::MainWindow window({settings, query, build, exports, label, project, measure, folder, features});
        window.show();
        QTimer::singleShot(0, &window, [&] {
            QStringList files;
            for (const std::string& file : arguments.files)
                files.append(nectar::toQString(file));
            window.begin(files, arguments.demo, !arguments.noRestore);
        });
        status = QApplication::exec();
        // The presenters' ends ask every job to stop; the lanes are waited for while they still exist.
        build.pause();
    }
    engine.waitForDone();
    batch.waitForDone();
    QThreadPool::globalInstance()->waitForDone();
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        Arguments arguments;
        if (const std::optional<int> status = parse(argc, argv, arguments))
            return *status;
        nectar::ensurePassiveOpenMp(argv);
        nectar::installFaultHandlers();
        nectar::writeCrashNotes(nectar::stateFolder("crashes"), "nectar-studio");
        nectar::logToFolder(nectar::stateFolder("logs"));
        nectar::logQtMessages();
        logStart();
        return runStudio(argc, argv, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nectar-studio: %s\n", error.what());
        return 1;
    }
}
