// SPDX-License-Identifier: Apache-2.0
#include "ui/views/class_legend_view.h"

#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

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
        if (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) {
            painter->setPen(option.state & QStyle::State_HasFocus ? QPen(colours.accentText, 1) : QPen(Qt::NoPen));
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
    connect(&model, &QAbstractItemModel::modelReset, this, &ClassLegendView::allowScrolling);
    connect(this, &QListView::entered, this, [this](const QModelIndex& index) {
        Q_EMIT classHighlighted(index.data(ClassLegendModel::ClassIndexRole).toInt());
    });
    connect(this, &QListView::viewportEntered, this, [this] { Q_EMIT classHighlighted(-1); });
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

void ClassLegendView::leaveEvent(QEvent* event)
{
    QListView::leaveEvent(event);
    Q_EMIT classHighlighted(-1);
}

void ClassLegendView::focusOutEvent(QFocusEvent* event)
{
    QListView::focusOutEvent(event);
    Q_EMIT classHighlighted(-1);
}

void ClassLegendView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (hasFocus() && current.isValid())
        Q_EMIT classHighlighted(current.data(ClassLegendModel::ClassIndexRole).toInt());
}

} // namespace nectar
