// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/measurement.h"

#include <QWidget>

namespace nectar {

/// Bars over an axis, with a sentence for the bar under the pointer.
class BarChart : public QWidget {
    Q_OBJECT

public:
    explicit BarChart(QWidget* parent = nullptr);
    QSize sizeHint() const override { return {300, 190}; }
    /// What is said about the bar at a place; "": none.
    QString textAt(const QPointF& point) const;

protected:
    struct Bar {
        double height = 0; ///< 0 to 1
        QString text;      ///< a sentence
    };
    void setBars(const QList<Bar>& bars, QRgb colour);
    const QList<Bar>& bars() const { return m_bars; }
    QRectF plot() const;
    QRectF barRect(qsizetype bar) const;
    void paintBars(QPainter& painter) const;
    bool event(QEvent* event) override;

private:
    QList<Bar> m_bars;
    QRgb m_colour = 0;
};

/// How sure patches were, and how often right: on the dashed line they are as often right as they are sure.
class ReliabilityChart : public BarChart {
    Q_OBJECT

public:
    using BarChart::BarChart;
    void setBins(const QList<ReliabilityBar>& bins, QRgb colour);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// How far depth is off: at the left too near, at the right too far.
class DepthErrorChart : public BarChart {
    Q_OBJECT

public:
    using BarChart::BarChart;
    void setErrors(const QList<DepthErrorBar>& errors, QRgb colour);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<DepthErrorBar> m_errors;
    double m_mostShare = 0; ///< of the pixels, in the highest bar
};

} // namespace nectar
