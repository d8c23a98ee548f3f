// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace nectar {

/// A cell of a CSV file (RFC 4180): quoted where it holds a comma, a quote or a line break.
inline QString csvCell(QString text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n')))
        return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace nectar
