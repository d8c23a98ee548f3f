// SPDX-License-Identifier: Apache-2.0
#include "tests/support/click_curve.h"

#include "core/backbone/backbone.h"
#include "core/base/random.h"
#include "core/base/similarity.h"
#include "core/dataset/dataset.h"
#include "core/decode/click_threshold.h"
#include "core/eval/metrics.h"
#include "core/image/resize.h"
#include "core/memory/patch_targets.h"

#include <algorithm>
#include <map>

namespace nectar {

namespace {

constexpr Size kInput{480, 360};
constexpr int kMostRanks = 20;

Size inputOf(const LoadedSample& loaded, const Sample& sample, int patchSize)
{
    return networkSize(loaded.image.size(), kInput, patchSize, Resize::Aspect, sample.image.string());
}

/// Where a person would click for a class: patches that show nearly as much of it as any of the picture. Empty where no
/// patch shows more of it than of anything else.
std::vector<int> plainPatches(const LabelTargetsView& targets, std::uint16_t classIndex)
{
    int most = 0;
    for (std::int64_t patch = 0; patch < targets.size(); ++patch)
        if (const int count = targets.count(patch, classIndex); 2 * count > targets.validCount(patch))
            most = std::max(most, count);
    std::vector<int> patches;
    for (std::int64_t patch = 0; patch < targets.size() && most > 0; ++patch)
        if (10 * targets.count(patch, classIndex) >= 9 * most)
            patches.push_back(static_cast<int>(patch));
    return patches;
}

std::vector<std::size_t> shuffled(std::size_t count, RandomStream& random)
{
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i)
        order[i] = i;
    for (std::size_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

/// Training pictures with their targets; features of those that are clicked.
class TrainingPictures {
public:
    TrainingPictures(const Dataset& dataset, Backbone& backbone) : m_dataset(dataset), m_backbone(backbone)
    {
        const int patchSize = backbone.spec().patchSize;
        for (const Sample& sample : dataset.samples("train")) {
            const LoadedSample loaded = loadSample(dataset, sample);
            const Size input = inputOf(loaded, sample, patchSize);
            m_targets.push_back(makeLabelTargets(resizeLabels(loaded.labels.value(), input),
                                                 {input.height / patchSize, input.width / patchSize, patchSize}));
        }
    }

    /// Each click on another picture.
    std::vector<CurveClick> clicksOf(int seed, std::uint16_t classIndex) const
    {
        RandomStream random = RandomStream::keyed(static_cast<std::uint64_t>(seed), "clicks",
                                                  m_dataset.classes().classes.at(classIndex).name, 0);
        std::vector<CurveClick> clicks;
        for (const std::size_t picture : shuffled(m_targets.size(), random)) {
            const std::vector<int> patches = plainPatches(m_targets[picture].view(), classIndex);
            if (patches.empty())
                continue;
            clicks.push_back({static_cast<int>(clicks.size()),
                              static_cast<std::uint16_t>(classIndex + 1),
                              m_dataset.samples("train")[picture].name,
                              patches[random.below(patches.size())],
                              {}});
            if (clicks.size() == kMostRanks)
                break;
        }
        return clicks;
    }

    void addFeatures(std::vector<std::vector<CurveClick>>& clicks, const JobContext& ctx)
    {
        std::map<std::string, std::vector<CurveClick*>> byPicture;
        for (std::vector<CurveClick>& ofSeed : clicks)
            for (CurveClick& click : ofSeed)
                byPicture[click.picture].push_back(&click);
        for (const Sample& sample : m_dataset.samples("train")) {
            const auto found = byPicture.find(sample.name);
            if (found == byPicture.end())
                continue;
            const LoadedSample loaded = loadSample(m_dataset, sample);
            const Image input = resizePhoto(loaded.image, inputOf(loaded, sample, m_backbone.spec().patchSize));
            const FeatureGrid grid = m_backbone.extract(std::span(&input, 1), ctx).front();
            for (CurveClick* click : found->second) {
                const auto feature = grid.features.row(click->patch);
                click->feature.assign(feature.begin(), feature.end());
            }
        }
    }

private:
    const Dataset& m_dataset;
    Backbone& m_backbone;
    std::vector<LabelTargets> m_targets;
};

} // namespace

ClickCurve::ClickCurve(const CurveSetup& setup, const JobContext& ctx)
{
    const Dataset dataset = openDataset(detectDataset(setup.camvid, ctx).recipe, ctx);
    BackboneRequest request;
    request.source = setup.weights.string();
    const auto backbone = openBackbone(request, ctx);
    m_classCount = dataset.classes().count() + 1;

    TrainingPictures training(dataset, *backbone);
    m_clicks.resize(static_cast<std::size_t>(setup.seeds));
    for (int seed = 0; seed < setup.seeds; ++seed) {
        std::vector<CurveClick>& clicks = m_clicks[static_cast<std::size_t>(seed)];
        for (int c = 0; c < dataset.classes().count(); ++c)
            std::ranges::move(training.clicksOf(seed, static_cast<std::uint16_t>(c)), std::back_inserter(clicks));
        std::ranges::stable_sort(clicks, {}, &CurveClick::rank);
    }
    training.addFeatures(m_clicks, ctx);

    const auto samples = dataset.samples("val");
    for (std::size_t i = 0; i < samples.size(); i += setup.every) {
        LoadedSample loaded = loadSample(dataset, samples[i]);
        const Image input = resizePhoto(loaded.image, inputOf(loaded, samples[i], backbone->spec().patchSize));
        FeatureGrid grid = std::move(backbone->extract(std::span(&input, 1), ctx).front());
        for (std::uint16_t& id : loaded.labels->ids)
            id = id == kVoid ? kVoid : static_cast<std::uint16_t>(id + 1);
        m_pictures.push_back({samples[i].name, grid.grid, std::move(grid.features), std::move(*loaded.labels)});
    }
}

ClickBank ClickCurve::bank(int seed, int clicksPerClass) const
{
    ClickBank bank(m_classCount);
    for (const CurveClick& click : m_clicks.at(static_cast<std::size_t>(seed)))
        if (click.rank < clicksPerClass)
            bank.add(click.feature, click.classIndex);
    return bank;
}

ClickCurve::Point ClickCurve::point(int seed, int clicksPerClass, std::optional<float> threshold,
                                    const JobContext& ctx) const
{
    const ClickBank clicks = bank(seed, clicksPerClass);
    Point point;
    point.threshold = threshold ? *threshold : defaultThreshold(clicks, ctx);
    ConfusionMatrix confusion(m_classCount);
    for (const CurvePicture& picture : m_pictures) {
        Matrix queries = picture.features;
        for (std::int64_t row = 0; row < queries.rows; ++row)
            normaliseRow(queries.row(row));
        const PatchVotes votes = clicks.votes(queries, {}, point.threshold, ctx);
        confusion.add(picture.truth, toLabelMap(votes, picture.grid, picture.truth.size(), ctx));
    }
    const SegmentationReport report = segmentationReport(confusion);
    point.meanIou = report.meanIou;
    point.knownShare = 1 - double(report.unknownPixels) / double(report.pixels);
    return point;
}

ClickCurve::Point ClickCurve::mean(int clicksPerClass, std::optional<float> threshold, const JobContext& ctx) const
{
    Point sum;
    const auto seeds = static_cast<int>(m_clicks.size());
    for (int seed = 0; seed < seeds; ++seed) {
        const Point one = point(seed, clicksPerClass, threshold, ctx);
        sum.meanIou += one.meanIou / seeds;
        sum.knownShare += one.knownShare / seeds;
        sum.threshold += one.threshold / static_cast<float>(seeds);
    }
    return sum;
}

} // namespace nectar
