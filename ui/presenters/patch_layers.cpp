// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/patch_layers.h"

#include "core/explain/similarity_map.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/models/canvas.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <limits>

namespace nectar {

namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

QString tr(const char* text) { return QCoreApplication::translate("nectar::PatchLayers", text); }

/// In which patches a measure says nothing.
bool isUnknown(const PatchConfidence& confidence, ConfidenceMeasure measure, bool ofClasses)
{
    if (measure == ConfidenceMeasure::Similarity)
        return confidence.similarity <= -1;
    if (measure == ConfidenceMeasure::Effective)
        return confidence.effective <= 0;
    return ofClasses ? confidence.winner == 0xFFFF : confidence.entropy > 0; // a depth that is known has entropy 0
}

bool lessIsSurer(ConfidenceMeasure measure)
{
    return measure == ConfidenceMeasure::Entropy || measure == ConfidenceMeasure::Disagreement ||
           measure == ConfidenceMeasure::Spread;
}

/// The numbers at the dark and the light end.
ValueRange measureRange(ConfidenceMeasure measure, int neighbours, const std::vector<float>& known)
{
    switch (measure) {
    case ConfidenceMeasure::Effective:
        return {1, static_cast<float>(std::max(2, neighbours))};
    case ConfidenceMeasure::Similarity:
        return robustRange(known);
    case ConfidenceMeasure::Spread:
        return {0, robustRange(known).high};
    default:
        return {0, 1};
    }
}

} // namespace

QList<ConfidenceMeasure> confidenceMeasures(Task task)
{
    using enum ConfidenceMeasure;
    return task == Task::Depth ? QList{Spread, Similarity, Effective}
                               : QList{Share, Margin, Entropy, Disagreement, Similarity, Effective};
}

QString measureName(ConfidenceMeasure measure)
{
    const char* names[] = {QT_TRANSLATE_NOOP("nectar::PatchLayers", "share of the winner"),
                           QT_TRANSLATE_NOOP("nectar::PatchLayers", "lead over the second class"),
                           QT_TRANSLATE_NOOP("nectar::PatchLayers", "how mixed the vote is"),
                           QT_TRANSLATE_NOOP("nectar::PatchLayers", "voters that disagree"),
                           QT_TRANSLATE_NOOP("nectar::PatchLayers", "voters that really count"),
                           QT_TRANSLATE_NOOP("nectar::PatchLayers", "best similarity"),
                           QT_TRANSLATE_NOOP("nectar::PatchLayers", "spread of the depths")};
    return tr(names[static_cast<int>(measure)]);
}

QString measureHelp(ConfidenceMeasure measure)
{
    const char* helps[] = {
        QT_TRANSLATE_NOOP("nectar::PatchLayers", "The winning class's share of the vote: 1 is all of it"),
        QT_TRANSLATE_NOOP("nectar::PatchLayers",
                          "How much more of the vote the winner has than the second: 0 is a tie"),
        QT_TRANSLATE_NOOP("nectar::PatchLayers", "How mixed the vote is: 0 is one class alone, 1 all classes alike"),
        QT_TRANSLATE_NOOP("nectar::PatchLayers",
                          "The weight of the voters that are mostly of another class than the winner, or of none"),
        QT_TRANSLATE_NOOP("nectar::PatchLayers",
                          "How many voters the weights amount to: 1 is one alone, the most is when all count alike"),
        QT_TRANSLATE_NOOP("nectar::PatchLayers",
                          "How similar the best remembered patch is: a low one is like nothing in the bank"),
        QT_TRANSLATE_NOOP("nectar::PatchLayers",
                          "How far the voters' metres lie around their mean (weighted standard deviation)")};
    return tr(helps[static_cast<int>(measure)]);
}

float measured(const PatchConfidence& confidence, ConfidenceMeasure measure)
{
    const float values[] = {confidence.share,     confidence.margin,     confidence.entropy, confidence.disagreement,
                            confidence.effective, confidence.similarity, confidence.spread};
    return values[static_cast<int>(measure)];
}

QString patchesText(const PatchGrid& grid, std::span<const int> patches)
{
    return patches.size() == 1 ? tr("the patch in %1").arg(patchText(patchAt(grid, patches.front())))
                               : tr("the %1 chosen patches").arg(patches.size());
}

PatchLayer similarityLayer(const OpenImage& image, std::span<const int> patches, const QList<QRgb>& scale)
{
    PatchLayer layer;
    layer.grid = image.grid;
    layer.title = tr("Similarity to %1").arg(patchesText(image.grid, patches));
    layer.values = similarityMap(image.queries, patches);
    layer.scale = scale;
    std::vector<float> ascending = layer.values;
    std::ranges::sort(ascending);
    layer.first = quantile(ascending, 0.5); // what is like a patch is seldom half of a picture
    layer.last = quantile(ascending, 0.98);
    layer.lowWord = tr("little alike");
    layer.highWord = tr("most alike");
    layer.decimals = 3;
    colourByValue(layer);
    return layer;
}

PatchLayer confidenceLayer(const PatchGrid& grid, std::span<const PatchConfidence> confidences,
                           ConfidenceMeasure measure, int neighbours, const QList<QRgb>& scale)
{
    PatchLayer layer;
    layer.grid = grid;
    layer.title = tr("Confidence");
    layer.scale = scale;
    layer.lowWord = tr("low");
    layer.highWord = tr("high");
    layer.decimals = measure == ConfidenceMeasure::Effective ? 1 : measure == ConfidenceMeasure::Similarity ? 3 : 2;
    layer.unit = measure == ConfidenceMeasure::Spread ? QStringLiteral(" m") : QString();
    const bool ofClasses = std::ranges::any_of(confidences, [](const auto& c) { return c.winner != 0xFFFF; });
    std::vector<float> known;
    for (const PatchConfidence& confidence : confidences) {
        const bool unknown = isUnknown(confidence, measure, ofClasses);
        layer.values.push_back(unknown ? kUnknown : measured(confidence, measure));
        if (!unknown)
            known.push_back(layer.values.back());
    }
    const ValueRange range = measureRange(measure, neighbours, known);
    layer.first = lessIsSurer(measure) ? range.high : range.low;
    layer.last = lessIsSurer(measure) ? range.low : range.high;
    colourByValue(layer);
    return layer;
}

PatchLayer featureLayer(const OpenImage& image, const JobContext& ctx)
{
    const MatrixView features = image.queries.view();
    const FeatureComponents components = featureComponents(std::span(&features, 1), ctx);
    PatchLayer layer;
    layer.grid = image.grid;
    layer.title = tr("Features: patches of the same colour are described alike");
    const std::vector<std::vector<Rgb>> colours = featureColours(components);
    for (const Rgb colour : colours.front())
        layer.colours.push_back(toQRgb(colour));
    QStringList shares;
    for (const double share : components.shares)
        shares.append(tr("%1\u00A0%").arg(numberText(100 * share, 0)));
    layer.note = shares.isEmpty()
                     ? tr("All patches of this picture have the same feature.")
                     : tr("Red, green and blue are the main ways in which they differ: %1 of all difference.")
                           .arg(shares.join(QStringLiteral(", ")));
    return layer;
}

} // namespace nectar
