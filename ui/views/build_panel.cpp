// SPDX-License-Identifier: Apache-2.0
#include "ui/views/build_panel.h"

#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/remaining_time.h"
#include "ui/views/cancel_question.h"
#include "ui/views/coverage_view.h"
#include "ui/views/thumbnail_wall.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace nectar {

QString buildFigures(const BuildProgress& progress)
{
    if (progress.isStopping)
        return BuildPanel::tr("Stopping …");
    QStringList parts;
    if (progress.imagesDone > 0) {
        parts.append(
            BuildPanel::tr("image %1 of %2").arg(countText(progress.imagesDone), countText(progress.imagesTotal)));
        parts.append(BuildPanel::tr("%1 patches").arg(countText(progress.patches)));
        if (progress.imagesPerSecond > 0)
            parts.append(BuildPanel::tr("%1 images/s").arg(QLocale().toString(progress.imagesPerSecond, 'f', 1)));
        if (progress.secondsLeft >= 0)
            parts.append(timeLeftText(progress.leastSecondsLeft, progress.mostSecondsLeft));
    } else if (progress.phaseTotal > 0) {
        parts.append(BuildPanel::tr("%1: %2 of %3")
                         .arg(progress.phase, countText(progress.phaseDone), countText(progress.phaseTotal)));
    } else {
        parts.append(progress.phase.isEmpty() ? BuildPanel::tr("preparing") : progress.phase);
    }
    if (progress.residentBytes > 0)
        parts.append(progress.forecastBytes > 0
                         ? BuildPanel::tr("%1 of memory, %2 expected")
                               .arg(byteText(progress.residentBytes), byteText(progress.forecastBytes))
                         : BuildPanel::tr("%1 of memory").arg(byteText(progress.residentBytes)));
    return parts.join(QStringLiteral("   ·   "));
}

BuildPanel::BuildPanel(BuildBankPresenter& presenter, ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_title(new QLabel), m_figures(new QLabel), m_bar(new QProgressBar),
      m_cancel(new QPushButton(tr("Cancel"))), m_pause(new QPushButton(tr("Pause"))),
      m_ask(new QPushButton(tr("Ask it meanwhile"))), m_wall(new ThumbnailWall(thumbnails))
{
    setObjectName(QStringLiteral("buildPanel"));
    setFocusPolicy(Qt::ClickFocus);
    m_title->setProperty("role", QStringLiteral("title"));
    m_figures->setProperty("role", QStringLiteral("muted"));
    m_figures->setObjectName(QStringLiteral("buildFigures"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the build"));
    m_cancel->setObjectName(QStringLiteral("cancelBuild"));
    m_cancel->setAccessibleName(tr("Cancel the build"));
    m_cancel->setToolTip(tr("Stop and remove what was read; it asks first where that took long"));
    m_pause->setObjectName(QStringLiteral("pauseBuild"));
    m_pause->setAccessibleName(tr("Pause the build"));
    m_pause->setToolTip(tr("Stop and keep what was read: building the same bank goes on from there"));
    m_ask->setObjectName(QStringLiteral("askBuild"));
    m_ask->setAccessibleName(tr("Ask the bank that is being built"));
    m_ask->setToolTip(tr("Open what was read so far as a bank, and look at pictures with it; the build goes on"));

    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_title);
    texts->addWidget(m_figures);
    auto* head = new QHBoxLayout;
    head->addLayout(texts, 1);
    head->addWidget(m_ask, 0, Qt::AlignVCenter);
    head->addWidget(m_pause, 0, Qt::AlignVCenter);
    head->addWidget(m_cancel, 0, Qt::AlignVCenter);
    auto* body = new QHBoxLayout;
    body->setSpacing(24);
    body->addWidget(m_wall, 1);
    body->addWidget(makeCoverage());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(14);
    layout->addLayout(head);
    layout->addWidget(m_bar);
    layout->addLayout(body, 1);

    connect(m_cancel, &QPushButton::clicked, this, [this, &presenter] { cancelBuild(*window(), presenter); });
    connect(m_pause, &QPushButton::clicked, &presenter, &BuildBankPresenter::pause);
    connect(m_ask, &QPushButton::clicked, &presenter, &BuildBankPresenter::askMeanwhile);
    connect(&presenter, &BuildBankPresenter::askingChanged, this, &BuildPanel::showProgress);
    connect(&presenter, &BuildBankPresenter::stopping, this, &BuildPanel::showProgress);
    connect(&presenter, &BuildBankPresenter::started, this, &BuildPanel::begin);
    connect(&presenter, &BuildBankPresenter::progressed, this, &BuildPanel::showProgress);
    connect(&presenter, &BuildBankPresenter::pictureRead, m_wall, &ThumbnailWall::add);
}

QWidget* BuildPanel::makeCoverage()
{
    auto* side = new QWidget;
    side->setFixedWidth(300);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_coverageTitle = new QLabel(tr("PATCHES THAT SHOW A CLASS"));
    m_coverageTitle->setProperty("role", QStringLiteral("section"));
    m_coverageTitle->hide();
    m_coverage = new CoverageView;
    m_coverageNote =
        new QLabel(tr("Of all patches read so far. A patch can show several classes, so the figures add up "
                      "to more than 100 %."));
    m_coverageNote->setWordWrap(true);
    m_coverageNote->setProperty("role", QStringLiteral("caption"));
    m_coverageNote->hide();
    m_missing = new QLabel;
    m_missing->setObjectName(QStringLiteral("missingClasses"));
    m_missing->setWordWrap(true);
    m_missing->setProperty("role", QStringLiteral("muted"));
    layout->addWidget(m_coverageTitle);
    layout->addWidget(m_coverageNote);
    layout->addWidget(m_coverage, 1);
    layout->addWidget(m_missing);
    return side;
}

void BuildPanel::begin()
{
    m_wall->clear();
    m_coverage->setShares({});
    m_coverageTitle->hide();
    m_coverageNote->hide();
    m_missing->clear();
    m_cancel->setEnabled(true);
    m_pause->setEnabled(true);
    m_ask->setEnabled(false); // until something was read
    m_bar->setRange(0, 0);
}

void BuildPanel::showProgress()
{
    const BuildProgress& progress = m_presenter.progress();
    m_title->setText(progress.title);
    m_figures->setText(buildFigures(progress));
    for (QPushButton* button : {m_pause, m_cancel})
        button->setEnabled(!progress.isStopping);
    m_ask->setEnabled(m_presenter.canAsk());
    const bool reading = progress.imagesTotal > 0;
    const qint64 total = reading ? progress.imagesTotal : progress.phaseTotal;
    m_bar->setRange(0, static_cast<int>(total > 0 ? 1000 : 0));
    if (total > 0)
        m_bar->setValue(static_cast<int>((reading ? progress.imagesDone : progress.phaseDone) * 1000 / total));
    m_wall->setExpected(progress.imagesTotal);
    m_coverage->setShares(progress.coverage);
    for (QLabel* text : {m_coverageTitle, m_coverageNote})
        text->setVisible(!progress.coverage.isEmpty());
    m_missing->setText(progress.missingClasses.isEmpty() || progress.imagesDone == 0
                           ? QString()
                           : tr("Not seen yet: %1").arg(progress.missingClasses.join(QStringLiteral(", "))));
}

} // namespace nectar
