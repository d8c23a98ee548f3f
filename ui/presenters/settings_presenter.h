// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/preferences.h"
#include "ui/presenters/recent_file.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QSettings>
#include <QStringList>

namespace nectar {

/// What the program remembers between two starts: an ini file in the user's configuration folder.
class SettingsPresenter : public QObject {
    Q_OBJECT

public:
    /// file: empty for the user's own settings.ini.
    explicit SettingsPresenter(const QString& file = {}, QObject* parent = nullptr);

    /// Forgets everything.
    void reset();

    enum class Theme { System, Dark, Light };
    Theme theme() const;
    void setTheme(Theme theme);
    /// Every change is kept and told at once.
    const Preferences& preferences() const { return m_preferences; }
    void setPreferences(const Preferences& preferences);
    double opacity() const;
    void setOpacity(double opacity);

    /// The terms and numbers of the field are shown besides the plain words.
    bool isExpert() const;
    void setExpert(bool expert);
    /// Keys that somebody gave to commands, by the command's object name.
    QMap<QString, QString> keys() const;
    void setKeys(const QMap<QString, QString>& keys);

    /// Somebody has walked the tour, or ended it.
    bool tourSeen() const;
    void setTourSeen(bool seen = true);

    /// Banks, data set folders and projects: the pinned ones, then the newest of the others, 10 together unless more
    /// are pinned.
    QStringList recent() const;
    QList<RecentFile> recentFiles() const;
    void addRecent(const QString& path);
    void setPinned(const QString& path, bool pinned);
    void replaceRecent(const QString& path, const QString& newPath); ///< it was moved
    void clearRecent();                                              ///< but not what is pinned

    /// Window geometry and splitter states; dropped when they were written by another layout version.
    QByteArray layout(const QString& part) const;
    void setLayout(const QString& part, const QByteArray& state);
    /// What a part of the window remembers as text of its own; "" at first.
    QString text(const QString& part) const;
    void setText(const QString& part, const QString& text);
    /// The folder a file dialog of this purpose was last left in; "" at first.
    QString lastFolder(const QString& purpose) const;
    void setLastFolder(const QString& purpose, const QString& folder);

Q_SIGNALS:
    void recentChanged();
    void themeChanged();
    void expertChanged();
    void preferencesChanged();
    void tourSeenChanged();

private:
    QStringList pinned() const;
    void keepRecent(const QStringList& pinned, const QStringList& others);

    QSettings m_settings;
    Preferences m_preferences;
};

} // namespace nectar
