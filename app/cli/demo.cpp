// SPDX-License-Identifier: Apache-2.0
#include "app/cli/verbs.h"
#include "core/demo/toy_town.h"

namespace nectar::cli {

void addDemo(CLI::App& program, Session& session)
{
    CLI::App* verb =
        program.add_subcommand("demo", "Write the example data set: 40 computer-drawn street scenes with labels");
    auto folder = std::make_shared<std::string>();
    verb->add_option("--out", *folder, "folder to write; default: Nectar's cache")->type_name("FOLDER");
    addCommonFlags(*verb, session);
    verb->callback([&session, folder] {
        session.run = [&session, folder] {
            const auto written =
                folder->empty() ? demoDataset(session.context()) : writeToyTown(*folder, {}, session.context());
            session.progress.reset();
            print(written.string());
            return 0;
        };
    });
}

} // namespace nectar::cli
