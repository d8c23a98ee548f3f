// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/eval/metrics.h"
#include "core/eval/protocol.h"
#include "core/eval/pure_patches.h"
#include "tests/support/small_bank.h"

#include <QTest>

#include <cmath>

using namespace nectar;

class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void iouIsCountedOverTheWholeSet()
    {
        ConfusionMatrix matrix(3);
        matrix.add(labelMapFromText("0011", 4), labelMapFromText("0111", 4));
        const SegmentationReport report = segmentationReport(matrix);
        QCOMPARE(report.iou[0], 1. / 2);
        QCOMPARE(report.iou[1], 2. / 3);
        QVERIFY(std::isnan(report.iou[2])); // in neither truth nor prediction
        QCOMPARE(report.meanIou, (1. / 2 + 2. / 3) / 2);
        QCOMPARE(report.pixelAccuracy, 0.75);
    }

    void voidTruthIsIgnoredAndUnknownIsWrong()
    {
        ConfusionMatrix matrix(2);
        matrix.add(labelMapFromText("0.11", 4), labelMapFromText("001.", 4));
        const SegmentationReport report = segmentationReport(matrix);
        QCOMPARE(report.pixels, std::int64_t(3));
        QCOMPARE(report.unknownPixels, std::int64_t(1));
        QCOMPARE(report.iou[1], 0.5); // one of two found, nothing false
    }

    void aClassOnlyPredictedCountsAsPresent()
    {
        ConfusionMatrix matrix(2);
        matrix.add(labelMapFromText("00", 2), labelMapFromText("01", 2));
        QCOMPARE(segmentationReport(matrix).meanIou, 0.25); // (1/2 + 0) / 2
    }

    void nothingToScoreIsNotANumber()
    {
        QVERIFY(std::isnan(segmentationReport(ConfusionMatrix(3)).meanIou));
        QCOMPARE(DepthErrors().report().pixels, std::int64_t(0));
    }

    void depthErrorsByHand()
    {
        DepthMap truth(4, 1), prediction(4, 1);
        truth.metres = {1, 2, 4, kNoDepth};
        prediction.metres = {1, 3, 4.4f, 9};
        DepthErrors errors;
        errors.add(truth, prediction);
        const DepthReport report = errors.report();
        QCOMPARE(report.pixels, std::int64_t(3));
        QVERIFY(std::abs(report.rmse - std::sqrt((1 + 0.16) / 3)) < 1e-6);
        QVERIFY(std::abs(report.absRel - (0.5 + 0.1) / 3) < 1e-6);
        QVERIFY(std::abs(report.delta1 - 2. / 3) < 1e-9); // 3 / 2 is beyond 1.25
        QVERIFY(std::abs(report.log10 - (std::log10(1.5) + std::log10(1.1)) / 3) < 1e-6);
    }

    void aPixelWithoutPredictionIsNotDropped()
    {
        DepthMap truth(1, 1, 2.f), prediction(1, 1);
        DepthErrors errors;
        errors.add(truth, prediction);
        QCOMPARE(errors.report().pixels, std::int64_t(1));
        QVERIFY(errors.report().rmse > 1.9);
    }

    void differentSizesAreRefused()
    {
        ConfusionMatrix matrix(2);
        QVERIFY_THROWS_EXCEPTION(Error, matrix.add(LabelMap(2, 2), LabelMap(3, 2)));
        DepthErrors errors;
        QVERIFY_THROWS_EXCEPTION(Error, errors.add(DepthMap(2, 2), DepthMap(2, 3)));
    }

    void purePatchesAskTheBestNeighbour()
    {
        LabelTargets truth, bank;
        truth.patchPixels = bank.patchPixels = 10;
        truth.entries = {{0, 9}, {1, 10}, {0, 5}, {1, 5}}; // pure 0, pure 1, mixed
        truth.offsets = {0, 1, 2, 4};
        bank.entries = {{0, 10}, {0, 8}, {1, 2}};
        bank.offsets = {0, 1, 3};
        Neighbours table(3, 1);
        table.ids = {0, 1, 0};
        const PurePatchMatch match = matchPurePatches(truth.view(), table, bank.view());
        QCOMPARE(match.pure, std::int64_t(2));
        QCOMPARE(match.matched, std::int64_t(1));
    }

    void protocolsNameTheirDeviations()
    {
        QVERIFY(scoringSize(Protocol::Ours, {480, 360}, {512, 512}) == (Size{480, 360}));
        QVERIFY(scoringSize(Protocol::Paper, {480, 360}, {512, 512}) == (Size{512, 512}));
        MeasuredSettings settings;
        settings.bank.width = settings.bank.height = 512;
        settings.bank.resize = Resize::Squash;
        settings.bank.memory = 20'480'000;
        settings.bank.augmentationEpochs = 8;
        settings.neighbours = 90;
        settings.temperature = 0.1f;
        settings.images = 3;
        QCOMPARE(protocolSentence(Protocol::Paper, settings),
                 std::string("paper (input 512x512 squash, scored at network input size), 3 images"));
        settings.bank.augmentationEpochs = 0;
        settings.bank.memory = 0;
        QCOMPARE(protocolSentence(Protocol::Paper, settings),
                 std::string("paper (input 512x512 squash, scored at network input size; deviates: no augmentation, "
                             "k 90, temperature 0.1), 3 images"));
        settings.bank.height = 352;
        settings.bank.memory = 500;
        settings.bank.sampling = Sampling::Uniform;
        settings.neighbours = 0; // a table says its own
        QCOMPARE(protocolSentence(Protocol::Paper, settings),
                 std::string("paper (input 512x352 squash, scored at network input size; deviates: input size, no "
                             "augmentation, memory of 500 patches, sampling uniform), 3 images"));
        QCOMPARE(protocolSentence(Protocol::Ours, settings),
                 std::string("ours (input 512x352 squash, scored at native size; deviates: squashed input), 3 images"));
        settings.bank.resize = Resize::Aspect;
        QCOMPARE(protocolSentence(Protocol::Ours, settings),
                 std::string("ours (input 512x352 aspect, scored at native size), 3 images"));
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
