// SPDX-License-Identifier: Apache-2.0
#include "ui/views/measure_page.h"

#include "ui/models/measure_models.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/views/confusion_view.h"
#include "ui/views/elided_label.h"
#include "ui/views/form_parts.h"
#include "ui/views/measure_charts.h"
#include "ui/views/measure_head.h"
#include "ui/views/measure_lists.h"
#include "ui/views/measure_summary.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace nectar {

namespace {

QFrame* panel(int leastWidth)
{
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("panel"));
    frame->setMinimumWidth(leastWidth);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(16, 12, 12, 12);
    layout->setSpacing(8);
    return frame;
}

QVBoxLayout* columnOf(QWidget* frame) { return qobject_cast<QVBoxLayout*>(frame->layout()); }

QLabel* caption(const QString& objectName)
{
    auto* label = new QLabel;
    label->setObjectName(objectName);
    label->setProperty("role", QStringLiteral("muted"));
    label->setWordWrap(true);
    return label;
}

QSplitter* row()
{
    auto* splitter = new QSplitter;
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

} // namespace

MeasurePage::MeasurePage(MeasurePresenter& presenter, ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_head(new MeasureHead(presenter)), m_body(new QStackedWidget),
      m_tasks(new QStackedWidget), m_patches(new ConfusedPatchModel(this)), m_pictures(new MeasuredPictureModel(this)),
      m_thumbnails(thumbnails)
{
    setObjectName(QStringLiteral("measurePage"));
    setFocusPolicy(Qt::ClickFocus);
    m_tasks->addWidget(makeClasses());
    m_tasks->addWidget(makeDepth());
    QSplitter* split = row();
    split->addWidget(m_tasks);
    split->addWidget(makePictures(thumbnails));
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setSizes({1000, 260});
    m_body->addWidget(makeEmpty());
    m_body->addWidget(split);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_body, 1);
    connect(m_head, &MeasureHead::backRequested, this, &MeasurePage::backRequested);
    connect(&presenter, &MeasurePresenter::sourceChanged, this, [this] {
        if (hasFocus())
            takeFocus();
    });
    connect(&presenter, &MeasurePresenter::runningChanged, this, &MeasurePage::takeFocus);
    connect(&presenter, &MeasurePresenter::measured, this, [this] {
        showMeasurement();
        takeFocus();
    });
    connect(&presenter, &MeasurePresenter::taskChanged, this, &MeasurePage::showTask);
    connect(&presenter, &MeasurePresenter::cellChosen, this, &MeasurePage::showCell);
    connect(&presenter, &MeasurePresenter::pictureOpened, this, [this] {
        const int row = m_presenter.currentPicture();
        m_pictures->setCurrent(row);
        m_pictureView->setCurrentIndex(m_pictures->index(row));
    });
    showMeasurement();
}

QWidget* MeasurePage::makeEmpty()
{
    auto* title = new QLabel(tr("How well does this bank read pictures whose labels are known?"));
    title->setProperty("role", QStringLiteral("title"));
    title->setAlignment(Qt::AlignCenter);
    title->setWordWrap(true);
    auto* text = new QLabel(
        tr("Measure reads each of them as if it were "
           "new, compares with its labels or depth, and shows how well each class was found, what was taken for what, "
           "and the worst pictures first. From each mistake a click leads to the remembered patches that caused it."));
    text->setObjectName(QStringLiteral("measureEmpty"));
    text->setProperty("role", QStringLiteral("muted"));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setMaximumWidth(620);
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(centred(text));
    layout->addStretch(3);
    return box;
}

QWidget* MeasurePage::makeClasses()
{
    m_labelSummary = new MeasureSummary(Task::Segmentation);
    connect(m_labelSummary, &MeasureSummary::classChosen, this, [this](int classIndex) {
        const ConfusionTable& table = m_presenter.measurement()->labels->confusion;
        const int error = table.largestError(classIndex);
        m_presenter.chooseCell(classIndex, error < 0 ? classIndex : error);
    });
    m_classes = row();
    m_classes->addWidget(m_labelSummary);
    m_classes->addWidget(makeConfusion());
    m_classes->setStretchFactor(0, 0);
    m_classes->setStretchFactor(1, 1);
    m_classes->setSizes({340, 640});
    return m_classes;
}

QWidget* MeasurePage::makeConfusion()
{
    QFrame* frame = panel(280);
    m_confusion = new ConfusionView;
    m_cell = new ElidedLabel; // one line, so that nothing moves while the pointer does
    m_cell->setObjectName(QStringLiteral("cellText"));
    m_patchView = new ConfusedPatchView(m_thumbnails);
    m_patchView->setModel(m_patches);
    QVBoxLayout* column = columnOf(frame);
    column->addWidget(sectionTitle(tr("What was taken for what, in % of each row")));
    column->addWidget(m_confusion, 1);
    column->addWidget(m_cell);
    column->addWidget(m_patchView);
    auto* hint = caption(QStringLiteral("patchHint"));
    hint->setProperty("role", QStringLiteral("caption"));
    hint->setText(tr("Patches of the chosen cell. A click on one opens it with the remembered patches behind it."));
    column->addWidget(hint);
    connect(m_confusion, &ConfusionView::cellChosen, &m_presenter, &MeasurePresenter::chooseCell);
    connect(m_confusion, &ConfusionView::cellPointed, this,
            [this](const QString& text) { m_cell->setFullText(text.isEmpty() ? cellHint() : text); });
    connect(m_patchView, &ConfusedPatchView::patchChosen, &m_presenter, &MeasurePresenter::openExample);
    return frame;
}

QWidget* MeasurePage::makeDepth()
{
    m_depthSummary = new MeasureSummary(Task::Depth);
    QFrame* frame = panel(280);
    m_errors = named(new DepthErrorChart, QStringLiteral("depthErrors"), tr("How far depth is off"));
    columnOf(frame)->addWidget(sectionTitle(tr("Pixels by how far they are off")));
    columnOf(frame)->addWidget(m_errors, 1);
    QSplitter* split = row();
    split->addWidget(m_depthSummary);
    split->addWidget(frame);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setSizes({340, 640});
    m_depth = split;
    return split;
}

QWidget* MeasurePage::makePictures(ThumbnailCache& thumbnails)
{
    QFrame* frame = panel(210);
    m_pictureView = new MeasuredPictureView(thumbnails);
    m_pictureView->setModel(m_pictures);
    auto* hint = caption(QStringLiteral("worstHint"));
    hint->setProperty("role", QStringLiteral("caption"));
    hint->setText(tr("A click opens a picture at the patch where it is most wrong. Ctrl+Down: the next worst."));
    columnOf(frame)->addWidget(sectionTitle(tr("Pictures, the worst first")));
    columnOf(frame)->addWidget(m_pictureView, 1);
    columnOf(frame)->addWidget(hint);
    connect(m_pictureView, &MeasuredPictureView::pictureChosen, &m_presenter, &MeasurePresenter::openPicture);
    return frame;
}

QWidget* MeasurePage::charts() const { return m_tasks->currentWidget(); }

void MeasurePage::showMeasurement()
{
    const auto measurement = m_presenter.measurement();
    m_body->setCurrentIndex(measurement ? 1 : 0);
    if (!measurement)
        return;
    if (measurement->labels) {
        m_labelSummary->showLabels(*measurement->labels, barColour(measurement->heat));
        m_confusion->setTable(measurement->labels->confusion, measurement->heat);
    }
    if (measurement->depth) {
        m_depthSummary->showDepth(*measurement->depth);
        m_errors->setErrors(measurement->depth->errors, barColour(measurement->heat));
    }
    showTask();
    showCell();
}

void MeasurePage::showTask()
{
    const auto measurement = m_presenter.measurement();
    if (!measurement)
        return;
    m_tasks->setCurrentIndex(m_presenter.task() == Task::Depth ? 1 : 0);
    m_pictures->setPictures(measurement->pictures(m_presenter.task()), m_presenter.task());
    m_pictures->setCurrent(m_presenter.currentPicture());
}

void MeasurePage::showCell()
{
    m_confusion->setChosen(m_presenter.truthOfCell(), m_presenter.predictionOfCell());
    m_patches->setPatches(m_presenter.examples());
    m_cell->setFullText(cellHint());
}

QString MeasurePage::cellHint() const
{
    const auto measurement = m_presenter.measurement();
    if (!measurement || m_presenter.truthOfCell() < 0)
        return tr("Point at a cell for its figures, click it for patches.");
    return measurement->labels->confusion.cellText(m_presenter.truthOfCell(), m_presenter.predictionOfCell());
}

void MeasurePage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        return Q_EMIT backRequested();
    QWidget::keyPressEvent(event);
}

void MeasurePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_presenter.prepare();
    takeFocus();
}

/// The keys go where one would go on.
void MeasurePage::takeFocus()
{
    if (!isVisible())
        return;
    setFocus(Qt::OtherFocusReason); // keys are the page's in any case
    if (m_presenter.isRunning())
        m_head->cancelButton()->setFocus(Qt::OtherFocusReason);
    else if (m_presenter.measurement())
        m_pictureView->setFocus(Qt::OtherFocusReason);
    else if (m_presenter.canMeasure())
        m_head->measureButton()->setFocus(Qt::OtherFocusReason);
}

} // namespace nectar
