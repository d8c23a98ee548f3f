// SPDX-License-Identifier: Apache-2.0
#include "ui/models/image_list_model.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace nectar {

void ImageListModel::setEntries(QList<ImageEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_leftOut.clear();
    makeIndex();
    endResetModel();
}

int ImageListModel::insertFirst(const ImageEntry& entry)
{
    if (const int row = rowOfPath(entry.path); row >= 0)
        return row;
    insert({entry});
    return 0;
}

void ImageListModel::insertFirst(const QList<ImageEntry>& entries)
{
    QList<ImageEntry> added;
    QSet<QString> seen;
    for (const ImageEntry& entry : entries)
        if (rowOfPath(entry.path) < 0 && !seen.contains(entry.path)) {
            seen.insert(entry.path);
            added.append(entry);
        }
    if (!added.isEmpty())
        insert(added);
}

void ImageListModel::insert(const QList<ImageEntry>& entries)
{
    beginInsertRows({}, 0, static_cast<int>(entries.size()) - 1);
    m_entries = entries + m_entries;
    makeIndex();
    endInsertRows();
}

/// Where each picture is, and its caption: "frame-000105.color.jpg" is "frame-000105" as long as no other picture is
/// called that: thumbnails have little room, and names of one data set differ in the middle.
void ImageListModel::makeIndex()
{
    m_rowOfPath.clear();
    for (int row = static_cast<int>(m_entries.size()) - 1; row >= 0; --row)
        m_rowOfPath.insert(m_entries.at(row).path, row);
    m_captions.clear();
    QSet<QString> seen;
    for (const ImageEntry& entry : std::as_const(m_entries)) {
        m_captions.append(entry.name.section(QLatin1Char('.'), 0, 0));
        seen.insert(m_captions.last());
    }
    if (seen.size() == m_entries.size() && !seen.contains(QString()))
        return;
    for (qsizetype i = 0; i < m_entries.size(); ++i)
        m_captions[i] = m_entries.at(i).name;
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

int ImageListModel::rowOfPath(const QString& path) const { return m_rowOfPath.value(path, -1); }

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
    case CaptionRole:
        return m_captions.at(index.row());
    case PathRole:
        return entry.path;
    case PromptImageRole:
        return entry.promptImage;
    case OpenRole:
        return open;
    case LeftOutRole:
        return leftOut;
    case SplitRole:
        return entry.split;
    default:
        return {};
    }
}

} // namespace nectar
