// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"

namespace nectar::cli {

void addDecodeFlags(CLI::App& verb, DecodeOptions& options)
{
    bindField(verb, "--k", options, "neighbours");
    bindField(verb, "--temperature", options, "temperature");
    bindField(verb, "--mass", options, "mass");
}

} // namespace nectar::cli
