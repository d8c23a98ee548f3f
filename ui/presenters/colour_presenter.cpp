// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/colour_presenter.h"

#include <QUndoStack>

#include <utility>

namespace nectar {

void ColourPresenter::setChoice(const ColourChoice& choice) { change({choice, m_look.outlines}); }

void ColourPresenter::setClassColour(const QString& name, QRgb colour)
{
    ColourChoice choice = m_look.colours;
    choice.own.insert(name, colour);
    setChoice(choice);
}

void ColourPresenter::forgetOwnColours()
{
    ColourChoice choice = m_look.colours;
    choice.own.clear();
    setChoice(choice);
}

void ColourPresenter::setOutlines(const CanvasLook& outlines)
{
    Look shown = m_look;
    shown.outlines.outlineOpacity = outlines.outlineOpacity;
    show(shown);
    change({m_look.colours, outlines});
}

void ColourPresenter::restore(const Look& look) { show(look); }

void ColourPresenter::change(const Look& wanted)
{
    if (!m_undo)
        return show(wanted);
    if (changeBetween(m_look, wanted) == LookChange{})
        return;
    m_undo->push(new LookCommand(
        [this](const LookChange& changed, const Look& look) { show(withChange(m_look, changed, look)); }, m_look,
        wanted));
}

void ColourPresenter::show(const Look& look)
{
    const Look before = std::exchange(m_look, look);
    if (before.colours != look.colours)
        Q_EMIT changed();
    if (before.outlines != look.outlines)
        Q_EMIT outlinesChanged();
}

} // namespace nectar
