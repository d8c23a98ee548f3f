// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/class_legend_model.h"

#include <QFont>
#include <QStyledItemDelegate>

namespace nectar {

/// A class of the legend: swatch, name, area, overlap with the truth, and the eye that hides it on the canvas.
class ClassLegendChip final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    static int width(const ClassLegendModel::Entry& entry, const QFont& font, bool hasIou);
    /// Of a chip that lies at `chip`: all of its height, so that it is easy to hit.
    static QRect eyeRect(const QRect& chip);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace nectar
