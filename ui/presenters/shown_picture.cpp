// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/shown_picture.h"

#include "core/pipeline/scene_answers.h"
#include "core/report/overlay.h"
#include "core/report/palette.h"
#include "ui/convert/images.h"
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
    const OpenImage& image = *shown.whole;
    shown.truth.task = task;
    if (task == Task::Segmentation && image.truth) {
        shown.truth.labels = std::shared_ptr<const LabelMap>(shown.whole, &*image.truth);
        shown.truth.palette = shown.classColours;
        shown.truthLegend = legendEntries(*image.truth, shown.bank->classes(), shown.classColours);
    } else if (task == Task::Depth && image.truthDepth) {
        shown.truth.depth = std::shared_ptr<const DepthMap>(shown.whole, &*image.truthDepth);
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
    shown.classColours = toQRgbs(paletteFor(shown.bank->classes()));
    shown.depthColours = toQRgbs(depthPalette(kDepthPalette));
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
    return shown;
}

} // namespace nectar
