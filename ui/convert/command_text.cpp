// SPDX-License-Identifier: Apache-2.0
#include "ui/convert/command_text.h"

#include <algorithm>
#include <charconv>

namespace nectar {

QString shellWord(const QString& word)
{
    const bool isPlain = !word.isEmpty() && std::ranges::all_of(word, [](QChar c) {
        return c.isLetterOrNumber() || QStringLiteral("/._-+=:,@").contains(c);
    });
    QString quoted = word;
    return isPlain ? word
                   : QLatin1Char('\'') + quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString shortest(float value)
{
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    return QString::fromLatin1(digits, end - digits);
}

} // namespace nectar
