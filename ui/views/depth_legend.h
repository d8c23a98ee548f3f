// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"

#include <QWidget>

namespace nectar {

/// The colours of a depth layer from near to far in metres, and what the hatch means.
class DepthLegend : public QWidget {
    Q_OBJECT

public:
    explicit DepthLegend(QWidget* parent = nullptr);
    /// summary: a number of the whole picture; "": none.
    void setLayer(const CanvasLayer& layer, const QString& summary = {});
    QSize sizeHint() const override { return {400, kHeight}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr int kHeight = 48;
    void paintTicks(QPainter& painter, const QRectF& bar) const;
    CanvasLayer m_layer;
    QString m_summary;
};

} // namespace nectar
