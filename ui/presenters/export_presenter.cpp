// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/export_presenter.h"

#include "core/image/image_files.h"
#include "core/image/label_png.h"
#include "core/report/overlay.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/models/patch_layer.h"

#include <QFileInfo>

#include <span>

namespace nectar {

namespace {

std::vector<std::optional<Rgb>> patchColours(const PatchLayer& layer)
{
    std::vector<std::optional<Rgb>> colours(layer.colours.size());
    for (std::size_t i = 0; i < colours.size(); ++i)
        if (const QRgb c = layer.colours[i]; layer.isKnown(i))
            colours[i] = Rgb{static_cast<std::uint8_t>(qRed(c)), static_cast<std::uint8_t>(qGreen(c)),
                             static_cast<std::uint8_t>(qBlue(c))};
    return colours;
}

/// Where a hidden class was, the photo is seen.
LabelMap withoutHidden(LabelMap labels, const ShownClasses& classes)
{
    for (std::uint16_t& id : labels.ids)
        if (!classes.shows(id))
            id = kVoid;
    return labels;
}

struct OverlayLook {
    float opacity = 1;
    ShownClasses classes;
};

Image overlayOf(const ShownPicture& shown, const CanvasLayer& layer, const OverlayLook& look)
{
    const Image& photo = shown.image->photo;
    const float opacity = look.opacity;
    if (layer.labels && !look.classes.isAll())
        return overlayLabels(photo, withoutHidden(*layer.labels, look.classes), toRgbs(layer.palette), opacity);
    if (layer.patches)
        return overlayPatches(photo, patchColours(*layer.patches), layer.patches->grid, opacity);
    if (layer.labels)
        return overlayLabels(photo, *layer.labels, toRgbs(layer.palette), opacity);
    if (!layer.depth)
        return photo;
    const auto guessed =
        layer.guessed ? std::span<const std::uint8_t>(*layer.guessed) : std::span<const std::uint8_t>();
    return overlayDepth(photo, *layer.depth, {layer.nearMetres, layer.farMetres}, toRgbs(layer.palette), opacity,
                        guessed);
}

/// Writes one file; returns a warning or "".
QString writeShown(ExportPresenter::Kind kind, const ShownPicture& shown, const OverlayLook& look,
                   const std::filesystem::path& file)
{
    const Prediction& prediction = *shown.prediction;
    switch (kind) {
    case ExportPresenter::Kind::Overlay:
        saveImage(file, overlayOf(shown, shown.layer, look)); // guesses are hatched as on the window
        return {};
    case ExportPresenter::Kind::Mask:
        saveLabelPng(file, prediction.labels, shown.bank->classes(), toRgbs(shown.classColours));
        return {};
    case ExportPresenter::Kind::Depth:
        if (const std::size_t clamped = saveDepthPng(file, prediction.depth.depth); clamped > 0)
            return ExportPresenter::tr("%1 pixels lie farther than 65.5 m, the end of 16-bit millimetres, and were "
                                       "written as that.")
                .arg(clamped);
        return {};
    }
    return {};
}

} // namespace

ExportPresenter::ExportPresenter(QThreadPool* engine, QObject* parent) : QObject(parent), m_job(engine)
{
    connect(&m_job, &Job::progressed, this, &ExportPresenter::progressed);
}

void ExportPresenter::write(const ExportPlan& plan)
{
    if (!plan.shown.prediction || plan.kinds.isEmpty() || m_job.isRunning())
        return;
    m_job.start(
        [plan](const JobContext& ctx) { return writeExports(plan, ctx); },
        [this, plan](const Outcome<QString>& outcome) {
            if (outcome.error)
                return Q_EMIT notWritten(isCancellation(outcome.error) ? Problem{} : problemFrom(outcome.error));
            Q_EMIT written(plan);
            if (!outcome.value->isEmpty())
                Q_EMIT problemOccurred({Problem::Kind::Warning, tr("Saved, with a remark"), *outcome.value, {}});
        });
}

void ExportPresenter::save(Kind kind, const ShownPicture& shown, double opacity, const QString& file,
                           const ShownClasses& classes)
{
    if (!shown.prediction || m_job.isRunning())
        return;
    m_job.start(
        [kind, shown, look = OverlayLook{static_cast<float>(opacity), classes},
         path = pathFromQString(file)](const JobContext&) { return writeShown(kind, shown, look, path); },
        [this, file](const Outcome<QString>& outcome) {
            if (outcome.error) {
                if (!isCancellation(outcome.error))
                    Q_EMIT problemOccurred(problemFrom(outcome.error));
                return;
            }
            if (!outcome.value->isEmpty())
                Q_EMIT problemOccurred({Problem::Kind::Warning, tr("Saved, with clamped depths"), *outcome.value, {}});
            Q_EMIT saved(file);
        });
}

void ExportPresenter::copy(const ShownPicture& shown, const CanvasLayer& layer, double opacity,
                           const ShownClasses& classes)
{
    if (!shown.image || m_job.isRunning())
        return;
    m_job.start([shown, layer, look = OverlayLook{static_cast<float>(opacity), classes}](
                    const JobContext&) { return toQImage(overlayOf(shown, layer, look)); },
                [this](const Outcome<QImage>& outcome) {
                    if (!outcome.error)
                        Q_EMIT copied(*outcome.value);
                    else if (!isCancellation(outcome.error))
                        Q_EMIT problemOccurred(problemFrom(outcome.error));
                });
}

QString ExportPresenter::suggestedName(Kind kind, const ShownPicture& shown)
{
    const QString stem = shown.image ? QFileInfo(toQString(shown.image->name)).completeBaseName() : QString();
    const char* endings[] = {"_overlay.png", "_labels.png", "_depth.png"};
    return stem + QLatin1String(endings[static_cast<int>(kind)]);
}

} // namespace nectar
