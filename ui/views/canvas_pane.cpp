// SPDX-License-Identifier: Apache-2.0
#include "ui/views/canvas_pane.h"

#include "ui/presenters/query_presenter.h"
#include "ui/views/class_legend_view.h"
#include "ui/views/depth_legend.h"
#include "ui/views/icons.h"
#include "ui/views/image_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {
constexpr int kLegendMargin = 8;
constexpr int kRoomForLabel = 600; ///< of the bar, to say "Opacity" beside its slider
} // namespace

CanvasPane::CanvasPane(QueryPresenter& presenter, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_view(new ImageView), m_layers(new QButtonGroup(this)),
      m_tasks(new QButtonGroup(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(makeBar());
    layout->addWidget(makeLegend());
    m_view->setEmptyText(tr("Choose a picture in the list, or drop one of your own here."));

    connect(&presenter, &QueryPresenter::busyChanged, m_view, &ImageView::setBusyText);
    connect(&presenter, &QueryPresenter::bankChanged, this, [this] {
        m_legendRows = kLeastLegendRows;
        showTasks();
    });
    connect(&presenter, &QueryPresenter::imageChanged, this, &CanvasPane::showImage);
    connect(&presenter, &QueryPresenter::predictionChanged, this, [this] {
        m_view->setNote(m_presenter.imageNote());
        showTasks();
        showLayers();
    });
    connect(&presenter, &QueryPresenter::evidenceChanged, this,
            [this] { m_view->setSelectedPatch(m_presenter.pinnedPatch()); });
    connect(m_view, &ImageView::patchHovered, &presenter, &QueryPresenter::hoverPatch);
    connect(m_view, &ImageView::patchClicked, &presenter, &QueryPresenter::pinPatch);
    connect(m_classLegend, &ClassLegendView::classHighlighted, m_view, &ImageView::setHighlightedClass);
    showTasks();
    showLayers();
}

QToolButton* CanvasPane::makeSegment(QButtonGroup* group, int id, const QString& text, const QString& help)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(help);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setFixedHeight(26);
    group->addButton(button, id);
    return button;
}

void CanvasPane::addLayers(QHBoxLayout* layout)
{
    auto* photo = makeSegment(m_layers, int(Shown::Photo), tr("Photo"), tr("The picture without a layer over it"));
    auto* prediction = makeSegment(m_layers, int(Shown::Prediction), tr("Prediction"),
                                   tr("What the bank says: the labels of the most similar patches, voted (P)"));
    auto* truth = makeSegment(m_layers, int(Shown::Truth), tr("Truth"),
                              tr("The picture's own labels or depth, to compare with (G)"));
    photo->setProperty("segment", QStringLiteral("first"));
    truth->setProperty("segment", QStringLiteral("last"));
    for (QToolButton* button : {photo, prediction, truth})
        layout->addWidget(button);
    connect(m_layers, &QButtonGroup::idClicked, this, [this](int id) { show(static_cast<Shown>(id)); });
}

QWidget* CanvasPane::makeTaskBox()
{
    m_taskBox = new QWidget;
    auto* tasks = new QHBoxLayout(m_taskBox);
    tasks->setContentsMargins(12, 0, 0, 0);
    tasks->setSpacing(0);
    auto* classes = makeSegment(m_tasks, int(Task::Segmentation), tr("Classes"),
                                tr("Which class each pixel belongs to: segmentation (Ctrl+D switches)"));
    auto* depth =
        makeSegment(m_tasks, int(Task::Depth), tr("Depth"), tr("How many metres away each pixel is (Ctrl+D switches)"));
    classes->setProperty("segment", QStringLiteral("first"));
    depth->setProperty("segment", QStringLiteral("last"));
    tasks->addWidget(classes);
    tasks->addWidget(depth);
    connect(m_tasks, &QButtonGroup::idClicked, this, [this](int id) {
        m_presenter.setTask(static_cast<Task>(id));
        showTasks();
    });
    return m_taskBox;
}

void CanvasPane::addOpacity(QHBoxLayout* layout)
{
    m_opacityLabel = new QLabel(tr("Opacity"));
    m_opacityLabel->setMinimumWidth(1); // a narrow window does without it
    m_opacity = new QSlider(Qt::Horizontal);
    m_opacity->setObjectName(QStringLiteral("opacity"));
    m_opacity->setAccessibleName(tr("Opacity of the layer"));
    m_opacity->setToolTip(tr("Opacity of the layer (Ctrl+wheel over the picture; hold O to hide it)"));
    m_opacity->setRange(0, 100);
    m_opacity->setMinimumWidth(48);
    m_opacity->setMaximumWidth(110);
    m_opacityText = new QLabel;
    m_opacityText->setFixedWidth(44);
    m_opacityText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(m_opacityLabel);
    layout->addSpacing(8);
    layout->addWidget(m_opacity, 50);
    layout->addWidget(m_opacityText);
    const auto showOpacity = [this](double opacity) {
        m_opacity->setValue(static_cast<int>(std::lround(opacity * 100)));
        m_opacityText->setText(tr("%1 %").arg(std::lround(opacity * 100)));
    };
    showOpacity(m_view->opacity());
    connect(m_opacity, &QSlider::valueChanged, this, [this](int value) {
        if (std::lround(m_view->opacity() * 100) != value)
            m_view->setOpacity(value / 100.);
    });
    connect(m_view, &ImageView::opacityChanged, this, showOpacity);
}

QWidget* CanvasPane::makeBar()
{
    auto* bar = new QFrame;
    bar->setObjectName(QStringLiteral("canvasBar"));
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 4, 12, 10);
    layout->setSpacing(0);

    addLayers(layout);
    layout->addWidget(makeTaskBox());
    layout->addSpacing(4);
    layout->addStretch(1);
    addOpacity(layout);
    return bar;
}

QWidget* CanvasPane::makeLegend()
{
    m_legendStrip = new QFrame;
    m_legendStrip->setObjectName(QStringLiteral("panel"));
    auto* layout = new QVBoxLayout(m_legendStrip);
    layout->setContentsMargins(kLegendMargin, 5, kLegendMargin, 5);
    m_classLegend = new ClassLegendView(m_presenter.legend());
    m_depthLegend = new DepthLegend;
    layout->addWidget(m_classLegend);
    layout->addWidget(m_depthLegend);
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

void CanvasPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_opacityLabel->setVisible(width() >= kRoomForLabel);
    m_legendRows = kLeastLegendRows;
    fitLegend();
}

bool CanvasPane::hasTruth() const { return !m_presenter.shown().truth.isEmpty(); }

const CanvasLayer& CanvasPane::currentLayer() const
{
    static const CanvasLayer nothing;
    if (m_shown == Shown::Photo)
        return nothing;
    return m_shown == Shown::Truth && hasTruth() ? m_presenter.shown().truth : m_presenter.shown().layer;
}

void CanvasPane::show(Shown shown)
{
    m_shown = shown == Shown::Truth && !hasTruth() ? Shown::Prediction : shown;
    showLayers();
    Q_EMIT shownChanged();
}

void CanvasPane::toggle(Shown shown)
{
    if (m_shown != shown)
        return show(shown);
    show(shown == Shown::Prediction ? Shown::Photo : Shown::Prediction);
}

void CanvasPane::showImage()
{
    m_view->setPhoto(m_presenter.shown().photo);
    m_view->setNote(m_presenter.imageNote());
}

void CanvasPane::showLayers()
{
    const ShownPicture& shown = m_presenter.shown();
    if (m_shown == Shown::Truth && shown.image && !hasTruth())
        m_shown = Shown::Prediction;
    m_view->setLayer(currentLayer());
    m_presenter.legend().setEntries(m_shown == Shown::Truth ? shown.truthLegend : shown.legend);
    fitLegend();
    m_depthLegend->setLayer(m_shown == Shown::Truth ? shown.truth : shown.layer);
    const bool depth = shown.prediction && shown.layer.task == Task::Depth;
    m_depthLegend->setVisible(depth);
    m_classLegend->setVisible(!depth);
    m_layers->button(int(m_shown))->setChecked(true);
    QAbstractButton* truth = m_layers->button(int(Shown::Truth));
    truth->setEnabled(hasTruth());
    truth->setToolTip(hasTruth() ? tr("The picture's own labels or depth, to compare with (G)")
                                 : tr("This picture has no labels of its own to compare with"));
    for (const Shown layer : {Shown::Photo, Shown::Prediction})
        m_layers->button(int(layer))->setEnabled(shown.prediction != nullptr);
    m_opacity->setEnabled(m_shown != Shown::Photo && shown.prediction);
}

void CanvasPane::showTasks()
{
    m_taskBox->setVisible(m_presenter.bank().tasks.size() > 1);
    m_tasks->button(int(m_presenter.task()))->setChecked(true);
}

} // namespace nectar
