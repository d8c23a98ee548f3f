// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/patch_layers_presenter.h"

#include "ui/presenters/query_presenter.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// The colours of depth from dark to light.
QList<QRgb> heatScale(const ShownPicture& shown)
{
    QList<QRgb> scale = shown.depthMaps.value(QStringLiteral("dusk"));
    std::reverse(scale.begin(), scale.end());
    return scale;
}

} // namespace

PatchLayersPresenter::PatchLayersPresenter(QueryPresenter& query, QThreadPool* engine)
    : QObject(&query), m_query(query), m_computing(engine)
{
    connect(&query, &QueryPresenter::imageChanged, this, &PatchLayersPresenter::forget);
    connect(&query.evidence(), &EvidencePresenter::changed, this, [this] {
        if (m_view == PatchView::Similarity)
            update();
    });
    connect(&query, &QueryPresenter::predictionChanged, this, [this] {
        if (m_view == PatchView::Confidence || !m_layer)
            update();
    });
}

void PatchLayersPresenter::show(PatchView view)
{
    if (m_view == view)
        return;
    m_view = view;
    set(nullptr);
    update();
}

void PatchLayersPresenter::setMeasure(ConfidenceMeasure measure)
{
    if (std::exchange(m_measure, measure) != measure && m_view == PatchView::Confidence)
        update();
}

ConfidenceMeasure PatchLayersPresenter::measure() const
{
    const QList<ConfidenceMeasure> measures = confidenceMeasures(m_query.voting().task());
    return measures.contains(m_measure) ? m_measure : measures.first();
}

QString PatchLayersPresenter::hint() const
{
    if (m_layer || m_view != PatchView::Similarity || !m_query.shown().prediction ||
        !m_query.evidence().lookedAt().empty())
        return {};
    return tr("Point at a patch of the picture, or click one, to see what else in the picture is like it.");
}

void PatchLayersPresenter::forget()
{
    m_computing.cancel();
    m_confidences.clear();
    m_ratedPrediction.reset();
    m_features.reset();
    set(nullptr);
}

void PatchLayersPresenter::set(std::shared_ptr<const PatchLayer> layer)
{
    m_layer = std::move(layer);
    Q_EMIT layerChanged();
}

template <class Work, class Done>
void PatchLayersPresenter::compute(Work work, Done done)
{
    using T = std::invoke_result_t<Work, const JobContext&>;
    m_computing.run([work = std::move(work)](const std::stop_token& stop) { return work(JobContext{stop}); },
                    [this, done = std::move(done)](const Outcome<T>& outcome) {
                        if (outcome.value)
                            return done(*outcome.value);
                        if (!isCancellation(outcome.error))
                            Q_EMIT m_query.problemOccurred(problemFrom(outcome.error));
                    });
}

void PatchLayersPresenter::update()
{
    m_computing.cancel();
    if (!m_query.shown().prediction)
        return;
    if (m_view == PatchView::Similarity)
        showSimilarity();
    else if (m_view == PatchView::Confidence)
        showConfidence();
    else if (m_view == PatchView::Features)
        showFeatures();
}

void PatchLayersPresenter::showSimilarity()
{
    std::vector<int> patches = m_query.evidence().lookedAt();
    if (patches.empty())
        return set(nullptr);
    if (m_layer && patches == m_similarTo) // only the votes changed
        return;
    compute(
        [image = m_query.shown().image, patches, scale = heatScale(m_query.shown())](const JobContext&) {
            return std::make_shared<const PatchLayer>(similarityLayer(*image, patches, scale));
        },
        [this, patches](const std::shared_ptr<const PatchLayer>& layer) {
            m_similarTo = patches;
            set(layer);
        });
}

void PatchLayersPresenter::showConfidence()
{
    const ShownPicture& shown = m_query.shown();
    if (m_ratedPrediction == shown.prediction)
        return colourConfidence();
    compute(
        [shown](const JobContext& ctx) {
            return patchConfidences(shown.image->table, *shown.bank, shown.prediction->task, shown.options, ctx);
        },
        [this, prediction = shown.prediction](const std::vector<PatchConfidence>& confidences) {
            m_confidences = confidences;
            m_ratedPrediction = prediction;
            colourConfidence();
        });
}

void PatchLayersPresenter::colourConfidence()
{
    const ShownPicture& shown = m_query.shown();
    set(std::make_shared<const PatchLayer>(
        confidenceLayer(shown.image->grid, m_confidences, measure(), shown.options.neighbours, heatScale(shown))));
}

void PatchLayersPresenter::showFeatures()
{
    if (m_features)
        return set(m_features);
    compute([image = m_query.shown().whole](
                const JobContext& ctx) { return std::make_shared<const PatchLayer>(featureLayer(*image, ctx)); },
            [this](const std::shared_ptr<const PatchLayer>& layer) {
                m_features = layer;
                set(layer);
            });
}

/// To the kept patches, whichever patch the map is of: similarity is mutual, so what the map of the patch under the
/// pointer says of the kept ones is what theirs would say of it.
std::optional<float> PatchLayersPresenter::similarityAt(int patch) const
{
    const std::vector<int> kept = m_query.evidence().keptPatches();
    const std::vector<int> pointedAt{patch};
    if (kept.empty() || kept == pointedAt) // to itself
        return std::nullopt;
    if (m_similarTo == kept)
        return m_layer->values[static_cast<std::size_t>(patch)];
    if (m_similarTo != pointedAt) // the newer map is on its way
        return std::nullopt;
    double sum = 0;
    for (const int other : kept)
        sum += double(m_layer->values[static_cast<std::size_t>(other)]);
    return static_cast<float>(sum / double(kept.size()));
}

std::optional<float> PatchLayersPresenter::valueAt(int patch) const
{
    if (!m_layer || patch < 0 || patch >= std::ssize(m_layer->values))
        return std::nullopt;
    return m_view == PatchView::Similarity ? similarityAt(patch) : m_layer->values[static_cast<std::size_t>(patch)];
}

QString PatchLayersPresenter::valueText(int patch) const
{
    const std::optional<float> value = valueAt(patch);
    if (!value)
        return {};
    const QString number = m_layer->valueText(*value);
    if (m_view == PatchView::Confidence)
        return tr("%1: %2").arg(measureName(measure()), number);
    return m_query.evidence().keptPatches().size() > 1 ? tr("similarity to the chosen patches: %1").arg(number)
                                                       : tr("similarity to the kept patch: %1").arg(number);
}

} // namespace nectar
