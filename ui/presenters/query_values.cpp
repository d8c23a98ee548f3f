// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_values.h"

#include "core/pipeline/open_scene.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

#include <QFileInfo>

#include <cmath>

namespace nectar {

namespace {

QString inputText(const BankOptions& options)
{
    const QString size = options.width == options.height
                             ? QStringLiteral("%1").arg(options.width)
                             : QStringLiteral("%1×%2").arg(options.width).arg(options.height);
    return options.resize == Resize::Squash ? QStringLiteral("%1 px, squashed").arg(size)
                                            : QStringLiteral("%1 px, aspect kept").arg(size);
}

} // namespace

QString PatchReading::place() const
{
    if (!isRegion()) {
        QString text = patchText(index);
        text[0] = text[0].toUpper();
        return text;
    }
    const auto span = [](const QString& one, const QString& several, int first, int end) {
        return first == end ? QStringLiteral("%1 %2").arg(one).arg(first)
                            : QStringLiteral("%1 %2–%3").arg(several).arg(first).arg(end);
    };
    return QStringLiteral("%1 patches   ·   %2, %3")
        .arg(patches.size())
        .arg(span(QStringLiteral("row"), QStringLiteral("rows"), index.row, last.row),
             span(QStringLiteral("column"), QStringLiteral("columns"), index.col, last.col));
}

QString PatchReading::headline() const
{
    if (patch < 0 && patches.empty())
        return {};
    if (!known)
        return isRegion() ? QStringLiteral("None of the patches they resemble has a label: unknown")
                          : QStringLiteral("None of the patches it resembles has a label: unknown");
    const ClassShare best = votes.value(0);
    const QString verdict = task == Task::Depth
                                ? QStringLiteral("%1 away").arg(metresText(metres))
                                : QStringLiteral("%1 (%2\u00A0%)").arg(best.name).arg(std::lround(best.share * 100));
    if (isRegion()) {
        const bool depth = task == Task::Depth;
        if (isDisputed())
            return (depth ? QStringLiteral("The patches they resemble differ: on average %1")
                          : QStringLiteral("The patches they resemble differ: most of all %1"))
                .arg(verdict);
        return (depth ? QStringLiteral("They look like these, so they are about %1")
                      : QStringLiteral("They look like these, so they are mostly %1"))
            .arg(verdict);
    }
    return isDisputed() ? QStringLiteral("The patches it resembles disagree: perhaps %1").arg(verdict)
                        : QStringLiteral("This patch looks like these, so it is probably %1").arg(verdict);
}

bool PatchReading::isDisputed() const
{
    if (task == Task::Depth)
        return farthest - nearest > static_cast<double>(metres) / 2;
    return votes.value(0).share < 0.6;
}

BankSummary bankSummary(const OpenScene& scene)
{
    const MemoryBank& bank = *scene.bank();
    BankSummary summary;
    summary.file = pathToQString(scene.bankFile());
    summary.name = QFileInfo(summary.file).completeBaseName();
    summary.images = static_cast<qint64>(bank.images().size());
    summary.patches = bank.size();
    for (const Task task : {Task::Segmentation, Task::Depth})
        if (bank.has(task))
            summary.tasks.append(task);
    summary.backbone = toQString(scene.backbone().name);
    summary.backboneSource = toQString(scene.backbone().source);
    summary.licence = toQString(scene.backbone().licence);
    summary.index = toQString(scene.indexDescription());
    summary.input = inputText(bank.info().options);
    summary.classes = bank.classes();
    return summary;
}

QList<ImageEntry> promptEntries(const OpenScene& scene)
{
    QList<ImageEntry> entries;
    const QStringList paths = promptPaths(scene);
    const auto images = scene.bank()->images();
    for (std::size_t i = 0; i < images.size(); ++i) {
        const QString name = toQString(images[i].name);
        entries.append({QFileInfo(name).fileName(), paths.value(static_cast<qsizetype>(i)), static_cast<qint64>(i),
                        true, toQString(scene.bank()->info().split)});
    }
    return entries;
}

QList<ImageEntry> queryEntries(const OpenScene& scene)
{
    QList<ImageEntry> entries;
    for (const QueryImage& query : scene.queryImages())
        entries.append({QFileInfo(toQString(query.name)).fileName(), pathToQString(query.image), -1, query.hasTruth,
                        toQString(query.split)});
    return entries;
}

QStringList promptPaths(const OpenScene& scene)
{
    QStringList paths;
    for (const Sample& sample : scene.promptImages())
        paths.append(pathToQString(sample.image));
    return paths;
}

CanvasPhoto canvasPhoto(const OpenImage& image)
{
    return {toQString(image.name), photoPyramid(image.photo), image.photo.size(), image.grid};
}

} // namespace nectar
