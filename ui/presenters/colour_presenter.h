// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/colour_choice.h"

#include <QObject>

namespace nectar {

/// The colours that everything shown has, and their changes.
class ColourPresenter : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    const ColourChoice& choice() const { return m_choice; }
    void setChoice(const ColourChoice& choice);
    void setClassColour(const QString& name, QRgb colour);
    void forgetOwnColours();

Q_SIGNALS:
    void changed();

private:
    ColourChoice m_choice;
};

} // namespace nectar
