// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/canvas_look.h"
#include "ui/presenters/colour_choice.h"
#include "ui/presenters/studio_command.h"

#include <QElapsedTimer>
#include <QStringList>

#include <functional>

namespace nectar {

/// How everything that is shown is drawn.
struct Look {
    ColourChoice colours;
    CanvasLook outlines;
};

/// In what two looks differ; the opacity of outlines, like that of the layer, is no change of the work.
struct LookChange {
    QStringList own; ///< classes whose own colour is another
    bool classes = false, depth = false, reversed = false, range = false, metres = false;
    bool width = false, patterns = false, names = false;

    friend bool operator==(const LookChange&, const LookChange&) = default;
};
LookChange changeBetween(const Look& before, const Look& after);
/// The look with what changed as it is in the wanted one.
Look withChange(Look look, const LookChange& change, const Look& wanted);

/// Other colours or outlines. Only what it changed is taken back; a drag is one step.
class LookCommand final : public StudioCommand {
public:
    using Apply = std::function<void(const LookChange& change, const Look& wanted)>;
    LookCommand(Apply apply, Look before, Look after);
    void redo() override { m_apply(m_change, m_after); }
    void undo() override { m_apply(m_change, m_before); }
    int id() const override { return 12; } ///< unlike those of other commands
    bool mergeWith(const QUndoCommand* later) override;
    Page page() const override { return Page::Inspect; }
    bool isOfProject() const override { return false; } ///< the settings keep it

private:
    Apply m_apply;
    Look m_before, m_after;
    LookChange m_change;
    QElapsedTimer m_sinceLast;
};

} // namespace nectar
