// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/build_request.h"

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/image/image_files.h"
#include "core/memory/memory_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace nectar {

namespace fs = std::filesystem;

Detection resolveDataset(const fs::path& data, const fs::path& recipe, bool strict, const JobContext& ctx)
{
    Detection detection;
    if (recipe.empty()) {
        detection = detectDataset(data, ctx);
    } else {
        detection.recipe = recipeFromJson(readFile(recipe, 16 << 20), recipe.parent_path(), recipe);
        if (!data.empty())
            detection.recipe.root = data;
        detection.notes.push_back("recipe " + recipe.string());
    }
    if (strict && !detection.warnings.empty())
        throw Error(ErrorCode::BadFormat,
                    fmt::format("the data set is ambiguous: {}: {}; write a recipe that says how to read it "
                                "(nectar inspect shows the guess) or leave out --strict",
                                data.string(), fmt::join(detection.warnings, "; ")));
    return detection;
}

Detection resolveDataset(const BuildBankRequest& request, const JobContext& ctx)
{
    return request.knownRecipe ? Detection{*request.knownRecipe, {}, {}}
                               : resolveDataset(request.data, request.recipe, request.strict, ctx);
}

bool isHeldOut(const std::string& sampleName)
{
    return RandomStream::keyed(0, "hold-out", sampleName, 0).below(5) == 0;
}

namespace {

std::vector<Task> resolveTasks(const BuildBankRequest& request, const Dataset& dataset, const std::string& split)
{
    std::vector<Task> tasks = request.bank.tasks;
    for (const Task task : tasks)
        if (!dataset.has(task, split))
            throw Error(ErrorCode::BadOption,
                        fmt::format("the data set has no {}: {}, split {}; leave --task out to use what it has",
                                    taskName(task), dataset.recipe().root.string(), split));
    if (tasks.empty())
        for (const Task task : {Task::Segmentation, Task::Depth})
            if (dataset.has(task, split))
                tasks.push_back(task);
    if (tasks.empty())
        throw Error(ErrorCode::Empty, fmt::format("nothing to remember: {}: the pictures have neither masks nor depth",
                                                  dataset.recipe().root.string()));
    const bool withDepth = std::find(tasks.begin(), tasks.end(), Task::Depth) != tasks.end();
    if (withDepth && request.bank.augmentationEpochs > 0 && !request.augmentLabelsOnly)
        throw Error(ErrorCode::BadOption,
                    "a bank with depth is never augmented, since zooming falsifies depth; use --aug-epochs 0 "
                    "or --task segmentation");
    return tasks;
}

/// Store-all with a limit: whole pictures in a seeded order until the bank is full (method.md 3).
void keepUntilFull(ResolvedBuild& build, int patchSize)
{
    if (build.options.sampling != Sampling::All || build.options.memory == 0)
        return;
    // Keyed by name: another picture more or less changes the order of no two others.
    std::vector<std::pair<std::uint64_t, Sample>> order;
    for (const Sample& sample : build.samples)
        order.emplace_back(RandomStream::keyed(build.options.seed, "store-all", sample.name, 0).next(), sample);
    std::ranges::sort(order, [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second.name) < std::tie(b.first, b.second.name);
    });
    std::vector<Sample> kept;
    std::int64_t rows = 0;
    const int passes = std::max(1, build.options.augmentationEpochs);
    for (const auto& [key, sample] : order) {
        Size size{build.options.width, build.options.height};
        if (build.options.resize == Resize::Aspect) {
            try {
                size = networkSize(imageSize(sample.image), size, patchSize, Resize::Aspect, {});
            } catch (const Error&) {
                kept.push_back(sample); // the reader reports it
                continue;
            }
        }
        const std::int64_t patches = std::int64_t{size.width / patchSize} * (size.height / patchSize) * passes;
        if (rows + patches > build.options.memory)
            break;
        rows += patches;
        kept.push_back(sample);
    }
    build.notes.push_back(
        fmt::format("{} of {} pictures fit into {} patches", kept.size(), order.size(), build.options.memory));
    if (kept.empty())
        throw Error(ErrorCode::BadOption,
                    fmt::format("memory {} is less than one picture's patches; raise it or use another sampling",
                                build.options.memory));
    std::sort(kept.begin(), kept.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
    build.samples = std::move(kept);
}

void fillInputSize(BankOptions& options, const BackboneSpec& backbone)
{
    if (options.width == 0 && options.height == 0)
        options.width = options.height = backbone.defaultInputSide();
    else if (options.width == 0 || options.height == 0)
        options.width = options.height = std::max(options.width, options.height);
    if (options.resize == Resize::Squash) {
        const Size rounded =
            networkSize({1, 1}, {options.width, options.height}, backbone.patchSize, Resize::Squash, {});
        options.width = rounded.width;
        options.height = rounded.height;
    }
    if (std::min(options.width, options.height) < backbone.patchSize)
        throw Error(ErrorCode::BadOption, fmt::format("the input size {}x{} is smaller than one patch of {} pixels",
                                                      options.width, options.height, backbone.patchSize));
}

} // namespace

ResolvedBuild resolveBuild(const BuildBankRequest& request, const BackboneSpec& backbone, const JobContext& ctx)
{
    throwIfIssues(optionIssues(request.bank));
    Detection detection = resolveDataset(request, ctx);
    Dataset dataset = openDataset(detection.recipe, ctx);
    const std::string split = request.split.empty() ? dataset.promptSplit() : request.split;
    const auto all = dataset.samples(split);
    ResolvedBuild build{detection, std::move(dataset), split,           {},
                        {},        request.bank,       detection.notes, detection.warnings};
    build.samples.assign(all.begin(), all.end());
    const bool single = build.dataset.splitNames().size() < 2;
    if (request.holdOut == HoldOut::SeededFifth && single && build.samples.size() >= 5) {
        std::erase_if(build.samples, [](const Sample& sample) { return isHeldOut(sample.name); });
        build.notes.push_back(
            fmt::format("the data has no splits: a seeded fifth ({} of {} pictures) is held out as query pictures",
                        all.size() - build.samples.size(), all.size()));
    }
    std::sort(build.samples.begin(), build.samples.end(),
              [](const Sample& a, const Sample& b) { return a.name < b.name; });
    if (request.limit > 0 && std::int64_t(build.samples.size()) > request.limit)
        build.samples.resize(static_cast<std::size_t>(request.limit));
    if (build.samples.empty())
        throw Error(ErrorCode::Empty,
                    fmt::format("no annotated pictures: {}: split '{}' is empty", request.data.string(), split));
    build.tasks = resolveTasks(request, build.dataset, split);
    build.options.tasks = build.tasks;
    const bool withDepth = std::find(build.tasks.begin(), build.tasks.end(), Task::Depth) != build.tasks.end();
    if (withDepth && build.options.augmentationEpochs > 0) {
        build.notes.push_back(
            fmt::format("a bank with depth is never augmented: one clean pass instead of the preset's "
                        "{}; --task segmentation keeps them",
                        build.options.augmentationEpochs));
        build.options.augmentationEpochs = 0; // method.md 5: depth has the preset's other values
    }
    fillInputSize(build.options, backbone);
    keepUntilFull(build, backbone.patchSize);
    return build;
}

std::int64_t expectedRows(const ResolvedBuild& build, int patchSize)
{
    const auto images = static_cast<std::int64_t>(build.samples.size());
    const std::int64_t passes = std::max(1, build.options.augmentationEpochs);
    const std::int64_t looked = build.options.resize == Resize::Squash ? 1 : std::min<std::int64_t>(images, 200);
    std::int64_t patches = 0;
    std::int64_t counted = 0;
    for (std::int64_t i = 0; i < looked; ++i) {
        Size size{build.options.width, build.options.height};
        try {
            if (build.options.resize == Resize::Aspect)
                size = networkSize(imageSize(build.samples[static_cast<std::size_t>(i * images / looked)].image), size,
                                   patchSize, Resize::Aspect, {});
        } catch (const Error&) {
            continue; // the build reports it
        }
        patches += std::int64_t{size.width / patchSize} * (size.height / patchSize);
        ++counted;
    }
    const std::int64_t perImage = counted > 0 ? (patches + counted - 1) / counted : 1;
    if (build.options.memory == 0 || build.options.sampling == Sampling::All)
        return perImage * passes * images;
    const std::int64_t quota =
        quotaPerImage(build.options.memory, images, build.options.augmentationEpochs, int(perImage));
    if (build.options.spreadRemainder && quota < perImage)
        return std::max(build.options.memory, images * passes);
    return quota * passes * images;
}

BuildForecast forecastBuild(const BuildBankRequest& request, const JobContext& ctx)
{
    BuildForecast forecast;
    forecast.backbone = inspectBackbone(request.backbone);
    ResolvedBuild build = resolveBuild(request, forecast.backbone, ctx);
    forecast.detection = build.detection;
    forecast.split = build.split;
    forecast.tasks = build.tasks;
    forecast.images = static_cast<std::int64_t>(build.samples.size());
    forecast.networkInput = {build.options.width, build.options.height};
    try {
        if (build.options.resize == Resize::Aspect)
            forecast.networkInput = networkSize(imageSize(build.samples.front().image), forecast.networkInput,
                                                forecast.backbone.patchSize, Resize::Aspect, {});
    } catch (const Error&) { // the build reports it
    }
    forecast.rows = expectedRows(build, forecast.backbone.patchSize);
    const bool labels = std::find(build.tasks.begin(), build.tasks.end(), Task::Segmentation) != build.tasks.end();
    const bool depths = std::find(build.tasks.begin(), build.tasks.end(), Task::Depth) != build.tasks.end();
    constexpr double kTypicalClassesPerPatch = 1.4;
    forecast.bankBytes =
        bankBytes(forecast.rows, forecast.backbone.dim, forecast.images, kTypicalClassesPerPatch, labels, depths);
    forecast.diskBytes = 2 * forecast.bankBytes;
    constexpr std::int64_t kProgramAndTorch = 350 << 20;
    forecast.memoryBytes =
        kProgramAndTorch + std::int64_t{forecast.networkInput.width} * forecast.networkInput.height * 64 * 4;
    forecast.warnings = build.warnings;
    if (forecast.backbone.profileWasGuessed)
        forecast.warnings.push_back(
            "the weight file cannot say whether it is a DINO, MAE or supervised model; guessed " +
            forecast.backbone.input.name + " mean/std; choose the input profile if that is wrong");
    return forecast;
}

} // namespace nectar
