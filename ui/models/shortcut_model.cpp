// SPDX-License-Identifier: Apache-2.0
#include "ui/models/shortcut_model.h"

#include <algorithm>

namespace nectar {

ShortcutModel::ShortcutModel(const QList<Command>& commands, const QList<FixedKeys>& fixed, QObject* parent)
    : QAbstractTableModel(parent)
{
    for (const Command& command : commands)
        m_all.append({command.action, {}, command.menu, {}});
    for (const FixedKeys& keys : fixed)
        m_all.append({nullptr, keys.text, tr("fixed"), keys.keysText});
    m_shown = m_all;
}

QString ShortcutModel::cell(const Row& row, int column)
{
    switch (column) {
    case TextColumn:
        return row.action ? withoutMnemonic(row.action->text()) : row.text;
    case MenuColumn:
        return row.menu;
    default:
        return row.action ? keysText(*row.action) : row.keys;
    }
}

/// Every word occurs somewhere; keys are typed as they are written: "ctrl+d".
bool ShortcutModel::fits(const Row& row, const QString& typed) const
{
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QString all = cell(row, TextColumn) + QLatin1Char('\n') + row.menu + QLatin1Char('\n') +
                        cell(row, KeysColumn) + QLatin1Char('\n') + (row.action ? row.action->toolTip() : QString());
    return std::ranges::all_of(words, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void ShortcutModel::setTyped(const QString& typed)
{
    beginResetModel();
    m_shown.clear();
    for (const Row& row : std::as_const(m_all))
        if (fits(row, typed))
            m_shown.append(row);
    endResetModel();
}

QAction* ShortcutModel::action(int row) const
{
    return row >= 0 && row < m_shown.size() ? m_shown.at(row).action.data() : nullptr;
}

int ShortcutModel::rowOf(const QAction* action) const
{
    for (int row = 0; row < m_shown.size(); ++row)
        if (m_shown.at(row).action == action)
            return row;
    return -1;
}

void ShortcutModel::tellKeys()
{
    if (!m_shown.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ShortcutModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ShortcutModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ShortcutModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_shown.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, index.column());
    case Qt::ToolTipRole:
        return row.action ? row.action->toolTip() : tr("These keys cannot be changed");
    case Qt::AccessibleTextRole:
        return QStringList{cell(row, TextColumn), row.menu, cell(row, KeysColumn)}.join(QStringLiteral(", "));
    default:
        return {};
    }
}

QVariant ShortcutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Command"), tr("Menu"), tr("Keys")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

QString keysText(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& sequence : action.shortcuts())
        if (!sequence.isEmpty())
            keys.append(sequence.toString(QKeySequence::NativeText));
    return keys.join(ShortcutModel::tr(" or "));
}

} // namespace nectar
