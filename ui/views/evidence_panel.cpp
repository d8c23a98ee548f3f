// SPDX-License-Identifier: Apache-2.0
#include "ui/views/evidence_panel.h"

#include "ui/presenters/query_presenter.h"
#include "ui/views/icons.h"
#include "ui/views/neighbour_view.h"
#include "ui/views/theme.h"
#include "ui/views/vote_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace nectar {

EvidencePanel::EvidencePanel(QueryPresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_pages(new QStackedWidget)
{
    setObjectName(QStringLiteral("panel"));
    setMinimumWidth(300);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    m_pages->addWidget(makeEvidence());
    m_pages->addWidget(makeHint());
    connect(&presenter, &QueryPresenter::evidenceChanged, this, &EvidencePanel::showReading);
    showReading();
}

QWidget* EvidencePanel::makeEvidence()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(0);

    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 0, 16, 12);
    head->setSpacing(8);
    m_where = new QLabel;
    m_where->setObjectName(QStringLiteral("patchPlace"));
    m_where->setToolTip(tr("Rows and columns of patches, counted from 0 at the top left; the pixels it covers"));
    m_where->setProperty("role", QStringLiteral("caption"));
    m_headline = new QLabel;
    m_headline->setObjectName(QStringLiteral("headline"));
    m_headline->setProperty("role", QStringLiteral("title"));
    m_headline->setWordWrap(true);
    m_headline->setMinimumHeight(44); // two lines: the panel does not jump while hovering
    m_headline->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_votes = new VoteView;
    head->addWidget(m_where);
    head->addWidget(m_headline);
    head->addWidget(m_votes);
    layout->addLayout(head);

    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    layout->addWidget(line);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 4, 8, 4);
    m_votersTitle = new QLabel;
    m_votersTitle->setProperty("role", QStringLiteral("section"));
    m_copy = new QPushButton(lineIcon(QStringLiteral("copy")), tr("Copy as CSV"));
    m_copy->setObjectName(QStringLiteral("copyCsv"));
    m_copy->setAccessibleName(tr("Copy the voters as CSV"));
    m_copy->setToolTip(tr("Copy the list with similarities and weights as comma-separated values"));
    m_copy->setProperty("flat", true);
    m_copy->setIconSize({16, 16});
    connect(m_copy, &QPushButton::clicked, this, &EvidencePanel::copyRequested);
    bar->addWidget(m_votersTitle);
    bar->addStretch();
    bar->addWidget(m_copy);
    layout->addLayout(bar);

    m_neighbours = new NeighbourView(m_presenter.neighbours(), m_presenter.thumbnails());
    connect(m_neighbours, &NeighbourView::copyRequested, this, &EvidencePanel::copyRequested);
    layout->addWidget(m_neighbours, 1);
    return page;
}

int EvidencePanel::chosenVoter() const { return std::max(0, m_neighbours->currentIndex().row()); }

QWidget* EvidencePanel::makeHint()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(32, 24, 32, 24);
    auto* icon = new QLabel;
    icon->setPixmap(lineIcon(QStringLiteral("bank"), palette().color(QPalette::PlaceholderText)).pixmap(36, 36));
    icon->setAlignment(Qt::AlignHCenter);
    m_hint = new QLabel(tr("Click a patch in the picture to see which patches of your prompt images it resembles."));
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignHCenter);
    m_hint->setProperty("role", QStringLiteral("muted"));
    layout->addStretch(2);
    layout->addWidget(icon);
    layout->addSpacing(8);
    layout->addWidget(m_hint);
    layout->addStretch(3);
    return page;
}

void EvidencePanel::showReading()
{
    const PatchReading& reading = m_presenter.reading();
    m_pages->setCurrentIndex(reading.patch >= 0 ? 0 : 1);
    if (reading.patch < 0)
        return;
    QString place = patchText(reading.index);
    place[0] = place[0].toUpper();
    m_where->setText(tr("%1   ·   x %2–%3, y %4–%5")
                         .arg(place)
                         .arg(reading.pixels.left())
                         .arg(reading.pixels.right())
                         .arg(reading.pixels.top())
                         .arg(reading.pixels.bottom()));
    m_headline->setText(reading.headline());
    if (!reading.known)
        m_votes->showNothing();
    else if (reading.task == Task::Depth)
        m_votes->showDepth(m_presenter.neighbours().cards(), reading);
    else
        m_votes->showClasses(reading.votes);
    showVoters();
}

void EvidencePanel::showVoters()
{
    const QList<NeighbourCard>& cards = m_presenter.neighbours().cards();
    const auto silent = std::count_if(cards.begin(), cards.end(), [](const NeighbourCard& c) { return !c.votes(); });
    QString title = cards.size() == 1 ? tr("1 patch") : tr("%1 patches").arg(cards.size());
    if (silent == 0)
        title = cards.size() == 1 ? tr("1 patch votes") : tr("%1 patches vote").arg(cards.size());
    else
        title += (m_presenter.reading().task == Task::Depth ? tr(", %1 without depth") : tr(", %1 without label"))
                     .arg(silent);
    m_votersTitle->setText(title);
    m_votersTitle->setToolTip(silent == 0 ? QString()
                                          : tr("Patches without label do not vote; the shares are of those that do"));
}

} // namespace nectar
