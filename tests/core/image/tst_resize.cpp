// SPDX-License-Identifier: Apache-2.0
#include "core/image/resize.h"

#include "core/base/error.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cmath>

using namespace nectar;

namespace {

/// Grey picture from numbers.
Image greyPicture(int width, int height, const std::vector<int>& values)
{
    Image image(width, height);
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t c = 0; c < 3; ++c)
            image.rgb[3 * i + c] = static_cast<std::uint8_t>(values[i]);
    return image;
}

std::vector<int> red(const Image& image)
{
    std::vector<int> values;
    for (std::size_t i = 0; i < image.rgb.size(); i += 3)
        values.push_back(image.rgb[i]);
    return values;
}

} // namespace

class TestResize : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shrinkingWidensTheKernel()
    {
        // Half size: kernel of half-width 2; output 0 lies at 1.0 and weighs 0.75, 0.75, 0.25: 3/7, 3/7, 1/7.
        QCOMPARE(red(resizePhoto(greyPicture(4, 1, {0, 70, 140, 210}), {2, 1})), (std::vector<int>{50, 160}));
        QCOMPARE(red(resizePhoto(greyPicture(1, 4, {0, 70, 140, 210}), {1, 2})), (std::vector<int>{50, 160}));
    }

    void enlargingIsPlainHalfPixelBilinear()
    {
        // Positions -0.25, 0.25, 0.75, 1.25 of the source, clamped at the border.
        QCOMPARE(red(resizePhoto(greyPicture(2, 1, {0, 100}), {4, 1})), (std::vector<int>{0, 25, 75, 100}));
    }

    void fractionalShrinkEqualsTheFormula()
    {
        // 5 to 3: scale 5/3; output 1 at 2.5: weights 1 - |s + 0.5 - 2.5| / (5/3) = 0.4, 1, 0.4 of sum 1.8.
        // Output 0 at 5/6: 0.8, 0.6, 0 of sum 1.4; the third tap has weight exactly 0.
        QCOMPARE(red(resizePhoto(greyPicture(5, 1, {10, 200, 90, 30, 250}), {3, 1})),
                 (std::vector<int>{int(std::lround((0.8 * 10 + 0.6 * 200) / 1.4)),
                                   int(std::lround((0.4 * 200 + 90 + 0.4 * 30) / 1.8)),
                                   int(std::lround((0.6 * 30 + 0.8 * 250) / 1.4))}));
    }

    void flatColourStaysFlat()
    {
        Image image(37, 23);
        for (std::size_t i = 0; i < image.rgb.size(); ++i)
            image.rgb[i] = static_cast<std::uint8_t>(40 + 80 * (i % 3));
        for (const Size size : {Size{5, 3}, Size{64, 100}, Size{1, 1}, Size{37, 5}}) {
            const Image scaled = resizePhoto(image, size);
            QCOMPARE(scaled.size(), size);
            for (std::size_t i = 0; i < scaled.rgb.size(); ++i)
                QCOMPARE(int(scaled.rgb[i]), int(40 + 80 * (i % 3)));
        }
    }

    void sameSizeIsTheSamePicture()
    {
        const Image image = greyPicture(3, 1, {1, 2, 3});
        QCOMPARE(resizePhoto(image, {3, 1}).rgb, image.rgb);
    }

    void labelsTakeTheNearestId()
    {
        LabelMap labels(4, 1);
        labels.ids = {1, 2, kVoid, 4};
        QCOMPARE(resizeLabels(labels, {2, 1}).ids, (std::vector<std::uint16_t>{2, 4}));
        QCOMPARE(resizeLabels(labels, {8, 1}).ids, (std::vector<std::uint16_t>{1, 1, 2, 2, kVoid, kVoid, 4, 4}));
        QCOMPARE(resizeLabels(labels, {3, 1}).ids, (std::vector<std::uint16_t>{1, kVoid, 4}));
    }

    void depthKeepsItsHoles()
    {
        DepthMap depth(2, 1);
        depth.metres = {1.5f, kNoDepth};
        const DepthMap large = resizeDepth(depth, {4, 2});
        QCOMPARE(large.size(), (Size{4, 2}));
        QCOMPARE(large.at(1, 1), 1.5f);
        QVERIFY(std::isnan(large.at(2, 0)));
    }

    void shrinkToFitKeepsTheAspect()
    {
        QCOMPARE(shrinkToFit(Image(640, 480), 256).size(), (Size{256, 192}));
        QCOMPARE(shrinkToFit(Image(100, 300), 256).size(), (Size{85, 256}));
        QCOMPARE(shrinkToFit(Image(100, 50), 256).size(), (Size{100, 50}));
        QCOMPARE(shrinkToFit(Image(10000, 1), 256).size(), (Size{256, 1}));
    }

    void emptySizesAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, resizePhoto(Image(), {4, 4}));
        QVERIFY_THROWS_EXCEPTION(Error, resizePhoto(Image(4, 4), {0, 4}));
        QVERIFY_THROWS_EXCEPTION(Error, resizeLabels(LabelMap(), {4, 4}));
    }

    void aPhotoTakesFarLessThanTheEncoder()
    {
        const Image photo(1920, 1080);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 5; ++i)
            resizePhoto(photo, {512, 512});
        const double milliseconds = double(timer.nsecsElapsed()) / 5e6;
        qInfo("1920×1080 to 512×512: %.1f ms", milliseconds);
        QVERIFY(milliseconds < 500); // measured 10 to 20; the bound only catches a blunder
    }
};

QTEST_GUILESS_MAIN(TestResize)
#include "tst_resize.moc"
