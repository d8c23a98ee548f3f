// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"
#include "ui/presenters/patch_layers.h"

#include <QObject>

#include <memory>

namespace nectar {

class QueryPresenter;

/// Which layer of patches is laid over the picture.
enum class PatchView { None, Similarity, Confidence, Features };

/// Makes the layer of patches that is looked at, and none else, anew whenever patch, picture or votes change.
class PatchLayersPresenter : public QObject {
    Q_OBJECT

public:
    PatchLayersPresenter(QueryPresenter& query, QThreadPool* engine);

    void show(PatchView view);
    PatchView shown() const { return m_view; }
    void setMeasure(ConfidenceMeasure measure); ///< one that the task has; others are taken when it has them
    ConfidenceMeasure measure() const;
    /// Null: nothing to show yet.
    std::shared_ptr<const PatchLayer> layer() const { return m_layer; }
    /// The patches that the similarity layer is about.
    const std::vector<int>& similarTo() const { return m_similarTo; }
    /// What to do so that there is something to see; "": it is there or on its way.
    QString hint() const;
    /// The number at a patch, or its similarity to the kept patches; nothing where there is none.
    std::optional<float> valueAt(int patch) const;
    /// "similarity to the kept patch: 0.412"; "": no number.
    QString valueText(int patch) const;

Q_SIGNALS:
    void layerChanged();

private:
    void forget(); ///< another picture
    void update();
    void showSimilarity();
    void showConfidence();
    void showFeatures();
    void colourConfidence();
    void set(std::shared_ptr<const PatchLayer> layer);
    std::optional<float> similarityAt(int patch) const;
    template <class Work, class Done>
    void compute(Work work, Done done);

    QueryPresenter& m_query;
    LatestOnly m_computing;
    PatchView m_view = PatchView::None;
    ConfidenceMeasure m_measure = ConfidenceMeasure::Share;
    std::shared_ptr<const PatchLayer> m_layer;
    std::vector<int> m_similarTo; ///< the patches whose similarity the layer shows
    std::vector<PatchConfidence> m_confidences;
    std::shared_ptr<const Prediction> m_ratedPrediction; ///< whose confidences they are
    std::shared_ptr<const PatchLayer> m_features;        ///< of the open picture, once asked for
};

} // namespace nectar
