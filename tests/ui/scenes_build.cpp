// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/scenes.h"

#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/build_requests.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/log_values.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/recipe_presenter.h"
#include "ui/views/build_form.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

namespace nectar {

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

void takeExports(Photographer& photographer, MainWindow& window, QueryPresenter& query,
                 FolderPredictionPresenter& folder, const QString& pictures, const QString& suffix)
{
    const QDir data(qEnvironmentVariable("XDG_DATA_HOME"));
    const auto closed = [&](const char* name) {
        return QTest::qWaitFor([&] { return !window.findChild<QDialog*>(QLatin1String(name)); }, kPatienceMs);
    };
    query.evidence().pinPatch(query.shown().photo.grid.count() / 2);
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

} // namespace nectar
