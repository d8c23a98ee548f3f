// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"

#include <memory>
#include <utility>

namespace nectar::cli {

void addPresetFlag(CLI::App& verb, const std::string& help, const std::function<void(const BankPreset&)>& apply)
{
    const auto setOnce = [apply, given = std::make_shared<bool>(false)](const std::string& name) {
        if (std::exchange(*given, true))
            throw CLI::ValidationError("--preset", "is given more than once; give it once");
        apply(presetNamed(name));
    };
    verb.add_option_function<std::string>("--preset", setOnce, help)
        ->check(CLI::IsMember({"default", "sec42"}))
        ->trigger_on_parse(); // flags beside it change single values
}

void addDecodeFlags(CLI::App& verb, DecodeOptions& options)
{
    addPresetFlag(verb, kReadingPresets, [&options](const BankPreset& preset) {
        options.neighbours = preset.neighbours;
        options.temperature = preset.temperature;
    });
    bindField(verb, "--k", options, "neighbours");
    bindField(verb, "--temperature", options, "temperature");
    bindField(verb, "--mass", options, "mass");
}

} // namespace nectar::cli
