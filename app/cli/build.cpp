// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backbone_flags.h"
#include "app/cli/verbs.h"
#include "core/pipeline/build_bank.h"

#include <fmt/format.h>

namespace nectar::cli {

namespace {

struct BuildFlags {
    BuildBankRequest request;
    std::string size, tasks, memory, preset, json;
    bool samplingGiven = false;
};

void applyPreset(const std::string& name, BankOptions& options)
{
    for (const BankPreset& preset : kPresets)
        if (name == preset.name) {
            options.memory = preset.memory;
            options.augmentationEpochs = preset.augmentationEpochs;
            options.sampling = Sampling::Eq5;
        }
}

int runBuild(Session& session, BuildFlags& flags)
{
    BuildBankRequest& request = flags.request;
    request.strict = session.flags.strict;
    request.backbone.device = session.device();
    if (flags.memory == "all")
        request.bank.memory = 0;
    else if (!flags.memory.empty())
        setOption(request.bank, "memory", flags.memory);
    const BuildReport report = buildBank(request, session.context());
    session.progress.reset();
    for (const std::string& note : report.notes)
        say(session, "Note: " + note);
    for (const std::string& warning : report.warnings)
        say(session, "Warning: " + warning);
    for (const SkippedFile& skipped : report.skipped)
        say(session, fmt::format("Skipped {}: {}", skipped.file.string(), skipped.reason));
    say(session,
        fmt::format("Bank {}: {} patches of {} pictures ({} skipped), hash {}; read in {:.1f} s, written in {:.1f} s",
                    report.bank.string(), report.rows, report.images, report.skipped.size(), report.hash,
                    report.readSeconds, report.finishSeconds));
    if (!flags.json.empty())
        print(buildReportToJson(report));
    return session.exitAfterSkips(report.skipped.size());
}

} // namespace

void addBuild(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand("build", "Remember the patches of labelled pictures in a bank");
    auto flags = std::make_shared<BuildFlags>();
    BuildBankRequest& request = flags->request;
    verb->add_option("--data", request.data, "folder of the data set (nectar inspect FOLDER shows what is recognised)")
        ->required();
    verb->add_option("--out", request.output, "the bank to write, for example my.bank")->required();
    verb->add_option("--recipe", flags->request.recipe, "JSON recipe that says how to read the folder; auto: find out")
        ->type_name("auto|FILE");
    verb->add_option("--split", request.split, "part of the data to remember; default: train");
    addBackboneFlags(*verb, request.backbone);
    verb->add_option_function<std::string>(
        "--size", [&request](const std::string& text) { parseSize(text, request.bank.width, request.bank.height); },
        "input size of the backbone, 512 or WIDTHxHEIGHT; default: the backbone's own");
    bindField(*verb, "--resize", request.bank, "resize");
    verb->add_option_function<std::string>(
        "--task", [&request](const std::string& text) { request.bank.tasks = parseTasks(text); },
        "segmentation, depth or both; default: all that the data has");
    // Presets first: flags beside them change single values of theirs.
    verb->add_option_function<std::string>(
            "--preset", [&request](const std::string& name) { applyPreset(name, request.bank); },
            "the paper's Table 6: default (10.24 M patches, 2 augmented passes) or sec42 (20.48 M, 8)")
        ->check(CLI::IsMember({"default", "sec42"}))
        ->trigger_on_parse();
    verb->add_option("--memory", flags->memory, "patches to keep, or all")->type_name("N|all");
    bindField(*verb, "--sampling", request.bank, "sampling");
    bindField(*verb, "--aug-epochs", request.bank, "augmentation-epochs");
    verb->add_option("--seed", request.bank.seed, "seed of every random choice")->capture_default_str();
    verb->add_option("--limit", request.limit, "only the first N pictures by name")->check(CLI::NonNegativeNumber);
    verb->add_flag("--force", request.force, "replace the bank if it exists");
    verb->add_flag("--resume", request.resume, "go on with a build that was stopped");
    verb->add_flag(
        "--json", [flags](std::int64_t) { flags->json = "-"; }, "print the report as JSON on stdout");
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] {
        if (flags->request.recipe == "auto")
            flags->request.recipe.clear();
        session.run = [&session, flags] { return runBuild(session, *flags); };
    });
}

} // namespace nectar::cli
