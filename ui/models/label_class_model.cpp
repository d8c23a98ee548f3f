// SPDX-License-Identifier: Apache-2.0
#include "ui/models/label_class_model.h"

namespace nectar {

void LabelClassModel::setEntries(const QList<Entry>& entries)
{
    if (entries == m_entries)
        return;
    if (entries.size() != m_entries.size()) {
        beginResetModel();
        m_entries = entries;
        endResetModel();
        return;
    }
    m_entries = entries; // a name that is being edited stays in its field
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int LabelClassModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant LabelClassModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return entry.name;
    case Qt::AccessibleTextRole:
        return tr("%1, %n click(s)", nullptr, entry.clicks).arg(entry.name);
    case Qt::ToolTipRole:
        return index.row() == 0 ? tr("What is none of your classes: click on it where a class spreads too far (0)")
                                : tr("Clicks give this class (%1). A double click, or F2, changes the name")
                                      .arg(index.row() <= 9 ? tr("key %1").arg(index.row()) : tr("choose it here"));
    case ColourRole:
        return QVariant::fromValue(QColor(entry.colour));
    case ClicksRole:
        return entry.clicks;
    case ShareRole:
        return entry.share;
    case ActiveRole:
        return entry.active;
    default:
        return {};
    }
}

bool LabelClassModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    Q_EMIT renameRequested(index.row(), value.toString());
    return true;
}

Qt::ItemFlags LabelClassModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags usual = QAbstractListModel::flags(index);
    return index.row() == 0 ? usual : usual | Qt::ItemIsEditable;
}

} // namespace nectar
