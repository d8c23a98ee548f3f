// SPDX-License-Identifier: Apache-2.0
#include "ui/views/neighbour_view.h"

#include "ui/models/neighbour_list_model.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/icons.h"
#include "ui/views/neighbour_delegate.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>

namespace nectar {

namespace {
constexpr int kHoverDelayMs = 300;
} // namespace

NeighbourView::NeighbourView(NeighbourListModel& model, ThumbnailCache& thumbnails, QWidget* parent) : QListView(parent)
{
    setObjectName(QStringLiteral("neighbourView"));
    setAccessibleName(tr("Patches that vote"));
    setModel(&model);
    setItemDelegate(new NeighbourDelegate(thumbnails, this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(&thumbnails, &ThumbnailCache::ready, viewport(), qOverload<>(&QWidget::update));
    m_hoverDelay.setSingleShot(true);
    m_hoverDelay.setInterval(kHoverDelayMs);
    connect(&m_hoverDelay, &QTimer::timeout, this, [this] { lookAt(m_hoveredRow); });
    connect(this, &QListView::entered, this, [this](const QModelIndex& index) {
        m_hoveredRow = index.row();
        m_lookedAt >= 0 ? lookAt(m_hoveredRow) : m_hoverDelay.start(); // once it is open it follows at once
    });
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT enlargeRequested(index.row()); });
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT openRequested(index.row()); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { lookAt(-1); });
}

void NeighbourView::lookAt(int row)
{
    m_hoverDelay.stop();
    if (m_lookedAt == row)
        return;
    m_lookedAt = row;
    Q_EMIT cardLookedAt(row);
}

bool NeighbourView::isOnAskButton(QPoint position) const
{
    const QModelIndex index = indexAt(position);
    return index.isValid() && NeighbourDelegate::askButton(visualRect(index)).contains(position);
}

bool NeighbourView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (isOnAskButton(help->pos())) {
            QToolTip::showText(help->globalPos(), tr("Ask about this picture (Enter)"), this);
            return true;
        }
    }
    return QListView::viewportEvent(event);
}

void NeighbourView::mouseMoveEvent(QMouseEvent* event)
{
    viewport()->setCursor(isOnAskButton(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QListView::mouseMoveEvent(event);
}

void NeighbourView::mousePressEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    if (event->button() == Qt::LeftButton && isOnAskButton(position)) {
        Q_EMIT openRequested(indexAt(position).row());
        return;
    }
    QListView::mousePressEvent(event);
}

void NeighbourView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (hasFocus() && current.isValid())
        lookAt(current.row());
}

void NeighbourView::leaveEvent(QEvent* event)
{
    QListView::leaveEvent(event);
    lookAt(-1);
}

void NeighbourView::focusOutEvent(QFocusEvent* event)
{
    QListView::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        lookAt(-1);
}

void NeighbourView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_lookedAt >= 0)
        return lookAt(-1);
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT openRequested(currentIndex().row());
        return;
    }
    if (event->key() == Qt::Key_Space && currentIndex().isValid()) {
        Q_EMIT enlargeRequested(currentIndex().row());
        return;
    }
    QListView::keyPressEvent(event);
}

void NeighbourView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    QMenu menu(this);
    QAction* enlarge = menu.addAction(lineIcon(QStringLiteral("beside")), tr("Show its picture beside the canvas"));
    enlarge->setEnabled(index.isValid());
    QAction* open = menu.addAction(lineIcon(QStringLiteral("picture")), tr("Ask about this picture"));
    open->setEnabled(index.isValid());
    QAction* leaveOut = menu.addAction(lineIcon(QStringLiteral("eye-off")), tr("Leave this prompt image out"));
    leaveOut->setEnabled(index.isValid());
    QAction* copy = menu.addAction(lineIcon(QStringLiteral("copy")), tr("Copy the list as CSV"));
    copy->setEnabled(model()->rowCount() > 0);
    const int row = index.row(); // the list may be another one when the menu closes
    const QAction* chosen = menu.exec(event->globalPos());
    if (chosen == enlarge)
        Q_EMIT enlargeRequested(row);
    else if (chosen == open)
        Q_EMIT openRequested(row);
    else if (chosen == leaveOut)
        Q_EMIT leaveOutRequested(row);
    else if (chosen == copy)
        Q_EMIT copyRequested();
}

void NeighbourView::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    Q_EMIT painted();
}

} // namespace nectar
