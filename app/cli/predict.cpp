// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"
#include "app/cli/outputs.h"
#include "app/cli/picture_arguments.h"
#include "app/cli/verbs.h"
#include "core/base/files.h"
#include "core/pipeline/prediction_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

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
};

PredictionExports wantedExports(const PredictFlags& flags)
{
    PredictionExports wanted;
    wanted.tasks = flags.tasks;
    wanted.opacity = flags.opacity;
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
    return wanted;
}

/// Results are named after their picture, with its ending where two pictures differ in nothing else.
void nameResults(std::vector<NamedPicture>& pictures, const std::filesystem::path& out)
{
    std::map<std::filesystem::path, int> stems;
    for (const NamedPicture& picture : pictures)
        ++stems[picture.file.stem()];
    for (NamedPicture& picture : pictures)
        picture.stem = out / (stems[picture.file.stem()] > 1 ? picture.file.filename() : picture.file.stem());
}

/// Throws where results would collide with each other or cost the user a file; leaves out what folders hold of an
/// earlier run's results.
void planResults(Session& session, std::vector<NamedPicture>& pictures, const PredictFlags& flags,
                 const MemoryBank& bank)
{
    const auto normal = [](const std::filesystem::path& path) { // through links: files are compared, not names
        std::error_code error;
        return std::filesystem::weakly_canonical(std::filesystem::absolute(path), error);
    };
    nameResults(pictures, flags.out);
    const PredictionExports wanted = wantedExports(flags);
    std::map<std::filesystem::path, const NamedPicture*> writers;
    for (const NamedPicture& picture : pictures)
        for (const auto& file : predictionFiles(bank, wanted, picture.stem))
            writers.emplace(normal(file), &picture);
    if (writers.empty())
        throw Error(ErrorCode::BadOption, "nothing to write: --export names no file of what is read; index is of "
                                          "segmentation, depth16 and npy are of depth");
    const std::size_t before = pictures.size();
    std::erase_if(pictures, [&](const NamedPicture& picture) {
        return picture.fromFolder && writers.contains(normal(picture.file));
    });
    if (pictures.size() < before)
        say(session, fmt::format("Note: {} files are results of an earlier run by their names and are not read",
                                 before - pictures.size()));
    writers.clear();
    for (const NamedPicture& picture : pictures)
        for (const auto& file : predictionFiles(bank, wanted, picture.stem)) {
            if (const auto [first, isNew] = writers.emplace(normal(file), &picture); !isNew)
                throw Error(ErrorCode::BadOption,
                            fmt::format("{} and {} would both write {}; predict them into different --out folders",
                                        first->second->file.string(), picture.file.string(), file.string()));
            requireOutput(file, flags.force, {flags.bank, flags.backbone});
        }
    for (const NamedPicture& picture : pictures)
        if (const auto writer = writers.find(normal(picture.file)); writer != writers.end())
            throw Error(ErrorCode::BadOption, fmt::format("{} would be overwritten by a result of {}; choose another "
                                                          "--out folder",
                                                          picture.file.string(), writer->second->file.string()));
}

int runPredict(Session& session, const PredictFlags& flags)
{
    std::vector<NamedPicture> pictures = namedPictures(flags.images);
    throwIfIssues(optionIssues(flags.decode));
    const auto scene = OpenScene::open(flags.bank, flags.backbone, session.device(), session.context());
    for (const Task task : flags.tasks)
        if (!scene->bank()->has(task))
            throw Error(ErrorCode::BadOption,
                        fmt::format("cannot predict {}: bank {} has none; leave --task out to read what it has",
                                    taskName(task), flags.bank.string()));
    makeFolder(flags.out);
    planResults(session, pictures, flags, *scene->bank());
    std::size_t skipped = 0;
    for (const NamedPicture& picture : pictures) {
        std::shared_ptr<const OpenImage> image;
        try {
            image =
                scene->openImage(picture.file, flags.keepSelf ? SelfMatch::Keep : SelfMatch::Drop, session.context());
        } catch (const Error& error) {
            if (pictures.size() == 1 || !concernsOnePicture(error))
                throw;
            const std::string reason = error.what();
            const bool named = reason.find(picture.file.string()) != std::string::npos;
            say(session, "Skipped " + (named ? "" : picture.file.string() + ": ") + reason);
            ++skipped;
            continue;
        }
        if (!image->ownImages.empty())
            say(session, fmt::format("Note: {} is a prompt image of the bank; it was read {}", picture.file.string(),
                                     flags.keepSelf ? "with itself in the bank" : "without itself"));
        const WrittenPrediction written = writePredictions(*image, *scene->bank(), flags.decode, wantedExports(flags),
                                                           picture.stem, session.context());
        for (const std::string& note : written.notes)
            say(session, "Note: " + note);
        for (const std::string& warning : written.warnings)
            say(session, "Warning: " + warning);
        for (const auto& file : written.files)
            print(file.string());
    }
    if (skipped == pictures.size())
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
            "npy (NumPy, metres); default: index,overlay,depth16,npy")
        ->delimiter(',')
        ->check(CLI::IsMember({"index", "colour", "overlay", "depth16", "npy"}));
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
