// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backbone_flags.h"
#include "app/cli/decode_flags.h"
#include "app/cli/verbs.h"
#include "core/pipeline/build_bank.h"

#include <fmt/format.h>

#include <charconv>

namespace nectar::cli {

namespace {

struct BuildFlags {
    BuildBankRequest request;
    std::string memory;
    bool json = false;
};

void applyPreset(const BankPreset& preset, BuildBankRequest& request)
{
    request.bank.memory = preset.memory;
    request.bank.augmentationEpochs = preset.augmentationEpochs;
    request.bank.sampling = Sampling::Eq5;
    request.augmentLabelsOnly = true;
}

std::uint64_t parseSeed(const std::string& text)
{
    std::uint64_t seed = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size())
        throw CLI::ValidationError("--seed", "'" + text + "' is no seed; write a whole number from 0 up");
    return seed;
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
    if (request.bank.memory == 0 && !flags.memory.empty() && flags.memory != "all")
        throw CLI::ValidationError("--memory", "a bank of 0 patches answers nothing; write all to keep every patch");
    *session.resumable = true;
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
    if (flags.json)
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
        ->required()
        ->type_name("FOLDER");
    verb->add_option("--out", request.output, "the bank to write, for example my.bank")->required()->type_name("FILE");
    verb->add_option("--recipe", flags->request.recipe, "JSON recipe that says how to read the folder; auto: find out")
        ->type_name("auto|FILE");
    verb->add_option("--split", request.split, "part of the data to remember; default: train")->type_name("NAME");
    addBackboneFlags(*verb, request.backbone);
    verb->add_option_function<std::string>(
            "--size", [&request](const std::string& text) { parseSize(text, request.bank.width, request.bank.height); },
            "pictures are read at this size: 512 or WIDTHxHEIGHT; default: the backbone's own")
        ->type_name("SIZE");
    bindField(*verb, "--resize", request.bank, "resize");
    verb->add_option_function<std::string>(
            "--task", [&request](const std::string& text) { request.bank.tasks = parseTasks(text); },
            "segmentation, depth or both, with a comma; default: all that the data has")
        ->type_name("TASK");
    // Presets first: flags beside them change single values of theirs.
    addPresetFlag(
        *verb,
        "settings of the paper \"Towards In-context Scene Understanding\" (its Table 6) in place of Nectar's: "
        "default keeps 10.24 million patches from 2 passes over randomly altered (augmented) pictures, sec42 "
        "(its section 4.2) 20.48 million from 8",
        [&request](const BankPreset& preset) { applyPreset(preset, request); });
    verb->add_option("--memory", flags->memory, "patches to keep, or all [default: all]")->type_name("N|all");
    bindField(*verb, "--sampling", request.bank, "sampling");
    bindField(*verb, "--aug-epochs", request.bank, "augmentation-epochs");
    bindField(*verb, "--min-valid", request.bank, "min-valid-fraction");
    verb->add_flag("--spread-remainder", request.bank.spreadRemainder,
                   "keep one patch more of some pictures, so that the bank has just as many as --memory says");
    verb->add_option_function<std::string>(
            "--seed", [&request](const std::string& text) { request.bank.seed = parseSeed(text); },
            "of every random choice: the same seed gives the same bank")
        ->type_name("N")
        ->default_str(fmt::format("{}", request.bank.seed));
    verb->add_option_function<std::string>(
            "--limit", [&request](const std::string& text) { request.limit = parseCount("--limit", text, 1); },
            "only the first N pictures by name")
        ->type_name("N");
    verb->add_flag("--force", request.force, "replace the bank if it exists, or start a stopped build again");
    verb->add_flag("--resume", request.resume, "go on with a build that was stopped");
    verb->add_flag("--json", flags->json, "print the report as JSON on stdout");
    addCommonFlags(*verb, session);
    verb->callback([&session, verb, flags] {
        if (verb->count("--aug-epochs") > 0)
            flags->request.augmentLabelsOnly = false; // asked for by name: depth refuses it
        if (flags->request.recipe == "auto")
            flags->request.recipe.clear();
        session.run = [&session, flags] { return runBuild(session, *flags); };
    });
}

} // namespace nectar::cli
