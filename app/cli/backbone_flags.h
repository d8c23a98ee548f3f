// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"
#include "core/backbone/backbone.h"

namespace nectar::cli {

/// Adds --backbone and the profile flags that correct what a weight file cannot say.
void addBackboneFlags(CLI::App& verb, BackboneRequest& request);

/// One line for people: what was opened.
std::string backboneSentence(const BackboneSpec& spec);

} // namespace nectar::cli
