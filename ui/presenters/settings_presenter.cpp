// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/settings_presenter.h"

#include "core/base/paths.h"
#include "ui/convert/text.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kLayoutVersion = 1;
constexpr int kMaxRecent = 10;
const QString kPreferences = QStringLiteral("preferences/");
const QString kKeys = QStringLiteral("shortcuts/");
constexpr double kUsualOpacity = 0.55;

QString settingsFile(const QString& file)
{
    return file.isEmpty() ? pathToQString(userPaths().config / "settings.ini") : file;
}
} // namespace

SettingsPresenter::SettingsPresenter(const QString& file, QObject* parent)
    : QObject(parent), m_settings(settingsFile(file), QSettings::IniFormat)
{
    if (m_settings.value(QStringLiteral("layout/version")).toInt() != kLayoutVersion) {
        m_settings.remove(QStringLiteral("layout"));
        m_settings.setValue(QStringLiteral("layout/version"), kLayoutVersion);
    }
    QVariantMap kept;
    for (const QString& name : valuesOf({}).keys())
        kept.insert(name, m_settings.value(kPreferences + name));
    m_preferences = preferencesFrom(kept);
}

void SettingsPresenter::reset()
{
    m_settings.clear();
    m_settings.setValue(QStringLiteral("layout/version"), kLayoutVersion);
    m_preferences = {};
    Q_EMIT recentChanged();
    Q_EMIT themeChanged();
    Q_EMIT expertChanged();
    Q_EMIT preferencesChanged();
}

void SettingsPresenter::setPreferences(const Preferences& preferences)
{
    if (preferences == m_preferences)
        return;
    m_preferences = preferences;
    const QVariantMap values = valuesOf(preferences);
    for (auto it = values.begin(); it != values.end(); ++it)
        m_settings.setValue(kPreferences + it.key(), it.value());
    Q_EMIT preferencesChanged();
}

SettingsPresenter::Theme SettingsPresenter::theme() const
{
    const QString name = m_settings.value(QStringLiteral("theme")).toString();
    if (name == QStringLiteral("dark"))
        return Theme::Dark;
    return name == QStringLiteral("light") ? Theme::Light : Theme::System;
}

void SettingsPresenter::setTheme(Theme theme)
{
    const char* names[] = {"system", "dark", "light"};
    m_settings.setValue(QStringLiteral("theme"), QLatin1String(names[static_cast<int>(theme)]));
    Q_EMIT themeChanged();
}

double SettingsPresenter::opacity() const
{
    bool isNumber = false;
    const double opacity = m_settings.value(QStringLiteral("opacity")).toDouble(&isNumber);
    return isNumber && 0 <= opacity && opacity <= 1 ? opacity : kUsualOpacity;
}

void SettingsPresenter::setOpacity(double opacity) { m_settings.setValue(QStringLiteral("opacity"), opacity); }

bool SettingsPresenter::isExpert() const { return m_settings.value(QStringLiteral("expert")).toBool(); }

void SettingsPresenter::setExpert(bool expert)
{
    if (expert == isExpert())
        return;
    m_settings.setValue(QStringLiteral("expert"), expert);
    Q_EMIT expertChanged();
}

QMap<QString, QString> SettingsPresenter::keys() const
{
    QMap<QString, QString> keys;
    for (const QString& name : m_settings.allKeys())
        if (name.startsWith(kKeys))
            keys.insert(name.mid(kKeys.size()), m_settings.value(name).toString());
    return keys;
}

void SettingsPresenter::setKeys(const QMap<QString, QString>& keys)
{
    m_settings.remove(QStringLiteral("shortcuts"));
    for (auto it = keys.begin(); it != keys.end(); ++it)
        m_settings.setValue(kKeys + it.key(), it.value());
}

bool SettingsPresenter::tourSeen() const { return m_settings.value(QStringLiteral("tour/seen")).toBool(); }

void SettingsPresenter::setTourSeen(bool seen)
{
    m_settings.setValue(QStringLiteral("tour/seen"), seen);
    Q_EMIT tourSeenChanged();
}

QStringList SettingsPresenter::pinned() const
{
    QStringList paths = m_settings.value(QStringLiteral("pinned")).toStringList();
    paths.removeAll(QString()); // what a broken list reads as
    return paths;
}

QStringList SettingsPresenter::recent() const
{
    QStringList paths = pinned();
    for (const QString& path : m_settings.value(QStringLiteral("recent")).toStringList())
        if (!path.isEmpty() && !paths.contains(path))
            paths.append(path);
    return paths;
}

QList<RecentFile> SettingsPresenter::recentFiles() const
{
    QList<RecentFile> files;
    const QStringList kept = pinned();
    for (const QString& path : recent())
        files.append({path, kept.contains(path), QFileInfo::exists(path)});
    return files;
}

void SettingsPresenter::keepRecent(const QStringList& pinned, const QStringList& others)
{
    const qsizetype room = std::max<qsizetype>(1, kMaxRecent - pinned.size());
    m_settings.setValue(QStringLiteral("pinned"), pinned);
    m_settings.setValue(QStringLiteral("recent"), others.mid(0, room));
    Q_EMIT recentChanged();
}

void SettingsPresenter::addRecent(const QString& path)
{
    QStringList others = recent().mid(pinned().size());
    others.removeAll(path);
    if (!pinned().contains(path))
        others.prepend(path);
    keepRecent(pinned(), others);
}

void SettingsPresenter::setPinned(const QString& path, bool pinned)
{
    QStringList kept = this->pinned();
    QStringList others = recent().mid(kept.size());
    kept.removeAll(path);
    others.removeAll(path);
    pinned ? kept.append(path) : others.prepend(path);
    keepRecent(kept, others);
}

void SettingsPresenter::replaceRecent(const QString& path, const QString& newPath)
{
    QStringList kept = pinned();
    QStringList others = recent().mid(kept.size());
    for (QStringList* list : {&kept, &others}) {
        list->removeAll(newPath); // it may have been opened meanwhile
        if (const qsizetype at = list->indexOf(path); at >= 0)
            list->replace(at, newPath);
    }
    keepRecent(kept, others);
}

void SettingsPresenter::clearRecent() { keepRecent(pinned(), {}); }

QByteArray SettingsPresenter::layout(const QString& part) const
{
    return m_settings.value(QStringLiteral("layout/") + part).toByteArray();
}

void SettingsPresenter::setLayout(const QString& part, const QByteArray& state)
{
    m_settings.setValue(QStringLiteral("layout/") + part, state);
}

QString SettingsPresenter::text(const QString& part) const
{
    return m_settings.value(QStringLiteral("look/") + part).toString();
}

void SettingsPresenter::setText(const QString& part, const QString& text)
{
    m_settings.setValue(QStringLiteral("look/") + part, text);
}

QString SettingsPresenter::lastFolder(const QString& purpose) const
{
    return m_settings.value(QStringLiteral("folders/") + purpose).toString();
}

void SettingsPresenter::setLastFolder(const QString& purpose, const QString& folder)
{
    m_settings.setValue(QStringLiteral("folders/") + purpose, folder);
}

} // namespace nectar
