// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/patch_layer.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace nectar {

/// What the colours of a layer of patches mean: its scale with numbers and a mark, or a sentence.
class LayerLegend : public QWidget {
    Q_OBJECT

public:
    explicit LayerLegend(QWidget* parent = nullptr);
    /// hint: what to do where there is no layer; "": nothing.
    void setLayer(std::shared_ptr<const PatchLayer> layer, const QString& hint);
    void setMark(std::optional<float> value); ///< a line at this number
    QSize sizeHint() const override { return {400, kHeight}; }

protected:
    static constexpr int kHeight = 52;
    void paintEvent(QPaintEvent* event) override;
    void setTextLeft(double left); ///< what is left of it belongs to others

private:
    void paintScale(QPainter& painter, const PatchLayer& layer) const;
    void paintNumbers(QPainter& painter, const QRectF& bar, const PatchLayer& layer) const;
    void paintMark(QPainter& painter, const QRectF& bar, const PatchLayer& layer, float value) const;
    void paintSentences(QPainter& painter, const QString& first, const QString& second) const;

    std::shared_ptr<const PatchLayer> m_layer;
    QString m_hint;
    std::optional<float> m_mark;
    double m_textLeft;
};

} // namespace nectar
