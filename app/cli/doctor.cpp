// SPDX-License-Identifier: Apache-2.0
#include "app/cli/verbs.h"
#include "core/backbone/backbone.h"
#include "core/base/parallel.h"
#include "core/base/paths.h"
#include "core/base/version.h"
#include "core/search/neighbour_index.h"

#include <fmt/format.h>

namespace nectar::cli {

namespace {

std::string starterLine()
{
    try {
        BackboneRequest request;
        request.source = "starter";
        const BackboneSpec spec = inspectBackbone(request);
        return fmt::format("starter backbone    {} in {}; {}", spec.name, starterBackboneDir().string(), spec.licence);
    } catch (const Error& error) {
        return fmt::format("starter backbone    missing: {}", error.what());
    }
}

/// Where the user's files go, or why there is no such place.
std::string folderLines()
{
    try {
        const UserPaths paths = userPaths();
        return fmt::format("data                {}\ncache               {}\n", paths.data.string(),
                           paths.cache.string());
    } catch (const Error& error) {
        return fmt::format("data and cache      missing: {}\n", error.what());
    }
}

int runDoctor()
{
    std::string text = fmt::format("nectar              {}\nlibtorch            {}\nthreads             {}\n",
                                   versionString(), torchVersion(), threadCount());
    for (const DeviceInfo& device : devices())
        text += fmt::format("device              {}{}\n", device.name,
                            device.usable ? "" : ": not usable: " + device.reason);
    text += fmt::format("search              {}\n", makeExactIndex(std::make_shared<KeyRows>())->describe());
    text += starterLine() + "\n";
    text += fmt::format("resources           {}\n", resourceDir().string()) + folderLines();
    print(text);
    return 0;
}

} // namespace

void addDoctor(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand("doctor", "Show versions, devices, and what is missing and why");
    addCommonFlags(*verb, session);
    verb->callback([&session] { session.run = [] { return runDoctor(); }; });
}

} // namespace nectar::cli
