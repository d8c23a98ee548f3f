// SPDX-License-Identifier: Apache-2.0
#include "ui/views/measure_head.h"

#include "ui/convert/text.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/views/elided_label.h"
#include "ui/views/expert_mode.h"
#include "ui/views/form_parts.h"
#include "ui/views/icons.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>

namespace nectar {

MeasureHead::MeasureHead(MeasurePresenter& presenter, QWidget* parent) : QFrame(parent), m_presenter(presenter)
{
    setObjectName(QStringLiteral("measureHead"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 8);
    layout->setSpacing(6);
    layout->addWidget(makeSource());
    layout->addWidget(makeProgress());
    layout->addWidget(makeFigure());
    connect(&presenter, &MeasurePresenter::sourceChanged, this, &MeasureHead::showSource);
    connect(&presenter, &MeasurePresenter::runningChanged, this, &MeasureHead::showSource);
    connect(&presenter, &MeasurePresenter::runningChanged, this, &MeasureHead::showProgress);
    connect(&presenter, &MeasurePresenter::progressed, this, &MeasureHead::showProgress);
    connect(&presenter, &MeasurePresenter::measured, this, &MeasureHead::showFigure);
    connect(&presenter, &MeasurePresenter::taskChanged, this, &MeasureHead::showFigure);
    connect(&presenter, &MeasurePresenter::outdatedChanged, this, &MeasureHead::showNotes);
    showSource();
    showProgress();
    showFigure();
}

QWidget* MeasureHead::makeSource()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->setSpacing(8);
    auto* back = named(new QPushButton(lineIcon(QStringLiteral("back")), tr("Inspect")), QStringLiteral("measureBack"),
                       tr("Back to the picture"));
    back->setToolTip(tr("Back to the picture (Esc)"));
    back->setProperty("flat", true);
    m_folder = new ElidedLabel;
    m_folder->setObjectName(QStringLiteral("measureFolder"));
    m_splits = named(new QComboBox, QStringLiteral("measureSplit"), tr("Which part of the pictures"));
    m_splits->setToolTip(tr("Which part of the pictures is read"));
    m_choose = named(new QPushButton(tr("Choose labelled pictures…")), QStringLiteral("measureChoose"),
                     tr("Choose labelled pictures"));
    m_choose->setToolTip(tr("A folder of pictures with labels or depth of your own"));
    m_measure = named(new QPushButton(tr("Measure")), QStringLiteral("measureStart"), tr("Measure"));
    m_measure->setToolTip(tr("Read these pictures with the bank and compare with their labels (F5)"));
    m_measure->setProperty("primary", true);
    row->addWidget(back);
    row->addWidget(m_folder, 1);
    row->addWidget(m_splits);
    row->addWidget(m_choose);
    row->addWidget(m_measure);
    connect(back, &QPushButton::clicked, this, &MeasureHead::backRequested);
    connect(m_choose, &QPushButton::clicked, this, &MeasureHead::folderRequested);
    connect(m_measure, &QPushButton::clicked, &m_presenter, &MeasurePresenter::measure);
    connect(m_splits, &QComboBox::activated, this,
            [this](int index) { m_presenter.setSplit(m_splits->itemData(index).toString()); });
    return box;
}

QWidget* MeasureHead::makeProgress()
{
    m_progress = new QWidget;
    auto* row = new QHBoxLayout(m_progress);
    row->setContentsMargins({});
    row->setSpacing(12);
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of measuring"));
    m_progressText = new QLabel;
    m_progressText->setObjectName(QStringLiteral("measureProgress"));
    m_progressText->setProperty("role", QStringLiteral("muted"));
    m_cancel = named(new QPushButton(tr("Cancel")), QStringLiteral("measureCancelButton"), tr("Cancel measuring"));
    m_cancel->setToolTip(tr("Stop; what was measured before stays"));
    row->addWidget(m_bar, 1);
    row->addWidget(m_progressText);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, &m_presenter, &MeasurePresenter::cancel);
    return m_progress;
}

QWidget* MeasureHead::makeFigure()
{
    m_figure = new QWidget;
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_headline = named(new QLabel, QStringLiteral("measureHeadline"), tr("Result"));
    m_headline->setProperty("role", QStringLiteral("title"));
    m_headline->setWordWrap(true);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_protocol = new ElidedLabel;
    m_protocol->setProperty("role", QStringLiteral("caption"));
    m_notes = new QLabel;
    m_notes->setObjectName(QStringLiteral("measureNotes"));
    m_notes->setWordWrap(true);
    texts->addWidget(m_headline);
    m_terms = expertOnly(named(new QLabel, QStringLiteral("measureTerms"), tr("Terms of the field")), Room::Kept);
    m_terms->setProperty("role", QStringLiteral("caption"));
    texts->addWidget(sideBySide(m_protocol, m_terms));
    texts->addWidget(m_notes);
    m_tasks = named(new QTabBar, QStringLiteral("measureTasks"), tr("Classes or depth"));
    m_tasks->addTab(tr("Classes"));
    m_tasks->addTab(tr("Depth"));
    m_tasks->setDrawBase(false);
    m_tasks->setExpanding(false);
    m_copy = named(new QToolButton, QStringLiteral("measureCopy"), tr("Copy or save the result"));
    m_copy->setText(tr("Copy or save"));
    m_copy->setIcon(lineIcon(QStringLiteral("copy")));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setToolTip(tr("The figures as text, JSON or CSV, the charts, or the command line that gives the same"));
    auto* row = new QHBoxLayout(m_figure);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addLayout(texts, 1);
    row->addWidget(m_tasks, 0, Qt::AlignVCenter);
    row->addWidget(m_copy, 0, Qt::AlignVCenter);
    connect(m_tasks, &QTabBar::currentChanged, this,
            [this](int tab) { m_presenter.setTask(tab == 1 ? Task::Depth : Task::Segmentation); });
    return m_figure;
}

void MeasureHead::setCopyMenu(QMenu* menu) { m_copy->setMenu(menu); }

void MeasureHead::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (m_notes && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange))
        showNotes(); // its text holds colours
}

void MeasureHead::showSource()
{
    const MeasureSource& source = m_presenter.source();
    if (m_presenter.isLooking())
        m_folder->setFullText(tr("Looking for labels …"));
    else if (source.isEmpty())
        m_folder->setFullText(tr("The pictures that this bank came from are not there, or are without labels"));
    else
        m_folder->setFullText(source.isTheBanks
                                  ? tr("%1, where the bank comes from").arg(QFileInfo(source.folder).fileName())
                                  : QFileInfo(source.folder).fileName());
    m_folder->setToolTip(source.folder);
    const QSignalBlocker blocker(m_splits);
    m_splits->clear();
    for (const MeasureSplit& split : source.splits)
        m_splits->addItem(split.text(), split.name);
    m_splits->setCurrentIndex(m_splits->findData(m_presenter.split()));
    m_splits->setVisible(!source.isEmpty());
    const bool idle = !m_presenter.isRunning() && !m_presenter.isLooking();
    m_splits->setEnabled(idle);
    m_choose->setEnabled(idle);
    m_measure->setEnabled(m_presenter.canMeasure());
}

void MeasureHead::showProgress()
{
    const bool running = m_presenter.isRunning();
    m_progress->setVisible(running);
    const JobProgress& progress = m_presenter.progress();
    m_bar->setRange(0, static_cast<int>(progress.total));
    m_bar->setValue(static_cast<int>(progress.done));
    const QString count = tr("%1 of %2").arg(countText(progress.done), countText(progress.total));
    m_progressText->setText(progress.phase.isEmpty()                     ? tr("waiting for its turn")
                            : progress.total == 0                        ? progress.phase
                            : progress.phase == QStringLiteral("images") ? tr("picture %1").arg(count)
                                                                         : tr("%1: %2").arg(progress.phase, count));
}

void MeasureHead::showFigure()
{
    const auto measurement = m_presenter.measurement();
    m_figure->setVisible(measurement != nullptr);
    if (!measurement)
        return;
    m_headline->setText(measurement->headline());
    m_protocol->setFullText(tr("Protocol %1").arg(measurement->protocol));
    m_protocol->setToolTip(measurement->protocol);
    m_terms->setText(
        tr("k %1   ·   τ %2   ·   cosine").arg(measurement->neighbours).arg(figuresText(measurement->temperature, 3)));
    const QSignalBlocker blocker(m_tasks);
    m_tasks->setVisible(measurement->tasks().size() > 1);
    m_tasks->setCurrentIndex(m_presenter.task() == Task::Depth ? 1 : 0);
    showNotes();
}

void MeasureHead::showNotes()
{
    const auto measurement = m_presenter.measurement();
    if (!measurement)
        return;
    QString html;
    if (m_presenter.isOutdated())
        html +=
            noteHtml(NoteKind::Warning,
                     tr("Voters, evenness or prompt images were changed since: measure again to compare"), palette());
    constexpr qsizetype kMostRemarks = 2;
    for (const QString& remark : measurement->remarks.mid(0, kMostRemarks))
        html += noteHtml(NoteKind::Plain, remark, palette());
    if (const qsizetype more = measurement->remarks.size() - kMostRemarks; more > 0)
        html += noteHtml(NoteKind::Plain, tr("and %1 more remarks, in the report as text").arg(more), palette());
    m_notes->setText(html);
    m_notes->setVisible(!html.isEmpty());
}

} // namespace nectar
