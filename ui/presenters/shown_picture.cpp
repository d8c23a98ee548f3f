// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/shown_picture.h"

#include "core/pipeline/scene_answers.h"
#include "core/report/overlay.h"
#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_choice.h"
#include "ui/presenters/query_values.h"

#include <cmath>

namespace nectar {

namespace {

/// Shares ownership of the whole, points at a part.
template <class Part>
std::shared_ptr<const Part> partOf(const std::shared_ptr<const Prediction>& whole, const Part& part)
{
    return std::shared_ptr<const Part>(whole, &part);
}

/// The annotation as a layer; made once for each picture and task.
void makeTruth(ShownPicture& shown, Task task)
{
    shown.truth = CanvasLayer{};
    shown.truthLegend.clear();
    const OpenImage& image = *shown.whole;
    shown.truth.task = task;
    if (task == Task::Segmentation && image.truth) {
        shown.truth.labels = std::shared_ptr<const LabelMap>(shown.whole, &*image.truth);
        shown.truth.palette = shown.classColours;
        shown.truthLegend = legendEntries(*image.truth, shown.bank->classes(), shown.classColours);
    } else if (task == Task::Depth && image.truthDepth) {
        shown.truth.depth = std::shared_ptr<const DepthMap>(shown.whole, &*image.truthDepth);
        shown.truthRange = depthRange(*image.truthDepth);
    }
}

void scoreClasses(ShownPicture& shown)
{
    if (!shown.truth.labels)
        return;
    ConfusionMatrix matrix(shown.bank->classes().count());
    matrix.add(*shown.truth.labels, shown.prediction->labels);
    shown.classScores = segmentationReport(matrix);
    addIou(shown.legend, shown.classScores->iou);
    addIou(shown.truthLegend, shown.classScores->iou);
}

void makeLayer(ShownPicture& shown, Task task)
{
    shown.layer = CanvasLayer{};
    shown.layer.task = task;
    shown.legend.clear();
    shown.classScores.reset();
    shown.depthScores.reset();
    if (task == Task::Segmentation) {
        shown.layer.labels = partOf(shown.prediction, shown.prediction->labels);
        shown.layer.palette = shown.classColours;
        shown.legend = legendEntries(shown.prediction->labels, shown.bank->classes(), shown.classColours);
        scoreClasses(shown);
        return;
    }
    const DepthPrediction& depth = shown.prediction->depth;
    shown.layer.depth = partOf(shown.prediction, depth.depth);
    shown.layer.guessed = partOf(shown.prediction, depth.guessed);
    shown.predictedRange = depthRange(depth.depth);
    if (!shown.truth.depth)
        return;
    DepthErrors errors;
    errors.add(*shown.truth.depth, depth.depth);
    shown.depthScores = errors.report();
}

/// The picture with the neighbours that are left; what of the search's columns the next slider step needs comes then.
std::shared_ptr<const OpenImage> withoutPrompts(const OpenScene& scene, const OpenImage& whole, const Reading& reading,
                                                const JobContext& ctx)
{
    auto image = std::make_shared<OpenImage>(whole);
    image->table = rereadWithout(scene, whole, reading.leftOut, reading.options.neighbours, ctx).table;
    return image;
}

/// Share of the pixels that have another class, or mean change of the metres.
double changeBetween(const Prediction& before, const Prediction& after)
{
    double sum = 0;
    std::size_t count = 0;
    if (before.task == Task::Segmentation) {
        count = before.labels.ids.size();
        for (std::size_t i = 0; i < count; ++i)
            sum += before.labels.ids[i] != after.labels.ids[i];
    } else {
        const auto& a = before.depth.depth.metres;
        const auto& b = after.depth.depth.metres;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (const double change = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
                std::isfinite(change)) {
                sum += change;
                ++count;
            }
    }
    return count == 0 ? 0 : sum / static_cast<double>(count);
}

} // namespace

ShownPicture openPicture(OpenScene& scene, const std::filesystem::path& file, const Reading& reading,
                         const JobContext& ctx)
{
    ShownPicture shown;
    shown.bank = scene.bank();
    shown.whole = shown.image = scene.openImage(file, SelfMatch::Drop, ctx);
    shown.photo = canvasPhoto(*shown.image);
    shown.dataColours = toQRgbs(paletteFor(shown.bank->classes()));
    shown.safeColours = toQRgbs(safePalette(shown.bank->classes().count()));
    shown.classColours = shown.dataColours;
    for (const std::string& name : depthPaletteNames())
        shown.depthMaps.insert(toQString(name), toQRgbs(depthPalette(name)));
    return predictPicture(std::move(shown), scene, reading, ctx);
}

ShownPicture predictPicture(ShownPicture shown, const OpenScene& scene, const Reading& reading, const JobContext& ctx)
{
    const std::shared_ptr<const Prediction> former = shown.prediction;
    shown.image = reading.leftOut.empty() ? shown.whole : withoutPrompts(scene, *shown.whole, reading, ctx);
    shown.options = reading.options;
    shown.leftOut = reading.leftOut;
    shown.prediction =
        std::make_shared<const Prediction>(predict(*shown.image, *shown.bank, reading.task, reading.options, ctx));
    shown.changed =
        reading.leftOut.empty()
            ? 0
            : changeBetween(predict(*shown.whole, *shown.bank, reading.task, reading.options, ctx), *shown.prediction);
    if (!former || former->task != reading.task)
        makeTruth(shown, reading.task);
    makeLayer(shown, reading.task);
    applyColours(shown, reading.colours);
    return shown;
}

} // namespace nectar
