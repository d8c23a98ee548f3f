// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"

#include <QAbstractTableModel>
#include <QColor>

#include <optional>

namespace nectar {

/// The classes of a data set as a table to edit. It changes nothing itself: editRequested() has the wished table, and
/// setClasses() brings what became of it.
class RecipeClassModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, Colour, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// palette: the colour that each class is drawn in; those without one of their own have it in brackets.
    void setClasses(const ClassTable& classes, const QList<QRgb>& palette);
    const ClassTable& classes() const { return m_classes; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void editRequested(const QString& what, const nectar::ClassTable& wanted);
    void refused(const QString& why); ///< what was typed; "": it can be used

private:
    ClassTable m_classes;
    QList<QRgb> m_palette;
};

/// "#804080" or "128, 64, 128"; nothing for anything else.
std::optional<Rgb> colourFromText(const QString& text);
/// "#804080".
QString colourText(Rgb colour);

} // namespace nectar
