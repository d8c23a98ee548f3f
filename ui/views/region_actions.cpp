// SPDX-License-Identifier: Apache-2.0
#include "ui/views/region_actions.h"

#include "ui/presenters/query_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/icons.h"
#include "ui/views/region_canvas.h"

#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>

namespace nectar {

RegionActions::RegionActions(QMainWindow& window, QMenu* menu, RegionCanvas& canvas, QueryPresenter& query)
    : QObject(&window), m_window(window), m_canvas(canvas), m_query(query)
{
    addTools(menu);
    addChoices(menu);
    for (QAction* action : {m_rectangle, m_lasso, m_area, m_class, m_letGo})
        m_canvas.addAction(action);
    connect(&query.evidence(), &EvidencePresenter::keptChanged, this, &RegionActions::show);
    connect(&query.evidence(), &EvidencePresenter::changed, this, &RegionActions::show);
    connect(&canvas, &RegionCanvas::toolChanged, this, &RegionActions::show);
    show();
}

QAction* RegionActions::add(QMenu* menu, const char* name, const QString& text, const QString& help, int keys)
{
    return addCommand(&m_window, menu, {name, text, help, keys == 0 ? QKeySequence() : QKeySequence(keys)});
}

void RegionActions::addTools(QMenu* menu)
{
    const auto tool = [&](const char* name, const QString& text, const QString& help, int key, RegionCanvas::Tool made,
                          const QString& next) {
        QAction* action = add(menu, name, text, help, key);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, made, next](bool on) {
            m_canvas.setTool(on ? made : RegionCanvas::Tool::None);
            m_canvas.setFocus(Qt::OtherFocusReason); // Esc ends it
            on ? m_window.statusBar()->showMessage(next, 8000) : m_window.statusBar()->clearMessage();
        });
        return action;
    };
    m_rectangle =
        tool("selectRectangle", tr("Select a &rectangle"),
             tr("The next drag over the picture chooses the patches of a rectangle; a drag with Shift always "
                "does"),
             Qt::Key_R, RegionCanvas::Tool::Rectangle, tr("Drag over the patches to choose; Esc changes nothing"));
    m_lasso = tool("selectLasso", tr("Select with a l&asso"),
                   tr("The next drag goes round the patches to choose; a drag with Ctrl and Shift always does"),
                   Qt::Key_L, RegionCanvas::Tool::Lasso, tr("Drag round the patches to choose; Esc changes nothing"));
    m_rectangle->setIcon(lineIcon(QStringLiteral("rectangle")));
    m_lasso->setIcon(lineIcon(QStringLiteral("lasso")));
}

void RegionActions::addChoices(QMenu* menu)
{
    m_area = add(menu, "selectArea", tr("Select the area aro&und the patch"),
                 tr("The patches of the same predicted class that hang together with the one looked at"), Qt::Key_A);
    m_class = add(menu, "selectClass", tr("&Select all patches of this class"),
                  tr("All patches of the picture with the predicted class of the one looked at"),
                  int(Qt::CTRL) | int(Qt::Key_A));
    m_letGo = add(menu, "letGo", tr("Let &go of the patches"),
                  tr("Nothing is chosen any more: the panel says what the whole picture rests on (Esc)"), 0);
    using Extent = EvidencePresenter::Extent;
    connect(m_area, &QAction::triggered, this, [this] { m_query.evidence().keepClass(Extent::Joined); });
    connect(m_class, &QAction::triggered, this, [this] { m_query.evidence().keepClass(Extent::Everywhere); });
    connect(m_letGo, &QAction::triggered, this, [this] { m_query.evidence().keepPatches({}); });
}

void RegionActions::update(bool hasPicture, const QString& whyNot)
{
    m_hasPicture = hasPicture;
    m_whyNot = whyNot;
    show();
}

void RegionActions::show()
{
    for (QAction* action : {m_rectangle, m_lasso})
        setUsable(*action, m_hasPicture, m_whyNot);
    m_rectangle->setChecked(m_canvas.tool() == RegionCanvas::Tool::Rectangle);
    m_lasso->setChecked(m_canvas.tool() == RegionCanvas::Tool::Lasso);
    const bool depth = m_query.voting().task() == Task::Depth;
    const bool looking = !m_query.evidence().lookedAt().empty();
    for (QAction* action : {m_area, m_class})
        setUsable(*action, m_hasPicture && looking && !depth,
                  !m_hasPicture ? m_whyNot
                  : depth       ? tr("switch to classes first")
                                : tr("point at a patch, or click one, first"));
    setUsable(*m_letGo, m_hasPicture && !m_query.evidence().keptPatches().empty(),
              m_hasPicture ? tr("no patch is chosen") : m_whyNot);
}

} // namespace nectar
