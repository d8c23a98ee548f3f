// SPDX-License-Identifier: Apache-2.0
#include "ui/views/inspect_page.h"

#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/why_not_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/image_list_panel.h"
#include "ui/views/image_view.h"
#include "ui/views/neighbour_preview.h"
#include "ui/views/neighbour_view.h"
#include "ui/views/prompt_share_view.h"

#include <QKeyEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

InspectPage::InspectPage(QueryPresenter& presenter, QWidget* parent)
    : QWidget(parent), m_presenter(presenter), m_library(new ImageListPanel(presenter)),
      m_canvas(new CanvasPane(presenter)), m_evidence(new EvidencePanel(presenter)), m_splitter(new QSplitter),
      m_preview(new NeighbourPreview(presenter.thumbnails(), this))
{
    setObjectName(QStringLiteral("inspectPage"));
    m_splitter->setObjectName(QStringLiteral("inspectSplitter"));
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    for (QWidget* part :
         {static_cast<QWidget*>(m_library), static_cast<QWidget*>(m_canvas), static_cast<QWidget*>(m_evidence)})
        m_splitter->addWidget(part);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(2, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);
    resetLayout();
    connectList(m_evidence->neighbourView(), presenter.evidence().neighbours());
    connectList(m_evidence->closestView(), presenter.answers().whyNot.closest());
    connectShares(m_evidence->sharesView());
    connectShares(m_evidence->pictureSharesView());
    connect(m_library, &ImageListPanel::pictureClicked, this,
            [this] { m_canvas->view()->setFocus(Qt::OtherFocusReason); });
    connect(&presenter.evidence(), &EvidencePresenter::changed, m_preview,
            &QWidget::hide); // its card is another one now
    connect(&presenter.answers().promptView, &PromptViewPresenter::changed, m_preview,
            &QWidget::hide); // it is there to stay
    connect(&presenter.answers().previewHeat, &PromptHeat::changed, this,
            [this] { m_preview->setHeat(m_presenter.answers().previewHeat.layer(), m_canvas->view()->opacity()); });
}

void InspectPage::connectList(NeighbourView* view, const NeighbourListModel& list)
{
    connect(view, &NeighbourView::cardLookedAt, this, [this, &list](int row) { previewCard(list, row); });
    connect(view, &NeighbourView::enlargeRequested, this, [this, &list](int row) {
        m_preview->hide();
        if (row >= 0 && row < list.rowCount())
            m_presenter.answers().promptView.lookAtCard(list.card(row));
    });
    connect(view, &NeighbourView::openRequested, this, [this, &list](int row) {
        if (row >= 0 && row < list.rowCount())
            m_presenter.openNeighbour(list.card(row));
    });
    connect(view, &NeighbourView::leaveOutRequested, this, [this, &list](int row) {
        if (row < list.rowCount())
            m_presenter.voting().setPromptCounts(list.card(row).promptImage, false);
    });
}

void InspectPage::connectShares(PromptShareView* view)
{
    const PromptShareModel& shares = m_presenter.answers().promptShares.shares();
    connect(view, &PromptShareView::shareLookedAt, this, &InspectPage::previewShare);
    connect(view, &PromptShareView::enlargeRequested, this, [this, &shares](int row) {
        m_preview->hide();
        if (row >= 0 && row < shares.rowCount())
            m_presenter.answers().promptView.look(shares.share(row).promptImage);
    });
    connect(view, &PromptShareView::openRequested, this, [this, &shares](int row) {
        if (const int image = row < shares.rowCount() ? static_cast<int>(shares.share(row).promptImage) : -1;
            image >= 0 && image < m_presenter.promptImages().rowCount())
            m_presenter.openImage(m_presenter.promptImages().entry(image).path);
    });
    connect(view, &PromptShareView::leaveOutRequested, this, [this, &shares](int row) {
        if (row < shares.rowCount())
            m_presenter.voting().setPromptCounts(shares.share(row).promptImage, false);
    });
}

void InspectPage::enlargeChosen()
{
    if (m_presenter.answers().promptView.isOpen())
        return m_presenter.answers().promptView.close();
    for (NeighbourView* view : {m_evidence->neighbourView(), m_evidence->closestView()})
        if (view->isVisible())
            return Q_EMIT view->enlargeRequested(std::max(0, view->currentIndex().row()));
    for (PromptShareView* view : {m_evidence->sharesView(), m_evidence->pictureSharesView()})
        if (view->isVisible())
            return Q_EMIT view->enlargeRequested(std::max(0, view->currentIndex().row()));
}

void InspectPage::resetLayout() { m_splitter->setSizes({232, 700, 348}); }

void InspectPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_canvas->view()->setFocus(Qt::OtherFocusReason); // arrow keys walk patches at once
}

void InspectPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_O && event->modifiers() == Qt::NoModifier && !event->isAutoRepeat())
        return m_canvas->view()->setPeeking(true); // whichever part has the focus
    QWidget::keyPressEvent(event);
}

void InspectPage::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_O && !event->isAutoRepeat())
        return m_canvas->view()->setPeeking(false);
    QWidget::keyReleaseEvent(event);
}

void InspectPage::previewCard(const NeighbourListModel& list, int row)
{
    if (row < 0 || row >= list.rowCount() || m_presenter.answers().promptView.isOpen())
        return m_preview->hide();
    m_preview->showCard(list.card(row));
    placePreview(list.card(row).promptImage);
}

void InspectPage::previewShare(int row)
{
    const PromptShareModel& shares = m_presenter.answers().promptShares.shares();
    if (row < 0 || row >= shares.rowCount() || m_presenter.answers().promptView.isOpen())
        return m_preview->hide();
    m_preview->showShare(shares.share(row));
    placePreview(shares.share(row).promptImage);
}

void InspectPage::placePreview(quint32 promptImage)
{
    m_presenter.answers().previewHeat.look(promptImage);
    m_preview->setHeat(m_presenter.answers().previewHeat.layer(), m_canvas->view()->opacity());
    m_preview->setRoomForHeat(m_presenter.answers().patchLayers.shown() == PatchView::Similarity);
    // Beside the cards, or where the patch that they explain stays in sight.
    constexpr int kLeastWidth = 240;
    const QRect canvas = QRect(m_canvas->mapTo(this, QPoint(0, 0)), m_canvas->size()).adjusted(12, 12, -12, -12);
    const QRect patch = m_canvas->view()->selectedRect().translated(m_canvas->mapTo(this, QPoint(0, 0)));
    const int usual = std::max(kLeastWidth, canvas.width() * 3 / 5);
    const int right = patch.isEmpty() ? usual : canvas.right() - patch.right() - 8;
    const int left = patch.left() - canvas.left() - 8;
    const bool goesLeft = right < kLeastWidth && left > right;
    m_preview->fitInto(std::min(usual, std::max(kLeastWidth, goesLeft ? left : right)));
    m_preview->move(goesLeft ? canvas.left() : canvas.right() - m_preview->width(), canvas.top());
}

} // namespace nectar
