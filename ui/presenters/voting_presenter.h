// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/reading_command.h"

#include <QObject>

class QUndoStack;

namespace nectar {

class ImageListModel;

/// What is read of the open picture, and by which votes: the task, how many patches vote and how evenly, and which
/// prompt images count.
class VotingPresenter : public QObject {
    Q_OBJECT

public:
    /// promptImages: of the open bank; it shows which of them do not count. undo: nothing: changes cannot be undone.
    VotingPresenter(ImageListModel& promptImages, QUndoStack* undo, QObject* parent);

    void setTask(Task task); ///< one that the bank has
    void setNeighbours(int neighbours);
    void setTemperature(double temperature);
    /// Those that do not count stay out for every picture until the next bank.
    void setPromptCounts(qint64 promptImage, bool counts);
    void countAllPrompts();

    Task task() const { return m_task; }
    const DecodeOptions& options() const { return m_options; }
    const std::vector<std::uint32_t>& leftOut() const { return m_leftOut; } ///< prompt images, ascending
    Reading reading() const { return {m_task, m_options, m_leftOut}; }

    // Neither can be undone.
    /// Another bank, whose prompt images the list already shows. leftOutChanged() is not told: nothing of the former
    /// bank may be open then, and only whoever calls this knows when.
    void followBank(const QString& file, const QList<Task>& tasks, std::vector<std::uint32_t> leftOut);
    void restore(Task task, const DecodeOptions& options);
    void tellAgain() { Q_EMIT changed(); } ///< numbers are written in another way

Q_SIGNALS:
    void changed(); ///< any of it
    void leftOutChanged();
    void predictionOutdated();

private:
    /// Through the undo stack, if there is one.
    void change(ReadingCommand::Part part, const Reading& wanted, const QString& text);
    bool apply(ReadingCommand::Part part, const Reading& wanted, const QString& bank);

    ImageListModel& m_promptImages;
    QUndoStack* m_undo;
    QString m_bank; ///< its file
    QList<Task> m_tasks;
    Task m_task = Task::Segmentation;
    DecodeOptions m_options;
    std::vector<std::uint32_t> m_leftOut;
};

} // namespace nectar
