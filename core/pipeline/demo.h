// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"

namespace nectar {

/// The bank that "Try the demo" opens: toy town's prompt split, both tasks. backbone: "descriptor" or "starter". The
/// bank lies in the user's cache and is reused if it is whole. Returns the request that makes it, with the data
/// written.
BuildBankRequest demoBuildRequest(const std::string& backbone, const JobContext& ctx);
/// Whether the request's bank is there, whole, and was made with this backbone from these very pictures and classes.
bool isCurrentBank(const BuildBankRequest& request, const JobContext& ctx);
/// The backbone the demo opens with on this machine.
std::string demoBackbone();

} // namespace nectar
