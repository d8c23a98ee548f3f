// SPDX-License-Identifier: Apache-2.0
#include "core/memory/bank_options.h"

#include "core/base/error.h"

namespace nectar {

const BankPreset& presetNamed(std::string_view name)
{
    for (const BankPreset& preset : kPresets)
        if (name == preset.name)
            return preset;
    throw Error(ErrorCode::BadOption, "there is no preset '" + std::string(name) + "'; it must be default or sec42");
}

} // namespace nectar
