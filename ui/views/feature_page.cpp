// SPDX-License-Identifier: Apache-2.0
#include "ui/views/feature_page.h"

#include "ui/models/label_picture_model.h"
#include "ui/presenters/feature_presenter.h"
#include "ui/views/elided_label.h"
#include "ui/views/feature_bar.h"
#include "ui/views/feature_canvases.h"
#include "ui/views/feature_side.h"
#include "ui/views/form_parts.h"
#include "ui/views/image_view.h"
#include "ui/views/label_lists.h"
#include "ui/views/layer_legend.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

namespace {

/// The small pictures, without clicks.
class PictureModel final : public LabelPictureModel {
public:
    using LabelPictureModel::LabelPictureModel;
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
            return LabelPictureModel::data(index, role);
        const QString name = index.data().toString(), problem = index.data(ProblemRole).toString();
        return problem.isEmpty() ? name : name + QLatin1Char('\n') + problem;
    }
};

QList<int> rowsOf(const QItemSelectionModel& selection)
{
    QList<int> rows;
    for (const QModelIndex& index : selection.selectedIndexes())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

} // namespace

FeaturePage::FeaturePage(FeaturePresenter& presenter, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_model(new PictureModel(this)), m_side(new FeatureSide(presenter))
{
    setObjectName(QStringLiteral("featurePage"));
    auto* splitter = new QSplitter;
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makePictures());
    splitter->addWidget(makeCentre());
    splitter->addWidget(m_side);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setStretchFactor(2, 0);
    splitter->setSizes({216, 800, 264});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);
    connect(&presenter, &FeaturePresenter::picturesChanged, this, &FeaturePage::showPictures);
    connect(&presenter, &FeaturePresenter::choicesChanged, this, &FeaturePage::showPictures);
    connect(&presenter, &FeaturePresenter::choicesChanged, this, &FeaturePage::showLegend);
    connect(&presenter, &FeaturePresenter::progressed, this, &FeaturePage::showProgress);
    for (const auto signal : {&FeaturePresenter::layersChanged, &FeaturePresenter::shownChanged})
        connect(&presenter, signal, this, &FeaturePage::showLegend);
    connect(m_canvases, &FeatureCanvases::pointed, this, [this](int row, int patch) {
        m_row = row;
        m_patch = patch;
        showLegend();
    });
    connect(m_canvases, &FeatureCanvases::opacityChanged, m_bar, &FeatureBar::setOpacity);
    connect(m_bar, &FeatureBar::opacityChosen, m_canvases, &FeatureCanvases::setOpacity);
    m_bar->setOpacity(m_canvases->view(0)->opacity());
    showPictures();
    showProgress();
}

QWidget* FeaturePage::makePictures()
{
    auto* panel = new QFrame;
    panel->setObjectName(QStringLiteral("panel"));
    panel->setMinimumWidth(190);
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(8, 10, 0, 8);
    layout->setSpacing(8);
    m_count = named(new QLabel, QStringLiteral("featureCount"), {});
    m_count->setProperty("role", QStringLiteral("muted"));
    m_count->setWordWrap(true);
    m_list = named(new LabelPictureView, QStringLiteral("featurePictures"), tr("Pictures to look at"));
    m_list->setModel(m_model);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->installEventFilter(this);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isShowing)
            m_presenter.select(rowsOf(*m_list->selectionModel()));
    });
    const auto remove = [this] { m_presenter.removePictures(m_presenter.selected()); };
    auto* key = new QShortcut(QKeySequence(Qt::Key_Delete), m_list, remove);
    key->setContext(Qt::WidgetShortcut);
    m_add = named(new QPushButton(tr("Add pictures…")), QStringLiteral("featureAdd"), tr("Add pictures to look at"));
    m_add->setToolTip(tr("Any pictures; a picture or a folder can also be dropped here, or pasted"));
    auto* folder =
        named(new QPushButton(tr("Add folder…")), QStringLiteral("featureAddFolder"), tr("Add a folder of pictures"));
    folder->setToolTip(tr("All pictures of a folder, %1 at most").arg(FeaturePresenter::kMostPictures));
    m_remove = named(new QPushButton(tr("Take out")), QStringLiteral("featureRemove"), tr("Take the selected out"));
    m_remove->setToolTip(tr("The selected pictures leave the list; their files stay as they are (Del)"));
    connect(m_add, &QPushButton::clicked, this, &FeaturePage::addRequested);
    connect(folder, &QPushButton::clicked, this, &FeaturePage::addFolderRequested);
    connect(m_remove, &QPushButton::clicked, this, remove);
    layout->addWidget(m_count);
    layout->addWidget(m_list, 1);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(0, 0, 8, 0);
    below->addWidget(makeProgress());
    for (QPushButton* button : {m_add, folder, m_remove})
        below->addWidget(button);
    layout->addLayout(below);
    return panel;
}

QWidget* FeaturePage::makeProgress()
{
    m_progress = new QWidget;
    m_reading = named(new QLabel, QStringLiteral("featureReading"), {});
    m_reading->setWordWrap(true);
    m_reading->setProperty("role", QStringLiteral("caption"));
    m_part = named(new QProgressBar, QStringLiteral("featureProgress"), tr("Progress of reading"));
    m_part->setTextVisible(false);
    m_stop = named(new QPushButton, QStringLiteral("featureStop"), tr("Cancel or go on"));
    auto* layout = new QVBoxLayout(m_progress);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(m_reading);
    layout->addWidget(m_part);
    layout->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_presenter.progress().isReading)
            m_presenter.cancel();
        else
            m_presenter.goOn();
    });
    return m_progress;
}

QWidget* FeaturePage::makeCentre()
{
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_canvases = new FeatureCanvases(m_presenter);
    m_bar = new FeatureBar(m_presenter);
    m_legend = new LayerLegend;
    m_legend->setObjectName(QStringLiteral("featureLegend"));
    m_legend->setMinimumWidth(260);
    m_value = named(new ElidedLabel, QStringLiteral("featureValue"), tr("At the pointer"));
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_value->setProperty("role", QStringLiteral("muted"));
    auto* below = new QHBoxLayout;
    below->setContentsMargins(4, 0, 12, 0);
    below->addWidget(m_legend, 3);
    below->addWidget(m_value, 2);
    layout->addWidget(m_canvases, 1);
    layout->addWidget(m_bar);
    layout->addLayout(below);
    return centre;
}

void FeaturePage::showPictures()
{
    const auto& pictures = m_presenter.pictures();
    const QList<int> selected = m_presenter.selected();
    QList<LabelPictureModel::Entry> entries;
    for (const FeaturePicture& picture : pictures)
        entries.append(
            {picture.name, picture.preview, 0, picture.problem, selected.contains(static_cast<int>(entries.size()))});
    m_isShowing = true;
    m_model->setEntries(entries);
    m_isShowing = false;
    showSelection();
    const auto broken =
        std::ranges::count_if(pictures, [](const FeaturePicture& picture) { return !picture.problem.isEmpty(); });
    const auto count = static_cast<int>(pictures.size());
    QString text = count == 0 ? tr("No pictures yet") : count == 1 ? tr("1 picture") : tr("%1 pictures").arg(count);
    if (broken > 0)
        text += tr(", %1 could not be read").arg(broken);
    if (selected.size() > FeaturePresenter::kMostShown)
        text += tr(", the first %1 of %2 selected are shown").arg(FeaturePresenter::kMostShown).arg(selected.size());
    m_count->setText(text);
    m_remove->setEnabled(!selected.isEmpty());
}

/// A list that was filled anew has forgotten it.
void FeaturePage::showSelection()
{
    const QList<int> selected = m_presenter.selected();
    if (rowsOf(*m_list->selectionModel()) == selected)
        return;
    m_isShowing = true;
    QItemSelection selection;
    for (const int row : selected)
        selection.select(m_model->index(row), m_model->index(row));
    if (!selected.isEmpty())
        m_list->selectionModel()->setCurrentIndex(m_model->index(selected.first()), QItemSelectionModel::NoUpdate);
    m_list->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_isShowing = false;
}

void FeaturePage::showProgress()
{
    const FeatureProgress& progress = m_presenter.progress();
    m_progress->setVisible(progress.isReading || progress.isStopped);
    m_part->setRange(0, std::max(1, progress.total));
    m_part->setValue(progress.done);
    m_reading->setText(progress.isReading
                           ? tr("Reading picture %1 of %2 …").arg(progress.done + 1).arg(progress.total)
                           : tr("Stopped: %1 of %2 pictures read").arg(progress.done).arg(progress.total));
    m_stop->setText(progress.isReading ? tr("Cancel") : tr("Go on"));
    m_stop->setToolTip(progress.isReading ? tr("Stop reading; what was read stays") : tr("Read the other pictures"));
}

/// Of the picture that is pointed at: each may have a scale of its own.
void FeaturePage::showLegend()
{
    const QList<int> shown = m_presenter.shown();
    const int row = shown.contains(m_row) ? m_row : shown.value(0, -1);
    const auto layer = row < 0 ? nullptr : m_presenter.layer(row);
    m_legend->setLayer(layer, m_presenter.backboneProblem() ? tr("This backbone cannot be used; the reason is at the "
                                                                 "right. Choose another one there.")
                                                            : QString());
    const bool isPointed = row == m_row && layer && m_patch >= 0 && m_patch < std::ssize(layer->values);
    m_legend->setMark(isPointed ? std::optional(layer->values[static_cast<std::size_t>(m_patch)]) : std::nullopt);
    const QString value = m_presenter.valueText(shown.contains(m_row) ? m_row : -1, m_patch);
    const bool isNamed = shown.size() > 1 && !value.isEmpty();
    const QString name = isNamed ? m_presenter.pictures()[static_cast<std::size_t>(row)].name : QString();
    m_value->setFullText(isNamed ? tr("%1, %2").arg(name, value) : value, value);
}

bool FeaturePage::peek(const QKeyEvent& event)
{
    if (event.key() != Qt::Key_O || (event.modifiers() & ~Qt::KeypadModifier))
        return false;
    if (!event.isAutoRepeat())
        m_canvases->view(0)->setPeeking(event.type() == QEvent::KeyPress); // the others follow
    return true;
}

/// The list would look for a name with O.
bool FeaturePage::eventFilter(QObject* object, QEvent* event)
{
    if ((event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) &&
        peek(*static_cast<QKeyEvent*>(event)))
        return true;
    return QWidget::eventFilter(object, event);
}

void FeaturePage::keyPressEvent(QKeyEvent* event)
{
    if (!peek(*event))
        QWidget::keyPressEvent(event);
}

void FeaturePage::keyReleaseEvent(QKeyEvent* event)
{
    if (!peek(*event))
        QWidget::keyReleaseEvent(event);
}

void FeaturePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_presenter.wake();
}

} // namespace nectar
