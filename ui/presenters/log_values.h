// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/log.h"

#include <QString>
#include <QStringList>

namespace nectar {

struct Problem;

/// Which lines of the log are looked at.
struct LogFilter {
    QString words; ///< all of them occur, in any case
    LogLevel least = LogLevel::Info;
};

/// Those lines as they are in the file, oldest first.
QStringList filteredLog(const std::vector<LogLine>& lines, const LogFilter& filter);

/// Every problem that somebody is told of is in the log.
void logProblem(const Problem& problem);

/// Where the log's files are, and the notes of what broke; "" without a home folder.
QString logFolder();
QString crashFolder();

} // namespace nectar
