// SPDX-License-Identifier: Apache-2.0
// bench_clicks [--seeds N] [--every N] [--export FOLDER] [--threads N]: how well CamVid is read from a few clicks a
// class, and how long it takes from a click to the labels of twenty pictures. clicks_reference.py computes the curve
// again from what --export wrote.
#include "core/backbone/backbone.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/base/parallel.h"
#include "core/base/program_start.h"
#include "core/base/random.h"
#include "core/base/similarity.h"
#include "core/decode/click_similarities.h"
#include "core/decode/click_threshold.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "tests/support/click_curve.h"
#include "tests/support/shared_data.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace nectar;
namespace fs = std::filesystem;

namespace {

struct BenchFlags {
    int seeds = 5;
    std::size_t every = 1;
    fs::path exportTo;
};

/// Files for the reference: clicks.csv beside clicks.npy [clicks, dim], pictures.csv beside NUMBER_features.npy
/// [rows, cols, dim] and NUMBER_truth.npy [height, width] (-1: void).
void exportCurve(const ClickCurve& curve, const fs::path& folder)
{
    makeFolder(folder);
    std::string clicks = "seed,rank,class,picture,patch\n", pictures = "number,picture\n";
    std::vector<float> features;
    std::int64_t count = 0;
    for (std::size_t seed = 0; seed < curve.clicks().size(); ++seed)
        for (const CurveClick& click : curve.clicks()[seed]) {
            clicks += std::to_string(seed) + "," + std::to_string(click.rank) + "," + std::to_string(click.classIndex) +
                      "," + click.picture + "," + std::to_string(click.patch) + "\n";
            features.insert(features.end(), click.feature.begin(), click.feature.end());
            ++count;
        }
    writeFile(folder / "clicks.csv", clicks);
    writeNpy(folder / "clicks.npy", {count, std::int64_t(features.size()) / count}, std::span<const float>(features));
    for (std::size_t i = 0; i < curve.pictures().size(); ++i) {
        const CurvePicture& picture = curve.pictures()[i];
        const std::string number = std::to_string(i);
        pictures += number + "," + picture.name + "\n";
        writeNpy(folder / (number + "_features.npy"), {picture.grid.rows, picture.grid.cols, picture.features.cols},
                 std::span<const float>(picture.features.values));
        std::vector<float> truth;
        for (const std::uint16_t id : picture.truth.ids)
            truth.push_back(id == kVoid ? -1.f : float(id));
        writeNpy(folder / (number + "_truth.npy"), {picture.truth.height, picture.truth.width},
                 std::span<const float>(truth));
    }
    writeFile(folder / "pictures.csv", pictures);
}

void printCurve(const ClickCurve& curve)
{
    std::printf("mIoU on %zu CamVid validation pictures, mean of %zu seeds\n", curve.pictures().size(),
                curve.clicks().size());
    std::printf("clicks a class   default threshold   known    without threshold\n");
    for (const int clicks : kCurveClicks) {
        const ClickCurve::Point usual = curve.mean(clicks, {}, {});
        const ClickCurve::Point all = curve.mean(clicks, -1.f, {});
        std::printf("%14d   %.4f (at %.3f)    %5.1f %%   %.4f\n", clicks, usual.meanIou, double(usual.threshold),
                    100 * usual.knownShare, all.meanIou);
    }
}

double milliseconds(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void normaliseRows(Matrix& features)
{
    for (std::int64_t row = 0; row < features.rows; ++row)
        normaliseRow(features.row(row));
}

constexpr int kPictures = 20, kClasses = 12, kClicks = 240, kRounds = 9;
constexpr PatchGrid kGrid{30, 40, 14};
constexpr Size kPictureSize{640, 480};

/// Features of twenty photos of a room, or random ones where these are not at hand; [kGrid.count(), 384] each.
std::vector<Matrix> twentyPictures()
{
    std::vector<Matrix> pictures;
    const auto frames = sharedData("data/sevenscenes/val");
    const auto weights = sharedData("data/backbones/dinov2_small_hf");
    if (frames && weights) {
        BackboneRequest request;
        request.source = weights->string();
        const auto backbone = openBackbone(request, {});
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(*frames))
            if (entry.path().string().ends_with(".color.jpg"))
                files.push_back(entry.path());
        std::ranges::sort(files);
        files.resize(std::min<std::size_t>(files.size(), kPictures));
        for (const fs::path& file : files) {
            const Image input = resizePhoto(loadImage(file, Orientation::Upright), kGrid.inputSize());
            pictures.push_back(backbone->extract(std::span(&input, 1), {}).front().features);
        }
    }
    std::printf("\nfeatures of %zu photos, %zu random ones\n", pictures.size(), kPictures - pictures.size());
    RandomStream random(1);
    while (pictures.size() < kPictures)
        for (float& value : pictures.emplace_back(kGrid.count(), 384).values)
            value = static_cast<float>(random.normal());
    std::ranges::for_each(pictures, normaliseRows);
    return pictures;
}

/// Clicks on patches of the pictures; their classes are those of the most similar of twelve patches.
class RandomClicks {
public:
    explicit RandomClicks(const std::vector<Matrix>& pictures) : m_pictures(pictures)
    {
        for (int c = 0; c < kClasses; ++c)
            m_prototypes.push_back(anyPatch());
    }
    void addTo(ClickBank& bank)
    {
        const auto patch = anyPatch();
        const auto similarity = [&](const auto& prototype) { return exactSimilarity(patch, prototype); };
        const auto best = std::ranges::max_element(m_prototypes, {}, similarity);
        bank.add(patch, static_cast<std::uint16_t>(best - m_prototypes.begin()));
    }

private:
    std::span<const float> anyPatch()
    {
        const Matrix& picture = m_pictures[m_random.below(m_pictures.size())];
        return picture.row(static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(picture.rows))));
    }

    const std::vector<Matrix>& m_pictures;
    RandomStream m_random{2};
    std::vector<std::span<const float>> m_prototypes;
};

struct ClickTimes {
    double all = 1e9, threshold = 0, follow = 0, votes = 0, maps = 0;
};

/// From a click that is in the bank to the labels of all pictures.
ClickTimes labelAll(const ClickBank& bank, const std::vector<Matrix>& pictures,
                    std::vector<ClickSimilarities>& similarities)
{
    ClickTimes times;
    const auto start = std::chrono::steady_clock::now();
    const float threshold = defaultThreshold(bank, {});
    times.threshold = milliseconds(start);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        auto step = std::chrono::steady_clock::now();
        similarities[i].follow(pictures[i], bank, {});
        times.follow += milliseconds(step);
        step = std::chrono::steady_clock::now();
        const PatchVotes votes = bank.votes(similarities[i], {}, threshold, {});
        times.votes += milliseconds(step);
        step = std::chrono::steady_clock::now();
        toLabelMap(votes, kGrid, kPictureSize, {});
        times.maps += milliseconds(step);
    }
    times.all = milliseconds(start);
    return times;
}

/// One more click on 240 of 12 classes, to the labels of 20 pictures of 640 x 480 with 40 x 30 patches of 384 features:
/// the best of some clicks.
void timeClick()
{
    const std::vector<Matrix> pictures = twentyPictures();
    RandomClicks clicks(pictures);
    ClickBank bank(kClasses);
    while (bank.size() < kClicks - 1)
        clicks.addTo(bank);
    std::vector<ClickSimilarities> similarities(kPictures);
    const ClickTimes first = labelAll(bank, pictures, similarities);
    std::printf("%d clicks at once: %.0f ms, of which similarities %.0f\n", kClicks - 1, first.all, first.follow);
    ClickTimes best;
    for (int round = 0; round < kRounds; ++round) {
        clicks.addTo(bank);
        if (const ClickTimes times = labelAll(bank, pictures, similarities); times.all < best.all)
            best = times;
        bank.erase(bank.ids().back());
    }
    std::printf("one click more: %.0f ms (threshold %.1f, similarities %.1f, votes %.1f, maps %.1f), %d threads\n",
                best.all, best.threshold, best.follow, best.votes, best.maps, threadCount());
}

BenchFlags flagsOf(int argc, char** argv)
{
    BenchFlags flags;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--seeds") == 0)
            flags.seeds = std::max(1, std::atoi(argv[i + 1]));
        if (std::strcmp(argv[i], "--every") == 0)
            flags.every = static_cast<std::size_t>(std::max(1, std::atoi(argv[i + 1])));
        if (std::strcmp(argv[i], "--export") == 0)
            flags.exportTo = argv[i + 1];
        if (std::strcmp(argv[i], "--threads") == 0)
            configureThreads(std::atoi(argv[i + 1]));
    }
    return flags;
}

} // namespace

int main(int argc, char** argv)
{
    ensurePassiveOpenMp(argv);
    const BenchFlags flags = flagsOf(argc, argv);
    const auto camvid = sharedData("data/camvid");
    const auto weights = sharedData("data/backbones/vit_tiny_patch16_224.safetensors");
    try {
        if (camvid && weights) {
            const ClickCurve curve({*camvid, *weights, flags.seeds, flags.every}, {});
            if (!flags.exportTo.empty())
                exportCurve(curve, flags.exportTo);
            printCurve(curve);
        } else {
            std::printf("CamVid and the weights of ViT-Ti are not at hand: no curve\n");
        }
        timeClick();
    } catch (const Error& error) {
        std::fprintf(stderr, "bench_clicks: %s\n", error.what());
        return 1;
    }
    return 0;
}
