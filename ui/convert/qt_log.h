// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace nectar {

/// What Qt has to say goes to our log as well as where it went before.
void logQtMessages();

} // namespace nectar
