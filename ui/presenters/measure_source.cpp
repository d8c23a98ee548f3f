// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/measure_source.h"

#include "core/base/error.h"
#include "core/memory/memory_bank.h"
#include "core/pipeline/build_bank.h"
#include "ui/convert/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("MeasureSource", text); }

QList<Task> sharedTasks(const Dataset& dataset, const std::string& split, const MemoryBank& bank)
{
    QList<Task> tasks;
    for (const Task task : {Task::Segmentation, Task::Depth})
        if (bank.has(task) && dataset.has(task, split))
            tasks.append(task);
    return tasks;
}

/// The pictures that a measurement of a data set without other parts reads: as evaluateBank() chooses them.
qint64 heldOut(std::span<const Sample> samples)
{
    return samples.size() < 5
               ? static_cast<qint64>(samples.size())
               : std::ranges::count_if(samples, [](const Sample& sample) { return isHeldOut(sample.name); });
}

void addSplits(MeasureSource& source, const Dataset& dataset, const MemoryBank& bank)
{
    for (const std::string& name : dataset.splitNames())
        if (const QList<Task> tasks = sharedTasks(dataset, name, bank); !tasks.isEmpty())
            source.splits.append({toQString(name), static_cast<qint64>(dataset.samples(name).size()), tasks,
                                  source.isTheBanks && name == bank.info().split});
}

} // namespace

QString MeasureSplit::text() const
{
    const QString count = pictures == 1 ? tr("1 picture") : tr("%1 pictures").arg(countText(pictures));
    if (name.isEmpty())
        return tr("a fifth of all, %1").arg(count);
    return isOfTheBank ? tr("%1, %2 of the bank").arg(name, count) : tr("%1, %2").arg(name, count);
}

const MeasureSplit* MeasureSource::chosen(const QString& name) const
{
    const auto found = std::ranges::find(splits, name, &MeasureSplit::name);
    return found == splits.end() ? nullptr : &*found;
}

MeasureSource sourceOfBank(const MemoryBank& bank, const JobContext& ctx)
{
    MeasureSource source;
    if (bank.info().recipeJson.empty())
        return source;
    try {
        Recipe recipe = recipeFromJson(bank.info().recipeJson, bank.info().dataRoot);
        recipe.root = bank.info().dataRoot;
        const Dataset dataset = openDataset(recipe, ctx);
        source.isTheBanks = true;
        source.folder = pathToQString(recipe.root);
        source.recipe = std::make_shared<const Recipe>(recipe);
        addSplits(source, dataset, bank);
        const auto usual = dataset.evaluationSplit();
        if (!usual && dataset.hasSplit(bank.info().split))
            source.splits.prepend({QString(), heldOut(dataset.samples(dataset.promptSplit())),
                                   sharedTasks(dataset, dataset.promptSplit(), bank), false});
        source.split = usual && source.chosen(toQString(*usual)) ? toQString(*usual)
                       : source.splits.isEmpty()                 ? QString()
                                                                 : source.splits.first().name;
    } catch (const Error&) {
        return {}; // a normal absence: banks travel without their pictures
    }
    return source;
}

MeasureSource sourceInFolder(const QString& folder, const MemoryBank& bank, const JobContext& ctx)
{
    const Detection detection = resolveDataset(pathFromQString(folder), {}, false, ctx);
    const auto labelled = std::make_shared<const Dataset>(openDataset(detection.recipe, ctx));
    const Dataset& dataset = *labelled;
    MeasureSource source;
    source.folder = folder;
    source.labelled = labelled;
    addSplits(source, dataset, bank);
    if (source.isEmpty())
        throw Error(
            ErrorCode::Mismatch,
            "There is nothing to measure: " + fromQString(folder) + ": its pictures have no " +
                (bank.has(Task::Segmentation) ? bank.has(Task::Depth) ? "labels and no depth" : "labels" : "depth") +
                ": choose the folder that holds them together with the pictures");
    const auto usual = dataset.evaluationSplit();
    source.split = usual && source.chosen(toQString(*usual)) ? toQString(*usual) : source.splits.first().name;
    return source;
}

} // namespace nectar
