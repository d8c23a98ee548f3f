// SPDX-License-Identifier: Apache-2.0
#include "ui/models/command_list_model.h"

#include <QKeySequence>

#include <algorithm>

namespace nectar {

namespace {

bool startsAWord(const QString& text, const QString& word)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive))
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    return false;
}

int wordMatch(const QString& word, const QString& text, const QString& menu, const QString& help)
{
    if (startsAWord(text, word))
        return 8;
    if (text.contains(word, Qt::CaseInsensitive))
        return 4;
    if (startsAWord(menu, word))
        return 2;
    return startsAWord(help, word) ? 1 : -1;
}

} // namespace

QString withoutMnemonic(QString text) { return text.remove(QLatin1Char('&')); }

int commandMatch(const QString& typed, const QString& text, const QString& menu, const QString& help)
{
    int sum = 0;
    for (const QString& word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const int match = wordMatch(word, text, menu, help);
        if (match < 0)
            return -1;
        sum += match;
    }
    return sum;
}

void CommandListModel::setCommands(QList<Command> commands)
{
    m_all = std::move(commands);
    setTyped(m_typed);
}

void CommandListModel::setTyped(const QString& typed)
{
    beginResetModel();
    m_typed = typed;
    QList<std::pair<int, Command>> matches;
    for (const Command& command : m_all) {
        if (!command.action || !command.action->isVisible())
            continue;
        const int match =
            commandMatch(typed, withoutMnemonic(command.action->text()), command.menu, command.action->toolTip());
        if (match >= 0)
            matches.append({2 * match + command.action->isEnabled(), command});
    }
    if (!typed.trimmed().isEmpty()) // otherwise in the order of the menus
        std::stable_sort(matches.begin(), matches.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
    m_shown.clear();
    for (const auto& match : matches)
        m_shown.append(match.second);
    endResetModel();
}

QAction* CommandListModel::action(int row) const
{
    return row >= 0 && row < m_shown.size() ? m_shown.at(row).action.data() : nullptr;
}

int CommandListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant CommandListModel::data(const QModelIndex& index, int role) const
{
    const QAction* action = index.isValid() ? this->action(index.row()) : nullptr;
    if (!action)
        return {};
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    const QString why = action->isEnabled() ? QString() : action->property(kWhyDisabled).toString();
    switch (role) {
    case Qt::DisplayRole:
        return withoutMnemonic(action->text());
    case Qt::ToolTipRole:
        return action->toolTip();
    case Qt::AccessibleTextRole:
        return (action->isEnabled() ? QStringList{withoutMnemonic(action->text()), keys}
                                    : QStringList{withoutMnemonic(action->text()), tr("not now"), why})
            .join(QStringLiteral(", "));
    case MenuRole:
        return m_shown.at(index.row()).menu;
    case KeysRole:
        return keys;
    case WhyDisabledRole:
        return action->isEnabled() ? QString() : why.isEmpty() ? tr("not now") : why;
    default:
        return {};
    }
}

} // namespace nectar
