// SPDX-License-Identifier: Apache-2.0
#include "ui/views/recipe_dialog.h"

#include "ui/convert/text.h"
#include "ui/presenters/recipe_presenter.h"
#include "ui/views/recipe_cards.h"
#include "ui/views/recipe_sample_view.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace nectar {

namespace {

constexpr int kRulesWidth = 450;

QPushButton* button(const QString& text, const char* name, const QString& help, const QKeySequence& keys = {})
{
    auto* made = named(new QPushButton(text), QLatin1String(name), text);
    made->setToolTip(keys.isEmpty() ? help
                                    : QStringLiteral("%1 (%2)").arg(help, keys.toString(QKeySequence::NativeText)));
    made->setShortcut(keys);
    made->setAutoDefault(false); // Enter ends the editing of a line, not the dialog
    return made;
}

} // namespace

RecipeDialog::RecipeDialog(RecipePresenter& presenter, QWidget* parent)
    : QDialog(parent), m_presenter(presenter), m_before(presenter.recipe())
{
    setObjectName(QStringLiteral("recipeDialog"));
    setWindowTitle(tr("How the pictures are read"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("recipeProblem"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::RichText);
    m_problem->hide();
    auto* body = new QHBoxLayout;
    body->setSpacing(16);
    body->addWidget(makeRules());
    body->addWidget(makeSamples(), 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    layout->addLayout(body, 1);
    layout->addWidget(m_problem);
    layout->addWidget(makeFooter());
    connect(&presenter, &RecipePresenter::changed, this, &RecipeDialog::showRecipe);
    connect(&presenter, &RecipePresenter::readingReady, this, &RecipeDialog::showReading);
    connect(&presenter, &RecipePresenter::problemOccurred, this, [this](const Problem& problem) {
        m_problem->setText(noteHtml(NoteKind::Bad, problem.title + QStringLiteral(": ") + problem.text, palette()));
        m_problem->show();
    });
    resize(1000, 700);
    showRecipe();
    showReading();
}

QWidget* RecipeDialog::makeRules()
{
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    layout->addWidget(new RecipeLabelsCard(m_presenter));
    layout->addWidget(new RecipeDepthCard(m_presenter));
    layout->addWidget(new RecipeFilesCard(m_presenter));
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(kRulesWidth);
    return scroll;
}

QWidget* RecipeDialog::makeSamples()
{
    m_head = new QLabel;
    m_head->setObjectName(QStringLiteral("recipeHead"));
    m_head->setProperty("role", QStringLiteral("muted"));
    m_split = named(new QComboBox, QStringLiteral("recipeSplit"), tr("Split that the samples are of"));
    m_task = named(new QComboBox, QStringLiteral("recipeTask"), tr("What the samples show"));
    m_samples = new RecipeSampleView(RecipeSampleView::Detail::WithNotes);
    m_unreadable = new QLabel;
    m_unreadable->setObjectName(QStringLiteral("recipeUnreadable"));
    m_unreadable->setWordWrap(true);
    m_unreadable->setTextFormat(Qt::RichText);
    m_leftOutTitle = new QLabel;
    m_leftOutTitle->setObjectName(QStringLiteral("recipeLeftOutTitle"));
    m_leftOutTitle->setProperty("role", QStringLiteral("section"));
    m_leftOut = named(new QListWidget, QStringLiteral("recipeLeftOut"), tr("Files that belong to no pair, and why"));
    m_leftOut->setFixedHeight(96);
    m_leftOut->setTextElideMode(Qt::ElideMiddle);
    auto* head = new QHBoxLayout;
    head->addWidget(m_head, 1);
    head->addWidget(m_split);
    head->addWidget(m_task);
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_samples, 1);
    layout->addWidget(m_unreadable);
    layout->addWidget(m_leftOutTitle);
    layout->addWidget(m_leftOut);
    connect(m_split, &QComboBox::activated, this, [this] { m_presenter.showSplit(m_split->currentData().toString()); });
    connect(m_task, &QComboBox::activated, this,
            [this] { m_presenter.showTask(static_cast<Task>(m_task->currentData().toInt())); });
    return side;
}

QWidget* RecipeDialog::makeFooter()
{
    m_undo = button(tr("Undo"), "recipeUndo", tr("Take the last correction back"), QKeySequence::Undo);
    m_redo = button(tr("Redo"), "recipeRedo", tr("Correct it again"), QKeySequence::Redo);
    m_guess = button(tr("Back to the guess"), "recipeGuess", tr("Read the data set as Nectar recognised it"));
    auto* open = button(tr("Load recipe…"), "recipeLoad", tr("Read it as a recipe says that was saved before"));
    auto* keep = button(tr("Save recipe…"), "recipeSave",
                        tr("As a file that “nectar build --recipe” and “nectar eval --recipe” take"));
    auto* cancel = button(tr("Cancel"), "recipeCancel", tr("Nothing is corrected"));
    m_use = button(tr("Read it like this"), "recipeUse", tr("The build reads the data set as it is shown here"));
    m_use->setProperty("primary", true);
    connect(m_undo, &QPushButton::clicked, &m_presenter, &RecipePresenter::undo);
    connect(m_redo, &QPushButton::clicked, &m_presenter, &RecipePresenter::redo);
    connect(m_guess, &QPushButton::clicked, &m_presenter, &RecipePresenter::backToGuess);
    connect(open, &QPushButton::clicked, this, &RecipeDialog::load);
    connect(keep, &QPushButton::clicked, this, &RecipeDialog::save);
    connect(cancel, &QPushButton::clicked, this, &RecipeDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &RecipeDialog::accept);
    auto* footer = new QWidget;
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins({});
    row->setSpacing(8);
    for (QPushButton* left : {m_undo, m_redo, m_guess, open, keep})
        row->addWidget(left);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_use);
    return footer;
}

void RecipeDialog::showRecipe()
{
    m_problem->hide();
    m_undo->setEnabled(m_presenter.canUndo());
    m_redo->setEnabled(m_presenter.canRedo());
    m_guess->setEnabled(m_presenter.hasGuess() && !m_presenter.isGuess());
}

void RecipeDialog::showReading()
{
    const RecipeReading& reading = m_presenter.reading();
    const bool fine = m_presenter.issue().text.isEmpty();
    m_use->setEnabled(fine);
    m_use->setToolTip(fine ? tr("The build reads the data set as it is shown here")
                           : tr("Correct first what is marked red"));
    m_samples->setEnabled(fine); // what is seen is of an earlier rule
    m_samples->setReading(reading);
    m_split->clear();
    qint64 pairs = 0;
    for (const auto& [name, count] : reading.splits) {
        m_split->addItem(tr("%1: %2").arg(name, countText(count)), name);
        pairs += name == reading.split ? count : 0;
    }
    m_split->setCurrentIndex(m_split->findData(reading.split));
    m_split->setVisible(reading.splits.size() > 1);
    m_task->clear();
    for (const Task task : reading.tasks)
        m_task->addItem(task == Task::Depth ? tr("depth") : tr("labels"), static_cast<int>(task));
    m_task->setCurrentIndex(m_task->findData(static_cast<int>(reading.task)));
    m_task->setVisible(reading.tasks.size() > 1);
    m_head->setText(!fine ? tr("Not read: see what is marked red")
                          : tr("%1 of %2 pairs, read like this").arg(reading.samples.size()).arg(countText(pairs)));
    const QString unreadable = unreadableText(reading);
    m_unreadable->setText(noteHtml(NoteKind::Bad, unreadable, palette()));
    m_unreadable->setVisible(fine && !unreadable.isEmpty());
    m_leftOutTitle->setText(reading.leftOutCount == 0 ? tr("NO FILE IS LEFT OUT")
                                                      : tr("LEFT OUT: %1").arg(countText(reading.leftOutCount)));
    m_leftOut->clear();
    for (const RecipeReading::LeftOut& file : reading.leftOut) {
        m_leftOut->addItem(tr("%1: %2").arg(file.file, file.reason));
        m_leftOut->item(m_leftOut->count() - 1)->setToolTip(file.file);
    }
    m_leftOut->setVisible(reading.leftOutCount > 0);
}

void RecipeDialog::load()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Load recipe"), pathToQString(m_presenter.recipe().root),
                                                      tr("Recipes (*.json);;All files (*)"));
    if (!file.isEmpty())
        m_presenter.load(file);
}

void RecipeDialog::save()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save recipe"), pathToQString(m_presenter.recipe().root) + QStringLiteral("/nectar-recipe.json"),
        tr("Recipes (*.json)"));
    if (!file.isEmpty())
        m_presenter.save(file);
}

void RecipeDialog::reject()
{
    m_presenter.change(QStringLiteral("cancel"), m_before);
    QDialog::reject();
}

} // namespace nectar
