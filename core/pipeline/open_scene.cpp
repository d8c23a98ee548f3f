// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/open_scene.h"

#include "core/base/files.h"
#include "core/base/log.h"
#include "core/base/similarity.h"
#include "core/base/stopwatch.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/memory/bank_file.h"
#include "core/pipeline/build_bank.h"
#include "core/pipeline/class_matching.h"
#include "core/pipeline/scene_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <new>

namespace nectar {

namespace fs = std::filesystem;

BackboneRequest backboneOfBank(const MemoryBank& bank, const fs::path& backboneFile, DeviceChoice device)
{
    const BackboneSpec recorded = specFromJson(bank.info().backboneJson);
    BackboneRequest request;
    request.source = backboneFile.empty() ? recorded.file : backboneFile.string();
    request.device = device;
    if (request.source == "descriptor")
        return request; // takes no profile: a bank of other weights is told apart by their identity
    request.input = recorded.input;
    request.positionProfile =
        recorded.position == PositionProfile::None ? "auto" : positionProfileName(recorded.position);
    request.heads = recorded.heads;
    request.layerNormEps = recorded.layerNormEps;
    request.blocks = recorded.blocks;
    request.facet = recorded.facet;
    return request;
}

std::unique_ptr<Backbone> openBackboneOfBank(const MemoryBank& bank, const fs::path& backboneFile, DeviceChoice device,
                                             const JobContext& ctx)
{
    const BackboneSpec recorded = specFromJson(bank.info().backboneJson);
    std::unique_ptr<Backbone> backbone = openBackbone(backboneOfBank(bank, backboneFile, device), ctx);
    if (backbone->spec().identity() != bank.info().backboneIdentity)
        throw Error(
            ErrorCode::Mismatch,
            fmt::format("bank and backbone do not belong together: the bank was made with {} (weights {}), this is {} "
                        "(weights {}); name the right file with --backbone or build the bank again",
                        recorded.name, recorded.weightsHash, backbone->spec().name, backbone->spec().weightsHash));
    return backbone;
}

Matrix normalisedQueries(const FeatureGrid& grid)
{
    Matrix queries = grid.features;
    for (std::int64_t row = 0; row < queries.rows; ++row)
        normaliseRow(queries.row(row));
    return queries;
}

RowFilter withoutImages(const MemoryBank& bank, std::span<const std::uint32_t> images)
{
    if (images.empty())
        return {};
    RowFilter filter(bank.size());
    for (const std::uint32_t image : images) {
        const RowRange rows = bank.rowsOfImage(image);
        filter.forbid(rows.first, rows.last);
    }
    return filter;
}

namespace {

/// The bank's data set where it was; nothing if it moved or cannot be read any more.
std::optional<Dataset> datasetOfBank(const MemoryBank& bank, const JobContext& ctx)
{
    if (bank.info().recipeJson.empty())
        return std::nullopt;
    try {
        Recipe recipe = recipeFromJson(bank.info().recipeJson, bank.info().dataRoot);
        recipe.root = bank.info().dataRoot;
        return openDataset(recipe, ctx);
    } catch (const Error&) {
        return std::nullopt; // a normal absence: banks travel without their pictures
    }
}

std::vector<Sample> samplesOfBank(const MemoryBank& bank, const Dataset& dataset)
{
    std::vector<Sample> prompts;
    if (!dataset.hasSplit(bank.info().split))
        return prompts;
    const auto samples = dataset.samples(bank.info().split);
    for (const PromptImage& image : bank.images()) {
        const auto found = std::lower_bound(samples.begin(), samples.end(), image.name,
                                            [](const Sample& s, const std::string& name) { return s.name < name; });
        Sample sample;
        sample.name = image.name;
        if (found != samples.end() && found->name == image.name)
            sample = *found;
        prompts.push_back(std::move(sample));
    }
    return prompts;
}

std::vector<QueryImage> queriesOfBank(const MemoryBank& bank, const Dataset& dataset)
{
    std::vector<QueryImage> queries;
    const auto add = [&queries](const Sample& sample, const std::string& split) {
        queries.push_back(
            {sample.name, sample.image, split, sample.has(Task::Segmentation) || sample.has(Task::Depth)});
    };
    for (const std::string& split : dataset.splitNames())
        if (split != bank.info().split)
            for (const Sample& sample : dataset.samples(split))
                add(sample, split);
    if (!queries.empty() || !dataset.hasSplit(bank.info().split))
        return queries;
    for (const Sample& sample : dataset.samples(bank.info().split)) // no other split: what was held out
        if (std::none_of(bank.images().begin(), bank.images().end(),
                         [&](const PromptImage& image) { return image.name == sample.name; }))
            add(sample, {});
    return queries;
}

const Sample* sampleOfPath(const Dataset& dataset, const fs::path& picture)
{
    std::error_code ignored;
    const fs::path wanted = fs::weakly_canonical(picture, ignored);
    const std::string name = relativeName(wanted, fs::weakly_canonical(dataset.recipe().root, ignored));
    for (const std::string& split : dataset.splitNames())
        for (const Sample& sample : dataset.samples(split))
            if (sample.name == name)
                return &sample;
    return nullptr;
}

/// Whether the picture is one of the data set's. A broken mask, or a class that the bank does not know, must not keep
/// it from being read.
bool addTruth(OpenImage& image, const Dataset& dataset, const MemoryBank& bank)
try {
    const Sample* sample = sampleOfPath(dataset, image.path);
    if (!sample)
        return false;
    LoadedSample loaded = loadSample(dataset, *sample);
    if (loaded.labels && !(dataset.classes() == bank.classes())) {
        const auto classes = bankClassesOf(dataset.classes(), bank.classes(), dataset.recipe().root);
        for (std::uint16_t& id : loaded.labels->ids)
            id = id == kVoid ? kVoid : classes.at(id);
    }
    image.photo = std::move(loaded.image);
    image.truth = std::move(loaded.labels);
    image.truthDepth = std::move(loaded.depth);
    return true;
} catch (const Error&) {
    return false;
}

} // namespace

std::unique_ptr<OpenScene> OpenScene::open(const fs::path& bank, const fs::path& backboneFile, DeviceChoice device,
                                           const JobContext& ctx)
{
    std::unique_ptr<OpenScene> scene(new OpenScene);
    double seconds = 0;
    std::optional<Stopwatch> watch(seconds);
    ctx.step(0, 0, "opening");
    scene->m_bankFile = bank;
    scene->m_bank = openBank(bank, Verify::Tables, ctx);
    scene->m_backbone = openBackboneOfBank(*scene->m_bank, backboneFile, device, ctx);
    scene->m_index = makeExactIndex(scene->m_bank->keys());
    scene->m_dataset = datasetOfBank(*scene->m_bank, ctx);
    if (scene->m_dataset) {
        scene->m_queries = queriesOfBank(*scene->m_bank, *scene->m_dataset);
        scene->m_prompts = samplesOfBank(*scene->m_bank, *scene->m_dataset);
    }
    watch.reset();
    logInfo(LogArea::Io, fmt::format("bank {} was opened in {:.2f} s: {} images, {} patches, {}", bank.string(),
                                     seconds, scene->m_bank->images().size(), scene->m_bank->size(),
                                     scene->m_dataset ? "with its pictures" : "without its pictures"));
    logInfo(LogArea::Index, fmt::format("search is {}", scene->indexDescription()));
    return scene;
}

std::shared_ptr<const OpenImage> OpenScene::openImage(const fs::path& picture, SelfMatch self, const JobContext& ctx)
try {
    auto image = std::make_shared<OpenImage>();
    ctx.step(0, 3, "reading");
    image->name = picture.filename().string();
    image->path = picture;
    image->photo = loadImage(picture, Orientation::Upright);
    const bool isKnown = m_dataset && addTruth(*image, *m_dataset, *m_bank);
    if (!isKnown && m_labelled)
        addTruth(*image, *m_labelled, *m_bank);
    image->ownImages = m_bank->imagesWithHash(hashFile(picture));

    ctx.step(1, 3, "features");
    const auto start = std::chrono::steady_clock::now();
    const BankInfo& info = m_bank->info();
    const Size input = networkSize(image->photo.size(), {info.options.width, info.options.height}, info.patchSize,
                                   info.options.resize, picture.string());
    const Image resized = resizePhoto(image->photo, input);
    const std::vector<FeatureGrid> grids = m_backbone->extract(std::span(&resized, 1), ctx);
    const auto encoded = std::chrono::steady_clock::now();

    ctx.step(2, 3, "search");
    image->grid = grids.front().grid;
    const SearchRequest request{kMaxNeighbours,
                                self == SelfMatch::Drop ? withoutImages(*m_bank, image->ownImages) : RowFilter{}};
    image->queries = normalisedQueries(grids.front());
    image->self = self;
    image->table = m_index->search(image->queries, request, ctx);
    image->encodeSeconds = std::chrono::duration<double>(encoded - start).count();
    image->searchSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - encoded).count();
    logInfo(LogArea::Retrieval,
            fmt::format("described in {:.2f} s and looked up in {:.2f} s: {} patches of {}", image->encodeSeconds,
                        image->searchSeconds, image->grid.count(), picture.string()));
    ctx.step(3, 3, "search");
    return image;
} catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory,
                fmt::format("cannot read picture: {}: not enough memory for its pixels and their neighbours; save a "
                            "smaller copy of it, or close other programs",
                            picture.string()));
}

} // namespace nectar
