// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/evaluate.h"

#include "core/base/hash.h"
#include "core/base/stopwatch.h"
#include "core/eval/pure_patches.h"
#include "core/image/resize.h"
#include "core/memory/bank_file.h"
#include "core/pipeline/build_bank.h"
#include "core/pipeline/class_matching.h"
#include "core/pipeline/query_reader.h"
#include "core/pipeline/scene_query.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar {

namespace {

constexpr std::size_t kBatch = 4;

/// Sums of one cell of the k × τ table.
struct CellSums {
    DecodeOptions options;
    std::optional<ConfusionMatrix> confusion;
    std::optional<DepthErrors> depth;
};

class Evaluation {
public:
    Evaluation(const EvaluateRequest& request, EvaluationReport& report, const JobContext& ctx)
        : m_request(request), m_report(report)
    {
        const Stopwatch watch(report.openSeconds);
        ctx.step(0, 0, "opening");
        m_bank = openBank(request.bank, Verify::Tables, ctx);
        openData(ctx);
        chooseSamples();
        chooseTasks();
        m_backbone = openBackboneOfBank(*m_bank, request.backboneFile, request.device, ctx);
        m_index = makeExactIndex(m_bank->keys());
        makeCells();
        if (request.perImage)
            m_details.emplace(m_bank->classes().count());
    }

    void run(const JobContext& ctx)
    {
        QueryReader reader(*m_dataset, m_samples, m_tasks, m_bank->info().options, m_bank->info().patchSize);
        std::vector<QueryUnit> batch;
        std::int64_t done = 0;
        for (std::optional<QueryUnit> unit = reader.next(); unit || !batch.empty(); unit = reader.next()) {
            const bool usable = unit && unit->skipReason.empty();
            const bool fits = usable && (batch.empty() || unit->input.size() == batch.front().input.size());
            if (!batch.empty() && (!fits || batch.size() == kBatch)) {
                readBatch(batch, ctx);
                batch.clear();
            }
            if (usable) {
                if (hasTask(Task::Segmentation))
                    toBankClasses(unit->loaded.labels.value());
                batch.push_back(std::move(*unit));
            } else if (unit)
                m_report.skipped.push_back({unit->sample->image, unit->skipReason});
            done += unit ? 1 : 0;
            ctx.step(done, reader.count(), "images");
        }
        if (m_report.images == 0)
            throw Error(ErrorCode::Empty,
                        fmt::format("no picture could be evaluated: {}: {}", m_request.data.string(),
                                    m_report.skipped.empty() ? "the split is empty" : m_report.skipped.front().reason));
    }

    void finish()
    {
        const bool table = m_cells.size() > 1;
        const DecodeOptions& options = m_cells.front().options;
        m_report.protocol = protocolSentence(
            m_request.protocol, {m_bank->info().options, m_bank->size(), table ? 0 : options.neighbours,
                                 table ? 0 : options.temperature, m_report.images, std::ssize(m_request.leftOut)});
        requirePixels();
        m_report.bank = m_request.bank.string();
        m_report.bankHash = toHex(m_bank->hash());
        m_report.classes = m_bank->classes();
        for (const CellSums& sums : m_cells) {
            EvaluationCell cell{sums.options.neighbours, sums.options.temperature, {}, {}};
            if (sums.confusion)
                cell.segmentation = segmentationReport(*sums.confusion);
            if (sums.depth)
                cell.depth = sums.depth->report();
            m_report.cells.push_back(std::move(cell));
        }
        if (m_details)
            m_report.details = m_details->take();
        if (m_report.selfMatchedImages > 0)
            m_report.warnings.push_back(fmt::format(
                "{} of {} pictures are prompt images of the bank; {}", m_report.selfMatchedImages, m_report.images,
                m_request.self == SelfMatch::Drop ? "each was read without itself"
                                                  : "they were read with themselves in the bank"));
    }

private:
    /// A figure over nothing would look like a perfect one.
    void requirePixels() const
    {
        const CellSums& sums = m_cells.front();
        const char* const what = sums.depth && sums.depth->report().pixels == 0                      ? "depth"
                                 : sums.confusion && segmentationReport(*sums.confusion).pixels == 0 ? "label"
                                                                                                     : nullptr;
        if (what)
            throw Error(ErrorCode::Empty,
                        fmt::format("nothing to measure: {}: no pixel of split {} has a {}; check the files and the "
                                    "recipe, or leave this out with --task",
                                    m_request.data.string(), m_report.split, what));
    }

    void openData(const JobContext& ctx)
    {
        const Detection detection = m_request.knownRecipe
                                        ? Detection{*m_request.knownRecipe, {}, {}}
                                        : resolveDataset(m_request.data, m_request.recipe, m_request.strict, ctx);
        m_report.notes = detection.notes;
        m_report.warnings = detection.warnings;
        m_dataset.emplace(openDataset(detection.recipe, ctx));
    }

    void chooseSamples()
    {
        std::optional split = m_request.split.empty() ? m_dataset->evaluationSplit() : m_request.split;
        const bool holdOut = !split;
        if (holdOut) {
            split = m_dataset->promptSplit();
            m_report.notes.push_back(
                fmt::format("the data has no evaluation split: a seeded fifth of the pictures is read{}",
                            m_request.self == SelfMatch::Drop ? ", each without itself" : ""));
        }
        m_report.split = *split;
        const auto samples = m_dataset->samples(*split);
        m_samples.assign(samples.begin(), samples.end());
        if (holdOut && m_samples.size() >= 5)
            std::erase_if(m_samples, [](const Sample& sample) { return !isHeldOut(sample.name); });
        if (m_request.limit > 0 && std::int64_t(m_samples.size()) > m_request.limit)
            m_samples.resize(static_cast<std::size_t>(m_request.limit));
    }

    void chooseTasks()
    {
        for (const Task task : {Task::Segmentation, Task::Depth}) {
            const bool asked = std::find(m_request.tasks.begin(), m_request.tasks.end(), task) != m_request.tasks.end();
            const bool possible = m_bank->has(task) && m_dataset->has(task, m_report.split);
            if (asked && !possible)
                throw Error(
                    ErrorCode::BadOption,
                    fmt::format("cannot evaluate {}: {} has none", taskName(task),
                                m_bank->has(task) ? "split " + m_report.split + " of the data set" : "the bank"));
            if (possible && (asked || m_request.tasks.empty()))
                m_tasks.push_back(task);
        }
        if (m_tasks.empty())
            throw Error(ErrorCode::Mismatch,
                        fmt::format("nothing to evaluate: bank {} and split {} of {} share neither labels nor depth; "
                                    "choose another --split, or check that the annotations lie beside the pictures",
                                    m_request.bank.string(), m_report.split, m_request.data.string()));
        if (hasTask(Task::Segmentation))
            m_bankClass = bankClassesOf(m_dataset->classes(), m_bank->classes(), m_request.data);
    }

    void toBankClasses(LabelMap& labels) const
    {
        for (std::uint16_t& id : labels.ids)
            id = id == kVoid ? kVoid : m_bankClass.at(id);
    }

    bool hasTask(Task task) const { return std::find(m_tasks.begin(), m_tasks.end(), task) != m_tasks.end(); }

    void makeCells()
    {
        for (const int k : m_request.neighbours)
            for (const float temperature : m_request.temperatures) {
                CellSums sums;
                sums.options = {k, temperature, m_request.mass};
                if (hasTask(Task::Segmentation))
                    sums.confusion.emplace(m_bank->classes().count());
                if (hasTask(Task::Depth))
                    sums.depth.emplace();
                m_cells.push_back(std::move(sums));
            }
    }

    void readBatch(const std::vector<QueryUnit>& batch, const JobContext& ctx)
    {
        std::vector<Image> inputs;
        std::ranges::transform(batch, std::back_inserter(inputs), &QueryUnit::input);
        std::vector<FeatureGrid> grids;
        {
            const Stopwatch watch(m_report.encodeSeconds);
            grids = m_backbone->extract(inputs, ctx);
        }
        for (std::size_t i = 0; i < batch.size(); ++i)
            score(batch[i], grids[i].grid, searchOne(batch[i], grids[i], ctx), ctx);
    }

    Neighbours searchOne(const QueryUnit& unit, const FeatureGrid& features, const JobContext& ctx)
    {
        const Stopwatch watch(m_report.searchSeconds);
        const std::vector<std::uint32_t> own = m_bank->imagesWithHash(hashFile(unit.sample->image));
        m_report.selfMatchedImages += own.empty() ? 0 : 1;
        const int k = *std::max_element(m_request.neighbours.begin(), m_request.neighbours.end());
        std::vector<std::uint32_t> silent = m_request.leftOut;
        if (m_request.self == SelfMatch::Drop)
            silent.insert(silent.end(), own.begin(), own.end());
        const SearchRequest request{k, withoutImages(*m_bank, silent)};
        return m_index->search(normalisedQueries(features), request, ctx);
    }

    void score(const QueryUnit& unit, const PatchGrid& grid, const Neighbours& table, const JobContext& ctx)
    {
        const Stopwatch watch(m_report.decodeSeconds);
        const Size size = scoringSize(m_request.protocol, unit.loaded.image.size(), grid.inputSize());
        if (m_details)
            m_details->begin(*unit.sample, unit.loaded.image.size(), grid);
        if (hasTask(Task::Segmentation))
            scoreLabels(unit, grid, table, size, ctx);
        if (hasTask(Task::Depth))
            scoreDepth(unit, grid, table, size, ctx);
        ++m_report.images;
    }

    void scoreLabels(const QueryUnit& unit, const PatchGrid& grid, const Neighbours& table, Size size,
                     const JobContext& ctx)
    {
        const LabelMap truth = resizeLabels(unit.loaded.labels.value(), size);
        const LabelTargets targets = makeLabelTargets(resizeLabels(*unit.loaded.labels, grid.inputSize()), grid);
        for (CellSums& cell : m_cells) {
            const PatchVotes votes = decodeTargets(table, *m_bank, Task::Segmentation, cell.options, ctx);
            const LabelMap prediction = toLabelMap(votes, grid, size, ctx);
            cell.confusion->add(truth, prediction);
            if (m_details) {
                m_details->addLabels(truth, prediction);
                m_details->addVotes(targets.view(), votes);
            }
        }
        const PurePatchMatch match = matchPurePatches(targets.view(), table, *m_bank->labels());
        m_report.purePatches += match.pure;
        m_report.purePatchesMatched += match.matched;
    }

    void scoreDepth(const QueryUnit& unit, const PatchGrid& grid, const Neighbours& table, Size size,
                    const JobContext& ctx)
    {
        const DepthMap truth = resizeDepth(unit.loaded.depth.value(), size);
        for (CellSums& cell : m_cells) {
            const PatchVotes votes = decodeTargets(table, *m_bank, Task::Depth, cell.options, ctx);
            const DepthMap prediction = toDepthMap(votes, grid, size, ctx).depth;
            cell.depth->add(truth, prediction);
            if (m_details)
                m_details->addDepth(truth, prediction);
        }
    }

    const EvaluateRequest& m_request;
    EvaluationReport& m_report;
    std::shared_ptr<const MemoryBank> m_bank;
    std::optional<Dataset> m_dataset;
    std::unique_ptr<Backbone> m_backbone;
    std::unique_ptr<NeighbourIndex> m_index;
    std::vector<Sample> m_samples;
    std::vector<Task> m_tasks;
    std::vector<std::uint16_t> m_bankClass; ///< the bank's class index of each class of the data
    std::vector<CellSums> m_cells;
    std::optional<DetailCollector> m_details; ///< of the one cell
};

void checkRequest(const EvaluateRequest& request)
{
    if (request.neighbours.empty() || request.temperatures.empty())
        throw Error(ErrorCode::BadOption, "no neighbours or no temperature given; name at least one of each");
    if (request.perImage && request.neighbours.size() * request.temperatures.size() > 1)
        throw Error(ErrorCode::BadOption, "figures of single pictures belong to one k and one temperature: several are "
                                          "given; name one of each, or leave out --per-image");
    for (const int k : request.neighbours)
        for (const float temperature : request.temperatures)
            throwIfIssues(optionIssues(DecodeOptions{k, temperature, request.mass}));
}

} // namespace

EvaluationReport evaluateBank(const EvaluateRequest& request, const JobContext& ctx)
{
    checkRequest(request);
    EvaluationReport report;
    Evaluation evaluation(request, report, ctx);
    evaluation.run(ctx);
    evaluation.finish();
    return report;
}

} // namespace nectar
