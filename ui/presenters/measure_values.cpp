// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/measure_values.h"

#include "core/report/palette.h"
#include "ui/convert/command_text.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Measurement", text); }

RectF rectangleOf(const PictureScore& picture, int patch)
{
    return imageFromPatch(picture.grid, picture.size, patchAt(picture.grid, patch));
}

QPointF pointOf(const PictureScore& picture, int patch)
{
    return patch < 0 ? QPointF(-1, -1) : ConfusedPatch{{}, {}, {}, rectangleOf(picture, patch), 0, 0}.centre();
}

QList<MeasuredPicture> worstPictures(const EvaluationDetails& details, Task task)
{
    QList<MeasuredPicture> pictures;
    for (const std::size_t i : worstFirst(details.pictures, task)) {
        const PictureScore& from = details.pictures[i];
        MeasuredPicture picture{toQString(from.name), pathToQString(from.file), 0, 0, {}};
        if (task == Task::Depth) {
            picture.score = from.depth->rmse;
            picture.pixels = from.depth->pixels;
            picture.worstPoint = pointOf(from, from.worstDepthPatch);
        } else {
            picture.score = from.segmentation->meanIou;
            picture.pixels = from.segmentation->pixels;
            picture.worstPoint = pointOf(from, from.worstLabelPatch());
        }
        pictures.append(picture);
    }
    return pictures;
}

ConfusionTable tableFrom(const ConfusionMatrix& matrix, const ClassTable& classes)
{
    ConfusionTable table;
    for (const ClassEntry& entry : classes.classes)
        table.names.append(toQString(entry.name));
    table.colours = toQRgbs(paletteFor(classes));
    for (int truth = 0; truth < matrix.classCount(); ++truth)
        for (int prediction = 0; prediction <= matrix.classCount(); ++prediction)
            table.counts.append(matrix.count(truth, prediction));
    return table;
}

void addClasses(LabelMeasurement& labels, const std::vector<double>& iou)
{
    const ConfusionTable& table = labels.confusion;
    for (int c = 0; c < table.classCount(); ++c) {
        const double value = iou[static_cast<std::size_t>(c)];
        if (std::isfinite(value))
            labels.classes.append(
                {c, table.names.at(c), table.colours.at(c), value, table.truthPixels(c), table.predictedPixels(c)});
        else
            labels.absent.append(table.names.at(c));
    }
    std::ranges::stable_sort(labels.classes, std::ranges::greater{}, &MeasuredClass::iou);
}

LabelMeasurement labelsFrom(const EvaluationReport& report)
{
    const SegmentationReport& from = *report.cells.front().segmentation;
    const EvaluationDetails& details = *report.details;
    LabelMeasurement labels;
    labels.meanIou = from.meanIou;
    labels.pixelAccuracy = from.pixelAccuracy;
    labels.pixels = from.pixels;
    labels.unknownPixels = from.unknownPixels;
    labels.confusion = tableFrom(details.confusion.value(), report.classes);
    addClasses(labels, from.iou);
    for (const ReliabilityBin& bin : details.reliability.bins)
        labels.reliability.append({bin.low, bin.high, bin.confidence, bin.accuracy, bin.count});
    labels.calibrationError = details.reliability.error;
    labels.judgedPatches = details.reliability.count;
    labels.pictures = worstPictures(details, Task::Segmentation);
    return labels;
}

DepthMeasurement depthFrom(const EvaluationReport& report)
{
    const DepthReport& from = *report.cells.front().depth;
    DepthMeasurement depth{from.rmse, from.absRel, from.delta1, from.log10, from.pixels, {}, {}};
    const ErrorBins bins = report.details->depthErrors.bins();
    for (std::size_t i = 0; i < bins.counts.size(); ++i) {
        const double low = bins.low + static_cast<double>(i) * bins.width;
        depth.errors.append({low, low + bins.width, bins.counts[i]});
    }
    depth.pictures = worstPictures(*report.details, Task::Depth);
    return depth;
}

QStringList remarksOf(const EvaluationReport& report)
{
    QStringList remarks;
    for (const auto* texts : {&report.warnings, &report.notes})
        for (const std::string& text : *texts)
            remarks.append(toQString(text));
    for (const SkippedFile& skipped : report.skipped)
        remarks.append(
            tr("%1 was skipped: %2").arg(QFileInfo(pathToQString(skipped.file)).fileName(), toQString(skipped.reason)));
    return remarks;
}

} // namespace

Measurement measurementFrom(const EvaluationReport& report, const EvaluateRequest& request)
{
    Measurement result;
    result.bank = pathToQString(request.bank);
    result.folder = pathToQString(request.data);
    result.split = toQString(request.split);
    result.protocol = toQString(report.protocol);
    result.protocolName = QString::fromLatin1(kProtocolNames[static_cast<std::size_t>(request.protocol)]);
    result.images = report.images;
    result.neighbours = report.cells.front().neighbours;
    result.temperature = static_cast<double>(report.cells.front().temperature);
    result.leftOut = std::ssize(request.leftOut);
    if (report.cells.front().segmentation)
        result.labels = labelsFrom(report);
    if (report.cells.front().depth)
        result.depth = depthFrom(report);
    result.heat = toQRgbs(heatPalette());
    result.remarks = remarksOf(report);
    result.text = toQString(evaluationToText(report));
    result.json = toQString(evaluationToJson(report));
    return result;
}

QList<ConfusedPatch> confusedPatches(const EvaluationDetails& details, int truth, int prediction, int classCount)
{
    QList<ConfusedPatch> patches;
    const int wanted = prediction == classCount ? kVoid : prediction;
    for (const PictureScore& picture : details.pictures)
        for (const ConfusedPixels& pair : picture.confused)
            if (pair.truth == truth && pair.prediction == wanted)
                patches.append({toQString(picture.name), pathToQString(picture.file), picture.size,
                                rectangleOf(picture, pair.patch), pair.patchPixels, pair.pixels});
    std::ranges::stable_sort(patches, std::ranges::greater{}, &ConfusedPatch::pixels);
    return patches;
}

QString evalCommand(const EvaluateRequest& request)
{
    const DecodeOptions usual;
    QStringList words{QStringLiteral("nectar eval --bank"), shellWord(pathToQString(request.bank)),
                      QStringLiteral("--data"), shellWord(pathToQString(request.data))};
    if (!request.split.empty())
        words += {QStringLiteral("--split"), shellWord(toQString(request.split))};
    if (request.neighbours.front() != usual.neighbours)
        words += {QStringLiteral("--k"), QString::number(request.neighbours.front())};
    if (request.temperatures.front() != usual.temperature)
        words += {QStringLiteral("--temperature"), shortest(request.temperatures.front())};
    if (request.mass != usual.mass)
        words += {QStringLiteral("--mass"),
                  request.mass == MassRule::Labelled ? QStringLiteral("labelled") : QStringLiteral("valid-fraction")};
    words += QStringLiteral("--per-image");
    return words.join(QLatin1Char(' '));
}

} // namespace nectar
