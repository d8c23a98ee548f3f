// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace nectar {

// What a file is, by its name or its first bytes.
bool looksLikeBank(const QString& file);
bool looksLikePicture(const QString& file);

} // namespace nectar
