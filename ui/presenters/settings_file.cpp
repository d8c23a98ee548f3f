// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/settings_file.h"

#include "core/base/error.h"
#include "ui/convert/text.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace nectar {

namespace {

constexpr int kVersion = 1;
const QString kVersionKey = QStringLiteral("nectar_settings");
const QString kThemes[] = {QStringLiteral("system"), QStringLiteral("dark"), QStringLiteral("light")};

[[noreturn]] void refuse(const QString& file, const QString& why, ErrorCode code = ErrorCode::BadFormat)
{
    throw Error(code, fromQString(QStringLiteral("cannot take over the settings: %1: %2").arg(file, why)));
}

/// The value that is not what it should be after it was read; "": none.
QString firstDifference(const QJsonObject& given, const QJsonObject& understood)
{
    for (auto it = given.begin(); it != given.end(); ++it)
        if (!understood.contains(it.key()) || understood.value(it.key()) != it.value())
            return it.key();
    for (const QString& key : understood.keys())
        if (!given.contains(key))
            return key;
    return {};
}

QJsonObject part(const QJsonObject& all, const QString& name, const QString& file)
{
    if (!all.value(name).isObject())
        refuse(file, QStringLiteral("“%1” is missing or no object: export the settings again").arg(name));
    return all.value(name).toObject();
}

QJsonObject objectOf(const ColourChoice& colours)
{
    return QJsonDocument::fromJson(textFrom(colours).toUtf8()).object();
}

Preferences preferencesIn(QJsonObject given, const QString& file)
{
    const QString threads = QStringLiteral("threads");
    const double count = given.value(threads).toDouble();
    if (count > Preferences::mostThreads() && count == std::floor(count))
        given.insert(threads, 0); // of a larger machine
    const Preferences preferences = preferencesFrom(given.toVariantMap());
    if (const QString key = firstDifference(given, QJsonObject::fromVariantMap(valuesOf(preferences))); !key.isEmpty())
        refuse(file, QStringLiteral("“%1” of the preferences is not what Nectar knows: correct the file").arg(key));
    return preferences;
}

} // namespace

QByteArray jsonFrom(const SettingsCopy& copy)
{
    QJsonObject keys;
    for (auto it = copy.keys.begin(); it != copy.keys.end(); ++it)
        keys.insert(it.key(), it.value());
    const QJsonObject all{{kVersionKey, kVersion},
                          {QStringLiteral("theme"), kThemes[static_cast<int>(copy.theme)]},
                          {QStringLiteral("preferences"), QJsonObject::fromVariantMap(valuesOf(copy.preferences))},
                          {QStringLiteral("colours"), objectOf(copy.colours)},
                          {QStringLiteral("shortcuts"), keys}};
    return QJsonDocument(all).toJson();
}

SettingsCopy settingsCopyFrom(const QByteArray& json, const QString& file)
{
    QJsonParseError error;
    const QJsonObject all = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        refuse(file, QStringLiteral("it is no valid JSON (%1, at byte %2): choose a file that Nectar exported")
                         .arg(error.errorString())
                         .arg(error.offset));
    if (!all.contains(kVersionKey))
        refuse(file, QStringLiteral("it holds no settings of Nectar: choose a file that Nectar exported"));
    if (all.value(kVersionKey).toDouble() > kVersion)
        refuse(file, QStringLiteral("a newer Nectar wrote it: take it over with that one"), ErrorCode::Unsupported);
    SettingsCopy copy;
    const auto* theme =
        std::find(std::begin(kThemes), std::end(kThemes), all.value(QStringLiteral("theme")).toString());
    if (theme == std::end(kThemes))
        refuse(file, QStringLiteral("“theme” must be system, dark or light: correct the file"));
    copy.theme = static_cast<SettingsPresenter::Theme>(theme - std::begin(kThemes));
    copy.preferences = preferencesIn(part(all, QStringLiteral("preferences"), file), file);
    const QJsonObject colours = part(all, QStringLiteral("colours"), file);
    copy.colours = colourChoiceFrom(QString::fromUtf8(QJsonDocument(colours).toJson()));
    if (const QString key = firstDifference(colours, objectOf(copy.colours)); !key.isEmpty())
        refuse(file, QStringLiteral("“%1” of the colours is not what Nectar knows: correct the file").arg(key));
    const QJsonObject keys = part(all, QStringLiteral("shortcuts"), file);
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        if (!it.value().isString())
            refuse(
                file,
                QStringLiteral("“%1” of the shortcuts must be a text as \"Ctrl+K\": correct the file").arg(it.key()));
        copy.keys.insert(it.key(), it.value().toString());
    }
    return copy;
}

} // namespace nectar
