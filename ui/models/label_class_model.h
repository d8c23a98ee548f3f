// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QColor>

namespace nectar {

/// The classes that clicks may have, with their numbers of clicks and how much of the pictures they are; the first is
/// "other".
class LabelClassModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ColourRole = Qt::UserRole + 1, ClicksRole, ShareRole, ActiveRole };
    struct Entry {
        QString name;
        QRgb colour = 0;
        int clicks = 0;
        double share = -1; ///< of the pictures; below 0: not known yet
        bool active = false;

        friend bool operator==(const Entry&, const Entry&) = default;
    };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<Entry>& entries);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void renameRequested(int classIndex, const QString& name);

private:
    QList<Entry> m_entries;
};

} // namespace nectar
