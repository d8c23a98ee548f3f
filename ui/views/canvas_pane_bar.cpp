// SPDX-License-Identifier: Apache-2.0
// The strip under the picture: which layer, which task, how opaque.
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_compare.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/icons.h"
#include "ui/views/image_view.h"
#include "ui/views/look_panel.h"
#include "ui/views/region_canvas.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace nectar {

namespace {
constexpr int kModes = 100; ///< in the menu of layers: a way to compare
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
    for (QToolButton* button : {photo, prediction, truth, makeMoreLayers()})
        layout->addWidget(button);
    connect(m_layers, &QButtonGroup::idClicked, this, [this](int id) { show(static_cast<Shown>(id)); });
}

/// The last segment: a menu, for there is no room to name all of them side by side.
QToolButton* CanvasPane::makeMoreLayers()
{
    m_more = new QToolButton;
    m_more->setObjectName(QStringLiteral("moreLayers"));
    m_more->setProperty("segment", QStringLiteral("last"));
    m_more->setCheckable(true);
    m_more->setFixedHeight(26);
    m_more->setMinimumWidth(32); // a narrow window does without its name
    m_more->setIcon(lineIcon(QStringLiteral("chevron"), QColor(201, 206, 214)));
    m_more->setIconSize({14, 14});
    m_more->setLayoutDirection(Qt::RightToLeft); // the arrow behind the text
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    menu->setToolTipsVisible(true);
    const auto addLayer = [&](Shown shown, const char* name, const QString& text, const QString& help) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setToolTip(help);
        action->setCheckable(true);
        action->setData(int(shown));
    };
    addLayer(Shown::Similarity, "layerSimilarity", tr("Similarity\tS"),
             tr("How alike every patch is to the one that you point at or keep"));
    addLayer(Shown::Confidence, "layerConfidence", tr("Confidence\tC"), tr("How sure the vote of every patch is"));
    addLayer(Shown::Features, "layerFeatures", tr("Features\tF"),
             tr("How the backbone sees the picture: patches of the same colour are described alike"));
    addLayer(Shown::Difference, "layerDifference", tr("Difference\tD"),
             tr("Where the prediction is right and where it is wrong; of depth by how many metres"));
    menu->addSeparator();
    const auto addMode = [&](CanvasCompare::Mode mode, const char* name, const QString& text, const QString& help) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setToolTip(help);
        action->setCheckable(true);
        action->setData(kModes + int(mode));
    };
    addMode(CanvasCompare::Mode::Swipe, "moreSwipe", tr("Swipe\tW"),
            tr("One layer left and one right of a line that you drag"));
    addMode(CanvasCompare::Mode::SideBySide, "moreSideBySide", tr("Side by side\tB"),
            tr("Two canvases of one place and zoom"));
    addMode(CanvasCompare::Mode::Blink, "moreBlink", tr("Blink\tSpace"), tr("One layer, then the other"));
    connect(menu, &QMenu::triggered, this, [this](const QAction* action) {
        const int chosen = action->data().toInt();
        if (chosen >= kModes)
            m_compare->setMode(static_cast<CanvasCompare::Mode>(chosen - kModes));
        else
            show(static_cast<Shown>(chosen));
    });
    connect(menu, &QMenu::aboutToHide, this, &CanvasPane::showMoreLayers); // a click alone chooses nothing
    m_more->setMenu(menu);
    return m_more;
}

/// The button says which of its layers is shown.
void CanvasPane::showMoreLayers()
{
    QString name;
    for (QAction* action : m_more->menu()->actions()) {
        action->setChecked(action->data().toInt() == (isComparing() ? kModes + int(m_compare->mode()) : int(m_shown)));
        if (action->isChecked())
            name = action->text().section(QLatin1Char('\t'), 0, 0);
    }
    m_more->setChecked(!name.isEmpty());
    m_more->setText(name.isEmpty() ? tr("More") : name);
    m_more->setAccessibleName(name.isEmpty() ? tr("More layers") : tr("Layer: %1").arg(name));
    m_more->setToolTip(tr("Layers of patches, difference, and ways to compare two layers"));
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
        m_presenter.voting().setTask(static_cast<Task>(id));
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
    m_opacity->setMinimumWidth(1); // a narrow window does without it
    m_opacity->setMaximumWidth(110);
    m_opacityText = new QLabel;
    m_opacityText->setMinimumWidth(1); // likewise
    m_opacityText->setMaximumWidth(44);
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

QToolButton* CanvasPane::makeLookButton()
{
    m_lookButton = new QToolButton;
    m_lookButton->setObjectName(QStringLiteral("lookButton"));
    m_lookButton->setProperty("segment", QStringLiteral("single"));
    m_lookButton->setIcon(lineIcon(QStringLiteral("colours"), QColor(201, 206, 214)));
    m_lookButton->setIconSize({16, 16});
    m_lookButton->setFixedSize(28, 26);
    m_lookButton->setAccessibleName(tr("Colours and outlines"));
    m_lookButton->setToolTip(tr("Colours and outlines (K)"));
    connect(m_lookButton, &QToolButton::clicked, this, &CanvasPane::showLookPanel);
    return m_lookButton;
}

void CanvasPane::showLookPanel()
{
    if (!m_lookPanel)
        m_lookPanel = new LookPanel(*this, m_presenter);
    m_lookPanel->openAbove(*m_lookButton);
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
    layout->addSpacing(8);
    layout->addWidget(makeLookButton());
    return bar;
}

} // namespace nectar
