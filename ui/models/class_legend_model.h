// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"
#include "ui/models/shown_classes.h"

#include "core/base/class_table.h"

#include <limits>
#include <span>

namespace nectar {

/// The classes of a label map, largest area first; pixels without class as "unknown" at the end. It also keeps which of
/// them are drawn, from one picture to the next.
class ClassLegendModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ColourRole = Qt::UserRole + 1, ShareRole, ClassIndexRole, IouRole, ShownRole };
    struct Entry {
        int classIndex = 0; ///< kVoid: unknown
        ClassShare area;
        /// Overlap with the picture's own labels; NaN: there are none.
        double iou = std::numeric_limits<double>::quiet_NaN();
    };
    using QAbstractListModel::QAbstractListModel;

    /// palette: one colour per class. Classes that do not occur are left out.
    void setMap(const LabelMap& labels, const ClassTable& classes, const QList<QRgb>& palette);
    void setEntries(QList<Entry> entries);
    void clear(); ///< and shows all classes
    const QList<Entry>& entries() const { return m_entries; }

    const ShownClasses& shownClasses() const { return m_shown; }
    void toggleShown(int classIndex);
    void toggleOnly(int classIndex); ///< this class alone, or all again
    void showAll() { setShown({}); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void shownClassesChanged();

private:
    void setShown(const ShownClasses& shown);
    QString description(const Entry& entry) const;
    QList<Entry> m_entries;
    ShownClasses m_shown;
};

/// Counted apart from the model, so that a job can do it for a large picture.
QList<ClassLegendModel::Entry> legendEntries(const LabelMap& labels, const ClassTable& classes,
                                             const QList<QRgb>& palette);
/// iou: one per class.
void addIou(QList<ClassLegendModel::Entry>& entries, std::span<const double> iou);

} // namespace nectar
