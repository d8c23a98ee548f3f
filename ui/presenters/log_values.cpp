// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/log_values.h"

#include "core/base/paths.h"
#include "ui/convert/text.h"
#include "ui/models/problem.h"

#include <algorithm>

namespace nectar {

QStringList filteredLog(const std::vector<LogLine>& lines, const LogFilter& filter)
{
    const QStringList words = filter.words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList texts;
    for (const LogLine& line : lines) {
        const QString text = toQString(logText(line));
        if (line.level >= filter.least && std::ranges::all_of(words, [&text](const QString& word) {
                return text.contains(word, Qt::CaseInsensitive);
            }))
            texts.append(text);
    }
    return texts;
}

void logProblem(const Problem& problem)
{
    const LogLevel level = problem.kind == Problem::Kind::Note      ? LogLevel::Info
                           : problem.kind == Problem::Kind::Warning ? LogLevel::Warning
                                                                    : LogLevel::Failure;
    QStringList parts{problem.title, problem.text, problem.details};
    parts.removeAll(QString());
    logLine(LogArea::Gui, level, fromQString(QStringLiteral("said: ") + parts.join(QStringLiteral(": "))));
}

QString logFolder() { return pathToQString(stateFolder("logs")); }

QString crashFolder() { return pathToQString(stateFolder("crashes")); }

} // namespace nectar
