// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"
#include "ui/models/canvas.h"
#include "ui/models/class_legend_model.h"

#include <QObject>

namespace nectar {

class QueryPresenter;

/// Where the prediction differs from the truth: of all classes, of the one that is shown alone, or in metres.
class DifferencePresenter : public QObject {
    Q_OBJECT

public:
    DifferencePresenter(QueryPresenter& query, QThreadPool* engine);
    /// Computed only while it is shown.
    void setShown(bool shown);
    const CanvasLayer& layer() const { return m_layer; } ///< empty: no truth, or not there yet
    ClassLegendModel& legend() { return m_legend; }      ///< right, wrong …; of depth nothing
    QString summary() const;                             ///< "RMSE 2.31 m" or ""

Q_SIGNALS:
    void layerChanged();

private:
    struct Computed;
    /// only: of one class; -1: of all.
    static Computed difference(const CanvasLayer& truth, const CanvasLayer& predicted, int only);
    void compute();
    void show(const Computed& computed);

    QueryPresenter& m_query;
    LatestOnly m_computing;
    ClassLegendModel m_legend;
    CanvasLayer m_layer;
    bool m_isShown = false;
};

} // namespace nectar
