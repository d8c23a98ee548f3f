// SPDX-License-Identifier: Apache-2.0
#include "ui/views/class_legend_view.h"

#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace nectar {

namespace {

QString areaText(double share)
{
    const double percent = share * 100;
    if (percent < 0.1)
        return ClassLegendView::tr("< 0.1 %");
    return ClassLegendView::tr("%1 %").arg(percent, 0, 'f', 1);
}

int chipWidth(const QFontMetrics& metrics, const QString& name, double share)
{
    return 8 + 12 + 7 + metrics.horizontalAdvance(name) + 6 + metrics.horizontalAdvance(areaText(share)) + 12;
}

double shareOf(const QModelIndex& index) { return index.data(ClassLegendModel::ShareRole).toDouble(); }

class ChipDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {chipWidth(QFontMetrics(option.font), index.data().toString(), shareOf(index)),
                ClassLegendView::kRowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const ThemeColours& colours = coloursOf(option.palette);
        const QRectF rect(option.rect);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const auto* view = qobject_cast<const ClassLegendView*>(option.widget);
        const bool kept = view && view->keptClass() == index.data(ClassLegendModel::ClassIndexRole).toInt();
        if (kept || option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) {
            painter->setPen(kept                                    ? QPen(colours.accentText, 2)
                            : option.state & QStyle::State_HasFocus ? QPen(colours.accentText, 1)
                                                                    : QPen(Qt::NoPen));
            painter->setBrush(themeOf(option.palette) == Theme::Dark ? colours.raised : colours.window);
            painter->drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), kRadius, kRadius);
        }
        const auto colour = index.data(ClassLegendModel::ColourRole).value<QColor>();
        drawSwatch(*painter, QRectF(rect.left() + 8, rect.center().y() - 6, 12, 12), colour.rgb(), colours);
        painter->setFont(option.font);
        painter->setPen(colours.text);
        const QRectF text = rect.adjusted(27, 0, -8, 0);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->setPen(colours.muted);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, areaText(shareOf(index)));
        painter->restore();
    }
};

} // namespace

ClassLegendView::ClassLegendView(ClassLegendModel& model, QWidget* parent) : QListView(parent), m_model(model)
{
    setObjectName(QStringLiteral("classLegend"));
    setAccessibleName(tr("Classes of the picture"));
    setModel(&model);
    setItemDelegate(new ChipDelegate(this));
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setMouseTracking(true);
    setSelectionMode(NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setSpacing(0);
    setToolTip(tr("Point at a class to see where it is; click to keep it so, click again to let go"));
    connect(&model, &QAbstractItemModel::modelReset, this, &ClassLegendView::allowScrolling);
    connect(&model, &QAbstractItemModel::modelReset, this, &ClassLegendView::dropAbsent);
    connect(this, &QListView::clicked, this, &ClassLegendView::toggleKept);
    connect(this, &QListView::entered, this, [this](const QModelIndex& index) {
        Q_EMIT classHighlighted(index.data(ClassLegendModel::ClassIndexRole).toInt());
    });
    connect(this, &QListView::viewportEntered, this, &ClassLegendView::fallBack);
}

int ClassLegendView::rowsFor(const QList<ClassLegendModel::Entry>& entries, int width) const
{
    int rows = 1;
    int left = 0;
    for (const ClassLegendModel::Entry& entry : entries) {
        const int chip = chipWidth(fontMetrics(), entry.area.name, entry.area.share);
        if (left > 0 && left + chip >= width) { // the list breaks a pixel early
            ++rows;
            left = 0;
        }
        left += chip;
    }
    return rows;
}

/// Only where it is needed: a scroll bar that Qt thinks of takes room, so that more rows are needed, so that it stays.
void ClassLegendView::allowScrolling()
{
    const bool fits = rowsFor(m_model.entries(), width()) * kRowHeight <= height();
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void ClassLegendView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    allowScrolling();
}

void ClassLegendView::fallBack() { Q_EMIT classHighlighted(m_kept); }

void ClassLegendView::toggleKept(const QModelIndex& index)
{
    const int clicked = index.data(ClassLegendModel::ClassIndexRole).toInt();
    m_kept = m_kept == clicked ? -1 : clicked;
    viewport()->update();
    fallBack();
}

/// The next picture may not show the class; the same one with other voters mostly does.
void ClassLegendView::dropAbsent()
{
    const auto& entries = m_model.entries();
    if (m_kept < 0 ||
        std::any_of(entries.begin(), entries.end(), [this](const auto& e) { return e.classIndex == m_kept; }))
        return;
    m_kept = -1;
    fallBack();
}

void ClassLegendView::keyPressEvent(QKeyEvent* event)
{
    const bool chooses =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (chooses && currentIndex().isValid())
        return toggleKept(currentIndex());
    if (event->key() == Qt::Key_Escape && m_kept >= 0) {
        m_kept = -1;
        viewport()->update();
        return fallBack();
    }
    QListView::keyPressEvent(event);
}

void ClassLegendView::leaveEvent(QEvent* event)
{
    QListView::leaveEvent(event);
    fallBack();
}

void ClassLegendView::focusOutEvent(QFocusEvent* event)
{
    QListView::focusOutEvent(event);
    fallBack();
}

void ClassLegendView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (hasFocus() && current.isValid())
        Q_EMIT classHighlighted(current.data(ClassLegendModel::ClassIndexRole).toInt());
}

} // namespace nectar
