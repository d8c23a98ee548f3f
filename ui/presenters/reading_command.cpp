// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/reading_command.h"

#include <utility>

namespace nectar {

ReadingCommand::ReadingCommand(Apply apply, Change change, const QString& text)
    : StudioCommand(text), m_apply(std::move(apply)), m_change(std::move(change))
{
    m_sinceLast.start();
}

/// Unlike those of other commands; only sliders are dragged.
int ReadingCommand::id() const
{
    switch (m_change.part) {
    case Part::Neighbours:
        return 10;
    case Part::Temperature:
        return 11;
    case Part::Task:
    case Part::Prompts:
        break;
    }
    return -1;
}

bool ReadingCommand::mergeWith(const QUndoCommand* later)
{
    if (m_sinceLast.elapsed() > kOneDragMs)
        return false;
    const auto* next = static_cast<const ReadingCommand*>(later);
    m_change.after = next->m_change.after;
    setText(next->text());
    const DecodeOptions &before = m_change.before.options, &after = m_change.after.options;
    setObsolete(m_change.part == Part::Neighbours ? before.neighbours == after.neighbours
                                                  : before.temperature == after.temperature);
    m_sinceLast.start();
    return true;
}

} // namespace nectar
