// SPDX-License-Identifier: Apache-2.0
#include "core/project/session_file.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace nectar {

using nlohmann::json;

namespace {
constexpr std::int64_t kLargestFile = std::int64_t{64} << 20;
}

void writeSession(const std::filesystem::path& target, const Session& session)
{
    // A session stays where it is, and what it names is elsewhere: relative to "/" is as good as absolute.
    const json object = {{"project", json::parse(projectToJson(session.project, "/"))},
                         {"file", session.file.string()},
                         {"has_changes", session.hasChanges}};
    writeFile(target, object.dump(-1, ' ', false, json::error_handler_t::replace) + '\n');
}

Session readSession(const std::filesystem::path& source)
{
    const std::string text = readFile(source, kLargestFile);
    try {
        const json object = json::parse(text);
        Session session;
        session.file = object.at("file").get<std::string>();
        session.hasChanges = object.at("has_changes").get<bool>();
        session.project = projectFromJson(object.at("project").dump(), "/", source);
        return session;
    } catch (const json::exception&) {
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read what was open last: {}: the file is damaged: remove it", source.string()));
    }
}

} // namespace nectar
