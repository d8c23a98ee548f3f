// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

namespace nectar {

/// UTF-8 in core, UTF-16 in Qt; file names that are no UTF-8 survive only inside core.
QString toQString(std::string_view text);
QString pathToQString(const std::filesystem::path& path);
std::string fromQString(const QString& text);
std::filesystem::path pathFromQString(const QString& text);

/// The folder of a file, with the home folder as "~".
QString folderText(const QString& file);
/// A name as it is on a button or in a menu, where an ampersand would underline a letter.
QString labelText(QString name);

/// "1.5 GB", "340 MB", "12 kB": decimal units, three figures at most.
QString byteText(std::int64_t bytes);
/// 24576 as "24,576" in the user's locale.
QString countText(std::int64_t count);
/// 12.5 as "12.5" or "12,5" in the user's locale.
QString numberText(double value, int decimals);
/// 0.02 as "0.02" or "0,02": as many figures as it has, at most these.
QString figuresText(double value, int figures);
/// "50 s", "3 min", "2 h 05 min".
QString durationText(double seconds);

} // namespace nectar
