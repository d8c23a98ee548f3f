// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace nectar {

/// A named number with a logarithmic slider and a field for exact values.
class OptionSlider : public QWidget {
    Q_OBJECT

public:
    struct Range {
        double low = 1, high = 100;             ///< of the field
        double sliderLow = 1, sliderHigh = 100; ///< of the slider, inside the field's
        int decimals = 0;
    };
    OptionSlider(const QString& label, const QString& help, const Range& range, QWidget* parent = nullptr);

    double value() const;
    void setValue(double value);
    /// Multiplies, and moves by at least one unit of the last decimal.
    void scaleBy(double factor);
    /// What experts call it, seen in their mode only.
    void addTerm(const QString& term);
    QSlider* slider() const { return m_slider; }

Q_SIGNALS:
    void valueChanged(double value);

private:
    int positionOf(double value) const;
    double valueAt(int position) const;
    Range m_range;
    QSlider* m_slider;
    QDoubleSpinBox* m_field;
};

} // namespace nectar
