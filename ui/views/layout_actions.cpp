// SPDX-License-Identifier: Apache-2.0
#include "ui/views/layout_actions.h"

#include "ui/presenters/project_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/inspect_page.h"
#include "ui/views/studio_presenters.h"

#include <QDockWidget>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSplitter>
#include <QToolBar>

#include <algorithm>

namespace nectar {

namespace {

constexpr int kVersion = 1; ///< of the docks: counts up when others come
constexpr int kGrip = 60;   ///< pixels of a window that can be dragged by

/// Its upper edge, by which it is dragged, is on a screen.
bool canBeReached(const QWidget& window)
{
    const QRect edge(window.geometry().topLeft(), QSize(window.width(), kGrip / 2));
    return std::ranges::any_of(QGuiApplication::screens(), [&edge](const QScreen* screen) {
        const QRect seen = screen->availableGeometry() & edge;
        return seen.width() >= kGrip && seen.height() >= kGrip / 4;
    });
}

/// Below the pages, not shown, as high as it likes.
void showFirst(QMainWindow& window, QDockWidget& dock)
{
    dock.setFloating(false);
    window.removeDockWidget(&dock);
    window.addDockWidget(Qt::BottomDockWidgetArea, &dock);
    dock.hide();
}

} // namespace

LayoutActions::LayoutActions(QMainWindow& window, QMenu& view, InspectPage& inspect, const StudioPresenters& presenters)
    : QObject(&window), m_window(window), m_inspect(inspect), m_presenters(presenters)
{
    QAction* action = addCommand(
        &window, &view,
        {"resetLayout", tr("&Reset layout"), tr("Give the panels their first widths back, and hide the log")});
    connect(action, &QAction::triggered, this, &LayoutActions::reset);
}

void LayoutActions::restore()
{
    const SettingsPresenter& settings = m_presenters.settings;
    show({settings.layout(QStringLiteral("inspect")), settings.layout(QStringLiteral("docks"))});
}

void LayoutActions::keep() const
{
    const Layout now = layout();
    m_presenters.settings.setLayout(QStringLiteral("inspect"), now.panels);
    m_presenters.settings.setLayout(QStringLiteral("docks"), now.docks);
}

Layout LayoutActions::layout() const { return {m_inspect.splitter()->saveState(), m_window.saveState(kVersion)}; }

void LayoutActions::show(const Layout& layout)
{
    m_inspect.splitter()->restoreState(layout.panels);
    // Whether a tool bar is shown is the page's business, and part of the state.
    const QList<QToolBar*> bars = m_window.findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly);
    QList<bool> hidden;
    for (const QToolBar* bar : bars)
        hidden.append(bar->isHidden());
    m_window.restoreState(layout.docks, kVersion);
    for (int i = 0; i < bars.size(); ++i)
        bars.at(i)->setHidden(hidden.at(i));
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>())
        if (dock->isFloating() && !canBeReached(*dock))
            showFirst(m_window, *dock);
}

void LayoutActions::reset()
{
    const Layout before = layout();
    m_inspect.resetLayout();
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>())
        showFirst(m_window, *dock);
    if (const Layout after = layout(); after != before)
        m_presenters.project.change(std::make_unique<LayoutCommand>([this](const Layout& wanted) { show(wanted); },
                                                                    before, after, tr("resetting the layout")));
}

} // namespace nectar
