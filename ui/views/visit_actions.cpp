// SPDX-License-Identifier: Apache-2.0
#include "ui/views/visit_actions.h"

#include "ui/presenters/query_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/icons.h"

#include <QMainWindow>

namespace nectar {

VisitActions::VisitActions(QMainWindow& window, QMenu& view, QueryPresenter& presenter)
    : QObject(&window), m_presenter(presenter)
{
    const auto add = [&](const CommandText& text, const char* icon) {
        QAction* action = addCommand(&window, &view, text);
        action->setPriority(QAction::LowPriority); // a mere arrow on the tool bar
        action->setIcon(lineIcon(QLatin1String(icon)));
        return action;
    };
    m_back = add(
        {"goBack", tr("&Back"), tr("To the picture and patch looked at before"), QKeySequence(Qt::ALT | Qt::Key_Left)},
        "back");
    m_forward = add({"goForward", tr("For&ward"), tr("To the picture and patch that Back left"),
                     QKeySequence(Qt::ALT | Qt::Key_Right)},
                    "forward");
    connect(m_back, &QAction::triggered, &presenter, &QueryPresenter::goBack);
    connect(m_forward, &QAction::triggered, &presenter, &QueryPresenter::goForward);
    // Told too where a picture could not be opened and is forgotten.
    connect(&presenter, &QueryPresenter::busyChanged, this, [this] { update(m_inspecting); });
}

void VisitActions::update(bool inspecting)
{
    m_inspecting = inspecting;
    const QString elsewhere = tr("go to View, Inspect first");
    setUsable(*m_back, inspecting && m_presenter.canGoBack(),
              inspecting ? tr("nothing was looked at before") : elsewhere);
    setUsable(*m_forward, inspecting && m_presenter.canGoForward(), inspecting ? tr("Back left nothing") : elsewhere);
}

} // namespace nectar
