// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/voting_presenter.h"

#include "ui/convert/text.h"
#include "ui/models/image_list_model.h"

#include <QUndoStack>

#include <algorithm>

namespace nectar {

VotingPresenter::VotingPresenter(ImageListModel& promptImages, QUndoStack* undo, QObject* parent)
    : QObject(parent), m_promptImages(promptImages), m_undo(undo)
{}

void VotingPresenter::setTask(Task task)
{
    if (task == m_task || !m_tasks.contains(task))
        return;
    Reading wanted = reading();
    wanted.task = task;
    change(ReadingCommand::Part::Task, wanted, task == Task::Depth ? tr("reading depth") : tr("reading classes"));
}

void VotingPresenter::setNeighbours(int neighbours)
{
    Reading wanted = reading();
    wanted.options.neighbours = std::clamp(neighbours, 1, kMaxNeighbours);
    if (wanted.options.neighbours != m_options.neighbours)
        change(ReadingCommand::Part::Neighbours, wanted, tr("%1 voters").arg(wanted.options.neighbours));
}

void VotingPresenter::setTemperature(double temperature)
{
    Reading wanted = reading();
    wanted.options.temperature = static_cast<float>(std::clamp(temperature, 1e-4, 10.));
    if (wanted.options.temperature != m_options.temperature)
        change(ReadingCommand::Part::Temperature, wanted,
               tr("evenness %1").arg(figuresText(static_cast<double>(wanted.options.temperature), 3)));
}

void VotingPresenter::setPromptCounts(qint64 promptImage, bool counts)
{
    if (promptImage < 0 || promptImage >= m_promptImages.rowCount())
        return;
    Reading wanted = reading();
    std::vector<std::uint32_t>& prompts = wanted.leftOut;
    const auto image = static_cast<std::uint32_t>(promptImage);
    const auto place = std::lower_bound(prompts.begin(), prompts.end(), image);
    const bool counted = place == prompts.end() || *place != image;
    if (counted == counts)
        return;
    if (counts)
        prompts.erase(place);
    else
        prompts.insert(place, image);
    const QString name = m_promptImages.entry(static_cast<int>(promptImage)).name;
    change(ReadingCommand::Part::Prompts, wanted,
           counts ? tr("counting %1").arg(name) : tr("leaving out %1").arg(name));
}

void VotingPresenter::countAllPrompts()
{
    Reading wanted = reading();
    wanted.leftOut.clear();
    if (!m_leftOut.empty())
        change(ReadingCommand::Part::Prompts, wanted, tr("counting all prompt images"));
}

void VotingPresenter::followBank(const QString& file, const QList<Task>& tasks, std::vector<std::uint32_t> leftOut)
{
    m_bank = file;
    m_tasks = tasks;
    if (!m_tasks.contains(m_task))
        m_task = m_tasks.value(0, Task::Segmentation);
    m_leftOut = std::move(leftOut);
    m_promptImages.setLeftOut(m_leftOut);
}

void VotingPresenter::restore(Task task, const DecodeOptions& options)
{
    m_task = task;
    m_options = options;
    Q_EMIT changed();
}

void VotingPresenter::change(ReadingCommand::Part part, const Reading& wanted, const QString& text)
{
    if (!m_undo) {
        apply(part, wanted, m_bank);
        return;
    }
    m_undo->push(new ReadingCommand(
        [this](auto changed, const Reading& reading, const QString& bank) { return apply(changed, reading, bank); },
        {part, reading(), wanted, m_bank}, text));
}

bool VotingPresenter::apply(ReadingCommand::Part part, const Reading& wanted, const QString& bank)
{
    switch (part) {
    case ReadingCommand::Part::Task:
        if (!m_tasks.isEmpty() && !m_tasks.contains(wanted.task))
            return false;
        m_task = wanted.task;
        break;
    case ReadingCommand::Part::Neighbours:
        m_options.neighbours = wanted.options.neighbours;
        break;
    case ReadingCommand::Part::Temperature:
        m_options.temperature = wanted.options.temperature;
        break;
    case ReadingCommand::Part::Prompts:
        if (bank != m_bank)
            return false;
        m_leftOut = wanted.leftOut;
        m_promptImages.setLeftOut(m_leftOut);
        Q_EMIT leftOutChanged();
        break;
    }
    Q_EMIT changed();
    Q_EMIT predictionOutdated();
    return true;
}

} // namespace nectar
