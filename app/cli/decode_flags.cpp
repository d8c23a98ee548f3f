// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"

namespace nectar::cli {

void addPresetFlag(CLI::App& verb, const std::function<void(const BankPreset&)>& apply)
{
    verb.add_option_function<std::string>(
            "--preset", [apply](const std::string& name) { apply(presetNamed(name)); },
            "settings of the paper (Table 6): default reads with 30 neighbours and temperature 0.02, sec42 with 90 and "
            "0.1")
        ->check(CLI::IsMember({"default", "sec42"}))
        ->trigger_on_parse(); // flags beside it change single values
}

void addDecodeFlags(CLI::App& verb, DecodeOptions& options)
{
    addPresetFlag(verb, [&options](const BankPreset& preset) {
        options.neighbours = preset.neighbours;
        options.temperature = preset.temperature;
    });
    bindField(verb, "--k", options, "neighbours");
    bindField(verb, "--temperature", options, "temperature");
    bindField(verb, "--mass", options, "mass");
}

} // namespace nectar::cli
