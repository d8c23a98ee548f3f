// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/look_command.h"

#include <QObject>

class QUndoStack;

namespace nectar {

/// The colours and outlines that everything shown has, and their changes.
class ColourPresenter : public QObject {
    Q_OBJECT

public:
    /// undo: where changes go; nothing: they cannot be undone.
    explicit ColourPresenter(QUndoStack* undo, QObject* parent = nullptr) : QObject(parent), m_undo(undo) {}
    const ColourChoice& choice() const { return m_look.colours; }
    const CanvasLook& outlines() const { return m_look.outlines; }
    void setChoice(const ColourChoice& choice);
    void setClassColour(const QString& name, QRgb colour);
    void forgetOwnColours();
    /// Their opacity alone is no step to undo.
    void setOutlines(const CanvasLook& outlines);
    /// As the settings kept it; it cannot be undone.
    void restore(const Look& look);

Q_SIGNALS:
    void changed(); ///< the colours
    void outlinesChanged();

private:
    void change(const Look& wanted);
    void show(const Look& look);

    QUndoStack* m_undo;
    Look m_look;
};

} // namespace nectar
