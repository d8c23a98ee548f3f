// SPDX-License-Identifier: Apache-2.0
#include "ui/views/class_legend_chip.h"

#include "ui/convert/text.h"
#include "ui/views/class_legend_view.h"
#include "ui/views/drawing.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <cmath>

namespace nectar {

namespace {

constexpr int kNameLeft = 8 + 12 + 7; ///< behind the swatch
constexpr int kGap = 7;
constexpr int kEye = 16;
constexpr int kRight = 7;

QString areaText(double share)
{
    const double percent = share * 100;
    if (percent < 0.1)
        return ClassLegendView::tr("< %1 %").arg(numberText(0.1, 1));
    return ClassLegendView::tr("%1 %").arg(numberText(percent, 1));
}

QString iouText(double iou)
{
    return std::isfinite(iou) ? ClassLegendView::tr("IoU %1").arg(numberText(iou, 2)) : QString();
}

ClassLegendModel::Entry entryAt(const QModelIndex& index)
{
    return {index.data(ClassLegendModel::ClassIndexRole).toInt(),
            {index.data().toString(), index.data(ClassLegendModel::ColourRole).value<QColor>().rgb(),
             index.data(ClassLegendModel::ShareRole).toDouble()},
            index.data(ClassLegendModel::IouRole).toDouble()};
}

void paintFrame(QPainter& painter, const QStyleOptionViewItem& option, bool kept, bool pointed)
{
    const ThemeColours& colours = coloursOf(option.palette);
    const bool focused = option.state & QStyle::State_HasFocus;
    if (!kept && !pointed && !focused && !(option.state & QStyle::State_MouseOver))
        return;
    painter.setPen(kept                 ? QPen(colours.accentText, 2)
                   : focused || pointed ? QPen(focused ? colours.accentText : colours.muted, 1)
                                        : QPen(Qt::NoPen));
    painter.setBrush(themeOf(option.palette) == Theme::Dark ? colours.raised : colours.window);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5), kRadius, kRadius);
}

} // namespace

int ClassLegendChip::width(const ClassLegendModel::Entry& entry, const QFont& font, bool hasIou)
{
    const QFontMetrics metrics(font);
    int width = kNameLeft + metrics.horizontalAdvance(entry.area.name) + kGap +
                metrics.horizontalAdvance(areaText(entry.area.share)) + kGap + kEye + kRight;
    if (hasIou && std::isfinite(entry.iou))
        width += kGap + QFontMetrics(captionFont(font)).horizontalAdvance(iouText(entry.iou));
    return width;
}

QRect ClassLegendChip::eyeRect(const QRect& chip)
{
    return {chip.right() - kRight - kEye - 2, chip.top(), kEye + kRight + 2, chip.height()};
}

QSize ClassLegendChip::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const ClassLegendView*>(option.widget);
    return {width(entryAt(index), option.font, view && view->showsIou()), ClassLegendView::kRowHeight};
}

void ClassLegendChip::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColours& colours = coloursOf(option.palette);
    const auto* view = qobject_cast<const ClassLegendView*>(option.widget);
    const ClassLegendModel::Entry entry = entryAt(index);
    const bool shown = index.data(ClassLegendModel::ShownRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintFrame(*painter, option, view && view->keptClass() == entry.classIndex,
               view && view->pointedClass() == entry.classIndex);
    const QRectF rect(option.rect);
    painter->setOpacity(shown ? 1 : 0.45);
    drawSwatch(*painter, QRectF(rect.left() + 8, rect.center().y() - 6, 12, 12), entry.area.colour, colours);
    painter->setFont(option.font);
    painter->setPen(colours.text);
    QRectF text = rect.adjusted(kNameLeft, 0, 0, 0);
    text.setRight(eyeRect(option.rect).left() - kGap + 2);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, entry.area.name);
    painter->setPen(colours.muted);
    if (view && view->showsIou() && std::isfinite(entry.iou)) {
        painter->setFont(captionFont(option.font));
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, iouText(entry.iou));
        text.setRight(text.right() - painter->fontMetrics().horizontalAdvance(iouText(entry.iou)) - kGap);
        painter->setFont(option.font);
    }
    painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, areaText(entry.area.share));
    painter->setOpacity(option.state & QStyle::State_MouseOver ? 1 : shown ? 0.55 : 0.75);
    const QRect eye = eyeRect(option.rect);
    lineIcon(shown ? QStringLiteral("eye") : QStringLiteral("eye-off"))
        .paint(painter, QRect(eye.left() + 1, eye.center().y() - kEye / 2 + 1, kEye, kEye));
    painter->restore();
}

} // namespace nectar
