// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/scenes.h"

#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/log_values.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/why_not_presenter.h"
#include "ui/views/bank_dialog.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/inspect_page.h"
#include "ui/views/neighbour_view.h"
#include "ui/views/region_canvas.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>

namespace nectar {

void takeInspect(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    for (const Task task : query.bank().tasks) {
        query.voting().setTask(task);
        if (!QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs))
            return;
        const QString name = task == Task::Depth ? QStringLiteral("depth") : QStringLiteral("segmentation");
        canvas->show(CanvasPane::Shown::Prediction);
        photographer.take(QStringLiteral("%1-%2").arg(name, suffix));
        canvas->show(CanvasPane::Shown::Truth);
        photographer.take(QStringLiteral("%1-truth-%2").arg(name, suffix));
        canvas->show(CanvasPane::Shown::Prediction);
    }
    const int pinned = query.evidence().pinnedPatch();
    query.evidence().pinPatch(-1);
    photographer.take(QStringLiteral("nothing-pinned-%1").arg(suffix));
    query.evidence().pinPatch(pinned);
    query.voting().setTask(query.bank().tasks.first());
    if (!QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs))
        return;
    QTest::mouseMove(canvas->view(), canvas->view()->rect().center());
    photographer.take(QStringLiteral("hover-%1").arg(suffix));
    photographer.park();
    Q_EMIT window.inspectPage()->evidence()->neighbourView()->cardLookedAt(0);
    photographer.take(QStringLiteral("preview-%1").arg(suffix));
    Q_EMIT window.inspectPage()->evidence()->neighbourView()->cardLookedAt(-1);
}

void takeAnswers(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const auto settled = [&] { return QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs); };
    if (!query.evidence().reading().votes.isEmpty()) {
        const QString winner = query.evidence().reading().votes.first().name;
        query.answers().whyNot.ask(QString::fromStdString(query.bank().classes.classes.front().name) == winner ? 1 : 0);
        if (QTest::qWaitFor([&] { return !query.answers().whyNot.sentence().isEmpty(); }, kPatienceMs))
            photographer.take(QStringLiteral("why-not-%1").arg(suffix));
        query.answers().whyNot.ask(-1);
    }
    window.findChild<QTabBar*>(QStringLiteral("libraryTabs"))->setCurrentIndex(0);
    query.voting().setPromptCounts(query.evidence().neighbours().card(0).promptImage, false);
    if (settled())
        photographer.take(QStringLiteral("left-out-%1").arg(suffix));
    query.voting().countAllPrompts();
    if (settled())
        window.findChild<QTabBar*>(QStringLiteral("libraryTabs"))->setCurrentIndex(1);
}

void takeLayers(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    const auto take = [&](CanvasPane::Shown shown, const QString& name) {
        canvas->show(shown);
        if (QTest::qWaitFor([&] { return query.answers().patchLayers.layer() != nullptr; }, kPatienceMs))
            photographer.take(QStringLiteral("layer-%1-%2").arg(name, suffix));
    };
    const int pinned = query.evidence().pinnedPatch();
    query.evidence().pinPatch(-1);
    canvas->show(CanvasPane::Shown::Similarity);
    photographer.take(QStringLiteral("layer-nothing-%1").arg(suffix));
    query.evidence().pinPatch(pinned);
    take(CanvasPane::Shown::Similarity, QStringLiteral("similarity"));
    QTest::mouseMove(canvas->view(), canvas->view()->rect().center() + QPoint(60, 40));
    photographer.take(QStringLiteral("layer-similarity-hover-%1").arg(suffix));
    photographer.park();
    take(CanvasPane::Shown::Confidence, QStringLiteral("confidence"));
    take(CanvasPane::Shown::Features, QStringLiteral("features"));
    canvas->show(CanvasPane::Shown::Prediction);
}

void takeRegion(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const std::vector<int> kept = query.evidence().keptPatches();
    const auto settled = [&] { return QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs); };
    query.evidence().keepClass(EvidencePresenter::Extent::Joined);
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
    query.voting().setTask(query.bank().tasks.last());
    if (settled())
        photographer.take(QStringLiteral("region-depth-%1").arg(suffix));
    query.voting().setTask(query.bank().tasks.first());
    photographer.park();
    query.evidence().keepPatches(kept);
    settled();
}

void takePrompt(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    PromptViewPresenter& prompt = query.answers().promptView;
    canvas->show(CanvasPane::Shown::Similarity);
    Q_EMIT window.inspectPage()->evidence()->neighbourView()->cardLookedAt(1);
    photographer.take(QStringLiteral("preview-heat-%1").arg(suffix));
    canvas->show(CanvasPane::Shown::Prediction);
    prompt.lookAtCard(query.evidence().neighbours().card(1));
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

void takeColours(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    CanvasPane* canvas = window.inspectPage()->canvas();
    const auto run = [&](const char* name) { window.findChild<QAction*>(QLatin1String(name))->trigger(); };
    const auto settled = [&] { return QTest::qWaitFor([&] { return !query.isBusy(); }, kPatienceMs); };
    run("showClass1");
    photographer.take(QStringLiteral("one-class-%1").arg(suffix));
    run("showAllClasses");
    run("seeWithoutGreen");
    photographer.take(QStringLiteral("without-green-%1").arg(suffix));
    run("seeAllColours");
    run("classPatterns");
    run("classNames");
    query.colours().setOutlines({1, 4, true, true});
    run("safeColours");
    photographer.take(QStringLiteral("patterns-names-%1").arg(suffix));
    query.colours().setOutlines({});
    run("dataSetColours");
    for (const Task task : query.bank().tasks) {
        query.voting().setTask(task);
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
    query.voting().setTask(query.bank().tasks.first());
    settled();
}

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
        query.voting().setTask(task);
        if (!settled())
            return;
        canvas->show(CanvasPane::Shown::Difference);
        if (QTest::qWaitFor([&] { return !query.answers().difference.layer().isEmpty(); }, kPatienceMs))
            photographer.take(
                QStringLiteral("difference-%1-%2")
                    .arg(task == Task::Depth ? QStringLiteral("depth") : QStringLiteral("classes"), suffix));
    }
    canvas->show(CanvasPane::Shown::Prediction);
    query.voting().setTask(query.bank().tasks.first());
    settled();
}

void takeLibrary(Photographer& photographer, MainWindow& window, QueryPresenter& query, const QString& suffix)
{
    const auto go = [&](const char* action) { window.findChild<QAction*>(QLatin1String(action))->trigger(); };
    auto* filter = window.findChild<QLineEdit*>(QStringLiteral("imageFilter"));
    auto* tabs = window.findChild<QTabBar*>(QStringLiteral("libraryTabs"));
    go("sortEvidence");
    if (QTest::qWaitFor([&] { return !query.answers().library.evidence().empty(); }, kPatienceMs))
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
    QSignalSpy told(&query.answers().library, &LibraryPresenter::factsReady);
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

} // namespace nectar
