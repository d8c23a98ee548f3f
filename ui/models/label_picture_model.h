// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QImage>

namespace nectar {

/// The pictures that are labelled by clicks, small and with their labels.
class LabelPictureModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { PreviewRole = Qt::UserRole + 1, ClicksRole, CurrentRole, ProblemRole };
    struct Entry {
        QString name;
        QImage preview; ///< null: not read yet
        int clicks = 0;
        QString problem; ///< why it could not be read
        bool current = false;
    };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<Entry>& entries);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Entry> m_entries;
};

} // namespace nectar
