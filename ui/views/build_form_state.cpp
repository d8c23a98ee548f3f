// SPDX-License-Identifier: Apache-2.0
#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/recipe_presenter.h"
#include "ui/views/build_form.h"
#include "ui/views/form_parts.h"
#include "ui/views/recipe_strip.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

namespace nectar {

namespace {

constexpr const char* kProfiles[] = {"dino", "mae", "timm"};

QString recognisedHtml(const BuildReview& review, const QPalette& palette)
{
    QString first = BuildFormView::tr("Recognised: %1").arg(review.format);
    if (review.classes > 0)
        first += BuildFormView::tr(", %1 classes").arg(review.classes);
    first += BuildFormView::tr("; %1 pairs").arg(countText(review.pairs));
    if (!review.ignored.isEmpty())
        first += BuildFormView::tr("; %1 in a mask is no label").arg(review.ignored);
    QString html = noteHtml(NoteKind::Good, first, palette);
    for (const QString& note : review.notes)
        html += noteHtml(NoteKind::Plain, note, palette);
    if (review.unmatched > 0)
        html += noteHtml(
            NoteKind::Warning,
            review.unmatched == 1
                ? BuildFormView::tr("1 file belongs to no pair and is left out")
                : BuildFormView::tr("%1 files belong to no pair and are left out").arg(countText(review.unmatched)),
            palette);
    for (const QString& warning : review.warnings)
        html += noteHtml(NoteKind::Warning, warning, palette);
    return html;
}

} // namespace

void BuildFormView::openFolder(const QString& folder)
{
    m_folder->setText(folder);
    m_reading->forget();
    m_split->clear();
    m_task->clear();
    m_recognised->clear();
    m_forecast->clear();
    m_choices->hide();
    m_limit->setCurrentIndex(0);
    m_problem->hide();
    m_isReady = false;
    showReadiness();
    m_output->setText(folder.isEmpty() ? QString() : BuildBankPresenter::suggestedOutput(folder));
    m_backboneNote->setText(BuildBankPresenter::hasStarterBackbone()
                                ? QString()
                                : tr("The starter backbone is not installed, so the descriptor steps in. "
                                     "packaging/setup.sh installs it."));
    if (folder.isEmpty())
        m_recognised->setText(
            noteHtml(NoteKind::Plain, tr("Choose a folder: Nectar says what it recognises in it."), palette()));
    else
        review();
}

BuildForm BuildFormView::values() const
{
    BuildForm form;
    form.folder = m_folder->text().trimmed();
    form.recipe = m_reading->correction();
    form.split = m_split->currentData().toString();
    if (const int task = m_task->currentData().isValid() ? m_task->currentData().toInt() : -1; task >= 0)
        form.tasks = {static_cast<Task>(task)};
    form.backbone = m_backbone->currentData().toString();
    if (const int profile = m_profile->checkedId(); profile >= 0)
        form.profile = QLatin1String(kProfiles[profile]);
    form.side = m_side->currentData().toInt();
    form.squash = m_squash->isChecked();
    form.limit = m_limit->currentData().toLongLong();
    form.memory = m_memory->currentData().toLongLong();
    form.output = m_output->text().trimmed();
    return form;
}

void BuildFormView::changed() { m_delay.start(); }

void BuildFormView::review()
{
    m_delay.stop();
    if (m_folder->text().trimmed().isEmpty())
        return;
    m_forecast->setText(tr("Looking at the pictures …"));
    m_presenter.review(values());
}

void BuildFormView::showReview()
{
    const BuildReview& review = m_presenter.reviewed();
    m_problem->hide();
    m_recognised->setText(recognisedHtml(review, palette()));
    const bool corrected = !m_reading->correction().isEmpty();
    m_presenter.recipes().open(review.recipe, review.split,
                               corrected ? RecipePresenter::Origin::Corrected : RecipePresenter::Origin::Guess);
    if (m_split->count() == 0) {
        for (const auto& [name, count] : review.splits)
            m_split->addItem(tr("%1: %2 pictures").arg(name, countText(count)), name);
        m_split->setCurrentIndex(m_split->findData(review.split));
    }
    if (m_task->count() == 0) {
        if (review.dataTasks.size() > 1)
            m_task->addItem(tr("labels and depth"), -1);
        for (const Task task : review.dataTasks)
            m_task->addItem(task == Task::Depth ? tr("depth") : tr("labels"), int(task));
    }
    QStringList about{review.backbone};
    for (const QString& text : {review.backboneSource, review.licence})
        if (!text.isEmpty())
            about.append(text);
    m_backboneNote->setText(about.join(QStringLiteral("   ·   ")));
    if (review.profileWasGuessed)
        m_question->show();
    m_side->setItemText(0, m_side->currentIndex() == 0 ? tr("the usual one: %1").arg(review.input)
                                                       : tr("the usual one for this backbone"));
    m_forecast->setText(
        tr("%1 pictures at %2 give at most %3 patches. The bank takes %4; building needs %5 on the disk and "
           "%6 of memory.")
            .arg(countText(review.images), review.input, countText(review.patches), byteText(review.bankBytes),
                 byteText(review.diskBytes), byteText(review.memoryBytes)));
    m_isReady = true;
    showChoices();
    showReadiness();
}

void BuildFormView::showChoices()
{
    const BuildReview& review = m_presenter.reviewed();
    const QList<SmallerBuild> choices = m_presenter.smallerBuilds();
    m_choices->setVisible(review.isTooLarge());
    if (!review.isTooLarge())
        return;
    const bool disk = review.freeDisk > 0 && review.diskBytes > review.freeDisk;
    const bool bank = review.freeMemory > 0 && review.bankBytes > review.freeMemory;
    QStringList lacks;
    if (disk)
        lacks.append(tr("%1 are free on the disk").arg(byteText(review.freeDisk)));
    if (bank || (review.freeMemory > 0 && review.memoryBytes > review.freeMemory))
        lacks.append(
            bank ? tr("%1 of memory are free, and to answer the bank should fit in it").arg(byteText(review.freeMemory))
                 : tr("%1 of memory are free").arg(byteText(review.freeMemory)));
    m_tooLarge->setText(noteHtml(
        NoteKind::Warning,
        choices.isEmpty() ? tr("This is too large for this machine: %1.").arg(lacks.join(tr("; ")))
                          : tr("This is too large for this machine: %1. What may fit:").arg(lacks.join(tr("; "))),
        palette()));
    for (qsizetype i = 0; i < m_smaller.size(); ++i) {
        m_smaller.at(i)->setVisible(i < choices.size());
        if (i < choices.size()) {
            m_smaller.at(i)->setText(choices.at(i).text);
            m_smaller.at(i)->setAccessibleName(choices.at(i).text);
        }
    }
}

void BuildFormView::choose(const BuildForm& smaller)
{
    m_limit->setCurrentIndex(m_limit->findData(smaller.limit));
    m_memory->setCurrentIndex(m_memory->findData(smaller.memory));
    m_side->setCurrentIndex(m_side->findData(smaller.side));
    review();
}

/// One bank is built at a time.
void BuildFormView::showReadiness()
{
    m_build->setEnabled(m_isReady && !m_presenter.isRunning());
    m_build->setToolTip(m_presenter.isRunning() ? tr("Another bank is being built; this one can start when it is done")
                                                : tr("Read the pictures and write the bank"));
    m_waiting->setVisible(m_isReady && m_presenter.isRunning());
    m_exists->setVisible(m_isReady && QFileInfo::exists(m_output->text().trimmed()));
}

void BuildFormView::showProblem(const Problem& problem)
{
    m_forecast->clear();
    m_choices->hide();
    m_problem->setText(noteHtml(
        NoteKind::Bad, problem.text.isEmpty() ? problem.title : problem.title + QStringLiteral(": ") + problem.text,
        palette()));
    m_problem->show();
    m_isReady = false;
    if (QFileInfo(m_folder->text().trimmed()).isDir() && m_reading->isEmpty()) {
        m_recognised->clear(); // a person can say what the folder holds
        m_presenter.recipes().open(RecipePresenter::blank(m_folder->text().trimmed()), {},
                                   RecipePresenter::Origin::Guess);
    }
    showReadiness();
}

void BuildFormView::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open dataset"), m_folder->text());
    if (!folder.isEmpty())
        openFolder(folder);
}

void BuildFormView::chooseWeights()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Weight file of a backbone"), {},
                                                      tr("Weights (*.safetensors);;All files (*)"));
    if (file.isEmpty())
        return;
    m_backbone->addItem(QFileInfo(file).fileName(), file);
    m_backbone->setCurrentIndex(m_backbone->count() - 1);
    Q_EMIT m_backbone->activated(m_backbone->currentIndex());
}

void BuildFormView::chooseOutput()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("File of the bank"), m_output->text(),
                                                      tr("Banks (*.bank)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (!file.isEmpty())
        m_output->setText(file.endsWith(QStringLiteral(".bank")) ? file : file + QStringLiteral(".bank"));
}

void BuildFormView::submit()
{
    BuildForm form = values();
    if (QFileInfo::exists(form.output)) {
        const auto answer =
            QMessageBox::question(this, tr("Replace the bank?"), tr("%1 exists already. Replace it?").arg(form.output),
                                  QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Yes)
            return;
        form.replace = true;
    }
    Q_EMIT buildRequested(form);
}

} // namespace nectar
