// SPDX-License-Identifier: Apache-2.0
#include "ui/views/folder_bar.h"

#include "ui/convert/text.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/views/form_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace nectar {

namespace {

/// "12 of 37 pictures   ·   3.1 a second   ·   8 s left"
QString figures(const FolderProgress& progress)
{
    const auto tr = [](const char* text) { return FolderBar::tr(text); };
    if (progress.phase.isEmpty())
        return tr("it starts when the other job is done");
    if (progress.total == 0)
        return tr("opening the bank");
    QStringList parts{tr("%1 of %2 pictures").arg(countText(progress.done), countText(progress.total))};
    if (progress.picturesPerSecond > 0)
        parts.append(
            tr("%1 a second").arg(numberText(progress.picturesPerSecond, progress.picturesPerSecond < 10 ? 1 : 0)));
    if (progress.secondsLeft >= 0)
        parts.append(tr("%1 left").arg(durationText(progress.secondsLeft)));
    return parts.join(QStringLiteral("   ·   "));
}

} // namespace

FolderBar::FolderBar(FolderPredictionPresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_text(named(new QLabel, QStringLiteral("folderText"), {})),
      m_bar(named(new QProgressBar, QStringLiteral("folderProgress"), tr("Progress of the folder")))
{
    setObjectName(QStringLiteral("folderBar"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(180);
    auto* cancel = named(new QPushButton(tr("Cancel")), QStringLiteral("folderCancel"), tr("Cancel the folder"));
    cancel->setToolTip(tr("Stop; the files that were written stay"));
    cancel->setProperty("flat", true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 8, 4);
    layout->setSpacing(12);
    layout->addWidget(m_bar);
    layout->addWidget(m_text, 1);
    layout->addWidget(cancel);
    connect(cancel, &QPushButton::clicked, &presenter, &FolderPredictionPresenter::cancel);
    connect(&presenter, &FolderPredictionPresenter::progressed, this, &FolderBar::refresh);
    connect(&presenter, &FolderPredictionPresenter::ended, this, &FolderBar::refresh);
    connect(&presenter, &FolderPredictionPresenter::failed, this, &FolderBar::refresh);
    hide();
}

void FolderBar::refresh()
{
    const FolderProgress& progress = m_presenter.progress();
    setVisible(m_presenter.isRunning());
    m_text->setText(tr("Predicting a folder   ·   %1").arg(figures(progress)));
    m_bar->setRange(0, static_cast<int>(progress.total));
    m_bar->setValue(static_cast<int>(progress.done));
}

} // namespace nectar
