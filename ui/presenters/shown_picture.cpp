// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/shown_picture.h"

#include "core/report/overlay.h"
#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/presenters/query_values.h"

namespace nectar {

namespace {

/// Shares ownership of the whole, points at a part.
template <class Part>
std::shared_ptr<const Part> partOf(const std::shared_ptr<const Prediction>& whole, const Part& part)
{
    return std::shared_ptr<const Part>(whole, &part);
}

void colourDepth(CanvasLayer& layer, const QList<QRgb>& colours, DepthRange range)
{
    layer.palette = colours;
    layer.nearMetres = range.nearMetres;
    layer.farMetres = range.farMetres;
}

/// The annotation as a layer; made once for each picture and task.
void makeTruth(ShownPicture& shown, Task task)
{
    shown.truth = CanvasLayer{};
    shown.truthLegend.clear();
    const OpenImage& image = *shown.image;
    shown.truth.task = task;
    if (task == Task::Segmentation && image.truth) {
        shown.truth.labels = std::shared_ptr<const LabelMap>(shown.image, &*image.truth);
        shown.truth.palette = shown.classColours;
        shown.truthLegend = legendEntries(*image.truth, shown.bank->classes(), shown.classColours);
    } else if (task == Task::Depth && image.truthDepth) {
        shown.truth.depth = std::shared_ptr<const DepthMap>(shown.image, &*image.truthDepth);
        colourDepth(shown.truth, shown.depthColours, depthRange(*image.truthDepth));
    }
}

void makeLayer(ShownPicture& shown, Task task)
{
    shown.layer = CanvasLayer{};
    shown.layer.task = task;
    shown.legend.clear();
    if (task == Task::Segmentation) {
        shown.layer.labels = partOf(shown.prediction, shown.prediction->labels);
        shown.layer.palette = shown.classColours;
        shown.legend = legendEntries(shown.prediction->labels, shown.bank->classes(), shown.classColours);
        return;
    }
    const DepthPrediction& depth = shown.prediction->depth;
    shown.layer.depth = partOf(shown.prediction, depth.depth);
    shown.layer.guessed = partOf(shown.prediction, depth.guessed);
    // One range for prediction and truth, so that the same colour means the same metres.
    const DepthRange range =
        shown.truth.isEmpty() ? depthRange(depth.depth) : DepthRange{shown.truth.nearMetres, shown.truth.farMetres};
    colourDepth(shown.layer, shown.depthColours, range);
}

} // namespace

ShownPicture openPicture(OpenScene& scene, const std::filesystem::path& file, Task task, const DecodeOptions& options,
                         const JobContext& ctx)
{
    ShownPicture shown;
    shown.bank = scene.bank();
    shown.image = scene.openImage(file, SelfMatch::Drop, ctx);
    shown.photo = canvasPhoto(*shown.image);
    shown.classColours = toQRgbs(paletteFor(shown.bank->classes()));
    shown.depthColours = toQRgbs(depthPalette(kDepthPalette));
    return predictPicture(std::move(shown), task, options, ctx);
}

ShownPicture predictPicture(ShownPicture shown, Task task, const DecodeOptions& options, const JobContext& ctx)
{
    const std::shared_ptr<const Prediction> former = shown.prediction;
    shown.options = options;
    shown.prediction = std::make_shared<const Prediction>(predict(*shown.image, *shown.bank, task, options, ctx));
    if (!former || former->task != task)
        makeTruth(shown, task);
    makeLayer(shown, task);
    return shown;
}

} // namespace nectar
