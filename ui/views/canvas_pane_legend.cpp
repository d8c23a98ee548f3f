// SPDX-License-Identifier: Apache-2.0
// The strip under the bar: what the colours mean, and which classes are drawn.
#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/class_legend_pane.h"
#include "ui/views/class_legend_view.h"
#include "ui/views/depth_legend.h"
#include "ui/views/image_view.h"
#include "ui/views/patch_legend.h"
#include "ui/views/region_canvas.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kElsewhere = 3; ///< the last of the verdicts, see DifferencePresenter
constexpr int kLegendMargin = 8;
} // namespace

QWidget* CanvasPane::makeLegend()
{
    m_legendStrip = new QFrame;
    m_legendStrip->setObjectName(QStringLiteral("panel"));
    auto* layout = new QVBoxLayout(m_legendStrip);
    layout->setContentsMargins(kLegendMargin, 5, kLegendMargin, 5);
    m_classLegend = new ClassLegendPane(m_presenter.legend());
    m_differenceLegend = new ClassLegendPane(m_presenter.answers().difference.legend());
    m_differenceLegend->view()->setObjectName(QStringLiteral("differenceLegend"));
    m_differenceLegend->view()->setAccessibleName(tr("Where the prediction is right and wrong"));
    m_depthLegend = new DepthLegend;
    m_patchLegend = new PatchLegend(m_presenter);
    layout->addWidget(m_classLegend);
    layout->addWidget(m_differenceLegend);
    m_differenceHint = new QLabel;
    m_differenceHint->setObjectName(QStringLiteral("differenceHint"));
    m_differenceHint->setProperty("role", QStringLiteral("caption"));
    m_differenceHint->setMinimumWidth(1);
    m_differenceHint->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_differenceHint);
    layout->addWidget(m_depthLegend);
    layout->addWidget(m_patchLegend);
    return m_legendStrip;
}

/// As many rows as the classes need; they only become more, so that the canvas keeps its size between tasks and
/// pictures.
void CanvasPane::fitLegend()
{
    const int room = width() - 2 * kLegendMargin;
    for (const auto* entries : {&m_presenter.shown().legend, &m_presenter.shown().truthLegend})
        m_legendRows = std::max(m_legendRows, m_classLegend->rowsFor(*entries, room));
    m_legendRows = std::min(m_legendRows, kMostLegendRows);
    m_legendStrip->setFixedHeight(m_legendRows * ClassLegendView::kRowHeight + 12);
}

/// The legend marks the class under the pointer.
void CanvasPane::pointAt(const QPoint& pixel)
{
    const CanvasLayer& layer = currentLayer();
    const bool inside = layer.labels && pixel.x() >= 0 && pixel.y() >= 0 && pixel.x() < layer.labels->width &&
                        pixel.y() < layer.labels->height;
    m_classLegend->view()->setPointedClass(inside ? layer.labels->at(pixel.x(), pixel.y()) : -1);
}

/// The legend's choice; what a difference of one class has elsewhere is never drawn.
void CanvasPane::showClasses()
{
    if (m_shown != Shown::Difference)
        return m_view->setShownClasses(m_presenter.legend().shownClasses());
    ShownClasses classes = m_presenter.answers().difference.legend().shownClasses();
    classes.hidden.insert(kElsewhere);
    m_view->setShownClasses(classes);
}

} // namespace nectar
