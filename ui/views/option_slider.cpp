// SPDX-License-Identifier: Apache-2.0
#include "ui/views/option_slider.h"

#include "ui/views/expert_mode.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {
constexpr int kPositions = 200;
} // namespace

OptionSlider::OptionSlider(const QString& label, const QString& help, const Range& range, QWidget* parent)
    : QWidget(parent), m_range(range), m_slider(new QSlider(Qt::Horizontal)), m_field(new QDoubleSpinBox)
{
    auto* name = new QLabel(label);
    name->setProperty("role", QStringLiteral("muted"));
    name->setBuddy(m_field);
    m_slider->setRange(0, kPositions);
    m_slider->setMinimumWidth(44);
    m_slider->setMaximumWidth(96);
    m_slider->setAccessibleName(label);
    m_field->setObjectName(QStringLiteral("value"));
    m_field->setAccessibleName(label);
    m_field->setRange(range.low, range.high);
    m_field->setDecimals(range.decimals);
    m_field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setKeyboardTracking(false);
    m_field->setFixedWidth(range.decimals > 0 ? 54 : 40);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); // narrows with the window, never sprawls
    setToolTip(help);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_field), static_cast<QWidget*>(name)})
        widget->setToolTip(help);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 2, 0);
    layout->setSpacing(6);
    layout->addWidget(name);
    layout->addWidget(m_slider);
    layout->addWidget(m_field);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) { m_field->setValue(valueAt(position)); });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, [this](double number) {
        const QSignalBlocker quiet(m_slider); // the slider's rounding must not come back
        if (std::abs(positionOf(number) - m_slider->value()) > 1 || !m_slider->isSliderDown())
            m_slider->setValue(positionOf(number));
        Q_EMIT valueChanged(number);
    });
}

void OptionSlider::addTerm(const QString& term)
{
    auto* label = expertOnly(new QLabel(term), Room::Kept);
    label->setObjectName(QStringLiteral("term"));
    label->setProperty("role", QStringLiteral("muted"));
    label->setToolTip(toolTip());
    qobject_cast<QHBoxLayout*>(layout())->insertWidget(1, label);
}

int OptionSlider::positionOf(double value) const
{
    const double share = std::log(value / m_range.sliderLow) / std::log(m_range.sliderHigh / m_range.sliderLow);
    return static_cast<int>(std::lround(std::clamp(share, 0., 1.) * kPositions));
}

double OptionSlider::valueAt(int position) const
{
    return m_range.sliderLow *
           std::pow(m_range.sliderHigh / m_range.sliderLow, static_cast<double>(position) / kPositions);
}

double OptionSlider::value() const { return m_field->value(); }

void OptionSlider::setValue(double value) { m_field->setValue(value); }

void OptionSlider::scaleBy(double factor)
{
    const double unit = std::pow(10., -m_range.decimals);
    const double old = value();
    const double scaled = old * factor;
    setValue(factor > 1 ? std::max(scaled, old + unit) : std::min(scaled, old - unit));
}

} // namespace nectar
