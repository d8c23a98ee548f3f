// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"
#include "app/cli/verbs.h"
#include "core/base/files.h"
#include "core/dataset/file_listing.h"
#include "core/pipeline/prediction_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace nectar::cli {

namespace {

struct PredictFlags {
    std::filesystem::path bank, backbone, out = ".";
    std::vector<std::filesystem::path> images;
    DecodeOptions decode;
    std::vector<std::string> exports;
    std::vector<Task> tasks;
    float opacity = 0.55f;
    bool keepSelf = false;
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

/// Results are named after the pictures: two of one name would overwrite each other.
void refuseSameNames(const std::vector<std::filesystem::path>& images)
{
    std::map<std::string, std::filesystem::path> seen;
    for (const auto& image : images)
        if (const auto [first, isNew] = seen.emplace(image.stem().string(), image); !isNew)
            throw Error(
                ErrorCode::BadOption,
                fmt::format("{} and {} would write to the same files; predict them into different --out folders",
                            first->second.string(), image.string()));
}

/// Folders replaced by the pictures in them, by name.
std::vector<std::filesystem::path> namedPictures(const std::vector<std::filesystem::path>& given)
{
    std::vector<std::filesystem::path> pictures;
    for (const auto& path : given) {
        std::error_code error;
        if (!std::filesystem::is_directory(path, error)) {
            if (!std::filesystem::exists(path, error))
                throw Error(ErrorCode::NotFound,
                            fmt::format("cannot read: {}: no such file or folder; check the path", path.string()));
            pictures.push_back(path);
            continue;
        }
        const std::size_t before = pictures.size();
        for (const auto& entry : std::filesystem::directory_iterator(path, error))
            if (isPictureName(entry.path()) && entry.is_regular_file(error))
                pictures.push_back(entry.path());
        if (error)
            throw systemError(error.value(), "cannot read", path.string());
        if (pictures.size() == before)
            throw Error(ErrorCode::Empty, fmt::format("no picture in the folder: {}", path.string()));
        std::sort(pictures.begin() + static_cast<std::ptrdiff_t>(before), pictures.end());
    }
    return pictures;
}

/// Is it the picture's fault, so that the next one may do better?
bool concernsOnePicture(const Error& error)
{
    switch (error.code()) {
    case ErrorCode::NotFound:
    case ErrorCode::Unreadable:
    case ErrorCode::BadFormat:
    case ErrorCode::Unsupported:
    case ErrorCode::OutOfMemory:
        return true;
    default:
        return false;
    }
}

int runPredict(Session& session, const PredictFlags& flags)
{
    const std::vector<std::filesystem::path> images = namedPictures(flags.images);
    refuseSameNames(images);
    throwIfIssues(optionIssues(flags.decode));
    makeFolder(flags.out);
    const auto scene = OpenScene::open(flags.bank, flags.backbone, session.device(), session.context());
    std::size_t skipped = 0;
    for (const auto& path : images) {
        try {
            const auto image =
                scene->openImage(path, flags.keepSelf ? SelfMatch::Keep : SelfMatch::Drop, session.context());
            if (!image->ownImages.empty())
                say(session, fmt::format("Note: {} is a prompt image of the bank; it was read {}", path.string(),
                                         flags.keepSelf ? "with itself in the bank" : "without itself"));
            const WrittenPrediction written = writePredictions(*image, *scene->bank(), flags.decode,
                                                               wantedExports(flags), flags.out, session.context());
            for (const std::string& warning : written.warnings)
                say(session, "Warning: " + warning);
            for (const auto& file : written.files)
                print(file.string());
        } catch (const Error& error) {
            if (images.size() == 1 || !concernsOnePicture(error))
                throw;
            say(session, fmt::format("Skipped {}", error.what()));
            ++skipped;
        }
    }
    if (skipped == images.size())
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
    verb->add_option("--export", flags->exports, "what to write; default: index,overlay,depth16,npy")
        ->delimiter(',')
        ->check(CLI::IsMember({"index", "colour", "overlay", "depth16", "npy"}));
    verb->add_option("--opacity", flags->opacity, "of the class colours in overlays, 0 to 1")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    verb->add_flag("--keep-self", flags->keepSelf, "let a picture that is in the bank be evidence for itself");
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] { session.run = [&session, flags] { return runPredict(session, *flags); }; });
}

} // namespace nectar::cli
