// SPDX-License-Identifier: Apache-2.0
#include "ui/models/label_picture_model.h"

namespace nectar {

void LabelPictureModel::setEntries(const QList<Entry>& entries)
{
    const bool same = entries.size() == m_entries.size();
    if (!same)
        beginResetModel();
    m_entries = entries;
    if (!same)
        endResetModel();
    else if (!entries.isEmpty()) // the list keeps its place
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int LabelPictureModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant LabelPictureModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return !entry.problem.isEmpty() ? entry.name + QLatin1Char('\n') + entry.problem
                                        : tr("%1, %n click(s)", nullptr, entry.clicks).arg(entry.name);
    case PreviewRole:
        return entry.preview;
    case ClicksRole:
        return entry.clicks;
    case CurrentRole:
        return entry.current;
    case ProblemRole:
        return entry.problem;
    default:
        return {};
    }
}

} // namespace nectar
