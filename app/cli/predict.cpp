// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"
#include "app/cli/outputs.h"
#include "app/cli/verbs.h"
#include "core/base/files.h"
#include "core/pipeline/predict_pictures.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar::cli {

namespace {

struct PredictFlags {
    std::filesystem::path bank, backbone, out = ".";
    std::vector<std::filesystem::path> images;
    DecodeOptions decode;
    std::vector<std::string> exports;
    std::vector<Task> tasks;
    float opacity = 0.55f;
    bool keepSelf = false, force = false;
    std::string patch;
};

PredictionExports wantedExports(const PredictFlags& flags)
{
    PredictionExports wanted;
    wanted.tasks = flags.tasks;
    wanted.opacity = flags.opacity;
    if (!flags.patch.empty()) {
        const auto [row, col] = parsePatch(flags.patch);
        wanted.patch = PatchIndex{row, col};
    }
    if (flags.exports.empty())
        return wanted;
    const auto asked = [&flags](const char* name) {
        return std::find(flags.exports.begin(), flags.exports.end(), name) != flags.exports.end();
    };
    wanted.index = asked("index");
    wanted.colour = asked("colour");
    wanted.overlay = asked("overlay");
    wanted.depth16 = asked("depth16");
    wanted.npy = asked("npy");
    wanted.html = asked("html");
    return wanted;
}

/// Throws where results would collide with each other or cost the user a file.
PredictionPlan planResults(Session& session, const PredictFlags& flags, const PredictionExports& wanted,
                           const MemoryBank& bank, std::vector<NamedPicture> pictures)
{
    if (predictionFiles(bank, wanted, "any").empty())
        throw Error(ErrorCode::BadOption, "nothing to write: --export names no file of what is read; index is of "
                                          "segmentation, depth16 and npy are of depth");
    PredictionPlan plan = planPredictions(std::move(pictures), bank, wanted, flags.out);
    if (plan.earlierResults > 0)
        say(session, fmt::format("Note: {} files are results of an earlier run by their names and are not read",
                                 plan.earlierResults));
    for (const auto& file : plan.files)
        requireOutput(file, flags.force, {flags.bank, flags.backbone});
    return plan;
}

/// What the user hears of each picture.
PredictionEvents reportTo(Session& session, const PredictFlags& flags)
{
    PredictionEvents events;
    events.skipped = [&session](const NamedPicture& picture, const std::string& reason) {
        const bool named = reason.find(picture.file.string()) != std::string::npos;
        say(session, "Skipped " + (named ? "" : picture.file.string() + ": ") + reason);
    };
    events.opened = [&session, keepSelf = flags.keepSelf](const NamedPicture& picture, const OpenImage& image) {
        if (!image.ownImages.empty())
            say(session, fmt::format("Note: {} is a prompt image of the bank; it was read {}", picture.file.string(),
                                     keepSelf ? "with itself in the bank" : "without itself"));
    };
    events.written = [&session](const NamedPicture&, const WrittenPrediction& written) {
        for (const std::string& note : written.notes)
            say(session, "Note: " + note);
        for (const std::string& warning : written.warnings)
            say(session, "Warning: " + warning);
        for (const auto& file : written.files)
            print(file.string());
    };
    return events;
}

int runPredict(Session& session, const PredictFlags& flags)
{
    std::vector<NamedPicture> pictures = namedPictures(flags.images);
    throwIfIssues(optionIssues(flags.decode));
    if (const PredictionExports wanted = wantedExports(flags); wanted.patch && !wanted.html)
        throw CLI::ValidationError("--patch", "only the html page shows a patch; add --export html");
    const auto scene = OpenScene::open(flags.bank, flags.backbone, session.device(), session.context());
    for (const Task task : flags.tasks)
        if (!scene->bank()->has(task))
            throw Error(ErrorCode::BadOption,
                        fmt::format("cannot predict {}: bank {} has none; leave --task out to read what it has",
                                    taskName(task), flags.bank.string()));
    makeFolder(flags.out);
    const PredictionExports wanted = wantedExports(flags);
    const PredictionPlan plan = planResults(session, flags, wanted, *scene->bank(), std::move(pictures));
    const PredictionRun run{flags.decode, wanted, flags.keepSelf ? SelfMatch::Keep : SelfMatch::Drop};
    const std::size_t skipped =
        predictPictures(*scene, plan.pictures, run, reportTo(session, flags), session.context());
    if (skipped == plan.pictures.size())
        throw Error(ErrorCode::Empty, "none of the pictures could be read");
    return session.exitAfterSkips(skipped);
}

} // namespace

void addPredict(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand("predict", "Read new pictures and write what they show");
    auto flags = std::make_shared<PredictFlags>();
    verb->add_option("--bank", flags->bank, "the bank to read with")->required()->type_name("FILE");
    verb->add_option("--image", flags->images, "pictures to read, or folders of them")
        ->required()
        ->type_name("FILE|FOLDER");
    verb->add_option("--out", flags->out, "folder for the results; default: here")->type_name("FOLDER");
    verb->add_option("--backbone", flags->backbone, "where the bank's weight file is now, if it moved")
        ->type_name("FILE");
    addDecodeFlags(*verb, flags->decode);
    verb->add_option_function<std::string>(
            "--task", [flags](const std::string& text) { flags->tasks = parseTasks(text); },
            "segmentation, depth or both, with a comma; default: all that the bank has")
        ->type_name("TASK");
    verb->add_option(
            "--export", flags->exports,
            "what to write, several with commas: index (NAME_labels.png, the class number of each pixel), colour "
            "(classes or depth as colours), overlay (the same over the picture), depth16 (PNG, millimetres), "
            "npy (NumPy, metres), html (NAME_report.html, one page with all that is seen); default: "
            "index,overlay,depth16,npy")
        ->delimiter(',')
        ->check(CLI::IsMember({"index", "colour", "overlay", "depth16", "npy", "html"}));
    verb->add_option("--patch", flags->patch, "the patch whose evidence the html page shows; both count from 0")
        ->type_name("ROW,COL");
    verb->add_option("--opacity", flags->opacity, "of the class colours in overlays, 0 to 1")
        ->check([](const std::string& text) {
            float opacity = 0;
            return CLI::detail::lexical_cast(text, opacity) && opacity >= 0 && opacity <= 1 // false for NaN
                       ? std::string()
                       : "'" + text + "' is no opacity; write a number from 0 to 1";
        })
        ->capture_default_str();
    verb->add_flag("--keep-self", flags->keepSelf, "let a picture that is in the bank be evidence for itself");
    addForceFlag(*verb, flags->force);
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] { session.run = [&session, flags] { return runPredict(session, *flags); }; });
}

} // namespace nectar::cli
