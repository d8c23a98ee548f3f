// SPDX-License-Identifier: Apache-2.0
#include "ui/views/canvas_pane.h"

#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/picture_texts.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_compare.h"
#include "ui/views/class_legend_pane.h"
#include "ui/views/class_legend_view.h"
#include "ui/views/depth_legend.h"
#include "ui/views/icons.h"
#include "ui/views/lit_view.h"
#include "ui/views/patch_legend.h"
#include "ui/views/prompt_pane.h"
#include "ui/views/region_canvas.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {
constexpr int kRoomForLabel = 800;   ///< of the bar, to say "Opacity" beside its slider
constexpr int kRoomForNumber = 740;  ///< to say how opaque
constexpr int kRoomForMore = 650;    ///< to name the layer of patches on its button
constexpr int kRoomForOpacity = 540; ///< for the slider; the panel of colours has it too

/// The layer of patches that a choice of the canvas means.
PatchView patchView(CanvasPane::Shown shown)
{
    switch (shown) {
    case CanvasPane::Shown::Similarity:
        return PatchView::Similarity;
    case CanvasPane::Shown::Confidence:
        return PatchView::Confidence;
    case CanvasPane::Shown::Features:
        return PatchView::Features;
    default:
        return PatchView::None;
    }
}

bool needsTruth(CanvasPane::Shown shown)
{
    return shown == CanvasPane::Shown::Truth || shown == CanvasPane::Shown::Difference;
}

QStringList classNames(const ClassTable& classes)
{
    QStringList names;
    for (const ClassEntry& entry : classes.classes)
        names.append(toQString(entry.name));
    return names;
}
} // namespace

CanvasPane::CanvasPane(QueryPresenter& presenter, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_view(new RegionCanvas), m_prompt(new PromptPane(presenter)),
      m_compare(new CanvasCompare(presenter, *m_view)), m_layers(new QButtonGroup(this)),
      m_tasks(new QButtonGroup(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_compare->setParent(this);
    layout->addWidget(makePictures(), 1);
    layout->addWidget(makeBar());
    layout->addWidget(makeLegend());
    m_view->setEmptyText(tr("Choose a picture in the list, or drop one of your own here."));

    connect(&presenter, &QueryPresenter::busyChanged, m_view, &ImageView::setBusyText);
    connect(&presenter, &QueryPresenter::bankChanged, this, [this] {
        m_legendRows = kLeastLegendRows;
        m_view->setClassNames(classNames(m_presenter.bank().classes));
        showTasks();
    });
    connect(&presenter, &QueryPresenter::imageChanged, this, &CanvasPane::showImage);
    connect(&presenter, &QueryPresenter::predictionChanged, this, [this] {
        m_view->setNote(imageNote(m_presenter));
        showTasks();
        showLayers();
    });
    connect(&presenter.evidence(), &EvidencePresenter::keptChanged, this, [this] {
        m_view->setSelectedPatch(m_presenter.evidence().pinnedPatch());
        m_view->setRegion(m_presenter.evidence().keptPatches());
    });
    connect(&presenter.answers().patchLayers, &PatchLayersPresenter::layerChanged, this, &CanvasPane::showPatchLayer);
    connectCanvas();
    showTasks();
    showLayers();
}

/// The canvas, and beside it the prompt image that is looked at large, with the same opacity.
QWidget* CanvasPane::makePictures()
{
    auto* pictures = new QSplitter;
    pictures->setObjectName(QStringLiteral("pictures"));
    pictures->setHandleWidth(1);
    pictures->setChildrenCollapsible(false);
    auto* canvases = new QFrame;
    canvases->setObjectName(QStringLiteral("canvases"));
    auto* side = new QHBoxLayout(canvases);
    side->setContentsMargins({});
    side->setSpacing(2);
    side->addWidget(m_view, 1);
    side->addWidget(m_compare->second(), 1);
    pictures->addWidget(canvases);
    pictures->addWidget(m_prompt);
    PromptViewPresenter& prompt = m_presenter.answers().promptView;
    connect(m_prompt, &PromptPane::shownChanged, this, [this, pictures](bool shown) {
        pictures->setSizes({10000, 10000}); // halves: sizes below the least are no measure
        m_prompt->view()->setOpacity(m_view->opacity());
        if (!shown)
            m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(m_view, &ImageView::opacityChanged, m_prompt->view(), &ImageView::setOpacity);
    connect(m_prompt->view(), &ImageView::opacityChanged, m_view, &ImageView::setOpacity);
    connect(m_view, &ImageView::peekingChanged, m_prompt->view(), &ImageView::setPeeking);
    connect(&prompt, &PromptViewPresenter::useChanged, m_view, [this, &prompt] { m_view->setLit(prompt.used()); });
    connect(m_view, &RegionCanvas::litDismissed, &prompt, [&prompt] { prompt.choose(-1); });
    return pictures;
}

ImageView* CanvasPane::view() const { return m_view; }

void CanvasPane::connectCanvas()
{
    QueryPresenter& presenter = m_presenter;
    connect(m_view, &ImageView::patchHovered, &presenter.evidence(), &EvidencePresenter::hoverPatch);
    connect(m_view, &ImageView::patchClicked, &presenter.evidence(), &EvidencePresenter::pinPatch);
    connect(m_view, &RegionCanvas::regionChosen, &presenter.evidence(), &EvidencePresenter::keepPatches);
    connect(&presenter, &QueryPresenter::coloursChanged, this, &CanvasPane::showLayers);
    connect(&presenter.colours(), &ColourPresenter::outlinesChanged, this, &CanvasPane::showOutlines);
    connect(m_view, &ImageView::pixelHovered, this, &CanvasPane::pointAt);
    connect(m_classLegend->view(), &ClassLegendView::classHighlighted, m_view, &ImageView::setHighlightedClass);
    connect(m_differenceLegend->view(), &ClassLegendView::classHighlighted, m_view, &ImageView::setHighlightedClass);
    for (const ClassLegendModel* model : {&presenter.legend(), &presenter.answers().difference.legend()})
        connect(model, &ClassLegendModel::shownClassesChanged, this, &CanvasPane::showClasses);
    connect(&presenter.answers().difference, &DifferencePresenter::layerChanged, this, [this] {
        if (m_shown == Shown::Difference)
            showLayers();
    });
    connect(m_compare, &CanvasCompare::changed, this, [this] {
        showLayers();
        Q_EMIT shownChanged();
    });
}

void CanvasPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_opacityLabel->setVisible(width() >= kRoomForLabel);
    m_opacityText->setVisible(width() >= kRoomForNumber);
    m_opacity->setVisible(width() >= kRoomForOpacity);
    m_more->setToolButtonStyle(width() >= kRoomForMore ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_legendRows = kLeastLegendRows;
    fitLegend();
}

bool CanvasPane::isComparing() const { return m_compare->mode() != CanvasCompare::Mode::Off; }

bool CanvasPane::hasTruth() const { return !m_presenter.shown().truth.isEmpty(); }

const CanvasLayer& CanvasPane::currentLayer() const
{
    static const CanvasLayer nothing;
    if (isComparing())
        return m_front;
    if (m_shown == Shown::Photo)
        return nothing;
    if (m_shown == Shown::Difference)
        return m_presenter.answers().difference.layer();
    if (patchView(m_shown) != PatchView::None)
        return m_patchLayer;
    return m_shown == Shown::Truth && hasTruth() ? m_presenter.shown().truth : m_presenter.shown().layer;
}

void CanvasPane::show(Shown shown)
{
    m_shown = needsTruth(shown) && !hasTruth() ? Shown::Prediction : shown;
    const QSignalBlocker quiet(m_compare); // told below
    m_compare->setMode(CanvasCompare::Mode::Off);
    showLayers();
    Q_EMIT shownChanged();
}

void CanvasPane::showOutlines()
{
    m_view->setOverlayStyle(withLook(m_view->overlayStyle(), m_presenter.colours().outlines()));
}

void CanvasPane::toggle(Shown shown)
{
    if (m_shown != shown || isComparing())
        return show(shown);
    show(shown == Shown::Prediction ? Shown::Photo : Shown::Prediction);
}

void CanvasPane::showImage()
{
    m_view->setPhoto(m_presenter.shown().photo);
    m_view->setNote(imageNote(m_presenter));
}

void CanvasPane::showLayers()
{
    const ShownPicture& shown = m_presenter.shown();
    if (needsTruth(m_shown) && shown.image && !hasTruth())
        m_shown = Shown::Prediction;
    m_front = m_compare->show();
    if (isComparing())
        m_shown = m_compare->isTruthInFront() && hasTruth() ? Shown::Truth : Shown::Prediction;
    m_presenter.answers().patchLayers.show(patchView(m_shown));
    m_presenter.answers().difference.setShown(m_shown == Shown::Difference);
    m_view->setLayer(currentLayer());
    showClasses();
    showLegends();
    const bool isMore = patchView(m_shown) != PatchView::None || m_shown == Shown::Difference || isComparing();
    m_layers->setExclusive(false); // none of them while a layer of patches is shown
    for (QAbstractButton* button : m_layers->buttons())
        button->setChecked(!isMore && m_layers->id(button) == int(m_shown));
    m_layers->setExclusive(!isMore);
    showMoreLayers();
    m_more->setEnabled(shown.prediction != nullptr);
    QAbstractButton* truth = m_layers->button(int(Shown::Truth));
    truth->setEnabled(hasTruth());
    truth->setToolTip(hasTruth() ? tr("The picture's own labels or depth, to compare with (G)")
                                 : tr("This picture has no labels of its own to compare with"));
    for (const Shown layer : {Shown::Photo, Shown::Prediction})
        m_layers->button(int(layer))->setEnabled(shown.prediction != nullptr);
    m_opacity->setEnabled(m_shown != Shown::Photo && shown.prediction);
}

void CanvasPane::showPatchLayer()
{
    m_patchLayer.patches = m_presenter.answers().patchLayers.layer();
    if (patchView(m_shown) != PatchView::None)
        m_view->setLayer(m_patchLayer);
}

void CanvasPane::showLegends()
{
    const ShownPicture& shown = m_presenter.shown();
    m_presenter.legend().setEntries(m_shown == Shown::Truth ? shown.truthLegend : shown.legend);
    fitLegend();
    const bool difference = m_shown == Shown::Difference;
    if (difference)
        m_depthLegend->setLayer(m_presenter.answers().difference.layer(), m_presenter.answers().difference.summary());
    else
        m_depthLegend->setLayer(m_shown == Shown::Truth ? shown.truth : shown.layer);
    const bool patches = patchView(m_shown) != PatchView::None;
    const bool depth = shown.prediction && shown.layer.task == Task::Depth;
    m_patchLegend->setVisible(patches);
    m_depthLegend->setVisible(depth && !patches);
    m_classLegend->setVisible(!depth && !patches && !difference);
    m_differenceLegend->setVisible(!depth && difference);
    m_differenceHint->setVisible(!depth && difference);
    const QString only = classNames(m_presenter.bank().classes).value(m_presenter.legend().shownClasses().only);
    m_differenceHint->setText(only.isEmpty() ? tr("The digits 1 to 9 ask about one class of the picture alone")
                                             : tr("Of %1 alone; 0 takes all classes again").arg(labelText(only)));
}

void CanvasPane::showTasks()
{
    m_taskBox->setVisible(m_presenter.bank().tasks.size() > 1);
    m_tasks->button(int(m_presenter.voting().task()))->setChecked(true);
}

} // namespace nectar
