// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backbone_flags.h"
#include "app/cli/outputs.h"
#include "app/cli/verbs.h"
#include "core/dataset/dataset.h"
#include "core/dataset/file_listing.h"
#include "core/dataset/picture_list.h"
#include "core/decode/click_threshold.h"
#include "core/pipeline/click_files.h"
#include "core/pipeline/click_labeller.h"
#include "core/pipeline/click_points.h"
#include "core/pipeline/named_pictures.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace nectar::cli {

namespace {

namespace fs = std::filesystem;

struct LabelFlags {
    fs::path data, points, classes, out;
    std::vector<fs::path> images;
    BackboneRequest backbone;
    ClickGeometry geometry;
    DecodeOptions decode;
    std::optional<float> threshold; ///< none: from the clicks
    bool json = false, force = false;
};

/// The file of each point's picture: its path from the CSV file's folder, else what one of the pictures is called.
/// Throws NotFound naming every line without.
std::vector<fs::path> picturesOfPoints(const ClickPoints& points, const fs::path& csv,
                                       const std::vector<LabelTarget>& targets)
{
    std::vector<Sample> samples;
    for (const LabelTarget& target : targets)
        samples.push_back({target.name, target.picture, {}, {}});
    const PictureNames names(samples, {});
    std::vector<fs::path> files;
    std::string missing;
    for (const ClickPoint& point : points.points) {
        std::error_code ignored;
        const fs::path beside = csv.parent_path() / point.picture;
        const PictureNames::Found found = names.find(point.picture);
        files.push_back(fs::is_regular_file(beside, ignored) ? beside
                        : found.sample                       ? found.sample->image
                                                             : fs::path());
        if (files.back().empty())
            missing += fmt::format("{}line {}: {}{}", missing.empty() ? "" : "; ", point.line, shortText(point.picture),
                                   found.shared ? ", as several pictures are called" : "");
    }
    if (!missing.empty())
        throw Error(ErrorCode::NotFound,
                    fmt::format("cannot find pictures of the points: {}: {}; write paths from the folder of that "
                                "file, or names of pictures that --image or --data name",
                                csv.string(), missing));
    return files;
}

/// The pictures to label, each once; without --image and --data those that have points.
std::vector<LabelTarget> targetsOf(const LabelFlags& flags, const ClickPoints& points, const JobContext& ctx)
{
    std::vector<LabelTarget> all;
    if (!flags.data.empty())
        all = picturesToLabel(flags.data, ctx);
    for (const NamedPicture& picture : namedPictures(flags.images))
        all.push_back({picture.file, picture.file.filename().string()});
    if (flags.data.empty() && flags.images.empty())
        for (const fs::path& file : picturesOfPoints(points, flags.points, {}))
            all.push_back({file, file.filename().string()});
    std::vector<LabelTarget> targets;
    std::set<fs::path> seen;
    for (LabelTarget& target : all) {
        std::error_code ignored;
        if (seen.insert(fs::weakly_canonical(target.picture, ignored)).second)
            targets.push_back(std::move(target));
    }
    return targets;
}

/// Opens the clicked pictures and clicks. Result: numbers of the open pictures by file.
std::map<fs::path, std::size_t> clickAll(ClickLabeller& labeller, const ClickPoints& points,
                                         const std::vector<fs::path>& files, const JobContext& ctx)
{
    std::map<fs::path, std::size_t> open;
    std::string outside;
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::error_code ignored;
        const fs::path file = fs::weakly_canonical(files[i], ignored);
        const ClickPoint& point = points.points[i];
        ctx.step(static_cast<std::int64_t>(i), static_cast<std::int64_t>(files.size()), "clicks");
        if (!open.contains(file))
            open[file] = labeller.open(files[i], ctx);
        const Size size = labeller.size(open[file]);
        if (!labeller.click(open[file], point.x, point.y, point.classIndex))
            outside += fmt::format("{}line {}: {},{} in {}, which is {}x{}", outside.empty() ? "" : "; ", point.line,
                                   point.x, point.y, shortText(point.picture), size.width, size.height);
    }
    if (!outside.empty())
        throw Error(ErrorCode::BadFormat,
                    fmt::format("points lie outside of their pictures: {}; correct them", outside));
    return open;
}

nlohmann::json classesToJson(const ClickPoints& points)
{
    nlohmann::json classes = nlohmann::json::array();
    for (std::size_t c = 0; c < points.classes.classes.size(); ++c)
        classes.push_back({{"id", points.classes.classes[c].rawId},
                           {"name", points.classes.classes[c].name},
                           {"clicks", std::ranges::count(points.points, c, &ClickPoint::classIndex)}});
    return classes;
}

nlohmann::json pictureToJson(const LabelTarget& target, const fs::path& mask, const LabelMap& labels,
                             const ClassTable& classes)
{
    nlohmann::json pixels = nlohmann::json::object();
    for (std::size_t c = 0; c < classes.classes.size(); ++c)
        if (const auto count = std::ranges::count(labels.ids, c); count > 0)
            pixels[classes.classes[c].name] = count;
    return {{"picture", target.picture.string()},
            {"mask", mask.string()},
            {"pixels", pixels},
            {"unknown", std::ranges::count(labels.ids, kVoid)}};
}

int runLabel(Session& session, LabelFlags& flags)
{
    const JobContext ctx = session.context();
    const ClickPoints points = readClickPoints(
        flags.points, flags.classes.empty() ? std::nullopt : std::optional(readClickClasses(flags.classes)));
    const std::vector<LabelTarget> targets = targetsOf(flags, points, ctx);
    const std::vector<fs::path> files = picturesOfPoints(points, flags.points, targets);
    ClickFiles results(flags.out, points.classes, targets, flags.force ? Existing::Replace : Existing::Keep);
    flags.backbone.device = session.device();
    auto backbone = openBackbone(flags.backbone, ctx);
    say(session, backboneSentence(backbone->spec()));
    ClickLabeller labeller(std::move(backbone), flags.geometry, points.classes.count());
    const std::map<fs::path, std::size_t> clicked = clickAll(labeller, points, files, ctx);
    const float threshold = flags.threshold ? *flags.threshold : defaultThreshold(labeller.bank(), ctx);
    say(session, fmt::format("{} clicks; patches are unknown below a similarity of {:.3f} ({})", points.points.size(),
                             threshold, flags.threshold ? "as given" : "from the clicks; --threshold changes it"));
    results.writeClasses();
    nlohmann::json pictures = nlohmann::json::array();
    std::size_t skipped = 0;
    for (const LabelTarget& target : targets) {
        std::error_code ignored;
        const auto open = clicked.find(fs::weakly_canonical(target.picture, ignored));
        try {
            const std::size_t picture = open != clicked.end() ? open->second : labeller.open(target.picture, ctx);
            const LabelMap labels = labeller.labels(picture, flags.decode, threshold, ctx);
            labeller.close(picture);
            const fs::path mask = results.write(target, labels);
            pictures.push_back(pictureToJson(target, mask, labels, points.classes));
            if (!flags.json)
                print(mask.string());
        } catch (const Error& error) {
            if (targets.size() == 1 || !concernsOnePicture(error))
                throw;
            say(session, fmt::format("Skipped {}: {}", target.picture.string(), error.what()));
            ++skipped;
        }
        ctx.step(static_cast<std::int64_t>(pictures.size() + skipped), static_cast<std::int64_t>(targets.size()),
                 "pictures");
    }
    if (skipped == targets.size())
        throw Error(ErrorCode::Empty, "none of the pictures could be read");
    const fs::path annotations = results.writeAnnotations();
    if (flags.json) {
        const nlohmann::json report{{"threshold", threshold},
                                    {"automatic", !flags.threshold.has_value()},
                                    {"classes", classesToJson(points)},
                                    {"annotations", annotations.string()},
                                    {"pictures", pictures}};
        print(report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    }
    return session.exitAfterSkips(skipped);
}

std::optional<float> parseThreshold(const std::string& text)
{
    if (text == "auto")
        return std::nullopt;
    float value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || !(value >= -1 && value <= 1))
        throw CLI::ValidationError("--threshold",
                                   "'" + shortText(text) + "' is no similarity; write auto, or a number from -1 to 1");
    return value;
}

} // namespace

void addLabel(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand("label", "Label pictures from a few clicked points, without a bank");
    auto flags = std::make_shared<LabelFlags>();
    verb->add_option("--points", flags->points,
                     "the clicks: a CSV file whose first line is picture,x,y,class. picture: its path, seen from the "
                     "file's folder; x and y: a pixel; class: any name, or the word other where none of the classes is")
        ->required()
        ->type_name("CSV");
    verb->add_option("--classes", flags->classes,
                     "ids and colours of the classes: a classes.csv as this verb and the studio write it; default: "
                     "numbered as they appear among the clicks")
        ->type_name("CSV");
    verb->add_option("--data", flags->data, "pictures to label: a data set, or any folder of pictures")
        ->type_name("FOLDER");
    verb->add_option("--image", flags->images, "pictures to label, or folders of them; default: those with points")
        ->type_name("FILE|FOLDER");
    verb->add_option(
            "--out", flags->out,
            "folder for images/, masks/ and classes.csv, a data set that build can remember, and the same labels as "
            "annotations.json, which is COCO")
        ->required()
        ->type_name("FOLDER");
    addBackboneFlags(*verb, flags->backbone);
    verb->add_option_function<std::string>(
            "--size",
            [flags](const std::string& text) { parseSize(text, flags->geometry.width, flags->geometry.height); },
            "pictures are read at this size: 512 or WIDTHxHEIGHT; default: the backbone's own")
        ->type_name("SIZE");
    verb->add_option_function<std::string>(
            "--resize",
            [flags](const std::string& name) {
                flags->geometry.resize = name == "squash" ? Resize::Squash : Resize::Aspect;
            },
            "keep the picture's aspect, or squash it to the input size")
        ->check(CLI::IsMember({"aspect", "squash"}))
        ->default_str("aspect");
    verb->add_option_function<std::string>(
            "--threshold", [flags](const std::string& text) { flags->threshold = parseThreshold(text); },
            "a patch less similar than this to every click is unknown: -1 to 1, or auto: what separates clicks of "
            "different classes best")
        ->type_name("auto|NUMBER")
        ->default_str("auto");
    bindField(*verb, "--k", flags->decode, "neighbours");
    bindField(*verb, "--temperature", flags->decode, "temperature");
    verb->add_flag("--json", flags->json, "print as JSON, with the pixels of each class");
    addForceFlag(*verb, flags->force);
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] { session.run = [&session, flags] { return runLabel(session, *flags); }; });
}

} // namespace nectar::cli
