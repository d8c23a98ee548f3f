// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace nectar {

/// A picture of the library: a prompt image of the bank or a possible query.
struct ImageEntry {
    QString name;            ///< for people
    QString path;            ///< file; empty: it is no longer there
    qint64 promptImage = -1; ///< index into the bank's images; -1: not a prompt image
    bool hasTruth = false;
    QString split = {}; ///< the part of the data set that it is in, "val"; "": none
};

/// Snapshot of a list of pictures; which one is open is part of it.
class ImageListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { PathRole = Qt::UserRole + 1, PromptImageRole, OpenRole, LeftOutRole, CaptionRole, SplitRole };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<ImageEntry> entries);
    /// Adds a picture in front if its path is not there yet; returns its row.
    int insertFirst(const ImageEntry& entry);
    /// The same for many at once, in their order.
    void insertFirst(const QList<ImageEntry>& entries);
    /// Marks the picture with this path as the open one ("" : none).
    void setOpenPath(const QString& path);
    /// Marks the prompt images that do not count; indices into the bank's images, ascending.
    void setLeftOut(std::vector<std::uint32_t> promptImages);
    int rowOfPath(const QString& path) const;
    int openRow() const { return m_openPath.isEmpty() ? -1 : rowOfPath(m_openPath); }
    const ImageEntry& entry(int row) const { return m_entries.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void makeIndex();
    void insert(const QList<ImageEntry>& entries);

    QList<ImageEntry> m_entries;
    QHash<QString, int> m_rowOfPath; ///< the first, where several have the same
    QStringList m_captions;          ///< names without the endings that tell nothing
    QString m_openPath;
    std::vector<std::uint32_t> m_leftOut;
};

} // namespace nectar
