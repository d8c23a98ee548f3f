// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/shown_picture.h"
#include "ui/presenters/studio_command.h"

#include <QElapsedTimer>
#include <QString>

#include <functional>

namespace nectar {

/// Another task, number of neighbours, temperature or set of prompt images; a drag of a slider is one step.
class ReadingCommand final : public StudioCommand {
public:
    enum class Part { Task, Neighbours, Temperature, Prompts };
    struct Change {
        Part part = Part::Task;
        Reading before, after;
        QString bank; ///< whose prompt images are meant
    };
    /// Makes the part as it is in the reading; false where the bank is another by now.
    using Apply = std::function<bool(Part part, const Reading& reading, const QString& bank)>;
    ReadingCommand(Apply apply, Change change, const QString& text);
    void redo() override { setObsolete(!m_apply(m_change.part, m_change.after, m_change.bank)); }
    void undo() override { setObsolete(!m_apply(m_change.part, m_change.before, m_change.bank)); }
    int id() const override;
    bool mergeWith(const QUndoCommand* later) override;
    Page page() const override { return Page::Inspect; }

private:
    Apply m_apply;
    Change m_change;
    QElapsedTimer m_sinceLast;
};

} // namespace nectar
