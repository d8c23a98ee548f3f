// SPDX-License-Identifier: Apache-2.0
#include "ui/views/compare_actions.h"

#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/commands.h"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace nectar {

namespace {
using Mode = CanvasCompare::Mode;
using Source = CanvasCompare::Source;
constexpr Source kSources[] = {Source::Photo, Source::Prediction, Source::Truth, Source::Former};
} // namespace

CompareActions::CompareActions(QMainWindow& window, CanvasPane& canvas, QueryPresenter& presenter)
    : QObject(&window), m_window(window), m_canvas(canvas), m_presenter(presenter)
{
    QMenu* menu = window.menuBar()->addMenu(tr("C&ompare"));
    menu->setToolTipsVisible(true);
    makeModes(menu);
    menu->addSeparator();
    makeSources(menu, tr("&First or left"), "compareFirst", true);
    makeSources(menu, tr("Second or &right"), "compareOther", false);
    const auto again = [this] { update(m_inspecting); };
    connect(&canvas.compare(), &CanvasCompare::changed, this, again);
    connect(&presenter, &QueryPresenter::predictionChanged, this, again);
    connect(&presenter, &QueryPresenter::imageChanged, this, again);
}

void CompareActions::makeModes(QMenu* menu)
{
    const struct {
        const char* name;
        QString text, help;
        QKeySequence keys;
        Mode mode;
    } modes[] = {{"compareSwipe", tr("&Swipe"), tr("One layer left and one right of a line that you drag"),
                  QKeySequence(Qt::Key_W), Mode::Swipe},
                 {"compareSideBySide", tr("Side &by side"), tr("Two canvases of one place and zoom"),
                  QKeySequence(Qt::Key_B), Mode::SideBySide},
                 {"compareBlink", tr("B&link"),
                  tr("One layer, then the other: tap the space bar over the picture, or hold it for a moment's look"),
                  QKeySequence(Qt::SHIFT | Qt::Key_B), Mode::Blink}};
    for (const auto& mode : modes) {
        QAction* action = addCommand(&m_window, menu, {mode.name, mode.text, mode.help, mode.keys});
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, mode = mode.mode] { m_canvas.compare().toggle(mode); });
        m_modes.append(action);
    }
    m_swap = addCommand(&m_window, menu,
                        {"compareSwap", tr("E&xchange the two"),
                         tr("What is left goes right; the space bar does it too"), QKeySequence(Qt::Key_X)});
    connect(m_swap, &QAction::triggered, &m_canvas.compare(), &CanvasCompare::swap);
}

void CompareActions::makeSources(QMenu* menu, const QString& title, const char* prefix, bool isFirst)
{
    QMenu* sources = menu->addMenu(title);
    sources->setToolTipsVisible(true);
    for (const Source source : kSources) {
        const QByteArray name = prefix + QByteArray::number(static_cast<int>(source));
        QAction* action =
            addCommand(&m_window, sources,
                       {name.constData(), CanvasCompare::nameOf(source),
                        isFirst ? tr("Compared: left, or shown first") : tr("Compared with: right, or shown second")});
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, source, isFirst] {
            CanvasCompare& compare = m_canvas.compare();
            if (isFirst)
                compare.choose(source, compare.other() == source ? compare.first() : compare.other());
            else
                compare.choose(compare.first() == source ? compare.other() : compare.first(), source);
            if (compare.mode() == Mode::Off)
                compare.setMode(Mode::Swipe); // or nothing would be seen of it
        });
        (isFirst ? m_firsts : m_others).append(action);
    }
}

void CompareActions::use(QAction& action, bool usable, const QString& whyNot) const
{
    setUsable(action, m_inspecting && usable, m_inspecting ? whyNot : tr("go to View, Inspect first"));
}

QString CompareActions::whyWithout(Source source) const
{
    if (!m_presenter.hasImage())
        return tr("open a picture first");
    return source == Source::Truth ? tr("this picture came without labels")
                                   : tr("change voters, evenness or prompt images first");
}

void CompareActions::update(bool inspecting)
{
    m_inspecting = inspecting;
    const CanvasCompare& compare = m_canvas.compare();
    for (int i = 0; i < m_modes.size(); ++i) {
        use(*m_modes.at(i), m_presenter.hasImage(), whyWithout(Source::Photo));
        m_modes.at(i)->setChecked(static_cast<int>(compare.mode()) == i + 1);
    }
    use(*m_swap, compare.mode() != Mode::Off, tr("choose a way to compare first"));
    for (const Source source : kSources) {
        const auto i = static_cast<int>(source);
        use(*m_firsts.at(i), compare.has(source), whyWithout(source));
        use(*m_others.at(i), compare.has(source), whyWithout(source));
        m_firsts.at(i)->setChecked(compare.first() == source);
        m_others.at(i)->setChecked(compare.other() == source);
    }
}

} // namespace nectar
