// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"

#include "nectar_revision.h"

namespace nectar {

std::string versionString()
{
    const std::string revision = NECTAR_REVISION;
    return revision.empty() ? std::string(NECTAR_VERSION) : NECTAR_VERSION " (" + revision + ")";
}

} // namespace nectar
