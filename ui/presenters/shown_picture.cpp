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

void makeLabelLayers(ShownPicture& shown)
{
    const ClassTable& classes = shown.bank->classes();
    const QList<QRgb>& palette = shown.classColours;
    shown.layer.labels = partOf(shown.prediction, shown.prediction->labels);
    shown.layer.palette = palette;
    shown.legend = legendEntries(shown.prediction->labels, classes, palette);
    if (!shown.image->truth)
        return;
    shown.truth.labels = std::shared_ptr<const LabelMap>(shown.image, &*shown.image->truth);
    shown.truth.palette = palette;
    shown.truthLegend = legendEntries(*shown.image->truth, classes, palette);
}

void makeDepthLayers(ShownPicture& shown)
{
    const DepthPrediction& depth = shown.prediction->depth;
    const bool hasTruth = shown.image->truthDepth.has_value();
    // One range for prediction and truth, so that the same colour means the same metres.
    const DepthRange range = depthRange(hasTruth ? *shown.image->truthDepth : depth.depth);
    const auto setUp = [&](CanvasLayer& layer) {
        layer.palette = toQRgbs(depthPalette("viridis"));
        layer.nearMetres = range.nearMetres;
        layer.farMetres = range.farMetres;
    };
    setUp(shown.layer);
    shown.layer.depth = partOf(shown.prediction, depth.depth);
    shown.layer.guessed = partOf(shown.prediction, depth.guessed);
    if (!hasTruth)
        return;
    setUp(shown.truth);
    shown.truth.depth = std::shared_ptr<const DepthMap>(shown.image, &*shown.image->truthDepth);
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
    return predictPicture(std::move(shown), task, options, ctx);
}

ShownPicture predictPicture(ShownPicture shown, Task task, const DecodeOptions& options, const JobContext& ctx)
{
    shown.options = options;
    shown.prediction = std::make_shared<const Prediction>(predict(*shown.image, *shown.bank, task, options, ctx));
    shown.layer = shown.truth = CanvasLayer{};
    shown.layer.task = shown.truth.task = task;
    shown.legend.clear();
    shown.truthLegend.clear();
    if (task == Task::Segmentation)
        makeLabelLayers(shown);
    else
        makeDepthLayers(shown);
    return shown;
}

} // namespace nectar
