// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backbone_flags.h"
#include "app/cli/outputs.h"
#include "app/cli/verbs.h"
#include "core/base/npy.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nectar::cli {

namespace {

struct FeatureFlags {
    BackboneRequest request;
    std::filesystem::path image, tensor, out;
    int width = 0, height = 0;
    Resize resize = Resize::Aspect;
    bool force = false;
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

FeatureGrid featuresOfImage(Backbone& backbone, const FeatureFlags& flags, const JobContext& ctx)
{
    const int side = backbone.spec().defaultInputSide();
    const Size target{flags.width > 0 ? flags.width : side, flags.height > 0 ? flags.height : side};
    const Image photo = loadImage(flags.image, Orientation::Upright);
    const Image input = resizePhoto(
        photo, networkSize(photo.size(), target, backbone.spec().patchSize, flags.resize, flags.image.string()));
    return std::move(backbone.extract(std::span(&input, 1), ctx).front());
}

int runFeatures(Session& session, FeatureFlags& flags)
{
    if (flags.out.empty())
        throw Error(ErrorCode::BadOption, "no place for the features: name a file with --out, for example photo.npy");
    requireOutput(flags.out, flags.force,
                  {flags.image, flags.tensor, flags.request.source, flags.request.inputProfile});
    flags.request.device = session.device();
    const auto backbone = openBackbone(flags.request, session.context());
    say(session, backboneSentence(backbone->spec()));
    const FeatureGrid grid = flags.tensor.empty() ? featuresOfImage(*backbone, flags, session.context())
                                                  : featuresOfTensor(*backbone, flags.tensor, session.context());
    writeNpy(flags.out, {grid.grid.rows, grid.grid.cols, grid.features.cols}, grid.features.values);
    say(session, fmt::format("{}: {} rows x {} columns x {} features", flags.out.string(), grid.grid.rows,
                             grid.grid.cols, grid.features.cols));
    return 0;
}

} // namespace

void addFeatures(CLI::App& program, Session& session)
{
    CLI::App* verb =
        program.add_subcommand("features", "Write the patch features of a picture as .npy [rows, cols, dim]");
    auto flags = std::make_shared<FeatureFlags>();
    addBackboneFlags(*verb, flags->request);
    CLI::Option* image = verb->add_option("--image", flags->image, "a picture")->type_name("FILE");
    verb->add_option("--tensor", flags->tensor, "instead: a normalised input, float32 .npy [3, height, width]")
        ->type_name("NPY")
        ->excludes(image);
    verb->add_option_function<std::string>(
            "--size", [flags](const std::string& text) { parseSize(text, flags->width, flags->height); },
            "the picture is read at this size: 512 or WIDTHxHEIGHT; default: the backbone's own")
        ->type_name("SIZE");
    verb->add_option_function<std::string>(
            "--resize",
            [flags](const std::string& name) { flags->resize = name == "squash" ? Resize::Squash : Resize::Aspect; },
            "keep the picture's aspect, or squash it to the input size")
        ->check(CLI::IsMember({"aspect", "squash"}))
        ->default_str("aspect");
    verb->add_option("--out", flags->out, "the file to write")->required()->type_name("NPY");
    addForceFlag(*verb, flags->force);
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] {
        if (flags->image.empty() && flags->tensor.empty())
            throw CLI::ValidationError("features", "needs --image or --tensor");
        session.run = [&session, flags] { return runFeatures(session, *flags); };
    });
}

} // namespace nectar::cli
