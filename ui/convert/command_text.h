// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace nectar {

/// A word of a command line: quoted unless it is plain.
QString shellWord(const QString& word);
/// The fewest digits that read as the same number again.
QString shortest(float value);

} // namespace nectar
