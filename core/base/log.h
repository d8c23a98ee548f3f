// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace nectar {

enum class LogArea { Io, Backbone, Index, Retrieval, Gui, Gpu };
enum class LogLevel { Info, Warning, Failure };

struct LogLine {
    std::int64_t number = 0; ///< 1, 2, … of this run
    LogLevel level = LogLevel::Info;
    LogArea area = LogArea::Io;
    std::string time; ///< "2026-11-27 09:05:01.042", UTC
    std::string text; ///< one line
};

/// Adds a line, from any thread. Breaks of the text become spaces, and what is longer than 2,000 bytes is cut. Logging
/// never fails: what cannot be written to the file is kept in memory only.
void logLine(LogArea area, LogLevel level, std::string_view text) noexcept;
inline void logInfo(LogArea area, std::string_view text) noexcept { logLine(area, LogLevel::Info, text); }

/// From now on lines also go to folder/nectar.log. When it is larger than 2 MiB it becomes nectar.1.log and so on to
/// nectar.4.log. Nothing else is told of a folder that cannot be written. Empty: to memory only, as at the start.
void logToFolder(const std::filesystem::path& folder) noexcept;

/// The newest lines, at most 2,000, oldest first; those after a number.
std::vector<LogLine> logLinesAfter(std::int64_t number);

/// "nectar.io", and "info"
std::string_view logAreaName(LogArea area);
std::string_view logLevelName(LogLevel level);
/// "2026-11-27 09:05:01.042 info nectar.io bank town.bank was opened", as in the file.
std::string logText(const LogLine& line);

/// Writes the last 50 lines to a file. For a signal handler: takes no lock and no memory.
void writeLastLogLines(int descriptor) noexcept;

} // namespace nectar
