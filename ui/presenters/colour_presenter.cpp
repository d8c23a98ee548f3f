// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/colour_presenter.h"

namespace nectar {

void ColourPresenter::setChoice(const ColourChoice& choice)
{
    if (m_choice == choice)
        return;
    m_choice = choice;
    Q_EMIT changed();
}

void ColourPresenter::setClassColour(const QString& name, QRgb colour)
{
    ColourChoice choice = m_choice;
    choice.own.insert(name, colour);
    setChoice(choice);
}

void ColourPresenter::forgetOwnColours()
{
    ColourChoice choice = m_choice;
    choice.own.clear();
    setChoice(choice);
}

} // namespace nectar
