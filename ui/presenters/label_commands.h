// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/label_values.h"
#include "ui/presenters/studio_command.h"

#include <functional>
#include <QElapsedTimer>

namespace nectar {

/// Changes the state and tells; each command keeps only what it changed.
using LabellingChange = std::function<void(const std::function<void(Labelling&)>&)>;

class LabelCommand : public StudioCommand {
public:
    using StudioCommand::StudioCommand;
    Page page() const override { return Page::Label; }
};

/// A click that is added, taken back, or of another class.
class ClickCommand final : public LabelCommand {
public:
    ClickCommand(LabellingChange change, std::optional<LabelClick> before, std::optional<LabelClick> after,
                 const QString& text);
    void redo() override;
    void undo() override;

private:
    LabellingChange m_change;
    std::optional<LabelClick> m_before, m_after;
};

/// A class that is added or renamed.
class ClassesCommand final : public LabelCommand {
public:
    ClassesCommand(LabellingChange change, QStringList before, QStringList after, const QString& text);
    void redo() override;
    void undo() override;

private:
    LabellingChange m_change;
    QStringList m_before, m_after;
};

/// Another threshold; a drag of the slider is one step.
class ThresholdCommand final : public LabelCommand {
public:
    ThresholdCommand(LabellingChange change, std::optional<float> before, std::optional<float> after,
                     const QString& text);
    void redo() override;
    void undo() override;
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* later) override;

private:
    LabellingChange m_change;
    std::optional<float> m_before, m_after;
    QElapsedTimer m_sinceLast;
};

/// Pictures that are added, or everything that is forgotten.
class PicturesCommand final : public LabelCommand {
public:
    using Show = std::function<void(const LabelSet&)>;
    PicturesCommand(Show show, LabelSet before, LabelSet after, const QString& text);
    void redo() override { m_show(m_after); }
    void undo() override { m_show(m_before); }

private:
    Show m_show;
    LabelSet m_before, m_after;
};

} // namespace nectar
