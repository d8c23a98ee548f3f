// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QAction>
#include <QPointer>

namespace nectar {

/// Something the window can do, and the menu it is found in.
struct Command {
    QPointer<QAction> action;
    QString menu;
};

/// Dynamic property of a disabled action: why it can do nothing now, as "open a picture first".
inline constexpr const char* kWhyDisabled = "whyDisabled";

/// A text of a menu without its mark of the key to press.
QString withoutMnemonic(QString text);

/// How well typed words describe a command, higher is better; -1: a word occurs neither in its text, its menu nor its
/// help. A word that starts a word of the text counts most.
int commandMatch(const QString& typed, const QString& text, const QString& menu, const QString& help);

/// The commands that what was typed describes, best first; those that can do nothing now after their equals.
class CommandListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { MenuRole = Qt::UserRole + 1, KeysRole, WhyDisabledRole };
    using QAbstractListModel::QAbstractListModel;

    void setCommands(QList<Command> commands);
    void setTyped(const QString& typed);
    QAction* action(int row) const; ///< null: no such row, or the action has gone

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Command> m_all, m_shown;
    QString m_typed;
};

} // namespace nectar
