// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/prompt_reader.h"

#include "core/base/hash.h"
#include "core/image/augment.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr int kThumbnailSide = 256;
constexpr int kThumbnailQuality = 85;

/// A sample at network size, shared by its epochs.
struct PreparedSample {
    Size originalSize;
    Image image;
    std::optional<LabelMap> labels;
    std::optional<DepthMap> depth;
    std::vector<std::byte> jpeg;
    Hash contentHash, annotationHash;
};

bool wants(const PromptPlan& plan, Task task)
{
    return std::find(plan.tasks.begin(), plan.tasks.end(), task) != plan.tasks.end();
}

} // namespace

Hash hashAnnotations(const Sample& sample, const std::vector<Task>& tasks)
{
    Hasher hasher;
    for (const Task task : tasks) {
        const std::filesystem::path& file = task == Task::Segmentation ? sample.mask : sample.depth;
        hasher.add(file.empty() ? std::string() : toHex(hashFile(file)));
    }
    return hasher.finish();
}

namespace {

PreparedSample prepare(const PromptPlan& plan, const Sample& sample)
{
    for (const Task task : plan.tasks)
        requireAnnotation(sample, task);
    const LoadedSample loaded = loadSample(*plan.dataset, sample);
    PreparedSample prepared;
    prepared.originalSize = loaded.image.size();
    const Size target{plan.options.width, plan.options.height};
    const Size input =
        networkSize(prepared.originalSize, target, plan.patchSize, plan.options.resize, sample.image.string());
    prepared.image = resizePhoto(loaded.image, input);
    if (wants(plan, Task::Segmentation))
        prepared.labels = resizeLabels(loaded.labels.value(), input);
    if (wants(plan, Task::Depth))
        prepared.depth = resizeDepth(loaded.depth.value(), input);
    prepared.jpeg = encodeJpeg(shrinkToFit(loaded.image, kThumbnailSide), kThumbnailQuality);
    prepared.contentHash = hashFile(sample.image);
    prepared.annotationHash = hashAnnotations(sample, plan.tasks);
    return prepared;
}

RectF clipped(RectF r, Size picture)
{
    const float right = std::clamp(r.x + r.width, 0.f, float(picture.width));
    const float bottom = std::clamp(r.y + r.height, 0.f, float(picture.height));
    r.x = std::clamp(r.x, 0.f, float(picture.width));
    r.y = std::clamp(r.y, 0.f, float(picture.height));
    r.width = right - r.x;
    r.height = bottom - r.y;
    return r;
}

LabelTargets chosenTargets(const LabelTargets& all, const std::vector<int>& patches)
{
    LabelTargets chosen;
    chosen.patchPixels = all.patchPixels;
    for (const int patch : patches) {
        const auto counts = all.view().counts(patch);
        chosen.entries.insert(chosen.entries.end(), counts.begin(), counts.end());
        chosen.offsets.push_back(static_cast<std::uint32_t>(chosen.entries.size()));
    }
    return chosen;
}

DepthTargets chosenTargets(const DepthTargets& all, const std::vector<int>& patches)
{
    DepthTargets chosen;
    chosen.patchPixels = all.patchPixels;
    for (const int patch : patches) {
        chosen.metres.push_back(all.metres[static_cast<std::size_t>(patch)]);
        chosen.validCounts.push_back(all.validCounts[static_cast<std::size_t>(patch)]);
    }
    return chosen;
}

/// Chooses patches by the first task and keeps their targets.
void fillRows(PromptUnit& unit, const PromptPlan& plan, const LabelMap* labels, const DepthMap* depth,
              const std::string& name)
{
    const bool everyPatch = plan.options.memory == 0 || plan.options.sampling == Sampling::All;
    const auto pictures = static_cast<std::int64_t>(plan.samples.size());
    const int epochs = plan.options.augmentationEpochs;
    const int quota = everyPatch ? unit.grid.count()
                      : plan.options.spreadRemainder
                          ? spreadQuota(plan.options.memory, pictures, epochs,
                                        std::int64_t{unit.image} * plan.passes() + unit.epoch, unit.grid.count())
                          : quotaPerImage(plan.options.memory, pictures, epochs, unit.grid.count());
    const SamplingRule rule{plan.options.sampling, quota,
                            pixelsOfFraction(plan.options.minValidFraction, plan.patchSize * plan.patchSize)};
    RandomStream random = RandomStream::keyed(plan.options.seed, "sample", name, unit.epoch);
    const LabelTargets labelTargets = labels ? makeLabelTargets(*labels, unit.grid) : LabelTargets{};
    const DepthTargets depthTargets = depth ? makeDepthTargets(*depth, unit.grid) : DepthTargets{};
    unit.rows.patches = plan.tasks.front() == Task::Segmentation ? choosePatches(labelTargets.view(), rule, random)
                                                                 : choosePatches(depthTargets.view(), rule, random);
    if (labels)
        unit.rows.labels = chosenTargets(labelTargets, unit.rows.patches);
    if (depth)
        unit.rows.depths = chosenTargets(depthTargets, unit.rows.patches);
}

} // namespace

PromptReader::PromptReader(const PromptPlan& plan, std::size_t readAhead)
    : m_plan(plan), m_queue(readAhead), m_thread([this](const std::stop_token& stop) { run(stop); })
{}

PromptReader::~PromptReader()
{
    m_thread.request_stop();
    m_queue.close(); // wakes a reader that waits for room
}

std::optional<PromptUnit> PromptReader::next()
{
    std::optional<PromptUnit> unit = m_queue.pop();
    if (!unit && m_error)
        std::rethrow_exception(m_error);
    return unit;
}

void PromptReader::run(const std::stop_token& stop)
{
    try {
        const auto count = static_cast<std::uint32_t>(m_plan.samples.size());
        const auto first = static_cast<std::uint32_t>(m_plan.firstUnit / m_plan.passes());
        for (std::uint32_t image = first; image < count && !stop.stop_requested(); ++image)
            readImage(image, stop);
    } catch (...) {
        m_error = std::current_exception();
    }
    m_queue.close();
}

void PromptReader::readImage(std::uint32_t image, const std::stop_token& stop)
{
    const Sample& sample = m_plan.samples[image];
    PreparedSample prepared;
    std::string skipReason;
    try {
        prepared = prepare(m_plan, sample);
    } catch (const Error& error) { // one bad picture is a row in the report, not the end
        if (error.code() == ErrorCode::Io)
            throw; // the machine's trouble, the same for every picture
        skipReason = error.what();
    }
    for (int epoch = 0; epoch < m_plan.passes() && !stop.stop_requested(); ++epoch) {
        if (std::int64_t{image} * m_plan.passes() + epoch < m_plan.firstUnit)
            continue;
        PromptUnit unit;
        unit.image = unit.rows.image = image;
        unit.epoch = unit.rows.epoch = epoch;
        unit.skipReason = skipReason;
        if (skipReason.empty()) {
            AugmentedSample augmented;
            const LabelMap* labels = prepared.labels ? &*prepared.labels : nullptr;
            unit.grid = {prepared.image.height / m_plan.patchSize, prepared.image.width / m_plan.patchSize,
                         m_plan.patchSize};
            if (m_plan.options.augmentationEpochs > 0) {
                RandomStream random = RandomStream::keyed(m_plan.options.seed, "augment", sample.name, epoch);
                augmented = augmentForBank(prepared.image, prepared.labels.value(), prepared.originalSize, random);
                labels = &augmented.labels;
                unit.input = std::move(augmented.image);
            } else {
                unit.input = prepared.image;
            }
            fillRows(unit, m_plan, labels, prepared.depth ? &*prepared.depth : nullptr, sample.name);
            const auto side = static_cast<float>(m_plan.patchSize);
            for (const int patch : unit.rows.patches) {
                const PatchIndex at = patchAt(unit.grid, patch);
                RectF r = imageFromPatch(unit.grid, prepared.originalSize, at);
                if (m_plan.options.augmentationEpochs > 0)
                    r = clipped({(float(at.col) * side - augmented.offsetX) * augmented.scaleX,
                                 (float(at.row) * side - augmented.offsetY) * augmented.scaleY, side * augmented.scaleX,
                                 side * augmented.scaleY},
                                prepared.originalSize);
                unit.rows.rectangles.push_back(r);
            }
            unit.rows.originalSize = prepared.originalSize;
            unit.rows.contentHash = prepared.contentHash;
            unit.rows.annotationHash = prepared.annotationHash;
            if (epoch == 0)
                unit.rows.jpeg = prepared.jpeg;
        }
        if (!m_queue.push(std::move(unit)))
            return;
    }
}

} // namespace nectar
