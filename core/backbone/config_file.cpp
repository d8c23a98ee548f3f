// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/config_file.h"

#include "core/backbone/json_text.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace nectar {

namespace fs = std::filesystem;
using nlohmann::json;

std::string readConfig(const fs::path& file)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return "{}";
    const std::string text = readFile(file, 16 << 20);
    const auto fail = [&file](const std::string& why) {
        return Error(ErrorCode::BadFormat,
                     fmt::format("cannot read {}: {}; correct or remove the file", file.string(), why));
    };
    constexpr std::size_t kDeepest = 32;
    if (isNestedDeeper(text, kDeepest))
        throw fail("its JSON is nested too deeply");
    try {
        if (!json::parse(text).is_object())
            throw fail("it is no JSON object");
        return text;
    } catch (const json::parse_error& error) {
        throw fail(fmt::format("it is no valid JSON ({})", placeInText(text, error.byte)));
    } catch (const json::exception&) {
        throw fail("it is no valid JSON");
    }
}

} // namespace nectar
