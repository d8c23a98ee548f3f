// SPDX-License-Identifier: Apache-2.0
#include "ui/views/patch_legend.h"

#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr double kMargin = 8, kLineHeight = 20;
constexpr double kBarTop = 24, kBarHeight = 10;
constexpr int kMeasureWidth = 176;

} // namespace

PatchLegend::PatchLegend(QueryPresenter& presenter, QWidget* parent)
    : QWidget(parent), m_query(presenter), m_layers(presenter.answers().patchLayers), m_measures(new QComboBox(this))
{
    setObjectName(QStringLiteral("patchLegend"));
    setAccessibleName(tr("What the colours of the patches mean"));
    setFixedHeight(kHeight);
    m_measures->setObjectName(QStringLiteral("confidenceMeasure"));
    m_measures->setAccessibleName(tr("Number that the confidence is measured by"));
    connect(m_measures, &QComboBox::activated, this,
            [this](int row) { m_layers.setMeasure(confidenceMeasures(m_query.voting().task()).at(row)); });
    connect(&m_layers, &PatchLayersPresenter::layerChanged, this, &PatchLegend::showLayer);
    connect(&presenter.evidence(), &EvidencePresenter::changed, this, qOverload<>(&QWidget::update));
    showLayer();
}

void PatchLegend::showLayer()
{
    m_measures->setVisible(m_layers.shown() == PatchView::Confidence);
    if (m_layers.shown() == PatchView::Confidence)
        fillMeasures();
    const auto layer = m_layers.layer();
    QStringList facts;
    if (layer && layer->values.empty())
        facts = {layer->title, layer->note};
    else if (layer)
        facts = {layer->title, tr("From %1, %2, to %3, %4")
                                   .arg(layer->valueText(layer->first), layer->lowWord, layer->valueText(layer->last),
                                        layer->highWord)};
    setAccessibleDescription(layer ? facts.join(QStringLiteral(". ")) : m_layers.hint());
    update();
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

double PatchLegend::textLeft() const { return m_measures->isHidden() ? kMargin : 2 * kMargin + kMeasureWidth; }

void PatchLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto layer = m_layers.layer();
    if (!layer)
        paintSentences(painter, m_layers.hint(), {});
    else if (layer->values.empty())
        paintSentences(painter, layer->title, layer->note);
    else
        paintScale(painter, *layer);
}

void PatchLegend::paintSentences(QPainter& painter, const QString& first, const QString& second) const
{
    const ThemeColours& colours = coloursOf(palette());
    const QRectF room(textLeft(), 0, width() - textLeft() - kMargin, height());
    painter.setPen(second.isEmpty() ? colours.muted : colours.text);
    if (second.isEmpty()) {
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, first);
        return;
    }
    painter.drawText(QRectF(room.left(), 0, room.width(), kLineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(first, Qt::ElideRight, static_cast<int>(room.width())));
    painter.setPen(colours.muted);
    painter.setFont(captionFont(font()));
    painter.drawText(room.adjusted(0, kLineHeight, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, second);
}

void PatchLegend::paintScale(QPainter& painter, const PatchLayer& layer) const
{
    const ThemeColours& colours = coloursOf(palette());
    const QFontMetricsF metrics(font());
    const double left = textLeft();
    const QRectF titleLine(left, 0, width() - left - kMargin, kLineHeight);
    painter.setPen(colours.text);
    painter.drawText(titleLine, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(layer.title, Qt::ElideRight, titleLine.width()));
    const double lowWidth = metrics.horizontalAdvance(layer.lowWord);
    const double highWidth = metrics.horizontalAdvance(layer.highWord);
    const double room = titleLine.width() - lowWidth - highWidth - 2 * kMargin;
    const QRectF bar(left + lowWidth + kMargin, kBarTop, std::clamp(room, 60., 420.), kBarHeight);
    const QRectF words(0, kBarTop - 5, width(), kBarHeight + 10);
    painter.setPen(colours.muted);
    painter.drawText(words.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, layer.lowWord);
    painter.drawText(words.adjusted(bar.right() + kMargin, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, layer.highWord);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (qsizetype i = 0; i < layer.scale.size(); i += 15)
        gradient.setColorAt(static_cast<double>(i) / static_cast<double>(layer.scale.size() - 1), layer.scale.at(i));
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    paintNumbers(painter, bar, layer);
    const int patch = m_query.evidence().reading().patch;
    if (const std::optional<float> value = m_layers.valueAt(patch); value && !std::isnan(*value))
        paintMark(painter, bar, layer, *value);
}

void PatchLegend::paintNumbers(QPainter& painter, const QRectF& bar, const PatchLayer& layer) const
{
    const ThemeColours& colours = coloursOf(palette());
    painter.setFont(captionFont(font()));
    painter.setPen(colours.muted);
    const QRectF line(bar.left() - 40, bar.bottom() + 2, bar.width() + 80, 14);
    const auto number = [&](double place, Qt::Alignment alignment) {
        const auto value = layer.first + static_cast<float>(place) * (layer.last - layer.first);
        const double x = bar.left() + place * bar.width();
        painter.drawText(QRectF(x - 40, line.top(), 80, line.height()), alignment | Qt::AlignVCenter,
                         layer.valueText(value));
    };
    number(0, Qt::AlignHCenter);
    if (bar.width() > 160)
        number(0.5, Qt::AlignHCenter);
    number(1, Qt::AlignHCenter);
}

/// A line across the bar; the number itself is in the status line.
void PatchLegend::paintMark(QPainter& painter, const QRectF& bar, const PatchLayer& layer, float value) const
{
    const ThemeColours& colours = coloursOf(palette());
    const double x = bar.left() + layer.placeOf(value) * bar.width();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.panel);
    painter.drawRect(QRectF(x - 2.5, bar.top() - 2, 5, bar.height() + 4));
    painter.setBrush(colours.text);
    painter.drawRect(QRectF(x - 1, bar.top() - 3, 2, bar.height() + 6));
}

} // namespace nectar
