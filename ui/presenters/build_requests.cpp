// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/build_requests.h"

#include "ui/convert/text.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

QStringList toQStrings(const std::vector<std::string>& texts)
{
    QStringList result;
    for (const std::string& text : texts)
        result.append(toQString(text));
    return result;
}

/// Values of the masks without label, as a sentence has them.
QString ignoredText(const Recipe& recipe)
{
    QStringList values;
    if (recipe.encoding == MaskEncoding::Colour)
        for (const Rgb& colour : recipe.classes.ignoredColours)
            values.append(QStringLiteral("%1,%2,%3").arg(colour.r).arg(colour.g).arg(colour.b));
    else
        for (const int id : recipe.classes.ignoredIds)
            values.append(QString::number(id));
    const QString last = values.isEmpty() ? QString() : values.takeLast();
    return values.isEmpty() ? last : QStringLiteral("%1 and %2").arg(values.join(QStringLiteral(", ")), last);
}

} // namespace

QString formatText(const QString& format, const QList<Task>& tasks)
{
    const QString content = tasks.size() > 1 ? QStringLiteral("images, masks and depth maps")
                            : tasks.value(0, Task::Segmentation) == Task::Depth
                                ? QStringLiteral("images and depth maps")
                                : QStringLiteral("images and masks");
    const std::pair<const char*, const char*> forms[] = {{"camvid", "the CamVid (SegNet) form"},
                                                         {"sevenscenes", "the 7-Scenes form"},
                                                         {"voc2012", "PASCAL VOC 2012"},
                                                         {"ade20k", "ADE20K (ADEChallengeData2016)"}};
    for (const auto& [id, name] : forms)
        if (format == QLatin1String(id))
            return QStringLiteral("%1, with %2").arg(QLatin1String(name), content);
    return QStringLiteral("a folder of %1").arg(content);
}

BuildBankRequest buildRequest(const BuildForm& form)
{
    BuildBankRequest request;
    request.data = pathFromQString(form.folder);
    if (!form.recipe.isEmpty())
        request.knownRecipe = recipeFromJson(fromQString(form.recipe), request.data);
    request.split = fromQString(form.split);
    request.backbone.source = fromQString(form.backbone);
    request.backbone.inputProfile = fromQString(form.profile);
    request.bank.width = request.bank.height = form.side;
    request.bank.resize = form.squash ? Resize::Squash : Resize::Aspect;
    request.bank.memory = form.memory;
    request.bank.tasks.assign(form.tasks.begin(), form.tasks.end());
    request.output = pathFromQString(form.output);
    request.backbone.device = form.cpu ? DeviceChoice::Cpu : DeviceChoice::Auto;
    request.force = form.replace;
    request.limit = form.limit;
    return request;
}

BuildReview reviewBuild(const BuildForm& form, const MachineRoom& room, const JobContext& ctx)
{
    const BuildForecast forecast = forecastBuild(buildRequest(form), ctx);
    const Dataset dataset = openDataset(forecast.detection.recipe, ctx);
    BuildReview review;
    review.recipe = forecast.detection.recipe;
    review.ignored = ignoredText(review.recipe);
    review.unmatched = static_cast<qint64>(dataset.skipped().size());
    review.notes = toQStrings(forecast.detection.notes);
    review.warnings = toQStrings(forecast.detection.warnings) + toQStrings(forecast.warnings);
    for (const std::string& name : dataset.splitNames())
        review.splits.append({toQString(name), static_cast<qint64>(dataset.samples(name).size())});
    for (const auto& [name, pictures] : review.splits)
        review.pairs += pictures;
    review.split = toQString(forecast.split);
    for (const Task task : {Task::Segmentation, Task::Depth})
        if (dataset.has(task, forecast.split))
            review.dataTasks.append(task);
    review.format = formatText(toQString(forecast.detection.recipe.format), review.dataTasks);
    if (!form.recipe.isEmpty())
        review.notes.prepend(QStringLiteral("read as you corrected it; the bank remembers how"));
    review.classes = dataset.classes().count();
    review.backbone = toQString(forecast.backbone.name);
    review.backboneSource = toQString(forecast.backbone.source);
    review.licence = toQString(forecast.backbone.licence);
    review.profileWasGuessed = forecast.backbone.profileWasGuessed;
    review.input = QStringLiteral("%1×%2 px").arg(forecast.networkInput.width).arg(forecast.networkInput.height);
    review.side = std::min(forecast.networkInput.width, forecast.networkInput.height);
    review.images = forecast.images;
    review.patches = forecast.rows;
    review.bankBytes = forecast.bankBytes;
    review.diskBytes = forecast.diskBytes;
    review.memoryBytes = forecast.memoryBytes;
    review.freeMemory = room.memory;
    review.freeDisk = room.disk;
    return review;
}

Problem reportProblem(const BuildReport& report)
{
    Problem problem{Problem::Kind::Warning, {}, {}, {}};
    QStringList lines = toQStrings(report.warnings);
    if (!report.skipped.empty()) {
        problem.title = QStringLiteral("%1 pictures were skipped").arg(report.skipped.size());
        const SkippedFile& first = report.skipped.front();
        problem.text = QStringLiteral("The first: %1: %2")
                           .arg(QFileInfo(pathToQString(first.file)).fileName(), toQString(first.reason));
    } else if (!lines.isEmpty()) {
        problem.title = QStringLiteral("The bank is ready, with a remark");
        problem.text = lines.takeFirst();
    }
    for (const SkippedFile& file : report.skipped)
        lines.append(pathToQString(file.file) + QStringLiteral(": ") + toQString(file.reason));
    problem.details = lines.join(QLatin1Char('\n'));
    return problem;
}

} // namespace nectar
