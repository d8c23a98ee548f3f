// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backbone_flags.h"
#include "app/cli/feature_views.h"
#include "app/cli/outputs.h"
#include "app/cli/verbs.h"
#include "core/base/npy.h"
#include "core/image/image_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace nectar::cli {

namespace {

struct FeatureFlags {
    ViewRequest request; ///< what is not about views holds for the numbers too
    bool isView = false;
    std::filesystem::path tensor;
};

FeatureGrid featuresOfTensor(Backbone& backbone, const std::filesystem::path& file, const JobContext& ctx)
{
    const NpyArray input = readNpy(file);
    const bool finite =
        std::all_of(input.values.begin(), input.values.end(), [](float value) { return std::isfinite(value); });
    if (!finite)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("not an input tensor: {}: it holds values that are not numbers (NaN or infinite)",
                                file.string()));
    if (input.shape.size() != 3 || input.shape[0] != 3)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("not an input tensor: {}: its shape is [{}], needed is [3, height, width]",
                                file.string(), fmt::join(input.shape, ", ")));
    constexpr std::int64_t kLongestSide = 16384;
    const int patch = backbone.spec().patchSize;
    for (const std::int64_t side : {input.shape[1], input.shape[2]})
        if (side < patch || side > kLongestSide || side % patch != 0)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("not an input tensor of this backbone: {}: it is {} high and {} wide; both must be "
                                    "multiples of {} up to {}",
                                    file.string(), input.shape[1], input.shape[2], patch, kLongestSide));
    const Size size{static_cast<int>(input.shape[2]), static_cast<int>(input.shape[1])};
    return backbone.extractNormalised(input.values, size, ctx);
}

FeatureGrid featuresOfImage(Backbone& backbone, const ViewRequest& request, const JobContext& ctx)
{
    const std::filesystem::path& file = request.images.front();
    const Image input =
        networkInput(loadImage(file, Orientation::Upright), backbone.spec(), request.size, file.string());
    return std::move(backbone.extract(std::span(&input, 1), ctx).front());
}

int writeFeatures(Session& session, const FeatureFlags& flags)
{
    const ViewRequest& request = flags.request;
    const std::filesystem::path image = request.images.empty() ? std::filesystem::path() : request.images.front();
    requireOutput(request.out, request.force,
                  {image, flags.tensor, request.backbone.source, request.backbone.inputProfile});
    const auto backbone = openBackbone(request.backbone, session.context());
    say(session, backboneSentence(backbone->spec()));
    const FeatureGrid grid = flags.tensor.empty() ? featuresOfImage(*backbone, request, session.context())
                                                  : featuresOfTensor(*backbone, flags.tensor, session.context());
    writeNpy(request.out, {grid.grid.rows, grid.grid.cols, grid.features.cols}, grid.features.values);
    say(session, fmt::format("{}: {} rows x {} columns x {} numbers", request.out.string(), grid.grid.rows,
                             grid.grid.cols, grid.features.cols));
    return 0;
}

int runFeatures(Session& session, FeatureFlags& flags)
{
    if (flags.request.out.empty())
        throw Error(ErrorCode::BadOption,
                    fmt::format("no place for the features: name a file with --out, for example photo.{}",
                                flags.isView ? "png" : "npy"));
    flags.request.backbone.device = session.device();
    return flags.isView ? viewFeatures(session, flags.request) : writeFeatures(session, flags);
}

int parseHead(const std::string& text)
{
    constexpr std::int64_t kMostHeads = 1024;
    try {
        return static_cast<int>(std::min(parseCount("--head", text, 0), kMostHeads));
    } catch (const CLI::ValidationError&) {
        throw CLI::ValidationError("--head", "'" + shortText(text) + "' is no head; write a number from 0 up, or mean");
    }
}

void addViewFlags(CLI::App& verb, const std::shared_ptr<FeatureFlags>& flags)
{
    static const std::map<std::string, FeatureView> views{
        {"pca", FeatureView::Pca}, {"norm", FeatureView::Norm}, {"attention", FeatureView::Attention}};
    CLI::Option* view = verb.add_option_function<std::string>(
                                "--view",
                                [flags](const std::string& name) {
                                    flags->isView = true;
                                    flags->request.kind.view = views.at(name);
                                },
                                "write a PNG to look at instead: pca (the three main components of the features as "
                                "red, green and blue: patches of one colour are alike to the backbone), norm (how "
                                "long each feature is) or attention (what a transformer's class token looks at)")
                            ->check(CLI::IsMember({"pca", "norm", "attention"}));
    verb.add_option_function<std::string>(
            "--head",
            [flags](const std::string& text) {
                if (text != "mean")
                    flags->request.kind.head = parseHead(text);
            },
            "of the attention: a head, counted from 0, or the mean of all")
        ->type_name("N|mean")
        ->default_str("mean")
        ->needs(view);
    verb.add_flag_function(
            "--smooth", [flags](std::int64_t) { flags->request.enlarge = Enlarge::Smooth; },
            "blend between patches in the view; else each is the square that it is")
        ->needs(view);
}

/// What the parser cannot see: which flags belong together.
void requireSense(const FeatureFlags& flags, bool hasHead)
{
    if (flags.request.images.empty() && flags.tensor.empty())
        throw CLI::ValidationError("features", "needs --image or --tensor");
    if (flags.isView && !flags.tensor.empty())
        throw CLI::ValidationError("--view", "needs --image; it shows a picture, not a tensor");
    if (!flags.isView && flags.request.images.size() > 1)
        throw CLI::ValidationError("--image", "several pictures need --view; the numbers of one picture go in a file");
    if (hasHead && flags.request.kind.view != FeatureView::Attention)
        throw CLI::ValidationError("--head", "needs --view attention");
}

} // namespace

void addFeatures(CLI::App& program, Session& session)
{
    CLI::App* verb =
        program.add_subcommand("features", "Write the patch features of a picture: .npy [rows, cols, dim] or a view");
    auto flags = std::make_shared<FeatureFlags>();
    ViewRequest& request = flags->request;
    addBackboneFlags(*verb, request.backbone);
    CLI::Option* image =
        verb->add_option("--image", request.images, "a picture; with --view several, which then share their colours")
            ->type_name("FILE...");
    verb->add_option("--tensor", flags->tensor, "instead: a normalised input, float32 .npy [3, height, width]")
        ->type_name("NPY")
        ->excludes(image);
    verb->add_option_function<std::string>(
            "--size",
            [flags](const std::string& text) {
                parseSize(text, flags->request.size.width, flags->request.size.height);
            },
            "the picture is read at this size: 512 or WIDTHxHEIGHT; default: the backbone's own")
        ->type_name("SIZE");
    verb->add_option_function<std::string>(
            "--resize",
            [flags](const std::string& name) {
                flags->request.size.resize = name == "squash" ? Resize::Squash : Resize::Aspect;
            },
            "keep the picture's aspect, or squash it to the input size")
        ->check(CLI::IsMember({"aspect", "squash"}))
        ->default_str("aspect");
    addViewFlags(*verb, flags);
    verb->add_option("--out", request.out,
                     "the file to write, .npy; with --view .png, or a folder, where each view "
                     "is named after its picture")
        ->required()
        ->type_name("NPY|PNG|FOLDER");
    addForceFlag(*verb, request.force);
    addCommonFlags(*verb, session);
    verb->callback([&session, flags, verb] {
        requireSense(*flags, verb->count("--head") > 0);
        session.run = [&session, flags] { return runFeatures(session, *flags); };
    });
}

} // namespace nectar::cli
