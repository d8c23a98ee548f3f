// SPDX-License-Identifier: Apache-2.0
#include "ui/views/prompt_pane.h"

#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/elided_label.h"
#include "ui/views/icons.h"
#include "ui/views/lit_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

namespace nectar {

PromptPane::PromptPane(QueryPresenter& query, QWidget* parent)
    : QFrame(parent), m_query(query), m_presenter(query.answers().promptView), m_view(new LitView), m_facts(new QLabel),
      m_use(new QLabel)
{
    setObjectName(QStringLiteral("panel"));
    m_view->setObjectName(QStringLiteral("promptView"));
    m_view->setAccessibleName(tr("Prompt image with its patches"));
    m_view->setEmptyText(tr("The picture is being read …"));
    m_facts->setObjectName(QStringLiteral("promptFacts"));
    m_facts->setProperty("role", QStringLiteral("caption"));
    m_use->setObjectName(QStringLiteral("promptUse"));
    m_use->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_view, 1);
    auto* texts = new QVBoxLayout;
    texts->setContentsMargins(12, 8, 12, 8);
    texts->setSpacing(4);
    for (QLabel* label : {m_use, m_facts}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        texts->addWidget(label);
    }
    layout->addLayout(texts);
    hide();
    connect(&m_presenter, &PromptViewPresenter::changed, this, &PromptPane::showImage);
    connect(&m_presenter, &PromptViewPresenter::useChanged, this, &PromptPane::showUse);
    connect(&m_presenter.heat(), &PromptHeat::changed, this, &PromptPane::showLayer);
    connect(&query.answers().promptShares, &PromptSharesPresenter::sharesChanged, this, &PromptPane::showLayer);
    connect(&query.voting(), &VotingPresenter::leftOutChanged, this, &PromptPane::showCounts);
    connect(&query.thumbnails(), &ThumbnailCache::ready, this, &PromptPane::showPhoto);
    connect(m_view, &ImageView::patchClicked, &m_presenter, &PromptViewPresenter::choose);
}

QWidget* PromptPane::makeHead()
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 4, 4, 4);
    m_name = new ElidedLabel;
    m_name->setObjectName(QStringLiteral("promptName"));
    const auto button = [&](const char* name) {
        auto* made = new QToolButton;
        made->setObjectName(QLatin1String(name));
        made->setAutoRaise(true);
        return made;
    };
    m_counts = button("promptCounts");
    m_counts->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    QToolButton* shut = button("promptClose");
    shut->setIcon(lineIcon(QStringLiteral("close")));
    shut->setToolTip(tr("Close the prompt image (Esc)"));
    shut->setAccessibleName(tr("Close the prompt image"));
    layout->addWidget(m_name, 1);
    layout->addWidget(m_counts);
    layout->addWidget(shut);
    connect(m_counts, &QToolButton::clicked, this, [this] { m_presenter.setCounts(!m_presenter.counts()); });
    connect(shut, &QToolButton::clicked, &m_presenter, &PromptViewPresenter::close);
    showCounts();
    return head;
}

void PromptPane::showImage()
{
    const bool open = m_presenter.isOpen();
    m_photo = 0;
    if (open) {
        m_name->setFullText(m_presenter.name().section(QLatin1Char('/'), -1));
        m_name->setToolTip(m_presenter.name());
        m_view->setPhoto({});
        showPhoto();
        showCounts();
        showUse();
    }
    if (open == isHidden()) {
        setVisible(open);
        Q_EMIT shownChanged(open);
    }
}

void PromptPane::showPhoto()
{
    if (!m_presenter.isOpen())
        return;
    ThumbnailCache& thumbnails = m_query.thumbnails();
    QImage picture = thumbnails.promptPicture(m_presenter.promptImage(), ThumbnailCache::Detail::Large);
    if (picture.isNull())
        picture = thumbnails.promptPicture(m_presenter.promptImage(), ThumbnailCache::Detail::Small);
    if (picture.isNull() || picture.cacheKey() == m_photo)
        return;
    m_photo = picture.cacheKey();
    m_view->setPhoto({m_presenter.name(), {picture}, m_presenter.size(), m_presenter.places().grid});
    m_view->setSelectedPatch(m_presenter.framed());
    showLayer();
}

/// The heat of the canvas, or the evidence: bright is what votes.
void PromptPane::showLayer()
{
    CanvasLayer layer;
    layer.patches = m_presenter.heat().layer();
    m_view->setLayer(layer);
    m_view->setLit(layer.patches ? PromptShare{} : m_presenter.voters());
    const QString what = layer.patches                           ? layer.patches->title
                         : m_presenter.voters().places.isEmpty() ? tr("None of its patches votes here")
                                                                 : tr("Bright: its patches that vote");
    m_facts->setText(tr("%1   ·   %2").arg(what, m_presenter.factsText()));
}

void PromptPane::showUse()
{
    const QString text = m_presenter.useText();
    m_use->setText(text.isEmpty() ? tr("Click a patch to see what it decides in the open picture.") : text);
    if (m_presenter.isOpen() && m_presenter.framed() != m_view->selectedPatch())
        m_view->setSelectedPatch(m_presenter.framed());
}

void PromptPane::showCounts()
{
    const bool counts = m_presenter.counts();
    m_counts->setIcon(lineIcon(counts ? QStringLiteral("eye") : QStringLiteral("eye-off")));
    m_counts->setText(counts ? tr("Leave it out") : tr("Count it again"));
    const QString help = counts ? tr("Leave this prompt image out") : tr("Let this prompt image vote again");
    m_counts->setToolTip(help);
    m_counts->setAccessibleName(help);
    if (m_presenter.isOpen())
        showUse();
}

void PromptPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return m_presenter.close();
    QFrame::keyPressEvent(event);
}

} // namespace nectar
