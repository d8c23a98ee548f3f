// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/build_bank.h"

#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/memory/bank_file.h"
#include "core/memory/half_built_bank.h"
#include "core/memory/memory_builder.h"
#include "core/pipeline/batch_encoder.h"
#include "core/pipeline/build_request.h"
#include "core/pipeline/build_warnings.h"
#include "core/pipeline/prompt_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBatch = 4;

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Consumes the reader's units: batches of equal size through the backbone into the builder.
class BuildLoop {
public:
    BuildLoop(const PromptPlan& plan, Backbone& backbone, MemoryBuilder& builder, BuildReport& report,
              const BuildListener& listener, std::shared_ptr<const HalfBuiltSource> source)
        : m_plan(plan), m_encoder(backbone, kBatch), m_builder(builder), m_report(report), m_listener(listener)
    {
        m_tick.source = std::move(source);
        m_tick.imagesTotal = static_cast<std::int64_t>(plan.samples.size());
        // A resumed build goes on with what was read before.
        m_tick.imagesDone = plan.firstUnit / plan.passes();
        m_tick.rows = builder.rowCount();
        m_tick.rowsPerClass = builder.rowsPerClass();
        for (const auto& [image, reason] : builder.skipped())
            report.skipped.push_back({plan.samples[image].image, reason});
    }

    void run(const JobContext& ctx)
    {
        const std::int64_t units = std::int64_t(m_plan.samples.size()) * m_plan.passes();
        std::int64_t done = m_plan.firstUnit;
        PromptReader reader(m_plan, 2 * kBatch);
        std::vector<PromptUnit> batch;
        ctx.step(done, units, "images");
        for (std::optional<PromptUnit> unit = reader.next(); unit || !batch.empty(); unit = reader.next()) {
            const bool fits = unit && (batch.empty() || (unit->input.size() == batch.front().input.size() &&
                                                         unit->skipReason.empty() == batch.front().skipReason.empty()));
            if (!batch.empty() && (!fits || batch.size() == kBatch)) {
                add(batch, ctx);
                done += static_cast<std::int64_t>(batch.size());
                batch.clear();
                ctx.step(done, units, "images");
            }
            if (unit)
                batch.push_back(std::move(*unit));
        }
    }

    std::size_t batch() const { return m_encoder.batch(); }

private:
    void add(std::vector<PromptUnit>& batch, const JobContext& ctx)
    {
        if (!batch.front().skipReason.empty()) {
            for (const PromptUnit& unit : batch)
                skip(unit);
            return;
        }
        std::vector<Image> inputs;
        for (PromptUnit& unit : batch)
            inputs.push_back(std::move(unit.input));
        const auto start = std::chrono::steady_clock::now();
        const std::vector<FeatureGrid> grids = m_encoder.extract(inputs, ctx);
        m_report.encodeSeconds += secondsSince(start);
        for (std::size_t i = 0; i < batch.size(); ++i)
            addRows(batch[i].rows, grids[i]);
    }

    void addRows(BankRows& rows, const FeatureGrid& grid)
    {
        rows.keys = Matrix(static_cast<std::int64_t>(rows.patches.size()), grid.features.cols);
        for (std::size_t i = 0; i < rows.patches.size(); ++i)
            std::ranges::copy(grid.features.row(rows.patches[i]), rows.keys.row(static_cast<std::int64_t>(i)).begin());
        m_builder.add(rows);
        m_tick.rows += rows.keys.rows;
        if (rows.labels)
            for (const ClassCount& entry : rows.labels->entries)
                ++m_tick.rowsPerClass.at(entry.classIndex);
        finishUnit(rows.image, rows.epoch);
    }

    void skip(const PromptUnit& unit)
    {
        m_builder.skip(unit.image, unit.epoch, unit.skipReason);
        if (unit.epoch == 0)
            m_report.skipped.push_back({m_plan.samples[unit.image].image, unit.skipReason});
        finishUnit(unit.image, unit.epoch);
    }

    void finishUnit(std::uint32_t image, int epoch)
    {
        if (epoch + 1 == m_plan.passes())
            m_tick.imagesDone = image + 1;
        m_tick.lastImage = m_plan.samples[image].name;
        if (m_listener)
            m_listener(m_tick);
    }

    const PromptPlan& m_plan;
    BatchEncoder m_encoder;
    MemoryBuilder& m_builder;
    BuildReport& m_report;
    const BuildListener& m_listener;
    BuildTick m_tick;
};

/// A bank, or an empty file that somebody made to hold one.
bool mayReplace(const fs::path& file)
{
    std::error_code ignored;
    return fs::file_size(file, ignored) == 0 || isBankFile(file);
}

void checkOutput(const BuildBankRequest& request)
{
    if (request.output.empty())
        throw Error(ErrorCode::BadOption, "no place for the bank: name a file with --out, for example my.bank");
    std::error_code ignored;
    if (fs::is_directory(request.output, ignored))
        throw Error(ErrorCode::Exists,
                    fmt::format("cannot write the bank: {}: it is a folder; name a file", request.output.string()));
    const bool exists = fs::exists(fs::symlink_status(request.output, ignored)); // also a link to nothing
    if (exists && !mayReplace(request.output))
        throw Error(ErrorCode::Exists, fmt::format("cannot write the bank: {}: it is no bank, and only a bank is ever "
                                                   "replaced; choose another name",
                                                   request.output.string()));
    if (exists && !request.force)
        throw Error(ErrorCode::Exists,
                    fmt::format("the bank exists already: {}: nothing was changed; choose another name or add "
                                "--force to replace it",
                                request.output.string()));
    const fs::path folder = request.output.parent_path();
    if (!folder.empty() && !fs::is_directory(folder, ignored))
        throw Error(ErrorCode::Io,
                    fmt::format("cannot write the bank: {}: {}", folder.string(),
                                fs::exists(folder, ignored) ? "it is a file, a folder is needed; choose another place"
                                                            : "the folder does not exist; create it first"));
}

/// Rows of a picture that was changed since would not be those of an undisturbed build.
void requireUnchanged(const PromptPlan& plan, const MemoryBuilder& builder, const fs::path& output,
                      const JobContext& ctx)
{
    const std::vector<FinishedPicture> finished = builder.finishedPictures();
    std::int64_t done = 0;
    for (const FinishedPicture& picture : finished) {
        ctx.step(done++, static_cast<std::int64_t>(finished.size()), "checking");
        const Sample& sample = plan.samples[picture.image];
        if (hashFile(sample.image) != picture.contentHash ||
            hashAnnotations(sample, plan.tasks) != picture.annotationHash)
            throw Error(
                ErrorCode::Mismatch,
                fmt::format("cannot resume: {}: {} or its annotation was changed since it was read; put it back, "
                            "or start again with --force",
                            partialPath(output).string(), sample.image.string()));
    }
}

BankInfo bankInfo(const ResolvedBuild& build, const BackboneSpec& spec)
{
    BankInfo info;
    info.options = build.options;
    info.backboneJson = specToJson(spec);
    info.backboneIdentity = spec.identity();
    Recipe recipe = build.dataset.recipe();
    info.dataRoot = fs::absolute(recipe.root).lexically_normal().string();
    recipe.root = "."; // the recipe is part of the file's hash: absolute places are not
    info.recipeJson = recipeToJson(recipe);
    info.split = build.split;
    info.classes = build.dataset.classes();
    info.dim = spec.dim;
    info.patchSize = spec.patchSize;
    return info;
}

} // namespace

BuildReport buildBank(const BuildBankRequest& request, const JobContext& ctx, const BuildListener& listener,
                      const BackboneOpener& opener)
{
    checkOutput(request);
    std::error_code noError;
    const bool replaces = fs::exists(request.output, noError); // what appears from now on was not meant
    BuildReport report;
    const auto start = std::chrono::steady_clock::now();
    ctx.step(0, 0, "opening");
    ResolvedBuild build = resolveBuild(request, inspectBackbone(request.backbone), ctx);
    const std::unique_ptr<Backbone> backbone = opener(request.backbone, ctx);

    PromptPlan plan{&build.dataset, build.samples, build.tasks, build.options, backbone->spec().patchSize, 0};
    std::vector<std::string> names;
    for (const Sample& sample : build.samples)
        names.push_back(sample.name);
    const auto source = std::make_shared<const HalfBuiltSource>(
        HalfBuiltSource{request.output, bankInfo(build, backbone->spec()), std::move(names)});
    MemoryBuilder builder(request.output, source->info, source->imageNames, expectedRows(build, plan.patchSize),
                          request.resume  ? PartialFile::Resume
                          : request.force ? PartialFile::Replace
                                          : PartialFile::Start);
    requireUnchanged(plan, builder, request.output, ctx);
    plan.firstUnit = builder.finishedUnits();
    report.openSeconds = secondsSince(start);
    logInfo(LogArea::Io, fmt::format("data set {}: {} pictures were found in {:.2f} s", request.data.string(),
                                     build.samples.size(), report.openSeconds));

    const auto readStart = std::chrono::steady_clock::now();
    BuildLoop loop(plan, *backbone, builder, report, listener, source);
    loop.run(ctx);
    if (loop.batch() < kBatch)
        report.notes.push_back(
            fmt::format("memory sufficed for {} at a time only: the bank is the same, it took longer",
                        loop.batch() == 1 ? "1 picture" : fmt::format("{} pictures", loop.batch())));
    report.readSeconds = secondsSince(readStart);
    if (builder.rowCount() == 0) {
        discardPartial(request.output);
        if (report.skipped.empty())
            throw Error(ErrorCode::Empty,
                        fmt::format("no patch was kept: {}: none of {} pictures has one of which a part of {} has a "
                                    "label or depth; lower --min-valid",
                                    request.data.string(), build.samples.size(), build.options.minValidFraction));
        throw Error(ErrorCode::Empty,
                    fmt::format("no picture could be used: {}: all {} were skipped, the first because: {}",
                                request.data.string(), build.samples.size(), report.skipped.front().reason));
    }
    const auto finishStart = std::chrono::steady_clock::now();
    const std::shared_ptr<const MemoryBank> bank = builder.finish(ctx, replaces ? Existing::Replace : Existing::Keep);
    report.finishSeconds = secondsSince(finishStart);

    logInfo(LogArea::Io, fmt::format("bank {} was written: {} patches, read in {:.2f} s, finished in {:.2f} s",
                                     request.output.string(), bank->size(), report.readSeconds, report.finishSeconds));
    report.bank = request.output;
    report.hash = toHex(bank->hash());
    report.images = static_cast<std::int64_t>(build.samples.size() - report.skipped.size());
    report.rows = bank->size();
    report.classes = bank->classes();
    report.rowsPerClass = rowsPerClass(*bank);
    report.notes.insert(report.notes.end(), build.notes.begin(), build.notes.end());
    report.warnings = build.warnings;
    report.notes.insert(report.notes.end(), backbone->spec().notes.begin(), backbone->spec().notes.end());
    warnAboutResult(*bank, static_cast<std::int64_t>(build.samples.size()), report);
    return report;
}

} // namespace nectar
