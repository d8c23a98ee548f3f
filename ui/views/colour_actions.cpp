// SPDX-License-Identifier: Apache-2.0
#include "ui/views/colour_actions.h"

#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/class_legend_pane.h"
#include "ui/views/class_legend_view.h"
#include "ui/views/colour_vision_actions.h"
#include "ui/views/commands.h"
#include "ui/views/depth_maps.h"
#include "ui/views/icons.h"

#include <QColorDialog>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace nectar {

ColourActions::ColourActions(QMainWindow& window, CanvasPane& canvas, QueryPresenter& presenter)
    : QObject(&window), m_window(window), m_canvas(canvas), m_presenter(presenter)
{
    QMenu* menu = window.menuBar()->addMenu(tr("&Colours"));
    menu->setToolTipsVisible(true);
    makeClasses(menu);
    menu->addSeparator();
    makeColours(menu);
    makeDepth(menu);
    menu->addSeparator();
    makeOutlines(menu);
    menu->addSeparator();
    new ColourVisionActions(window, *menu);
    const auto again = [this] { update(m_inspecting); };
    connect(&presenter.legend(), &ClassLegendModel::shownClassesChanged, this, again);
    connect(&presenter.legend(), &QAbstractItemModel::modelReset, this, again);
    connect(&presenter.colours(), &ColourPresenter::changed, this, again);
    connect(&presenter, &QueryPresenter::predictionChanged, this, again);
    connect(&presenter.colours(), &ColourPresenter::outlinesChanged, this, again);
    connect(&legend(), &ClassLegendView::chosenChanged, this, &ColourActions::updateClasses);
    connect(&legend(), &ClassLegendView::menuRequested, this, &ColourActions::showClassMenu);
}

ClassLegendView& ColourActions::legend() const { return *m_canvas.classLegend()->view(); }

QAction* ColourActions::add(QMenu* menu, const char* name, const QString& text, const QString& help,
                            const QKeySequence& keys)
{
    return addCommand(&m_window, menu, {name, text, help, keys});
}

void ColourActions::makeClasses(QMenu* menu)
{
    ClassLegendModel& model = m_presenter.legend();
    connect(
        add(menu, "showAllClasses", tr("&Show all classes"), tr("Those too that are hidden"), QKeySequence(Qt::Key_0)),
        &QAction::triggered, this, [this, &model] {
            model.showAll();
            m_canvas.classLegend()->view()->viewport()->update();
        });
    makeOneClass(menu->addMenu(tr("Show &one class alone")));
    connect(add(menu, "hideClass", tr("&Hide the class"),
                tr("The class chosen under the picture, or the one pointed at"), QKeySequence(Qt::Key_H)),
            &QAction::triggered, this, [this, &model] {
                if (const int chosen = legend().chosenClass(); chosen >= 0)
                    model.toggleShown(chosen);
            });
    connect(
        add(menu, "findClass", tr("&Find a class"), tr("Type a part of its name"), QKeySequence(Qt::CTRL | Qt::Key_F)),
        &QAction::triggered, this, [this] { m_canvas.classLegend()->findClass(); });
}

/// The texts are those of the classes once there are some.
void ColourActions::makeOneClass(QMenu* menu)
{
    menu->setToolTipsVisible(true);
    for (int place = 0; place < 9; ++place) {
        const QByteArray name = "showClass" + QByteArray::number(place + 1);
        QAction* action = add(menu, name.constData(), tr("Class &%1 of the list").arg(place + 1),
                              tr("This class without the others; again: all of them"), QKeySequence(Qt::Key_1 + place));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, place] {
            if (const int classIndex = legend().classAt(place); classIndex >= 0)
                m_presenter.legend().toggleOnly(classIndex);
            updateClasses();
        });
        m_oneClass.append(action);
    }
}

void ColourActions::makeColours(QMenu* menu)
{
    const auto setClasses = [this](ColourChoice::Classes classes) {
        ColourChoice choice = m_presenter.colours().choice();
        choice.classes = classes;
        m_presenter.colours().setChoice(choice);
        updateColours(); // chosen again nothing changes, and the mark stays
    };
    const struct {
        const char* name;
        QString text, help;
        ColourChoice::Classes classes;
    } sets[] = {{"dataSetColours", tr("Class colours of the &data set"), tr("Those that came with the labels"),
                 ColourChoice::Classes::DataSet},
                {"safeColours", tr("Class colours safe for colour &blindness"),
                 tr("Colours that everybody can tell apart"), ColourChoice::Classes::Safe}};
    for (const auto& set : sets) {
        QAction* action = add(menu, set.name, set.text, set.help);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [setClasses, classes = set.classes] { setClasses(classes); });
    }
    connect(add(menu, "changeClassColour", tr("&Change the class's colour…"),
                tr("Of the class chosen under the picture, or the one pointed at")),
            &QAction::triggered, this, [this] { changeColour(legend().chosenClass()); });
    connect(add(menu, "forgetClassColours", tr("&Take my colours back"),
                tr("The classes have the colours that you did not choose")),
            &QAction::triggered, &m_presenter.colours(), &ColourPresenter::forgetOwnColours);
}

void ColourActions::makeDepth(QMenu* menu)
{
    QMenu* maps = menu->addMenu(tr("Colours of d&epth"));
    maps->setToolTipsVisible(true);
    const auto change = [this](auto edit) {
        ColourChoice choice = m_presenter.colours().choice();
        edit(choice);
        m_presenter.colours().setChoice(choice);
        updateColours();
    };
    for (const DepthMapName& map : depthMapNames()) {
        QAction* action =
            add(maps, ("depthMap_" + map.name.toLatin1()).constData(), map.text, tr("The colours from near to far"));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this,
                [change, name = map.name] { change([&](ColourChoice& choice) { choice.depth = name; }); });
    }
    maps->addSeparator();
    QAction* reversed = add(maps, "reverseDepth", tr("&Reversed"), tr("What is near has the colour of what is far"));
    reversed->setCheckable(true);
    connect(reversed, &QAction::triggered, this,
            [change](bool on) { change([&](ColourChoice& choice) { choice.reversed = on; }); });
}

void ColourActions::makeOutlines(QMenu* menu)
{
    const auto onLook = [&](const char* name, const QString& text, const QString& help, auto edit) {
        QAction* action = add(menu, name, text, help);
        connect(action, &QAction::triggered, this, [this, edit] {
            CanvasLook look = m_presenter.colours().outlines();
            edit(look);
            m_presenter.colours().setOutlines(look);
        });
        return action;
    };
    onLook("thickerOutlines", tr("Th&icker outlines"), tr("One pixel more, up to 8"),
           [](CanvasLook& look) { look.outlineWidth = std::min(8, look.outlineWidth + 1); });
    onLook("thinnerOutlines", tr("Thi&nner outlines"), tr("One pixel less"),
           [](CanvasLook& look) { look.outlineWidth = std::max(1, look.outlineWidth - 1); });
    onLook("classPatterns", tr("A &pattern for each class"), tr("A second cue beside its colour"),
           [](CanvasLook& look) { look.hasPatterns = !look.hasPatterns; })
        ->setCheckable(true);
    onLook("classNames", tr("Na&mes on the picture"), tr("Each class where it has most room"), [](CanvasLook& look) {
        look.hasNames = !look.hasNames;
    })->setCheckable(true);
    QAction* panel = add(menu, "showLook", tr("Colours and outlines…"),
                         tr("All of these in a small panel beside the picture"), QKeySequence(Qt::Key_K));
    panel->setIcon(lineIcon(QStringLiteral("colours")));
    connect(panel, &QAction::triggered, &m_canvas, &CanvasPane::showLookPanel);
}

void ColourActions::showClassMenu(int classIndex, const QPoint& global)
{
    ClassLegendModel& model = m_presenter.legend();
    auto* menu = new QMenu(&legend());
    menu->setObjectName(QStringLiteral("classMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool alone = model.shownClasses().only == classIndex;
    connect(menu->addAction(alone ? tr("Show all") : tr("Show alone")), &QAction::triggered, this,
            [&model, classIndex] { model.toggleOnly(classIndex); });
    connect(menu->addAction(model.shownClasses().shows(classIndex) ? tr("Hide") : tr("Show")), &QAction::triggered,
            this, [&model, classIndex] { model.toggleShown(classIndex); });
    if (classIndex != kVoid)
        connect(menu->addAction(tr("Change its colour…")), &QAction::triggered, this,
                [this, classIndex] { changeColour(classIndex); });
    menu->popup(global);
}

void ColourActions::changeColour(int classIndex)
{
    const QList<QRgb>& colours = m_presenter.shown().classColours;
    const QString name = legend().nameOf(classIndex);
    if (classIndex < 0 || classIndex >= colours.size() || name.isEmpty())
        return;
    auto* dialog = new QColorDialog(QColor(colours.at(classIndex)), &m_window);
    dialog->setObjectName(QStringLiteral("classColourDialog"));
    dialog->setWindowTitle(tr("Colour of %1").arg(name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this,
            [this, name](const QColor& colour) { m_presenter.colours().setClassColour(name, colour.rgb()); });
    dialog->open();
}

void ColourActions::use(const char* name, bool usable, const QString& whyNot)
{
    const QString why = m_inspecting ? whyNot : tr("go to View, Inspect first");
    setUsable(*m_window.findChild<QAction*>(QLatin1String(name)), m_inspecting && usable, why);
}

void ColourActions::check(const char* name, bool checked)
{
    m_window.findChild<QAction*>(QLatin1String(name))->setChecked(checked);
}

void ColourActions::update(bool inspecting)
{
    m_inspecting = inspecting;
    updateClasses();
    updateColours();
}

void ColourActions::updateClasses()
{
    const ClassLegendModel& model = m_presenter.legend();
    const bool classes = m_presenter.hasImage() && m_presenter.voting().task() == Task::Segmentation;
    const QString noClasses = m_presenter.hasImage() ? tr("switch to classes first") : tr("open a picture first");
    use("showAllClasses", classes && !model.shownClasses().isAll(), classes ? tr("all are shown") : noClasses);
    const int chosen = classes ? legend().chosenClass() : -1;
    const QString noClass = classes ? tr("point at a class first, or click it under the picture") : noClasses;
    use("hideClass", chosen >= 0, noClass);
    use("changeClassColour", chosen >= 0 && chosen != kVoid, noClass);
    m_window.findChild<QAction*>(QStringLiteral("hideClass"))
        ->setText(chosen < 0                           ? tr("&Hide the class")
                  : model.shownClasses().shows(chosen) ? tr("&Hide %1").arg(labelText(legend().nameOf(chosen)))
                                                       : tr("S&how %1").arg(labelText(legend().nameOf(chosen))));
    use("findClass", classes, noClasses);
    for (int place = 0; place < m_oneClass.size(); ++place) {
        const int classIndex = classes ? legend().classAt(place) : -1;
        QAction* action = m_oneClass.at(place);
        use(action->objectName().toLatin1().constData(), classIndex >= 0,
            classes ? tr("there are fewer classes") : noClasses);
        action->setText(classIndex >= 0 ? tr("Only %1").arg(labelText(legend().nameOf(classIndex)))
                                        : tr("Class &%1 of the list").arg(place + 1));
        action->setChecked(classIndex >= 0 && model.shownClasses().only == classIndex);
    }
}

void ColourActions::updateColours()
{
    const ColourChoice& choice = m_presenter.colours().choice();
    const bool picture = m_presenter.hasImage();
    const bool depth = picture && m_presenter.voting().task() == Task::Depth;
    const bool classes = picture && !depth;
    const QString noPicture = tr("open a picture first");
    const QString noClasses = picture ? tr("switch to classes first") : noPicture;
    const QString noDepth = picture ? tr("switch to depth first") : noPicture;
    use("dataSetColours", classes, noClasses);
    use("safeColours", classes, noClasses);
    check("dataSetColours", choice.classes == ColourChoice::Classes::DataSet);
    check("safeColours", choice.classes == ColourChoice::Classes::Safe);
    use("forgetClassColours", picture && !choice.own.isEmpty(), tr("you chose none yourself"));
    for (const DepthMapName& map : depthMapNames()) {
        const QByteArray name = "depthMap_" + map.name.toLatin1();
        use(name.constData(), depth, noDepth);
        check(name.constData(), choice.depth == map.name);
    }
    use("reverseDepth", depth, noDepth);
    check("reverseDepth", choice.reversed);
    const CanvasLook& look = m_presenter.colours().outlines();
    use("thickerOutlines", classes && look.outlineWidth < 8, classes ? tr("they are as thick as can be") : noClasses);
    use("thinnerOutlines", classes && look.outlineWidth > 1, classes ? tr("they are as thin as can be") : noClasses);
    use("classPatterns", classes, noClasses);
    use("classNames", classes, noClasses);
    check("classPatterns", look.hasPatterns);
    check("classNames", look.hasNames);
    use("showLook", picture, noPicture);
}

} // namespace nectar
