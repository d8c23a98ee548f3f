// SPDX-License-Identifier: Apache-2.0
#include "ui/convert/text.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <cmath>

namespace nectar {

QString toQString(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString pathToQString(const std::filesystem::path& path) { return toQString(std::string_view(path.native())); }

std::string fromQString(const QString& text) { return text.toUtf8().toStdString(); }

std::filesystem::path pathFromQString(const QString& text) { return fromQString(text); }

QString folderText(const QString& file)
{
    QString folder = QFileInfo(file).path();
    const QString home = QDir::homePath();
    if (folder == home || folder.startsWith(home + QLatin1Char('/')))
        folder.replace(0, home.size(), QStringLiteral("~"));
    return folder;
}

QString labelText(QString name) { return name.replace(QLatin1Char('&'), QStringLiteral("&&")); }

QString byteText(std::int64_t bytes)
{
    const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit > 1 && value < 10 ? 1 : 0;
    return QLocale().toString(value, 'f', decimals) + QChar(QChar::Nbsp) + QLatin1String(units[unit]);
}

QString countText(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString numberText(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

QString figuresText(double value, int figures) { return QLocale().toString(value, 'g', figures); }

QString durationText(double seconds)
{
    const auto whole = static_cast<int>(std::lround(std::max(0., seconds)));
    if (whole < 90)
        return QStringLiteral("%1 s").arg(whole);
    const int minutes = (whole + 30) / 60;
    if (minutes < 90)
        return QStringLiteral("%1 min").arg(minutes);
    return QStringLiteral("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace nectar
