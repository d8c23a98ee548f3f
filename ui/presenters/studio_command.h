// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>

namespace nectar {

/// A change that can be undone. Every command of the studio's one stack is of this kind.
class StudioCommand : public QUndoCommand {
public:
    using QUndoCommand::QUndoCommand;
    enum class Page { Any, Inspect, Label, Features };
    /// Where it is seen.
    virtual Page page() const = 0;
    /// Its file keeps it; else the settings do, for every project, or nothing does.
    virtual bool isOfProject() const { return true; }

    /// Steps of one drag follow each other faster than this.
    static constexpr qint64 kOneDragMs = 400;
};

} // namespace nectar
