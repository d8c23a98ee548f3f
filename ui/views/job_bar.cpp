// SPDX-License-Identifier: Apache-2.0
#include "ui/views/job_bar.h"

#include "ui/presenters/build_bank_presenter.h"
#include "ui/views/build_panel.h"
#include "ui/views/cancel_question.h"
#include "ui/views/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace nectar {

JobBar::JobBar(BuildBankPresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_text(new ElidedLabel), m_bar(new QProgressBar)
{
    setObjectName(QStringLiteral("jobBar"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(180);
    m_bar->setAccessibleName(tr("Progress of the build"));
    auto* show = new QPushButton(tr("Show"));
    show->setAccessibleName(tr("Show the running build"));
    show->setProperty("flat", true);
    show->setObjectName(QStringLiteral("jobShow"));
    auto* pause = new QPushButton(tr("Pause"));
    pause->setObjectName(QStringLiteral("jobPause"));
    pause->setAccessibleName(tr("Pause the build"));
    pause->setToolTip(tr("Stop and keep what was read: building the same bank goes on from there"));
    pause->setProperty("flat", true);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAccessibleName(tr("Cancel the build"));
    cancel->setObjectName(QStringLiteral("jobCancel"));
    cancel->setToolTip(tr("Stop and remove what was read; it asks first where that took long"));
    cancel->setProperty("flat", true);
    auto* ask = new QPushButton(tr("Ask it meanwhile"));
    ask->setAccessibleName(tr("Ask the bank that is being built"));
    ask->setObjectName(QStringLiteral("jobAsk"));
    ask->setToolTip(tr("Open what was read so far as a bank, and look at pictures with it; the build goes on"));
    ask->setProperty("flat", true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 8, 4);
    layout->setSpacing(12);
    layout->addWidget(m_bar);
    layout->addWidget(m_text, 1);
    layout->addWidget(ask);
    layout->addWidget(show);
    layout->addWidget(pause);
    layout->addWidget(cancel);
    connect(show, &QPushButton::clicked, this, &JobBar::showRequested);
    connect(pause, &QPushButton::clicked, &presenter, &BuildBankPresenter::pause);
    connect(cancel, &QPushButton::clicked, this, [this, &presenter] { cancelBuild(*window(), presenter); });
    connect(ask, &QPushButton::clicked, &presenter, &BuildBankPresenter::askMeanwhile);
    for (const auto signal :
         {&BuildBankPresenter::started, &BuildBankPresenter::progressed, &BuildBankPresenter::stopping,
          &BuildBankPresenter::stopped, &BuildBankPresenter::askingChanged})
        connect(&presenter, signal, this, &JobBar::refresh);
    connect(&presenter, &BuildBankPresenter::finished, this, &JobBar::refresh);
    hide();
}

void JobBar::setSuppressed(bool suppressed)
{
    m_suppressed = suppressed;
    refresh();
}

void JobBar::refresh()
{
    const BuildProgress& progress = m_presenter.progress();
    setVisible(m_presenter.isRunning() && !m_suppressed);
    for (const char* name : {"jobPause", "jobCancel"})
        findChild<QPushButton*>(QLatin1String(name))->setEnabled(!progress.isStopping);
    findChild<QPushButton*>(QStringLiteral("jobAsk"))->setEnabled(m_presenter.canAsk());
    const QString text = tr("Building a bank   ·   %1").arg(buildFigures(progress));
    m_text->setFullText(text); // a long line must not widen the window
    m_text->setToolTip(text);
    const bool reading = progress.imagesTotal > 0;
    const qint64 total = reading ? progress.imagesTotal : progress.phaseTotal;
    m_bar->setRange(0, total > 0 ? 1000 : 0);
    if (total > 0)
        m_bar->setValue(static_cast<int>((reading ? progress.imagesDone : progress.phaseDone) * 1000 / total));
}

} // namespace nectar
