// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace nectar {

/// "0.1.0 (1a2b3c4d)": version and git revision of the source; the revision is left out where git was not there.
std::string versionString();

} // namespace nectar
