// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"

#include "core/base/class_table.h"

namespace nectar {

/// The classes of a label map, largest area first; pixels without class as "unknown" at the end.
class ClassLegendModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ColourRole = Qt::UserRole + 1, ShareRole, ClassIndexRole };
    struct Entry {
        int classIndex = 0; ///< kVoid: unknown
        ClassShare area;
    };
    using QAbstractListModel::QAbstractListModel;

    /// palette: one colour per class. Classes that do not occur are left out.
    void setMap(const LabelMap& labels, const ClassTable& classes, const QList<QRgb>& palette);
    void setEntries(QList<Entry> entries);
    void clear() { setEntries({}); }
    const QList<Entry>& entries() const { return m_entries; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Entry> m_entries;
};

/// Counted apart from the model, so that a job can do it for a large picture.
QList<ClassLegendModel::Entry> legendEntries(const LabelMap& labels, const ClassTable& classes,
                                             const QList<QRgb>& palette);

} // namespace nectar
