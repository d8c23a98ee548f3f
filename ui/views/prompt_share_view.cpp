// SPDX-License-Identifier: Apache-2.0
#include "ui/views/prompt_share_view.h"

#include "ui/convert/text.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace nectar {

namespace {

constexpr int kRowHeight = 64;
constexpr int kMargin = 16;

class ShareDelegate final : public QStyledItemDelegate {
public:
    ShareDelegate(ThumbnailCache& thumbnails, QObject* parent) : QStyledItemDelegate(parent), m_thumbnails(thumbnails)
    {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {280, kRowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& model = *static_cast<const PromptShareModel*>(index.model());
        const PromptShare& share = model.share(index.row());
        const ThemeColours& colours = coloursOf(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(option.state & QStyle::State_Selected ? QPen(colours.accentText, 1.5) : QPen(Qt::NoPen));
            painter->setBrush(themeOf(option.palette) == Theme::Dark ? colours.raised : colours.window);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(9, 2, -7, -2), kRadius, kRadius);
        }
        const QRectF box(option.rect.left() + kMargin, option.rect.top() + 6, 72, kRowHeight - 12);
        const QImage picture = m_thumbnails.promptPicture(share.promptImage, ThumbnailCache::Detail::Small);
        if (picture.isNull())
            drawPlaceholder(*painter, box, colours.line, 4);
        else
            drawEvidence(*painter, drawFitted(*painter, picture, box, 4), share);
        drawTexts(*painter,
                  QRectF(box.right() + 10, box.top() + 6, option.rect.right() - kMargin - box.right() - 10, 40), share,
                  option, model.share(0).share);
        painter->restore();
    }

private:
    /// The bars are relative to the largest share, so that many small ones can be told apart; the numbers are not.
    static void drawTexts(QPainter& painter, const QRectF& area, const PromptShare& share,
                          const QStyleOptionViewItem& option, double largest)
    {
        const ThemeColours& colours = coloursOf(option.palette);
        const QRectF line(area.topLeft(), QSizeF(area.width(), 18));
        painter.setPen(colours.text);
        const QString percent = ShareDelegate::tr("%1 %").arg(numberText(share.share * 100, 1));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, percent);
        const double room = line.width() - QFontMetricsF(option.font).horizontalAdvance(percent) - 10;
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(option.font)
                             .elidedText(share.imageName.section(QLatin1Char('/'), -1), Qt::ElideMiddle, room));
        const QRectF track(area.left(), line.bottom() + 8, area.width(), 6);
        drawShareBar(painter, track, largest > 0 ? share.share / largest : 0, colours.muted.rgb(), colours);
    }

    ThumbnailCache& m_thumbnails;
};

} // namespace

PromptShareView::PromptShareView(PromptShareModel& model, ThumbnailCache& thumbnails, QWidget* parent)
    : QListView(parent)
{
    setAccessibleName(tr("Prompt images that vote"));
    setModel(&model);
    setItemDelegate(new ShareDelegate(thumbnails, this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(&thumbnails, &ThumbnailCache::ready, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QListView::entered, this, [this](const QModelIndex& index) { Q_EMIT shareLookedAt(index.row()); });
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT enlargeRequested(index.row()); });
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT openRequested(index.row()); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { Q_EMIT shareLookedAt(-1); });
}

void PromptShareView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (hasFocus() && current.isValid())
        Q_EMIT shareLookedAt(current.row());
}

void PromptShareView::leaveEvent(QEvent* event)
{
    QListView::leaveEvent(event);
    Q_EMIT shareLookedAt(-1);
}

void PromptShareView::focusOutEvent(QFocusEvent* event)
{
    QListView::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        Q_EMIT shareLookedAt(-1);
}

void PromptShareView::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        Q_EMIT openRequested(currentIndex().row());
    else if (event->key() == Qt::Key_Space && currentIndex().isValid())
        Q_EMIT leaveOutRequested(currentIndex().row());
    else
        QListView::keyPressEvent(event);
}

void PromptShareView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    const int row = index.row(); // the list may be another one when the menu closes
    QMenu menu(this);
    QAction* enlarge = menu.addAction(lineIcon(QStringLiteral("beside")), tr("Show it beside the canvas"));
    QAction* open = menu.addAction(lineIcon(QStringLiteral("picture")), tr("Open this prompt image as the query"));
    QAction* leaveOut = menu.addAction(lineIcon(QStringLiteral("eye-off")), tr("Leave this prompt image out"));
    for (QAction* action : {enlarge, open, leaveOut})
        action->setEnabled(index.isValid());
    QAction* copy = menu.addAction(lineIcon(QStringLiteral("copy")), tr("Copy the list as CSV"));
    copy->setEnabled(model()->rowCount() > 0);
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

} // namespace nectar
