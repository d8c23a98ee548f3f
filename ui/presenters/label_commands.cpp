// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/label_commands.h"

#include <utility>

namespace nectar {

ClickCommand::ClickCommand(LabellingChange change, std::optional<LabelClick> before, std::optional<LabelClick> after,
                           const QString& text)
    : LabelCommand(text), m_change(std::move(change)), m_before(before), m_after(after)
{}

void ClickCommand::redo()
{
    m_change([this](Labelling& state) { state.replace(m_before, m_after); });
}

void ClickCommand::undo()
{
    m_change([this](Labelling& state) { state.replace(m_after, m_before); });
}

ClassesCommand::ClassesCommand(LabellingChange change, QStringList before, QStringList after, const QString& text)
    : LabelCommand(text), m_change(std::move(change)), m_before(std::move(before)), m_after(std::move(after))
{}

void ClassesCommand::redo()
{
    m_change([this](Labelling& state) { state.classes = m_after; });
}

void ClassesCommand::undo()
{
    m_change([this](Labelling& state) { state.classes = m_before; });
}

ThresholdCommand::ThresholdCommand(LabellingChange change, std::optional<float> before, std::optional<float> after,
                                   const QString& text)
    : LabelCommand(text), m_change(std::move(change)), m_before(before), m_after(after)
{
    m_sinceLast.start();
}

void ThresholdCommand::redo()
{
    m_change([this](Labelling& state) { state.threshold = m_after; });
}

void ThresholdCommand::undo()
{
    m_change([this](Labelling& state) { state.threshold = m_before; });
}

bool ThresholdCommand::mergeWith(const QUndoCommand* later)
{
    const auto* next = static_cast<const ThresholdCommand*>(later);
    if (!m_after || !next->m_after || m_sinceLast.elapsed() > kOneDragMs)
        return false;
    m_after = next->m_after;
    m_sinceLast.start();
    return true;
}

PicturesCommand::PicturesCommand(Show show, LabelSet before, LabelSet after, const QString& text)
    : LabelCommand(text), m_show(std::move(show)), m_before(std::move(before)), m_after(std::move(after))
{}

} // namespace nectar
