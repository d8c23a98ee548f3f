// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/eval/depth_histogram.h"
#include "core/eval/patch_errors.h"
#include "core/eval/patch_verdicts.h"
#include "tests/support/small_bank.h"

#include <QTest>

using namespace nectar;

/// Where the errors of a picture lie and how they are spread.
class TestPatchErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pairsAreCountedWithThePatchThatHasMostOfThem()
    {
        const LabelMap truth = labelMapFromText("0011"
                                                "00.1",
                                                4);
        const LabelMap prediction = labelMapFromText("0110"
                                                     "011.",
                                                     4);
        const std::vector<ConfusedPixels> expected{
            {0, 0, 2, 0, 2}, {0, 1, 2, 0, 2}, {1, 0, 1, 1, 1}, {1, 1, 1, 1, 1}, {1, kVoid, 1, 1, 1}};
        QVERIFY(confusedPixels(truth, prediction, {1, 2, 2}) == expected);
    }

    void aPairThatTwoPatchesShareIsShownWhereMostOfItLies()
    {
        const LabelMap truth(6, 1, 0);
        const LabelMap prediction = labelMapFromText("100110", 6); // patches of three pixels
        const std::vector<ConfusedPixels> expected{{0, 0, 3, 0, 2}, {0, 1, 3, 1, 2}};
        QVERIFY(confusedPixels(truth, prediction, {1, 2, 14}) == expected);
    }

    void aMapSmallerThanItsGridIsCountedWhole()
    {
        const auto pairs = confusedPixels(LabelMap(2, 1, 0), LabelMap(2, 1, 1), {1, 5, 14});
        QCOMPARE(pairs.size(), std::size_t(1));
        QCOMPARE(pairs[0].pixels, std::int64_t(2));
        QCOMPARE(pairs[0].patch, 1); // the centres 0.5 and 1.5 of 2 lie in the patches 1 and 3 of 5
    }

    void withoutLabelsNothingIsConfused()
    {
        QVERIFY(confusedPixels(LabelMap(4, 2), LabelMap(4, 2, 0), {1, 2, 2}).empty());
        QVERIFY_THROWS_EXCEPTION(Error, confusedPixels(LabelMap(4, 2), LabelMap(2, 2), {1, 2, 2}));
    }

    void theWorstDepthPatchHasTheLargestSquaredError()
    {
        DepthMap truth(4, 1, 10.f), prediction(4, 1, 10.f);
        prediction.metres = {12, 12, 10, 13}; // squared errors 4 + 4 and 0 + 9
        QCOMPARE(worstDepthPatch(truth, prediction, {1, 2, 2}), 1);
        truth.metres[3] = kNoDepth;
        QCOMPARE(worstDepthPatch(truth, prediction, {1, 2, 2}), 0);
        QCOMPARE(worstDepthPatch(DepthMap(4, 1), prediction, {1, 2, 2}), -1);
    }

    void aVerdictComparesTheVoteWithTheCommonestClass()
    {
        LabelTargets truth;
        truth.patchPixels = 4;
        truth.entries = {{0, 3}, {1, 1}, {1, 4}, {0, 2}, {1, 2}};
        truth.offsets = {0, 2, 3, 5, 5}; // mostly 0; all 1; a tie: the lower class; no label
        PatchVotes votes;
        votes.scores = Matrix(4, 2);
        votes.scores.values = {0.25f, 0.75f, 0.5f, 0.5f, 0, 0, 1, 0};
        votes.mass = {1, 1, 0, 1}; // the third is unknown
        PatchVerdicts verdicts;
        addVerdicts(verdicts, truth.view(), votes);
        QCOMPARE(verdicts.confidence, (std::vector<float>{0.75f, 0.5f, 0}));
        QCOMPARE(verdicts.correct, (std::vector<std::uint8_t>{0, 0, 0})); // of the tie of the second 0 wins
        votes.scores.values = {0.75f, 0.25f, 0.25f, 0.75f, 1, 0, 1, 0};
        votes.mass = {1, 1, 1, 1};
        addVerdicts(verdicts, truth.view(), votes);
        QCOMPARE(verdicts.correct, (std::vector<std::uint8_t>{0, 0, 0, 1, 1, 1}));
    }

    void depthErrorsAreSpreadOverRoundBins()
    {
        DepthMap truth(10, 1, 50.f), prediction(10, 1, 50.f);
        prediction.metres = {50, 50, 50.3f, 49.8f, 51, 52, 49, 58, 42, 50.1f};
        DepthErrorHistogram histogram;
        histogram.add(truth, prediction);
        QCOMPARE(histogram.pixels(), std::int64_t(10));
        const ErrorBins bins = histogram.bins();
        QCOMPARE(bins.width, 1.); // 8 m either way in at most ten bins
        QCOMPARE(bins.low, -9.);  // the step above 8.00 m starts at 8.00 m
        QCOMPARE(bins.counts, (std::vector<std::int64_t>{0, 1, 0, 0, 0, 0, 0, 0, 2, 4, 1, 1, 0, 0, 0, 0, 0, 1}));
        QVERIFY(std::abs(histogram.quantile(0.5) - 0.01) < 1e-9); // the fifth of ten: 0, to the step above it
    }

    void errorsBeyondTheBinsAreInTheOutermost()
    {
        DepthMap truth(200, 1, 50.f), prediction(200, 1, 50.05f);
        prediction.metres[0] = 500;
        prediction.metres[1] = kNoDepth; // as wrong as 0 m
        DepthErrorHistogram histogram;
        histogram.add(truth, prediction);
        const ErrorBins bins = histogram.bins();
        QVERIFY(bins.low > -1); // the two do not widen it
        QCOMPARE(bins.counts.front(), std::int64_t(1));
        QCOMPARE(bins.counts.back(), std::int64_t(199));
        std::int64_t sum = 0;
        for (const std::int64_t count : bins.counts)
            sum += count;
        QCOMPARE(sum, std::int64_t(200));
    }

    void withoutDepthThereAreNoBins()
    {
        DepthErrorHistogram histogram;
        histogram.add(DepthMap(3, 1), DepthMap(3, 1, 2.f));
        QCOMPARE(histogram.pixels(), std::int64_t(0));
        QVERIFY(histogram.bins().counts.empty());
        QCOMPARE(histogram.quantile(0.5), 0.);
    }
};

QTEST_GUILESS_MAIN(TestPatchErrors)
#include "tst_patch_errors.moc"
