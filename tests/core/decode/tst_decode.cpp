// SPDX-License-Identifier: Apache-2.0
#include "core/decode/decode.h"
#include "tests/support/small_bank.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace nectar;

class TestDecode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void weightsAreTheSoftmaxOverWhatExists()
    {
        const float none = -std::numeric_limits<float>::infinity();
        const std::vector<float> similarities{0.9f, 0.8f, 0.5f, none};
        const std::vector<float> weights = neighbourWeights(similarities, 4, 0.1f);
        const double a = 1, b = std::exp(-1.0), c = std::exp(-4.0);
        QVERIFY(std::abs(weights[0] - a / (a + b + c)) < 1e-6);
        QVERIFY(std::abs(weights[1] - b / (a + b + c)) < 1e-6);
        QCOMPARE(weights[3], 0.f);
        QVERIFY(std::abs(neighbourWeights(similarities, 2, 0.1f)[0] - a / (a + b)) < 1e-6);
        QCOMPARE(neighbourWeights(std::vector<float>{none}, 1, 0.1f)[0], 0.f);
    }

    void votesAreWeightedClassShares()
    {
        const PatchVotes votes =
            decodeTargets(table({{0, 1}}, {{0.5f, 0.5f}}), *bank(), Task::Segmentation, {2, 0.02f}, {});
        QCOMPARE(votes.scores.row(0)[0], 0.75f); // half of "0000" and half of "0011"
        QCOMPARE(votes.scores.row(0)[1], 0.25f);
        QCOMPARE(votes.mass[0], 1.f);
    }

    void entriesWithoutLabelHaveNoVote()
    {
        const PatchVotes votes =
            decodeTargets(table({{0, 3}}, {{0.5f, 0.5f}}), *bank(), Task::Segmentation, {2, 0.02f}, {});
        QCOMPARE(votes.scores.row(0)[0], 1.f);
        QCOMPARE(votes.mass[0], 0.5f);
        const PatchVotes unknown =
            decodeTargets(table({{3, kNoRow}}, {{0.5f, -INFINITY}}), *bank(), Task::Segmentation, {2, 0.02f}, {});
        QVERIFY(!unknown.known(0));
    }

    void theValidShareCanWeigh()
    {
        // row 2 is "2...": a quarter of its pixels has a label
        const PatchVotes votes = decodeTargets(table({{0, 2}}, {{0.5f, 0.5f}}), *bank(), Task::Segmentation,
                                               {2, 0.02f, MassRule::ValidFraction}, {});
        QCOMPARE(votes.scores.row(0)[0], 0.8f); // 0.5 against 0.125
        QCOMPARE(votes.scores.row(0)[2], 0.2f);
    }

    void badOptionsAreRefused()
    {
        for (const DecodeOptions options : {DecodeOptions{0, 0.02f}, DecodeOptions{30, 0.f},
                                            DecodeOptions{30, std::nanf("")}, DecodeOptions{999, 0.1f}})
            QVERIFY_THROWS_EXCEPTION(Error,
                                     decodeTargets(table({{0}}, {{1}}), *bank(), Task::Segmentation, options, {}));
        QVERIFY_THROWS_EXCEPTION(Error, decodeTargets(table({{0}}, {{1}}), *bank(), Task::Depth, {}, {}));
    }

    void labelsAreInterpolatedBeforeTheyAreChosen()
    {
        // two patches side by side, scores (0.9, 0.1) and (0.3, 0.7); between their centres the first class falls from
        // .9 to .3: it wins left of where both are 0.5, two thirds of the way
        PatchVotes votes = twoPatches({0.9f, 0.1f}, {0.3f, 0.7f});
        const LabelMap map = toLabelMap(votes, PatchGrid{1, 2, 16}, {120, 4}, {});
        int border = 0;
        while (border < 120 && map.at(border, 2) == 0)
            ++border;
        QCOMPARE(border, 70); // centres at 30 and 90; 30 + 2/3 · 60 = 70
    }

    void unknownPatchesAreLeftOutOfTheInterpolation()
    {
        PatchVotes votes = twoPatches({0.4f, 0.6f}, {0, 0});
        votes.mass[1] = 0;
        const LabelMap map = toLabelMap(votes, PatchGrid{1, 2, 16}, {120, 1}, {});
        QCOMPARE(map.at(0, 0), std::uint16_t(1));
        QCOMPARE(map.at(89, 0), std::uint16_t(1)); // the known patch reaches as far as it has any weight
        QCOMPARE(map.at(91, 0), kVoid);
    }

    void theCentreOfAnUnknownPatchIsNoHole()
    {
        // 9 x 9 pixels of 3 x 3 patches: pixel 4,4 lies exactly on the centre of the unknown one
        PatchVotes votes;
        votes.scores = Matrix(9, 2);
        votes.mass.assign(9, 1.f);
        for (std::int64_t patch = 0; patch < 9; ++patch)
            votes.scores.row(patch)[1] = 1;
        votes.scores.row(4)[1] = 0;
        votes.mass[4] = 0;
        const LabelMap map = toLabelMap(votes, PatchGrid{3, 3, 16}, {9, 9}, {});
        for (const std::uint16_t id : map.ids)
            QCOMPARE(id, std::uint16_t(1));
        votes.task = Task::Depth;
        votes.scores = Matrix(9, 1);
        votes.scores.values.assign(9, 5.f);
        votes.scores.values[4] = 0;
        const DepthPrediction prediction = toDepthMap(votes, PatchGrid{3, 3, 16}, {9, 9}, {});
        for (const float metres : prediction.depth.metres)
            QVERIFY(std::abs(metres - 5.f) < 1e-4f);
        QVERIFY(std::ranges::none_of(prediction.guessed, [](auto guess) { return guess != 0; }));
    }

    void tiesGoToTheLowerClass()
    {
        const LabelMap map = toLabelMap(twoPatches({0.5f, 0.5f}, {0.5f, 0.5f}), PatchGrid{1, 2, 16}, {8, 1}, {});
        for (const std::uint16_t id : map.ids)
            QCOMPARE(id, std::uint16_t(0));
    }

    void labelsOfEveryPixelAreThoseOfTheFormula()
    {
        const PatchGrid grid{5, 6, 16};
        const Size size{96, 80}; // no pixel lies on the centre of a patch
        RandomStream random(3);
        for (int round = 0; round < 20; ++round) {
            // few different scores: ties between classes and cells that one class leads are both frequent
            const PatchVotes votes = someVotes(random, grid, 4, 10 - round % 4);
            const LabelMap map = toLabelMap(votes, grid, size, {});
            for (int y = 0; y < size.height; ++y)
                for (int x = 0; x < size.width; ++x) {
                    std::uint16_t best = kVoid;
                    float bestScore = 0;
                    for (std::int64_t c = 0; c < votes.scores.cols; ++c)
                        if (const float score = interpolated(votes, grid, x, y, c)[0]; score > bestScore) {
                            bestScore = score;
                            best = static_cast<std::uint16_t>(c);
                        }
                    QCOMPARE(map.at(x, y), best);
                }
        }
    }

    void depthOfEveryPixelIsThatOfTheFormula()
    {
        const PatchGrid grid{5, 6, 16};
        const Size size{96, 80};
        RandomStream random(4);
        for (int round = 0; round < 9; ++round) {
            const PatchVotes votes = someVotes(random, grid, 1, 10 - round); // from all known to few
            const DepthPrediction prediction = toDepthMap(votes, grid, size, {});
            for (int y = 0; y < size.height; ++y)
                for (int x = 0; x < size.width; ++x) {
                    const auto [sum, weight] = interpolated(votes, grid, x, y, 0);
                    const std::size_t pixel = Size{size.width, y}.area() + static_cast<std::size_t>(x);
                    if (weight > 0)
                        QCOMPARE(prediction.depth.metres[pixel], sum / weight);
                    else
                        QCOMPARE(prediction.depth.metres[pixel], nearestScore(votes, grid, x, y));
                    const bool guessed = !prediction.guessed.empty() && prediction.guessed[pixel];
                    QCOMPARE(guessed, !(weight > 0));
                }
        }
    }

    void depthTakesTheNearestKnownPatchAndSaysSo()
    {
        PatchVotes votes;
        votes.task = Task::Depth;
        votes.scores = Matrix(3, 1);
        votes.scores.values = {2, 0, 6};
        votes.mass = {1, 0, 1};
        const DepthPrediction prediction = toDepthMap(votes, PatchGrid{1, 3, 16}, {60, 1}, {});
        QCOMPARE(prediction.depth.at(5, 0), 2.f);
        QCOMPARE(prediction.depth.at(25, 0), 2.f); // only the known neighbour counts
        for (const float metres : prediction.depth.metres)
            QVERIFY(std::isfinite(metres));
        QCOMPARE(prediction.guessed.size(), std::size_t(60));
    }

    void nothingKnownIsNoDepth()
    {
        PatchVotes votes;
        votes.scores = Matrix(1, 1);
        votes.mass = {0};
        QVERIFY(std::isnan(toDepthMap(votes, PatchGrid{1, 1, 16}, {2, 2}, {}).depth.at(0, 0)));
    }

    void aGridOfAnotherSizeIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, toLabelMap(twoPatches({1, 0}, {1, 0}), PatchGrid{3, 2, 16}, {8, 8}, {}));
    }

    void manyClassesAndPatchesAreQuick()
    {
        RandomStream random(1);
        BankInfo info = smallBankInfo(151, 2, {Task::Segmentation});
        BankRows rows;
        rows.keys = Matrix(5000, 2);
        rows.labels.emplace();
        rows.labels->patchPixels = 256;
        for (int i = 0; i < 5000; ++i) {
            rows.labels->entries.push_back({static_cast<std::uint16_t>(random.below(150)), 200});
            rows.labels->offsets.push_back(static_cast<std::uint32_t>(rows.labels->entries.size()));
            rows.patches.push_back(i);
            rows.rectangles.push_back({});
        }
        const auto large = bankInMemory(info, {"a"}, std::vector{rows});
        NeighbourTable neighbours(1369, 256);
        for (auto& id : neighbours.ids)
            id = static_cast<std::uint32_t>(random.below(5000));
        for (std::size_t i = 0; i < neighbours.similarities.size(); ++i)
            neighbours.similarities[i] = 0.9f - 0.001f * float(i % 256);
        QElapsedTimer clock;
        clock.start();
        const PatchVotes votes = decodeTargets(neighbours, *large, Task::Segmentation, {256, 0.05f}, {});
        const qint64 decoded = clock.nsecsElapsed();
        const LabelMap map = toLabelMap(votes, PatchGrid{37, 37, 14}, {518, 518}, {});
        qInfo("1,369 patches x 256 neighbours x 151 classes: votes %.1f ms, map %.1f ms", double(decoded) / 1e6,
              double(clock.nsecsElapsed() - decoded) / 1e6);
        QCOMPARE(map.size(), (Size{518, 518}));
    }

private:
    /// Rows 0 to 3: "0000", "0011", "2...", "....".
    static std::shared_ptr<const MemoryBank> bank()
    {
        return bankInMemory(smallBankInfo(3, 2, {Task::Segmentation}), {"a"},
                            std::vector{labelledRows(0, Matrix(4, 2), {"0000", "0011", "2...", "...."})});
    }
    static NeighbourTable table(const std::vector<std::vector<std::uint32_t>>& ids,
                                const std::vector<std::vector<float>>& similarities)
    {
        NeighbourTable neighbours(static_cast<std::int64_t>(ids.size()), static_cast<int>(ids.front().size()));
        for (std::size_t q = 0; q < ids.size(); ++q)
            for (std::size_t i = 0; i < ids[q].size(); ++i) {
                neighbours.ids[q * ids[q].size() + i] = ids[q][i];
                neighbours.similarities[q * ids[q].size() + i] = similarities[q][i];
            }
        return neighbours;
    }
    /// Votes with scores 0, 1/2, 1 and 3/2; of ten patches so many are known.
    static PatchVotes someVotes(RandomStream& random, const PatchGrid& grid, std::int64_t columns, int knownOfTen)
    {
        PatchVotes votes;
        votes.task = columns == 1 ? Task::Depth : Task::Segmentation;
        votes.scores = Matrix(grid.count(), columns);
        votes.mass.assign(static_cast<std::size_t>(grid.count()), 1.f);
        for (std::int64_t patch = 0; patch < grid.count(); ++patch)
            if (static_cast<int>(random.below(10)) >= knownOfTen) {
                votes.mass[static_cast<std::size_t>(patch)] = 0;
            } else {
                for (float& score : votes.scores.row(patch))
                    score = static_cast<float>(random.below(3)) / 2;
                votes.scores.row(patch)[0] += 0.5f; // no known patch is empty
            }
        return votes;
    }
    /// Weighted sum of column c over the known patches around a pixel, and the sum of the weights (method.md 4).
    static std::array<float, 2> interpolated(const PatchVotes& votes, const PatchGrid& grid, int x, int y,
                                             std::int64_t c)
    {
        const float row = std::clamp((static_cast<float>(y) + 0.5f) / 16 - 0.5f, 0.f, float(grid.rows - 1));
        const float col = std::clamp((static_cast<float>(x) + 0.5f) / 16 - 0.5f, 0.f, float(grid.cols - 1));
        std::array<float, 2> sums{};
        for (const int dy : {0, 1})
            for (const int dx : {0, 1}) {
                const int r = static_cast<int>(row) + dy, k = static_cast<int>(col) + dx;
                const float down = row - std::floor(row), right = col - std::floor(col);
                if (const std::int64_t patch = std::int64_t{r} * grid.cols + k;
                    r < grid.rows && k < grid.cols && votes.known(patch)) {
                    const float weight = (dy ? down : 1 - down) * (dx ? right : 1 - right);
                    sums[0] += weight * votes.scores.row(patch)[static_cast<std::size_t>(c)];
                    sums[1] += weight;
                }
            }
        return sums;
    }
    /// Score of the known patch with the nearest centre, the first of several.
    static float nearestScore(const PatchVotes& votes, const PatchGrid& grid, int x, int y)
    {
        double best = 1e30;
        float score = 0;
        for (int patch = 0; patch < grid.count(); ++patch) {
            const double down = patch / grid.cols - y / 16.0 + 15 / 32.0; // centres of the patch and of the pixel
            const double right = patch % grid.cols - x / 16.0 + 15 / 32.0;
            if (votes.known(patch) && down * down + right * right < best) {
                best = down * down + right * right;
                score = votes.scores.row(patch)[0];
            }
        }
        return score;
    }
    static PatchVotes twoPatches(std::vector<float> left, const std::vector<float>& right)
    {
        PatchVotes votes;
        votes.scores = Matrix(2, 2);
        left.insert(left.end(), right.begin(), right.end());
        votes.scores.values = left;
        votes.mass = {1, 1};
        return votes;
    }
};

QTEST_GUILESS_MAIN(TestDecode)
#include "tst_decode.moc"
