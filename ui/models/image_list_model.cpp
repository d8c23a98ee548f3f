// SPDX-License-Identifier: Apache-2.0
#include "ui/models/image_list_model.h"

#include <algorithm>
#include <utility>

namespace nectar {

void ImageListModel::setEntries(QList<ImageEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_leftOut.clear();
    endResetModel();
}

int ImageListModel::insertFirst(const ImageEntry& entry)
{
    if (const int row = rowOfPath(entry.path); row >= 0)
        return row;
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entry);
    endInsertRows();
    return 0;
}

void ImageListModel::setOpenPath(const QString& path)
{
    const QString former = std::exchange(m_openPath, path);
    for (const QString& changed : {former, path})
        if (const int row = changed.isEmpty() ? -1 : rowOfPath(changed); row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {OpenRole, Qt::AccessibleTextRole});
}

void ImageListModel::setLeftOut(std::vector<std::uint32_t> promptImages)
{
    m_leftOut = std::move(promptImages);
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {LeftOutRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
}

int ImageListModel::rowOfPath(const QString& path) const
{
    for (int row = 0; row < m_entries.size(); ++row)
        if (m_entries.at(row).path == path)
            return row;
    return -1;
}

int ImageListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ImageListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImageEntry& entry = m_entries.at(index.row());
    const bool open = !m_openPath.isEmpty() && entry.path == m_openPath;
    const bool leftOut = entry.promptImage >= 0 && std::binary_search(m_leftOut.begin(), m_leftOut.end(),
                                                                      static_cast<std::uint32_t>(entry.promptImage));
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::ToolTipRole:
        return leftOut                ? tr("%1: left out, it does not vote").arg(entry.name)
               : entry.path.isEmpty() ? tr("%1: no longer where it was").arg(entry.name)
                                      : entry.path;
    case Qt::AccessibleTextRole:
        return leftOut ? tr("%1, left out").arg(entry.name) : open ? tr("%1, open").arg(entry.name) : entry.name;
    case PathRole:
        return entry.path;
    case PromptImageRole:
        return entry.promptImage;
    case OpenRole:
        return open;
    case LeftOutRole:
        return leftOut;
    default:
        return {};
    }
}

} // namespace nectar
