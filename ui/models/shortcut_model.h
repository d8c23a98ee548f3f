// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/command_list_model.h"
#include "ui/models/fixed_keys.h"

#include <QAbstractTableModel>

namespace nectar {

/// Commands with their menus and keys, and after them the keys that are fixed; those rows that hold what is typed.
class ShortcutModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TextColumn, MenuColumn, KeysColumn, ColumnCount };
    ShortcutModel(const QList<Command>& commands, const QList<FixedKeys>& fixed, QObject* parent = nullptr);

    void setTyped(const QString& typed);
    QAction* action(int row) const; ///< null: fixed keys
    int rowOf(const QAction* action) const;
    void tellKeys(); ///< some have changed

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QPointer<QAction> action; ///< null: fixed
        QString text, menu, keys; ///< of fixed ones; menu of all
    };
    static QString cell(const Row& row, int column);
    bool fits(const Row& row, const QString& typed) const;
    QList<Row> m_all, m_shown;
};

/// "F1 or ?", "" for none.
QString keysText(const QAction& action);

} // namespace nectar
