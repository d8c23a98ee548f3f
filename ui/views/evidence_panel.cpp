// SPDX-License-Identifier: Apache-2.0
#include "ui/views/evidence_panel.h"

#include "ui/convert/text.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/why_not_presenter.h"
#include "ui/views/expert_mode.h"
#include "ui/views/expert_panel.h"
#include "ui/views/icons.h"
#include "ui/views/neighbour_view.h"
#include "ui/views/prompt_share_view.h"
#include "ui/views/theme.h"
#include "ui/views/vote_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

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
    connect(&presenter.evidence(), &EvidencePresenter::changed, this, &EvidencePanel::showReading);
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
    m_sureness = new QLabel;
    m_sureness->setObjectName(QStringLiteral("sureness"));
    m_sureness->setProperty("role", QStringLiteral("caption"));
    m_sureness->setWordWrap(true);
    m_sureness->setToolTip(tr("Every patch votes by itself first; these are the numbers of the Confidence layer"));
    head->addWidget(m_sureness);
    head->addWidget(makeWhyNot());
    layout->addLayout(head);

    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    layout->addWidget(line);

    layout->addLayout(makeListBar());
    m_neighbours = new NeighbourView(m_presenter.evidence().neighbours(), m_presenter.thumbnails());
    connect(m_neighbours, &NeighbourView::copyRequested, this, &EvidencePanel::copyRequested);
    m_closest = new NeighbourView(m_presenter.answers().whyNot.closest(), m_presenter.thumbnails());
    m_closest->setObjectName(QStringLiteral("closestView"));
    m_closest->setAccessibleName(tr("Closest patches of the class asked about"));
    connect(m_closest, &NeighbourView::copyRequested, this, &EvidencePanel::copyRequested);
    m_lists = new QStackedWidget;
    m_lists->addWidget(m_neighbours);
    m_lists->addWidget(m_closest);
    m_shares = new PromptShareView(m_presenter.answers().promptShares.shares(), m_presenter.thumbnails());
    m_shares->setObjectName(QStringLiteral("sharesView"));
    connect(m_shares, &PromptShareView::copyRequested, this, &EvidencePanel::copyRequested);
    m_lists->addWidget(m_shares);
    layout->addWidget(m_lists, 1);
    layout->addWidget(expertOnly(new ExpertPanel(m_presenter), Room::Given));
    return page;
}

QWidget* EvidencePanel::makeWhyNot()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    m_whyNot = new QToolButton;
    m_whyNot->setObjectName(QStringLiteral("whyNot"));
    m_whyNot->setPopupMode(QToolButton::InstantPopup);
    m_whyNot->setIcon(lineIcon(QStringLiteral("chevron")));
    m_whyNot->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_whyNot->setLayoutDirection(Qt::RightToLeft); // the arrow behind the text
    m_whyNot->setIconSize({14, 14});
    m_whyNot->setToolTip(
        tr("Choose a class to see what it would have needed to win this patch, and which of its patches "
           "come closest"));
    m_whyNot->setMenu(new QMenu(m_whyNot));
    m_whyNot->setText(tr("Why not another class?"));
    m_whyNot->setAccessibleName(tr("Why not another class?"));
    m_whyNotEnd = new QToolButton;
    m_whyNotEnd->setObjectName(QStringLiteral("whyNotEnd"));
    m_whyNotEnd->setText(tr("Back"));
    m_whyNotEnd->setAutoRaise(true);
    m_whyNotEnd->setToolTip(tr("Back to the patches that vote"));
    m_whyNotEnd->setAccessibleName(tr("Back to the patches that vote"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_whyNot);
    line->addWidget(m_whyNotEnd);
    line->addStretch();
    m_whyNotAnswer = new QLabel;
    m_whyNotAnswer->setObjectName(QStringLiteral("whyNotAnswer"));
    m_whyNotAnswer->setWordWrap(true);
    m_whyNotAnswer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addLayout(line);
    layout->addWidget(m_whyNotAnswer);
    connect(m_whyNotEnd, &QToolButton::clicked, this, [this] { m_presenter.answers().whyNot.ask(-1); });
    connect(&m_presenter, &QueryPresenter::bankChanged, this, &EvidencePanel::fillClasses);
    connect(&m_presenter.answers().whyNot, &WhyNotPresenter::answered, this, &EvidencePanel::showWhyNot);
    return box;
}

void EvidencePanel::fillClasses()
{
    QMenu* menu = m_whyNot->menu();
    menu->clear();
    const auto& classes = m_presenter.bank().classes.classes;
    for (int i = 0; i < std::ssize(classes); ++i)
        connect(menu->addAction(toQString(classes[static_cast<std::size_t>(i)].name)), &QAction::triggered, this,
                [this, i] { m_presenter.answers().whyNot.ask(i); });
    showWhyNot();
}

void EvidencePanel::showWhyNot()
{
    const bool region = m_presenter.evidence().reading().isRegion(); // the question is one about a patch
    const bool asked =
        m_presenter.answers().whyNot.asked() >= 0 && m_presenter.voting().task() == Task::Segmentation && !region;
    m_whyNot->parentWidget()->setVisible(m_presenter.voting().task() == Task::Segmentation && !region);
    m_sureness->setVisible(region);
    m_whyNot->setText(asked ? tr("Why not %1?").arg(m_presenter.answers().whyNot.className())
                            : tr("Why not another class?"));
    m_whyNotEnd->setVisible(asked);
    m_whyNotAnswer->setVisible(asked);
    m_whyNotAnswer->setText(m_presenter.answers().whyNot.sentence());
    QWidget* const voters = m_byImage->isChecked() ? static_cast<QWidget*>(m_shares) : m_neighbours;
    m_lists->setCurrentWidget(asked ? m_closest : voters);
    showCounts();
}

QString EvidencePanel::shownCsv() const
{
    if (m_pages->currentIndex() == 1 || m_lists->currentWidget() == m_shares)
        return m_presenter.answers().promptShares.shares().toCsv();
    return m_lists->currentWidget() == m_closest ? m_presenter.answers().whyNot.closest().toCsv()
                                                 : m_presenter.evidence().neighbours().toCsv();
}

int EvidencePanel::chosenVoter() const { return std::max(0, m_neighbours->currentIndex().row()); }

QWidget* EvidencePanel::makeHint()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 24, 0, 0);
    auto* icon = new QLabel;
    icon->setPixmap(lineIcon(QStringLiteral("bank"), palette().color(QPalette::PlaceholderText)).pixmap(36, 36));
    icon->setAlignment(Qt::AlignHCenter);
    m_hint = new QLabel(tr("Click a patch in the picture to see which patches of your prompt images it resembles."));
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignHCenter);
    m_hint->setContentsMargins(32, 0, 32, 0);
    m_hint->setProperty("role", QStringLiteral("muted"));
    layout->addWidget(icon);
    layout->addSpacing(8);
    layout->addWidget(m_hint);
    layout->addSpacing(16);
    m_pictureSharesTitle = new QLabel;
    m_pictureSharesTitle->setProperty("role", QStringLiteral("section"));
    m_pictureSharesTitle->setContentsMargins(16, 0, 16, 4);
    layout->addWidget(m_pictureSharesTitle);
    m_pictureShares = new PromptShareView(m_presenter.answers().promptShares.shares(), m_presenter.thumbnails());
    m_pictureShares->setObjectName(QStringLiteral("pictureSharesView"));
    connect(m_pictureShares, &PromptShareView::copyRequested, this, &EvidencePanel::copyRequested);
    layout->addWidget(m_pictureShares, 1);
    return page;
}

void EvidencePanel::showReading()
{
    const PatchReading& reading = m_presenter.evidence().reading();
    m_pages->setCurrentIndex(reading.patches.empty() ? 1 : 0);
    if (reading.patches.empty())
        return;
    m_sureness->setText(reading.sureness);
    const QString pixels = tr("x %1–%2, y %3–%4")
                               .arg(reading.pixels.left())
                               .arg(reading.pixels.right())
                               .arg(reading.pixels.top())
                               .arg(reading.pixels.bottom());
    m_where->setText(reading.isRegion() ? reading.place() : tr("%1   ·   %2").arg(reading.place(), pixels));
    m_where->setToolTip(tr("Rows and columns of patches, counted from 0 at the top left; the pixels: %1").arg(pixels));
    m_headline->setText(reading.headline());
    if (!reading.known)
        m_votes->showNothing();
    else if (reading.task == Task::Depth)
        m_votes->showDepth(m_presenter.evidence().neighbours().cards(), reading);
    else
        m_votes->showClasses(reading.votes);
    showWhyNot();
}

} // namespace nectar
