// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/layer_legend.h"

class QComboBox;

namespace nectar {

class PatchLayersPresenter;
class QueryPresenter;

/// What the colours of a patch layer mean: its scale with numbers and a mark at the patch looked at, or a sentence; and
/// for the confidence, by which number it is measured.
class PatchLegend : public LayerLegend {
    Q_OBJECT

public:
    explicit PatchLegend(QueryPresenter& presenter, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showLayer();
    void follow(); ///< the patch that is looked at
    void fillMeasures();
    void placeMeasures();

    QueryPresenter& m_query;
    PatchLayersPresenter& m_layers;
    QComboBox* m_measures;
};

} // namespace nectar
