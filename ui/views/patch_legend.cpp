// SPDX-License-Identifier: Apache-2.0
#include "ui/views/patch_legend.h"

#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/query_presenter.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace nectar {

namespace {

constexpr double kMargin = 8;
constexpr int kMeasureWidth = 176;

} // namespace

PatchLegend::PatchLegend(QueryPresenter& presenter, QWidget* parent)
    : LayerLegend(parent), m_query(presenter), m_layers(presenter.answers().patchLayers),
      m_measures(new QComboBox(this))
{
    setObjectName(QStringLiteral("patchLegend"));
    m_measures->setObjectName(QStringLiteral("confidenceMeasure"));
    m_measures->setAccessibleName(tr("Number that the confidence is measured by"));
    connect(m_measures, &QComboBox::activated, this,
            [this](int row) { m_layers.setMeasure(confidenceMeasures(m_query.voting().task()).at(row)); });
    connect(&m_layers, &PatchLayersPresenter::layerChanged, this, &PatchLegend::showLayer);
    connect(&presenter.evidence(), &EvidencePresenter::changed, this, &PatchLegend::follow);
    showLayer();
}

void PatchLegend::showLayer()
{
    m_measures->setVisible(m_layers.shown() == PatchView::Confidence);
    if (m_layers.shown() == PatchView::Confidence)
        fillMeasures();
    setTextLeft(m_measures->isHidden() ? kMargin : 2 * kMargin + kMeasureWidth);
    follow();
}

void PatchLegend::follow()
{
    setLayer(m_layers.layer(), m_layers.hint());
    setMark(m_layers.valueAt(m_query.evidence().reading().patch));
}

/// Depth has other numbers than classes.
void PatchLegend::fillMeasures()
{
    const QSignalBlocker blocker(m_measures);
    const QList<ConfidenceMeasure> measures = confidenceMeasures(m_query.voting().task());
    m_measures->clear();
    for (const ConfidenceMeasure measure : measures) {
        m_measures->addItem(measureName(measure));
        m_measures->setItemData(m_measures->count() - 1, measureHelp(measure), Qt::ToolTipRole);
    }
    m_measures->setCurrentIndex(static_cast<int>(measures.indexOf(m_layers.measure())));
    m_measures->setToolTip(measureHelp(m_layers.measure()));
    placeMeasures();
}

void PatchLegend::placeMeasures()
{
    m_measures->setGeometry(static_cast<int>(kMargin), (kHeight - 28) / 2, kMeasureWidth, 28);
}

void PatchLegend::resizeEvent(QResizeEvent*) { placeMeasures(); }

} // namespace nectar
