// SPDX-License-Identifier: Apache-2.0
#include "ui/views/measure_summary.h"

#include "ui/convert/text.h"
#include "ui/models/measure_models.h"
#include "ui/views/form_parts.h"
#include "ui/views/measure_charts.h"
#include "ui/views/measure_lists.h"
#include "ui/views/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace nectar {

namespace {

constexpr int kChartHeight = 176;

/// A figure with its name and what it means.
QString figureHtml(const QString& name, const QString& value, const QString& meaning, const QPalette& palette)
{
    return QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td align='right'><b>%2</b></td></tr>"
                          "<tr><td colspan='2' style='color:%4; padding-bottom:10px'>%3</td></tr>")
        .arg(name.toHtmlEscaped(), value.toHtmlEscaped(), meaning.toHtmlEscaped(), coloursOf(palette).muted.name());
}

} // namespace

QLabel* sectionTitle(const QString& text)
{
    auto* label = new QLabel(text.toUpper());
    label->setProperty("role", QStringLiteral("section"));
    label->setWordWrap(true);
    return label;
}

QRgb barColour(const QList<QRgb>& heat) { return heat.value(heat.size() / 2); }

MeasureSummary::MeasureSummary(Task task, QWidget* parent) : QFrame(parent), m_figures(new QLabel)
{
    setObjectName(QStringLiteral("panel"));
    setMinimumWidth(250);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 12, 12);
    layout->setSpacing(8);
    m_figures->setWordWrap(true);
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (task == Task::Segmentation) {
        addLabelParts();
    } else {
        m_figures->setObjectName(QStringLiteral("depthFigures"));
        layout->addWidget(sectionTitle(tr("How far depth is off")));
        layout->addWidget(m_figures);
        layout->addStretch(1);
    }
}

void MeasureSummary::addLabelParts()
{
    m_classes = new MeasuredClassModel(this);
    m_classView = new MeasuredClassView;
    m_classView->setModel(m_classes);
    m_figures->setProperty("role", QStringLiteral("caption"));
    m_absent = named(new QLabel, QStringLiteral("absentClasses"), tr("Classes that do not occur"));
    m_absent->setProperty("role", QStringLiteral("caption"));
    m_absent->setWordWrap(true);
    m_reliability = named(new ReliabilityChart, QStringLiteral("reliability"), tr("How sure, and how often right"));
    m_calibration = named(new QLabel, QStringLiteral("calibration"), tr("Calibration"));
    m_calibration->setProperty("role", QStringLiteral("caption"));
    m_calibration->setWordWrap(true);
    auto* column = qobject_cast<QVBoxLayout*>(layout());
    column->addWidget(sectionTitle(tr("How well each class was found")));
    column->addWidget(m_classView, 2);
    column->addWidget(m_absent);
    column->addWidget(m_figures);
    column->addSpacing(4);
    column->addWidget(sectionTitle(tr("How sure, and how often right")));
    m_reliability->setMaximumHeight(kChartHeight);
    column->addWidget(m_reliability, 1);
    column->addWidget(m_calibration);
    // clicked and activated: a pointer and the keys; a mere step of the keys chooses nothing
    const auto choose = [this](const QModelIndex& index) {
        Q_EMIT classChosen(m_classes->entry(index.row()).classIndex);
    };
    connect(m_classView, &QListView::clicked, this, choose);
    connect(m_classView, &QListView::activated, this, choose);
}

void MeasureSummary::showLabels(const LabelMeasurement& labels, QRgb colour)
{
    m_classes->setClasses(labels.classes);
    QString figures = tr("Bars: IoU, the overlap of areas, 1 is perfect; at the right pixels that are labelled so. "
                         "Of all %1 labelled pixels %2 % were read rightly")
                          .arg(countText(labels.pixels))
                          .arg(numberText(labels.pixelAccuracy * 100, 1));
    figures +=
        labels.unknownPixels > 0 ? tr(", %1 as unknown.").arg(countText(labels.unknownPixels)) : QStringLiteral(".");
    m_figures->setText(figures);
    m_absent->setText(tr("In none of these pictures: %1").arg(labels.absent.join(QStringLiteral(", "))));
    m_absent->setVisible(!labels.absent.isEmpty());
    m_reliability->setBins(labels.reliability, colour);
    m_calibration->setText(tr("On the dashed line a vote is as often right as it is sure. Calibration error (ECE) %1 "
                              "over %2 patches.")
                               .arg(numberText(labels.calibrationError, 3))
                               .arg(countText(labels.judgedPatches)));
}

void MeasureSummary::showDepth(const DepthMeasurement& depth)
{
    m_depth = depth;
    showFigures();
}

void MeasureSummary::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (m_depth && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange))
        showFigures(); // the text holds colours
}

void MeasureSummary::showFigures()
{
    const DepthMeasurement& depth = *m_depth;
    QString rows = figureHtml(tr("RMSE"), tr("%1 m").arg(numberText(depth.rmse, 3)),
                              tr("Typical error; large errors count more."), palette());
    rows +=
        figureHtml(tr("AbsRel"), numberText(depth.absRel, 4), tr("Mean error as a share of the distance."), palette());
    rows += figureHtml(tr("δ1"), numberText(depth.delta1, 4),
                       tr("Share of the pixels that are off by less than a quarter."), palette());
    rows +=
        figureHtml(tr("log10"), numberText(depth.log10, 4), tr("Mean error of the distance's logarithm."), palette());
    m_figures->setText(QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'>%1</table><p>%2</p>")
                           .arg(rows, tr("Over %1 pixels whose depth is known.").arg(countText(depth.pixels))));
}

} // namespace nectar
