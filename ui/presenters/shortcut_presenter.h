// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/command_list_model.h"
#include "ui/models/fixed_keys.h"

#include <QHash>
#include <QMap>
#include <QObject>

namespace nectar {

class SettingsPresenter;

/// Which keys give which commands, as somebody wants it. No two commands ever have the same keys.
class ShortcutPresenter : public QObject {
    Q_OBJECT

public:
    using Keys = QList<QKeySequence>;
    /// commands: those of the window, by their object names; their keys are the usual ones. What the settings keep is
    /// set on them at once; kept keys that cannot be had are as if nobody had chosen them.
    ShortcutPresenter(SettingsPresenter& settings, const QList<Command>& commands, const QList<FixedKeys>& fixed,
                      QObject* parent = nullptr);

    const QList<Command>& commands() const { return m_commands; }
    const QList<FixedKeys>& fixed() const { return m_fixed; }
    bool isChanged(const QAction& action) const;
    bool isAnyChanged() const { return !m_changed.isEmpty(); }
    Keys usual(const QAction& action) const { return m_usual.value(action.objectName()); }
    /// What has one of these keys already, in quotes where it is a command; "": they are free for this one.
    QString whoHas(const Keys& keys, const QAction& asking) const;
    /// "", or who has them; then nothing changes. No keys: the command is reached by its menu alone.
    QString setKeys(QAction& action, const Keys& keys);
    void restoreAll();

    /// Those that are not the usual ones, by object name: "Ctrl+K", "F1; ?", "" for none.
    const QMap<QString, QString>& changedKeys() const { return m_changed; }
    /// In place of all changes; throws BadFormat naming the entry that is wrong, and then changes nothing.
    void setChangedKeys(const QMap<QString, QString>& changed, const QString& file);

Q_SIGNALS:
    void keysChanged();

private:
    QString conflictIn(const QMap<QString, QString>& changed, QString* entry) const;
    void apply(const QMap<QString, QString>& changed);

    SettingsPresenter& m_settings;
    QList<Command> m_commands;
    QList<FixedKeys> m_fixed;
    QHash<QString, Keys> m_usual;     ///< by object name
    QMap<QString, QString> m_changed; ///< likewise
};

} // namespace nectar
