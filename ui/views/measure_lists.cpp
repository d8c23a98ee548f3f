// SPDX-License-Identifier: Apache-2.0
#include "ui/views/measure_lists.h"

#include "ui/convert/text.h"
#include "ui/models/measure_models.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace nectar {

namespace {

constexpr int kClassRow = 24, kPictureRow = 64, kPatchWidth = 104, kPatchHeight = 122;

void markRow(QPainter& painter, const QRectF& row, const QStyleOptionViewItem& option, bool isCurrent)
{
    const ThemeColours& colours = coloursOf(option.palette);
    const bool hasFocus = option.state & QStyle::State_HasFocus;
    if (isCurrent || option.state & QStyle::State_MouseOver) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeOf(option.palette) == Theme::Dark ? colours.raised : colours.window);
        painter.drawRoundedRect(row, kRadius, kRadius);
    }
    if (isCurrent || hasFocus) {
        painter.setPen(QPen(isCurrent ? colours.accentText : colours.muted, isCurrent ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), kRadius, kRadius);
    }
}

void drawElided(QPainter& painter, const QRectF& room, int flags, const QString& text)
{
    painter.drawText(room, flags, painter.fontMetrics().elidedText(text, Qt::ElideRight, int(room.width())));
}

class ClassDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {180, kClassRow}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const ThemeColours& colours = coloursOf(option.palette);
        const MeasuredClass& entry = static_cast<const MeasuredClassModel*>(index.model())->entry(index.row());
        const QRectF row = QRectF(option.rect).adjusted(0, 0, -4, 0);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        markRow(*painter, row, option, false);
        const double nameWidth = row.width() * 0.3, valueWidth = 34, countWidth = 56;
        painter->setFont(option.font);
        painter->setPen(colours.text);
        drawElided(*painter, {row.left() + 6, row.top(), nameWidth - 10, row.height()}, Qt::AlignVCenter, entry.name);
        const QRectF track(row.left() + nameWidth, row.center().y() - 5,
                           row.width() - nameWidth - valueWidth - countWidth - 6, 10);
        drawShareBar(*painter, track, entry.iou, entry.colour, colours);
        painter->drawText(QRectF(track.right(), row.top(), valueWidth, row.height()), Qt::AlignRight | Qt::AlignVCenter,
                          numberText(entry.iou, 2));
        painter->setFont(captionFont(option.font));
        painter->setPen(colours.muted);
        painter->drawText(row.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, shortCount(entry.truthPixels));
        painter->restore();
    }

private:
    /// "12.3k", "4.5M": pixels need no more figures beside a bar.
    static QString shortCount(qint64 count)
    {
        const auto value = static_cast<double>(count);
        return count < 1000        ? QString::number(count)
               : count < 1'000'000 ? QStringLiteral("%1k").arg(numberText(value / 1e3, count < 10'000 ? 1 : 0))
                                   : QStringLiteral("%1M").arg(numberText(value / 1e6, count < 10'000'000 ? 1 : 0));
    }
};

class PictureDelegate final : public QStyledItemDelegate {
public:
    PictureDelegate(ThumbnailCache& thumbnails, QObject* parent) : QStyledItemDelegate(parent), m_thumbnails(thumbnails)
    {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, kPictureRow}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const ThemeColours& colours = coloursOf(option.palette);
        const auto* model = static_cast<const MeasuredPictureModel*>(index.model());
        const MeasuredPicture& picture = model->picture(index.row());
        const QRectF row = QRectF(option.rect).adjusted(0, 1, -4, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        markRow(*painter, row, option, index.row() == model->current());
        const QRectF box(row.left() + 6, row.top() + 6, 68, row.height() - 12);
        const QImage photo = m_thumbnails.filePicture(picture.path, ThumbnailCache::Detail::Small);
        if (photo.isNull())
            drawPlaceholder(*painter, box, colours.line, 4);
        else
            drawCovering(*painter, photo, box, 4);
        const QRectF text = row.adjusted(84, 8, -8, -8);
        painter->setFont(option.font);
        painter->setPen(colours.text);
        drawElided(*painter, text, Qt::AlignLeft | Qt::AlignTop, index.data().toString());
        painter->setPen(colours.muted);
        const QString measure = picture.pixels == 0 ? scoreText(picture, model->task())
                                : model->task() == Task::Depth
                                    ? MeasuredPictureView::tr("RMSE %1").arg(scoreText(picture, Task::Depth))
                                    : MeasuredPictureView::tr("mIoU %1").arg(scoreText(picture, Task::Segmentation));
        drawElided(*painter, text, Qt::AlignLeft | Qt::AlignBottom, measure);
        painter->restore();
    }

private:
    ThumbnailCache& m_thumbnails;
};

class PatchDelegate final : public QStyledItemDelegate {
public:
    PatchDelegate(ThumbnailCache& thumbnails, QObject* parent) : QStyledItemDelegate(parent), m_thumbnails(thumbnails)
    {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {kPatchWidth, kPatchHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr double kSurroundings = 5; // patches wide
        const ThemeColours& colours = coloursOf(option.palette);
        const ConfusedPatch& patch = static_cast<const ConfusedPatchModel*>(index.model())->patch(index.row());
        const QRectF cell = QRectF(option.rect).adjusted(2, 2, -2, -2);
        const QRectF box(cell.left() + 7, cell.top() + 7, cell.width() - 14, cell.width() - 14);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        markRow(*painter, cell, option, false);
        const QImage photo = m_thumbnails.filePicture(patch.path, ThumbnailCache::Detail::Large);
        if (photo.isNull())
            drawPlaceholder(*painter, box, colours.line, 4);
        else
            drawCrop(*painter, photo, patch.imageSize, patch.rectangle, kSurroundings, box);
        painter->setFont(captionFont(option.font));
        painter->setPen(colours.muted);
        drawElided(*painter, {box.left(), box.bottom() + 2, box.width(), 16}, Qt::AlignHCenter | Qt::AlignVCenter,
                   index.data().toString());
        painter->restore();
    }

private:
    ThumbnailCache& m_thumbnails;
};

void prepare(QListView& view, const char* name, const QString& accessibleName)
{
    view.setObjectName(QLatin1String(name));
    view.setAccessibleName(accessibleName);
    view.setMouseTracking(true);
    view.setUniformItemSizes(true);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setFrameShape(QFrame::NoFrame);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

bool isEnter(const QKeyEvent& event) { return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter; }

} // namespace

MeasuredClassView::MeasuredClassView(QWidget* parent) : QListView(parent)
{
    prepare(*this, "measuredClasses", tr("How well each class was found"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new ClassDelegate(this));
}

MeasuredPictureView::MeasuredPictureView(ThumbnailCache& thumbnails, QWidget* parent) : QListView(parent)
{
    prepare(*this, "worstPictures", tr("Pictures, the worst first"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new PictureDelegate(thumbnails, this));
    connect(&thumbnails, &ThumbnailCache::ready, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) { Q_EMIT pictureChosen(index.row()); });
}

void MeasuredPictureView::keyPressEvent(QKeyEvent* event)
{
    if (isEnter(*event) && currentIndex().isValid())
        return Q_EMIT pictureChosen(currentIndex().row());
    QListView::keyPressEvent(event);
}

ConfusedPatchView::ConfusedPatchView(ThumbnailCache& thumbnails, QWidget* parent) : QListView(parent)
{
    prepare(*this, "confusedPatches", tr("Patches of this confusion"));
    setFlow(QListView::LeftToRight);
    setWrapping(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedHeight(kPatchHeight + 12);
    setItemDelegate(new PatchDelegate(thumbnails, this));
    connect(&thumbnails, &ThumbnailCache::ready, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) { Q_EMIT patchChosen(index.row()); });
}

void ConfusedPatchView::keyPressEvent(QKeyEvent* event)
{
    if (isEnter(*event) && currentIndex().isValid())
        return Q_EMIT patchChosen(currentIndex().row());
    QListView::keyPressEvent(event);
}

} // namespace nectar
