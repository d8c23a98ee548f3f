// SPDX-License-Identifier: Apache-2.0
#include "ui/views/measure_actions.h"

#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/fault_bar.h"
#include "ui/views/icons.h"
#include "ui/views/measure_head.h"
#include "ui/views/measure_page.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenuBar>
#include <QPainter>
#include <QSvgGenerator>

namespace nectar {

MeasureActions::MeasureActions(QMainWindow& window, MeasurePage& page, FaultBar& bar, CanvasPane& canvas,
                               const StudioPresenters& presenters)
    : QObject(&window), m_window(window), m_page(page), m_bar(bar), m_canvas(canvas), m_presenters(presenters),
      m_presenter(presenters.measure)
{
    makeMenu();
    const auto again = [this] { update(m_place); };
    connect(&page, &MeasurePage::backRequested, this, &MeasureActions::inspectRequested);
    connect(page.head(), &MeasureHead::folderRequested, this, &MeasureActions::chooseFolder);
    connect(&bar, &FaultBar::backRequested, this, &MeasureActions::pageRequested);
    connect(&m_presenter, &MeasurePresenter::problemOccurred, this, &MeasureActions::problemOccurred);
    for (const auto signal :
         {&MeasurePresenter::sourceChanged, &MeasurePresenter::runningChanged, &MeasurePresenter::measured,
          &MeasurePresenter::taskChanged, &MeasurePresenter::pictureOpened})
        connect(&m_presenter, signal, this, again);
    connect(&m_presenter, &MeasurePresenter::saved, this,
            [this](const QString& file) { Q_EMIT told(tr("Saved %1").arg(file)); });
    connect(&presenters.query, &QueryPresenter::imageChanged, this, &MeasureActions::showFault);
}

QAction* MeasureActions::add(QMenu& menu, const CommandText& text) { return addCommand(&m_window, &menu, text); }

void MeasureActions::makeMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Measure"));
    menu->setToolTipsVisible(true);
    QAction* page = add(*menu, {"measureLabels", tr("Measure &against labels…"),
                                tr("How well the bank reads pictures whose labels or depth are known"),
                                QKeySequence(Qt::CTRL | Qt::Key_M)});
    page->setIcon(lineIcon(QStringLiteral("measure")));
    page->setIconText(tr("Measure"));
    connect(page, &QAction::triggered, this, &MeasureActions::pageRequested);
    QAction* now = add(*menu, {"measureNow", tr("&Measure now"), tr("Read the chosen pictures and compare"),
                               QKeySequence(Qt::Key_F5)});
    connect(now, &QAction::triggered, &m_presenter, &MeasurePresenter::measure);
    QAction* stop = add(*menu, {"measureCancel", tr("S&top measuring"), tr("What was measured before stays")});
    connect(stop, &QAction::triggered, &m_presenter, &MeasurePresenter::cancel);
    menu->addSeparator();
    QAction* own = add(*menu, {"measureOwn", tr("The &bank's own pictures"),
                               tr("Measure on other parts of the data set that the bank was made from")});
    connect(own, &QAction::triggered, &m_presenter, &MeasurePresenter::offerBanksPictures);
    QAction* folder =
        add(*menu, {"measureFolder", tr("&Choose labelled pictures…"), tr("Measure on a folder of your own")});
    folder->setIcon(lineIcon(QStringLiteral("open")));
    connect(folder, &QAction::triggered, this, &MeasureActions::chooseFolder);
    menu->addSeparator();
    addSteps(*menu);
    menu->addSeparator();
    addCopies(*menu);
}

void MeasureActions::addSteps(QMenu& menu)
{
    QAction* next = add(menu, {"nextWorst", tr("&Next worst picture"), tr("Open the next worst picture"),
                               QKeySequence(Qt::CTRL | Qt::Key_Down)});
    connect(next, &QAction::triggered, this, [this] { m_presenter.step(1); });
    QAction* previous = add(menu, {"previousWorst", tr("&Previous worst picture"),
                                   tr("Open the picture before it in the list"), QKeySequence(Qt::CTRL | Qt::Key_Up)});
    connect(previous, &QAction::triggered, this, [this] { m_presenter.step(-1); });
    QAction* task =
        add(menu, {"measureTask", tr("Classes or &depth"), tr("Between the measures of classes and depth")});
    connect(task, &QAction::triggered, this,
            [this] { m_presenter.setTask(m_presenter.task() == Task::Depth ? Task::Segmentation : Task::Depth); });
}

void MeasureActions::addCopies(QMenu& menu)
{
    auto* copies = new QMenu(&m_window);
    copies->setToolTipsVisible(true);
    const auto command = [&](const char* name, const QString& text, const QString& help, auto value) {
        QAction* action = add(menu, {name, text, help});
        copies->addAction(action);
        connect(action, &QAction::triggered, this, [this, value] { copy(value(m_presenter)); });
    };
    command("copyMeasureLine", tr("Copy the &figure"), tr("Copy one line: the figures, the protocol, the pictures"),
            [](const MeasurePresenter& p) { return p.measurement()->headline(); });
    command("copyMeasureText", tr("Copy as te&xt"), tr("Copy the report for people, with every class and picture"),
            [](const MeasurePresenter& p) { return p.measurement()->text; });
    command("copyMeasureJson", tr("Copy as &JSON"), tr("Copy the report for programs, with the table of confusions"),
            [](const MeasurePresenter& p) { return p.measurement()->json; });
    command("copyClassesCsv", tr("Copy c&lasses as CSV"), tr("Copy the IoU and the pixels of every class"),
            [](const MeasurePresenter& p) { return p.measurement()->classesCsv(); });
    command("copyConfusionCsv", tr("Copy what was ta&ken for what as CSV"), tr("Copy the table of pixels"),
            [](const MeasurePresenter& p) { return p.measurement()->confusionCsv(); });
    command("copyPicturesCsv", tr("Copy pictures as CS&V"), tr("Copy the score of every picture"),
            [](const MeasurePresenter& p) { return p.measurement()->picturesCsv(); });
    command("copyDepthCsv", tr("Copy depth e&rrors as CSV"), tr("Copy how many pixels are how far off"),
            [](const MeasurePresenter& p) { return p.measurement()->depthCsv(); });
    command("copyEvalCommand", tr("Copy c&ommand line"), tr("Copy the command that prints the same figures"),
            [](const MeasurePresenter& p) { return p.commandLine(); });
    QAction* saves =
        add(menu, {"saveMeasure", tr("&Save charts or figures…"), tr("As PNG, SVG, CSV, JSON or text, by the ending")});
    saves->setIcon(lineIcon(QStringLiteral("save")));
    connect(saves, &QAction::triggered, this, &MeasureActions::save);
    copies->addSeparator();
    copies->addAction(saves);
    m_page.head()->setCopyMenu(copies);
}

void MeasureActions::copy(const QString& text)
{
    QApplication::clipboard()->setText(text);
    Q_EMIT told(tr("Copied"));
}

void MeasureActions::chooseFolder()
{
    SettingsPresenter& settings = m_presenters.settings;
    const QString folder = QFileDialog::getExistingDirectory(&m_window, tr("Labelled pictures to measure on"),
                                                             settings.lastFolder(QStringLiteral("measure")));
    if (folder.isEmpty())
        return;
    settings.setLastFolder(QStringLiteral("measure"), QFileInfo(folder).path());
    Q_EMIT pageRequested();
    m_presenter.chooseFolder(folder);
}

QByteArray MeasureActions::contentsFor(const QString& suffix) const
{
    const Measurement& measurement = *m_presenter.measurement();
    if (suffix == QStringLiteral("json"))
        return measurement.json.toUtf8() + '\n';
    if (suffix == QStringLiteral("txt"))
        return measurement.text.toUtf8();
    if (suffix == QStringLiteral("csv"))
        return (m_presenter.task() == Task::Depth ? measurement.depthCsv() : measurement.classesCsv()).toUtf8();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QWidget* charts = m_page.charts();
    if (suffix == QStringLiteral("svg")) {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(charts->size());
        svg.setViewBox(charts->rect());
        svg.setTitle(measurement.headline());
        QPainter painter(&svg);
        charts->render(&painter);
        return painter.end() ? buffer.data() : QByteArray();
    }
    constexpr int kSharpness = 2;
    QImage picture(charts->size() * kSharpness, QImage::Format_RGB32);
    picture.setDevicePixelRatio(kSharpness);
    charts->render(&picture);
    picture.save(&buffer, "PNG");
    return buffer.data();
}

void MeasureActions::save()
{
    SettingsPresenter& settings = m_presenters.settings;
    const QString folder = settings.lastFolder(QStringLiteral("export"));
    const QString name = QStringLiteral("measures.png");
    // The native dialog asks before an existing file is replaced.
    QString file = QFileDialog::getSaveFileName(&m_window, tr("Save charts or figures"),
                                                folder.isEmpty() ? name : folder + QLatin1Char('/') + name,
                                                tr("Charts (*.png *.svg);;Figures (*.csv *.json *.txt)"));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".png");
    const QString suffix = QFileInfo(file).suffix().toLower();
    settings.setLastFolder(QStringLiteral("export"), QFileInfo(file).path());
    if (!QStringList{QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("csv"), QStringLiteral("json"),
                     QStringLiteral("txt")}
             .contains(suffix))
        return Q_EMIT problemOccurred(
            {Problem::Kind::Failure,
             tr("Nectar does not write this kind of file"),
             tr("%1: choose an ending among .png, .svg, .csv, .json and .txt.").arg(QFileInfo(file).fileName()),
             {}});
    m_presenter.save(file, contentsFor(suffix));
}

/// A bad picture with its own labels over it; a patch with what it was read as, which the evidence is for.
void MeasureActions::showFault()
{
    const MeasurePresenter::Fault& fault = m_presenter.fault();
    if (fault.path.isEmpty() || !m_presenters.query.hasImage())
        return;
    const bool truth = fault.kind == MeasurePresenter::Fault::Kind::Picture && m_canvas.hasTruth();
    m_canvas.show(truth ? CanvasPane::Shown::Truth : CanvasPane::Shown::Prediction);
}

void MeasureActions::update(Place place)
{
    m_place = place;
    const bool isShown = place == Place::Measures;
    m_bar.setSuppressed(place != Place::Picture);
    const auto set = [&](const char* name, bool usable, const QString& whyNot) {
        setUsable(*m_window.findChild<QAction*>(QLatin1String(name)), usable, whyNot);
    };
    const auto onPage = [&](const char* name, bool usable, const QString& whyNot) {
        set(name, isShown && usable, isShown ? whyNot : tr("go to Measure, Measure against labels first"));
    };
    const bool hasBank = m_presenters.query.hasBank();
    set("measureLabels", hasBank, tr("open a bank first"));
    set("measureFolder", hasBank && !m_presenter.isRunning(),
        hasBank ? tr("wait until it is measured") : tr("open a bank first"));
    onPage("measureNow", m_presenter.canMeasure(),
           m_presenter.isRunning() ? tr("it is being measured") : tr("choose labelled pictures first"));
    onPage("measureCancel", m_presenter.isRunning(), tr("nothing is being measured"));
    onPage("measureOwn", !m_presenter.isRunning() && !m_presenter.source().isTheBanks,
           m_presenter.isRunning() ? tr("wait until it is measured") : tr("they are chosen already"));
    const auto measurement = m_presenter.measurement();
    const QString nothing = tr("measure first");
    const bool sees = place != Place::Elsewhere;
    set("nextWorst", sees && m_presenter.canStep(1), measurement ? tr("it is the last of the list") : nothing);
    set("previousWorst", sees && m_presenter.canStep(-1), measurement ? tr("it is the first of the list") : nothing);
    onPage("measureTask", measurement && measurement->tasks().size() > 1,
           measurement ? tr("only one of them was measured") : nothing);
    for (const char* name : {"copyMeasureLine", "copyMeasureText", "copyMeasureJson", "copyPicturesCsv", "saveMeasure"})
        onPage(name, measurement != nullptr, nothing);
    for (const char* name : {"copyClassesCsv", "copyConfusionCsv"})
        onPage(name, measurement && measurement->labels, measurement ? tr("no classes were measured") : nothing);
    onPage("copyDepthCsv", measurement && measurement->depth, measurement ? tr("no depth was measured") : nothing);
    onPage("copyEvalCommand", !m_presenter.commandLine().isEmpty(),
           measurement ? tr("the command line cannot leave prompt images out") : nothing);
}

} // namespace nectar
