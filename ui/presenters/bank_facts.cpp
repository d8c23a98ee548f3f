// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/bank_facts.h"

#include "core/pipeline/build_bank.h"
#include "core/pipeline/build_warnings.h"
#include "core/pipeline/open_scene.h"
#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/prompt_labels.h"
#include "ui/presenters/query_values.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

QString memoryText(const BankOptions& options)
{
    return options.memory == 0 ? QStringLiteral("every patch")
                               : QStringLiteral("at most %1 patches").arg(countText(options.memory));
}

QString copiesText(int epochs)
{
    return epochs == 0   ? QStringLiteral("none, each picture as it is")
           : epochs == 1 ? QStringLiteral("1 pass")
                         : QStringLiteral("%1 passes").arg(epochs);
}

QList<BankFacts::Line> linesOf(const OpenScene& scene)
{
    const MemoryBank& bank = *scene.bank();
    const BankInfo& info = bank.info();
    const BankSummary summary = bankSummary(scene);
    QStringList knows;
    for (const Task task : summary.tasks)
        knows.append(task == Task::Depth ? QStringLiteral("depth")
                                         : QStringLiteral("%1 classes").arg(bank.classes().count()));
    QList<BankFacts::Line> lines{
        {QStringLiteral("File"), summary.file},
        {QStringLiteral("Size"), byteText(QFileInfo(summary.file).size())},
        {QStringLiteral("Prompt images"), countText(summary.images)},
        {QStringLiteral("Patches"), countText(summary.patches)},
        {QStringLiteral("Knows"), knows.join(QStringLiteral(" and "))},
        {QStringLiteral("Backbone"), summary.backbone},
        {QStringLiteral("Licence of the weights"), summary.licence},
        {QStringLiteral("Input"), summary.input},
        {QStringLiteral("Patch size"),
         QStringLiteral("%1×%1 px, a feature of %2 numbers").arg(info.patchSize).arg(info.dim)},
        {QStringLiteral("Remembers"), memoryText(info.options)},
        {QStringLiteral("Altered copies"), copiesText(info.options.augmentationEpochs)},
        {QStringLiteral("Search"), summary.index},
        {QStringLiteral("Pictures from"), toQString(info.dataRoot)},
        {QStringLiteral("Part of them"), info.split.empty() ? QStringLiteral("all") : toQString(info.split)},
        {QStringLiteral("Hash"), toQString(toHex(bank.hash()))}};
    if (info.skippedImages > 0)
        lines.insert(3, {QStringLiteral("Skipped"),
                         QStringLiteral("%1 pictures that could not be read").arg(countText(info.skippedImages))});
    erase_if(lines, [](const BankFacts::Line& line) { return line.text.isEmpty(); });
    return lines;
}

QList<BankFacts::ClassLine> classesOf(const MemoryBank& bank)
{
    QList<BankFacts::ClassLine> lines;
    if (!bank.has(Task::Segmentation))
        return lines;
    const QList<QRgb> palette = toQRgbs(paletteFor(bank.classes()));
    const std::vector<std::int64_t> rows = rowsPerClass(bank);
    for (std::size_t c = 0; c < rows.size(); ++c) {
        const double share = bank.size() > 0 ? static_cast<double>(rows[c]) / static_cast<double>(bank.size()) : 0;
        lines.append(
            {{toQString(bank.classes().classes[c].name), palette.value(static_cast<qsizetype>(c)), share}, rows[c], 0});
    }
    for (const std::vector<PromptClass>& image : promptClasses(bank))
        for (const PromptClass& one : image)
            ++lines[one.classIndex].images;
    std::ranges::stable_sort(lines, std::greater{}, &BankFacts::ClassLine::patches);
    return lines;
}

QStringList warningsOf(const OpenScene& scene)
{
    const MemoryBank& bank = *scene.bank();
    BuildReport report;
    report.rowsPerClass = rowsPerClass(bank);
    report.classes = bank.classes();
    report.skipped.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, bank.info().skippedImages)));
    warnAboutResult(bank, static_cast<std::int64_t>(bank.images().size() + report.skipped.size()), report);
    QStringList warnings;
    for (const std::string& warning : report.warnings)
        warnings.append(toQString(warning));
    const auto& samples = scene.promptImages();
    const auto gone = std::ranges::count_if(samples, [](const Sample& sample) { return sample.image.empty(); });
    if (gone > 0)
        warnings.append(QStringLiteral("%1 of %2 prompt images are no longer where they were; the bank has small "
                                       "pictures of them")
                            .arg(countText(gone), countText(static_cast<qint64>(samples.size()))));
    return warnings;
}

} // namespace

BankFacts bankFacts(const OpenScene& scene)
{
    return {bankSummary(scene).name, linesOf(scene), classesOf(*scene.bank()), warningsOf(scene)};
}

QString BankFacts::toText() const
{
    QString text = name + QLatin1Char('\n');
    for (const Line& line : lines)
        text += QStringLiteral("%1: %2\n").arg(line.what, line.text);
    for (const QString& warning : warnings)
        text += QStringLiteral("Note: %1\n").arg(warning);
    if (!classes.isEmpty())
        text += QStringLiteral("\nclass\tpatches\tof all patches\tprompt images\n");
    for (const ClassLine& line : classes)
        text += QStringLiteral("%1\t%2\t%3 %\t%4\n")
                    .arg(line.share.name)
                    .arg(line.patches)
                    .arg(line.share.share * 100, 0, 'f', 1)
                    .arg(line.images);
    return text;
}

} // namespace nectar
