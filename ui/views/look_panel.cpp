// SPDX-License-Identifier: Apache-2.0
#include "ui/views/look_panel.h"

#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/depth_maps.h"
#include "ui/views/form_parts.h"
#include "ui/views/image_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QScreen>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr QSize kStrip(96, 12); ///< of a map of depth in its list

void addRow(QGridLayout* grid, const QString& text, QWidget* field, QWidget* value = nullptr)
{
    const int row = grid->rowCount();
    auto* label = new QLabel(text);
    label->setBuddy(field);
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row, 1, 1, value ? 1 : 2);
    if (value)
        grid->addWidget(value, row, 2);
}

QWidget* makeSection(const QString& title, QGridLayout*& grid)
{
    auto* section = new QWidget;
    grid = new QGridLayout(section);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    auto* label = new QLabel(title);
    label->setProperty("role", QStringLiteral("title"));
    grid->addWidget(label, 0, 0, 1, 3);
    return section;
}

} // namespace

LookPanel::LookPanel(CanvasPane& canvas, QueryPresenter& presenter)
    : QFrame(&canvas, Qt::Popup), m_canvas(canvas), m_presenter(presenter)
{
    setObjectName(QStringLiteral("lookPanel"));
    setAccessibleName(tr("Colours and outlines"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(makeFill());
    layout->addWidget(m_classes = makeClasses());
    layout->addWidget(m_depth = makeDepth());
    setFixedWidth(392);
    connect(&presenter.colours(), &ColourPresenter::outlinesChanged, this, &LookPanel::showValues);
    connect(canvas.view(), &ImageView::opacityChanged, this, &LookPanel::showValues);
    connect(&presenter, &QueryPresenter::coloursChanged, this, &LookPanel::showValues);
}

QSlider* LookPanel::makeSlider(const char* name, const QString& text, int low, int high)
{
    auto* slider = named(new QSlider(Qt::Horizontal), QLatin1String(name), text);
    slider->setRange(low, high);
    connect(slider, &QSlider::valueChanged, this, &LookPanel::changeLook);
    return slider;
}

/// The opacity of whatever is over the photo.
QWidget* LookPanel::makeFill()
{
    QGridLayout* grid = nullptr;
    QWidget* section = makeSection(tr("Layer"), grid);
    m_fill = named(new QSlider(Qt::Horizontal), QStringLiteral("fillOpacity"), tr("Opacity of the layer"));
    m_fill->setRange(0, 100);
    m_fillText = new QLabel;
    m_fillText->setMinimumWidth(44);
    m_fillText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    addRow(grid, tr("Opacity"), m_fill, m_fillText);
    connect(m_fill, &QSlider::valueChanged, this, [this](int value) {
        if (!m_isShowing)
            m_canvas.view()->setOpacity(value / 100.);
    });
    return section;
}

QWidget* LookPanel::makeClasses()
{
    QGridLayout* grid = nullptr;
    QWidget* section = makeSection(tr("Classes"), grid);
    m_classColours = named(new QComboBox, QStringLiteral("classColours"), tr("Colours of the classes"));
    m_classColours->addItems({tr("Of the data set"), tr("Safe for colour blindness")});
    connect(m_classColours, &QComboBox::activated, this, &LookPanel::changeColours);
    m_outlineOpacity = makeSlider("outlineOpacity", tr("Opacity of the outlines"), 0, 100);
    m_outlineWidth = makeSlider("outlineWidth", tr("Width of the outlines"), 1, 8);
    m_outlineWidth->setPageStep(1);
    m_opacityText = new QLabel;
    m_widthText = new QLabel;
    m_widthText->setMinimumWidth(44);
    for (QLabel* text : {m_opacityText, m_widthText})
        text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_patterns = named(new QCheckBox(tr("A pattern for each class")), QStringLiteral("patterns"), {});
    m_patterns->setToolTip(tr("Lines of its own for each class: a second cue beside its colour"));
    m_names = named(new QCheckBox(tr("Names on the picture")), QStringLiteral("names"), {});
    m_names->setToolTip(tr("Where each class has most room, as large at any zoom"));
    addRow(grid, tr("Colours"), m_classColours);
    addRow(grid, tr("Outlines"), m_outlineOpacity, m_opacityText);
    addRow(grid, tr("Width"), m_outlineWidth, m_widthText);
    for (QCheckBox* box : {m_patterns, m_names}) {
        box->setAccessibleName(box->text());
        grid->addWidget(box, grid->rowCount(), 0, 1, 3);
        connect(box, &QCheckBox::toggled, this, &LookPanel::changeLook);
    }
    return section;
}

QWidget* LookPanel::makeDepth()
{
    QGridLayout* grid = nullptr;
    QWidget* section = makeSection(tr("Depth"), grid);
    m_depthColours = named(new QComboBox, QStringLiteral("depthColours"), tr("Colours of the depth"));
    m_depthColours->setIconSize(kStrip);
    connect(m_depthColours, &QComboBox::activated, this, &LookPanel::changeColours);
    m_reversed = named(new QCheckBox(tr("Reversed")), QStringLiteral("reversed"), tr("Colours of the depth reversed"));
    connect(m_reversed, &QCheckBox::toggled, this, &LookPanel::changeColours);
    m_range = named(new QComboBox, QStringLiteral("depthRange"), tr("Range of the colours"));
    m_range->addItems({tr("Same for truth and prediction"), tr("Each its own"), tr("Fixed")});
    m_range->setToolTip(tr("Which metres the first and the last colour mean"));
    connect(m_range, &QComboBox::activated, this, &LookPanel::changeRange);
    addRow(grid, tr("Colours"), m_depthColours);
    grid->addWidget(m_reversed, grid->rowCount(), 1, 1, 2);
    addRow(grid, tr("Range"), m_range);
    const auto metres = [this](const char* name, const QString& text) {
        auto* field = named(new QDoubleSpinBox, QLatin1String(name), text);
        field->setRange(0, 10'000);
        field->setDecimals(1);
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
        field->setSuffix(tr(" m"));
        field->setKeyboardTracking(false); // half a number is no range
        connect(field, &QDoubleSpinBox::valueChanged, this, &LookPanel::changeColours);
        return field;
    };
    m_near = metres("nearMetres", tr("Metres of the first colour"));
    m_far = metres("farMetres", tr("Metres of the last colour"));
    addRow(grid, tr("Near"), m_near);
    addRow(grid, tr("Far"), m_far);
    return section;
}

void LookPanel::fillDepthMaps()
{
    const auto& maps = m_presenter.shown().depthMaps;
    if (m_depthColours->count() == maps.size())
        return;
    m_depthColours->clear();
    for (const DepthMapName& map : depthMapNames())
        if (const auto colours = maps.find(map.name); colours != maps.end())
            m_depthColours->addItem(QIcon(colourStrip(*colours, kStrip, devicePixelRatioF())), map.text, map.name);
}

void LookPanel::showValues()
{
    m_isShowing = true;
    fillDepthMaps();
    const CanvasLook& look = m_presenter.colours().outlines();
    const ColourChoice& choice = m_presenter.colours().choice();
    m_fill->setValue(static_cast<int>(std::lround(m_canvas.view()->opacity() * 100)));
    m_fillText->setText(tr("%1 %").arg(m_fill->value()));
    m_classColours->setCurrentIndex(static_cast<int>(choice.classes));
    m_outlineOpacity->setValue(static_cast<int>(std::lround(look.outlineOpacity * 100)));
    m_opacityText->setText(tr("%1 %").arg(m_outlineOpacity->value()));
    m_outlineWidth->setValue(look.outlineWidth);
    m_widthText->setText(tr("%1 px").arg(look.outlineWidth));
    m_patterns->setChecked(look.hasPatterns);
    m_names->setChecked(look.hasNames);
    m_depthColours->setCurrentIndex(std::max(0, m_depthColours->findData(choice.depth)));
    m_reversed->setChecked(choice.reversed);
    m_range->setCurrentIndex(static_cast<int>(choice.range));
    const CanvasLayer& layer = m_presenter.shown().layer;
    m_near->setValue(layer.depth ? static_cast<double>(layer.nearMetres) : choice.nearMetres); // what is seen
    m_far->setValue(layer.depth ? static_cast<double>(layer.farMetres) : choice.farMetres);
    for (QDoubleSpinBox* field : {m_near, m_far})
        field->setEnabled(choice.range == ColourChoice::Range::Fixed);
    const bool depth = m_presenter.voting().task() == Task::Depth;
    m_classes->setVisible(!depth);
    m_depth->setVisible(depth);
    m_isShowing = false;
}

void LookPanel::changeLook()
{
    if (!m_isShowing)
        m_presenter.colours().setOutlines(
            {m_outlineOpacity->value() / 100., m_outlineWidth->value(), m_patterns->isChecked(), m_names->isChecked()});
}

void LookPanel::changeColours()
{
    if (m_isShowing)
        return;
    ColourChoice choice = m_presenter.colours().choice();
    choice.classes = static_cast<ColourChoice::Classes>(m_classColours->currentIndex());
    if (m_depthColours->currentIndex() >= 0)
        choice.depth = m_depthColours->currentData().toString();
    choice.reversed = m_reversed->isChecked();
    choice.range = static_cast<ColourChoice::Range>(m_range->currentIndex());
    if (choice.range == ColourChoice::Range::Fixed) {
        choice.nearMetres = m_near->value();
        choice.farMetres = std::max(m_far->value(), m_near->value() + 0.1);
    }
    m_presenter.colours().setChoice(choice);
}

/// A fixed range begins with what is shown, so that nothing jumps.
void LookPanel::changeRange()
{
    ColourChoice choice = m_presenter.colours().choice();
    choice.range = static_cast<ColourChoice::Range>(m_range->currentIndex());
    if (const CanvasLayer& layer = m_presenter.shown().layer;
        choice.range == ColourChoice::Range::Fixed && layer.depth) {
        choice.nearMetres = std::round(static_cast<double>(layer.nearMetres) * 10) / 10;
        choice.farMetres = std::round(static_cast<double>(layer.farMetres) * 10) / 10;
    }
    m_presenter.colours().setChoice(choice);
}

void LookPanel::openAbove(const QWidget& button)
{
    showValues();
    layout()->activate();
    adjustSize();
    const QPoint corner = button.mapToGlobal(QPoint(button.width(), -6));
    QPoint at(corner.x() - width(), corner.y() - height());
    if (const QScreen* screen = button.screen()) {
        at.setX(std::max(at.x(), screen->availableGeometry().left()));
        at.setY(std::max(at.y(), screen->availableGeometry().top()));
    }
    move(at);
    show();
    (m_presenter.voting().task() == Task::Depth ? m_depthColours : m_classColours)->setFocus(Qt::PopupFocusReason);
}

} // namespace nectar
