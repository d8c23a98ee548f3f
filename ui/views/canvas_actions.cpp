// SPDX-License-Identifier: Apache-2.0
#include "ui/views/canvas_actions.h"

#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/colour_actions.h"
#include "ui/views/compare_actions.h"

#include <QMainWindow>

namespace nectar {

CanvasActions::CanvasActions(QMainWindow& window, CanvasPane& canvas, QueryPresenter& presenter,
                             SettingsPresenter& settings)
    : QObject(&window), m_compare(new CompareActions(window, canvas, presenter)),
      m_colours(new ColourActions(window, canvas, presenter))
{
    const QString colours = QStringLiteral("colours"), outlines = QStringLiteral("outlines");
    presenter.colours().restore({colourChoiceFrom(settings.text(colours)), canvasLookFrom(settings.text(outlines))});
    connect(&presenter.colours(), &ColourPresenter::changed, this,
            [&presenter, &settings, colours] { settings.setText(colours, textFrom(presenter.colours().choice())); });
    connect(&presenter.colours(), &ColourPresenter::outlinesChanged, this, [&presenter, &settings, outlines] {
        settings.setText(outlines, textFrom(presenter.colours().outlines()));
    });
}

void CanvasActions::update(bool inspecting)
{
    m_compare->update(inspecting);
    m_colours->update(inspecting);
}

} // namespace nectar
