// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/preferences.h"

#include <QThread>

#include <algorithm>
#include <array>

namespace nectar {

namespace {

constexpr std::array kDevices{"auto", "cpu", "cuda"};
constexpr std::array kNumbers{"system", "point", "comma", "space"};

/// The number of the word that is kept under a name; the first where none of them is.
template <class Words>
int wordIn(const QVariantMap& values, const char* name, const Words& words)
{
    const QString kept = values.value(QLatin1String(name)).toString();
    for (std::size_t i = 0; i < words.size(); ++i)
        if (kept == QLatin1String(words[i]))
            return static_cast<int>(i);
    return 0;
}

int numberIn(const QVariantMap& values, const char* name, int usual, int low, int high)
{
    bool isNumber = false;
    const int kept = values.value(QLatin1String(name)).toInt(&isNumber);
    return isNumber && low <= kept && kept <= high ? kept : usual;
}

} // namespace

int Preferences::mostThreads() { return std::max(1, QThread::idealThreadCount()); }

Preferences preferencesFrom(const QVariantMap& values)
{
    const Preferences usual;
    Preferences preferences;
    preferences.device = static_cast<DeviceChoice>(wordIn(values, "device", kDevices));
    preferences.threads = numberIn(values, "threads", usual.threads, 0, Preferences::mostThreads());
    preferences.pictureMegabytes = numberIn(values, "pictureMegabytes", usual.pictureMegabytes,
                                            Preferences::kLeastMegabytes, Preferences::kMostMegabytes);
    preferences.diskMegabytes =
        numberIn(values, "diskMegabytes", usual.diskMegabytes, 0, Preferences::kMostDiskMegabytes);
    preferences.numbers = static_cast<Preferences::Numbers>(wordIn(values, "numbers", kNumbers));
    preferences.restoresLast = values.value(QStringLiteral("restoresLast")).toString() != QStringLiteral("false");
    return preferences;
}

QVariantMap valuesOf(const Preferences& preferences)
{
    return {{QStringLiteral("device"), QLatin1String(kDevices.at(static_cast<std::size_t>(preferences.device)))},
            {QStringLiteral("threads"), preferences.threads},
            {QStringLiteral("pictureMegabytes"), preferences.pictureMegabytes},
            {QStringLiteral("diskMegabytes"), preferences.diskMegabytes},
            {QStringLiteral("numbers"), QLatin1String(kNumbers.at(static_cast<std::size_t>(preferences.numbers)))},
            {QStringLiteral("restoresLast"), preferences.restoresLast}};
}

QLocale localeOf(Preferences::Numbers numbers)
{
    static const QLocale system; // before it is set for the first time
    switch (numbers) {
    case Preferences::Numbers::Point:
        return {QLocale::English, QLocale::UnitedKingdom};
    case Preferences::Numbers::Comma:
        return {QLocale::German, QLocale::Germany};
    case Preferences::Numbers::Space:
        return {QLocale::French, QLocale::France};
    default:
        return system;
    }
}

} // namespace nectar
