// SPDX-License-Identifier: Apache-2.0
// The line over the list of voters: by patch, by picture, copy.
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/why_not_presenter.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/icons.h"
#include "ui/views/neighbour_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace nectar {

/// "30 patches | 12 pictures", and the copy button.
QHBoxLayout* EvidencePanel::makeListBar()
{
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 8, 4);
    bar->setSpacing(0);
    m_votersTitle = new QLabel;
    m_votersTitle->setProperty("role", QStringLiteral("section"));
    m_votersTitle->setContentsMargins(4, 0, 0, 0);
    auto* group = new QButtonGroup(this);
    const auto tab = [&](const char* name, const QString& help) {
        auto* button = new QToolButton;
        button->setObjectName(QLatin1String(name));
        button->setCheckable(true);
        button->setToolTip(help);
        button->setAccessibleName(help);
        group->addButton(button);
        bar->addWidget(button);
        return button;
    };
    m_byPatch = tab("byPatch", tr("The remembered patches that vote, best first"));
    m_byImage = tab("byImage", tr("The prompt images that these come from, with their part of the vote"));
    m_byPatch->setChecked(true);
    m_copy = new QPushButton(lineIcon(QStringLiteral("copy")), tr("Copy as CSV"));
    m_copy->setObjectName(QStringLiteral("copyCsv"));
    m_copy->setAccessibleName(tr("Copy the list as CSV"));
    m_copy->setToolTip(tr("Copy the list with similarities and weights as comma-separated values"));
    m_copy->setProperty("flat", true);
    m_copy->setIconSize({16, 16});
    connect(m_copy, &QPushButton::clicked, this, &EvidencePanel::copyRequested);
    connect(group, &QButtonGroup::buttonClicked, this, &EvidencePanel::showWhyNot);
    connect(&m_presenter.answers().promptShares, &PromptSharesPresenter::sharesChanged, this,
            &EvidencePanel::showCounts);
    bar->addWidget(m_votersTitle);
    bar->addStretch();
    bar->addWidget(m_copy);
    return bar;
}

void EvidencePanel::showCounts()
{
    const bool asked = m_lists->currentWidget() == m_closest;
    m_votersTitle->setVisible(asked);
    m_votersTitle->setText(tr("Closest patches of %1").arg(m_presenter.answers().whyNot.className()));
    m_byPatch->setVisible(!asked);
    m_byImage->setVisible(!asked);
    const QList<NeighbourCard>& cards = m_presenter.evidence().neighbours().cards();
    const auto silent = std::count_if(cards.begin(), cards.end(), [](const NeighbourCard& c) { return !c.votes(); });
    m_byPatch->setText(cards.size() == 1 ? tr("1 patch") : tr("%1 patches").arg(cards.size()));
    const QString silentText = silent == 0
                                   ? QString()
                                   : (m_presenter.evidence().reading().task == Task::Depth ? tr(", %1 without depth")
                                                                                           : tr(", %1 without label"))
                                         .arg(silent);
    m_byPatch->setToolTip(silent == 0 ? tr("The remembered patches that vote, best first")
                                      : tr("Patches without label do not vote; the shares are of those that do"));
    const auto images = static_cast<int>(m_presenter.answers().promptShares.shares().shares().size());
    m_byImage->setText(images == 1 ? tr("1 picture") : tr("%1 pictures").arg(images));
    fitListBar(silentText);
    m_pictureSharesTitle->setText(images == 0 ? QString() : tr("This picture rests on"));
}

void EvidencePanel::fitListBar(const QString& silent)
{
    constexpr int kMargins = 20;
    const auto fits = [this] {
        return m_byPatch->sizeHint().width() + m_byImage->sizeHint().width() + m_copy->sizeHint().width() + kMargins <=
               width();
    };
    const QString patches = m_byPatch->text();
    m_copy->setText(tr("Copy as CSV"));
    m_byPatch->setText(patches + silent);
    if (fits() || m_byPatch->isHidden())
        return;
    m_copy->setText(tr("CSV"));
    if (!fits())
        m_byPatch->setText(patches);
}

void EvidencePanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    showCounts();
}

} // namespace nectar
