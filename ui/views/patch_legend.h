// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/patch_layer.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;

namespace nectar {

class PatchLayersPresenter;
class QueryPresenter;

/// What the colours of a patch layer mean: its scale with numbers and a mark at the patch looked at, or a sentence; and
/// for the confidence, by which number it is measured.
class PatchLegend : public QWidget {
    Q_OBJECT

public:
    explicit PatchLegend(QueryPresenter& presenter, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {400, kHeight}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int kHeight = 52;
    void showLayer();
    void fillMeasures();
    void placeMeasures();
    double textLeft() const;
    void paintScale(QPainter& painter, const PatchLayer& layer) const;
    void paintNumbers(QPainter& painter, const QRectF& bar, const PatchLayer& layer) const;
    void paintMark(QPainter& painter, const QRectF& bar, const PatchLayer& layer, float value) const;
    void paintSentences(QPainter& painter, const QString& first, const QString& second) const;

    QueryPresenter& m_query;
    PatchLayersPresenter& m_layers;
    QComboBox* m_measures;
};

} // namespace nectar
