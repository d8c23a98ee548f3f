// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/shortcut_presenter.h"

#include "core/base/error.h"
#include "ui/convert/text.h"
#include "ui/presenters/settings_presenter.h"

#include <algorithm>
#include <optional>

namespace nectar {

namespace {

using Keys = ShortcutPresenter::Keys;

QString textOf(const Keys& keys) { return QKeySequence::listToString(keys, QKeySequence::PortableText); }

bool isKey(const QKeySequence& keys)
{
    if (keys.count() != 1)
        return false;
    const Qt::Key key = keys[0].key();
    return key != Qt::Key_unknown && key != 0;
}

std::optional<Keys> keysFrom(const QString& text)
{
    const Keys keys = QKeySequence::listFromString(text, QKeySequence::PortableText);
    if (text.isEmpty())
        return Keys();
    return !keys.isEmpty() && std::ranges::all_of(keys, isKey) ? std::optional(keys) : std::nullopt;
}

bool share(const Keys& some, const Keys& others)
{
    return std::ranges::any_of(some, [&](const QKeySequence& keys) { return others.contains(keys); });
}

} // namespace

ShortcutPresenter::ShortcutPresenter(SettingsPresenter& settings, const QList<Command>& commands,
                                     const QList<FixedKeys>& fixed, QObject* parent)
    : QObject(parent), m_settings(settings), m_commands(commands), m_fixed(fixed)
{
    for (const Command& command : commands)
        m_usual.insert(command.action->objectName(), command.action->shortcuts());
    QMap<QString, QString> kept = settings.keys();
    for (QString entry; !conflictIn(kept, &entry).isEmpty();)
        kept.remove(entry);
    apply(kept);
}

bool ShortcutPresenter::isChanged(const QAction& action) const { return m_changed.contains(action.objectName()); }

QString ShortcutPresenter::whoHas(const Keys& keys, const QAction& asking) const
{
    const Keys own = usual(asking);
    for (const FixedKeys& fixed : m_fixed)
        for (const QKeySequence& key : keys)
            if (fixed.keys.contains(key) && !own.contains(key))
                return QStringLiteral("%1: %2").arg(fixed.keysText, fixed.text);
    for (const Command& command : m_commands)
        if (command.action && command.action != &asking && share(keys, command.action->shortcuts()))
            return tr("“%1” (%2)").arg(withoutMnemonic(command.action->text()), command.menu);
    return {};
}

QString ShortcutPresenter::setKeys(QAction& action, const Keys& keys)
{
    if (QString other = whoHas(keys, action); !other.isEmpty())
        return other;
    QMap<QString, QString> changed = m_changed;
    if (keys == usual(action))
        changed.remove(action.objectName());
    else
        changed.insert(action.objectName(), textOf(keys));
    apply(changed);
    m_settings.setKeys(m_changed);
    return {};
}

void ShortcutPresenter::restoreAll()
{
    apply({});
    m_settings.setKeys({});
}

void ShortcutPresenter::setChangedKeys(const QMap<QString, QString>& changed, const QString& file)
{
    QString entry;
    if (const QString why = conflictIn(changed, &entry); !why.isEmpty())
        throw Error(ErrorCode::BadFormat, fromQString(QStringLiteral("cannot take over the settings: %1: “%2” of the "
                                                                     "shortcuts %3: correct the file")
                                                          .arg(file, entry, why)));
    apply(changed);
    m_settings.setKeys(m_changed);
}

/// Why these changes cannot all be, and the entry that stands in the way; "": they can.
QString ShortcutPresenter::conflictIn(const QMap<QString, QString>& changed, QString* entry) const
{
    QMap<QString, Keys> wanted;
    for (auto it = m_usual.begin(); it != m_usual.end(); ++it)
        wanted.insert(it.key(), it.value());
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        *entry = it.key();
        const std::optional<Keys> keys = keysFrom(it.value());
        if (!m_usual.contains(it.key()))
            return tr("is no command of this Nectar");
        if (!keys)
            return tr("has no keys that there are: “%1”").arg(it.value());
        for (const FixedKeys& fixed : m_fixed)
            for (const QKeySequence& key : *keys)
                if (fixed.keys.contains(key) && !m_usual.value(it.key()).contains(key))
                    return tr("has keys that cannot be changed: %1: %2").arg(fixed.keysText, fixed.text);
        wanted[it.key()] = *keys;
    }
    for (auto it = changed.begin(); it != changed.end(); ++it)
        for (auto other = wanted.begin(); other != wanted.end(); ++other)
            if (other.key() != it.key() && share(wanted.value(it.key()), other.value())) {
                *entry = it.key();
                return tr("has the same keys as “%1”").arg(other.key());
            }
    return {};
}

void ShortcutPresenter::apply(const QMap<QString, QString>& changed)
{
    m_changed = changed;
    for (const Command& command : std::as_const(m_commands)) {
        if (!command.action)
            continue;
        const QString name = command.action->objectName();
        const auto own = changed.find(name);
        const Keys keys = own == changed.end() ? m_usual.value(name) : *keysFrom(*own);
        if (command.action->shortcuts() != keys)
            command.action->setShortcuts(keys);
    }
    Q_EMIT keysChanged();
}

} // namespace nectar
