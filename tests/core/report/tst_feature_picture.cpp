// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/report/feature_picture.h"
#include "core/report/palette.h"

#include <QTest>

#include <cmath>

using namespace nectar;

/// What is known of each patch, as a picture.
class TestFeaturePicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void squaresAreThePatches()
    {
        const std::vector<Rgb> colours{kRed, kBlue, kBlue, kRed};
        const Image picture = featurePicture(colours, {2, 2, 14}, {5, 4}, Enlarge::Squares);
        QCOMPARE(picture.size(), (Size{5, 4}));
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 5; ++x) // the middle of five columns has its centre on the edge: the right patch's
                QCOMPARE(at(picture, x, y), (x < 2) == (y < 2) ? kRed : kBlue);
    }

    void smoothBlendsBetweenTheCentres()
    {
        const std::vector<Rgb> colours{{0, 0, 0}, {100, 200, 40}};
        const Image picture = featurePicture(colours, {1, 2, 14}, {4, 1}, Enlarge::Smooth);
        // pixel centres at 1/4, 3/4, 5/4, 7/4 patches; patch centres at 1/2 and 3/2
        QCOMPARE(at(picture, 0, 0), (Rgb{0, 0, 0}));
        QCOMPARE(at(picture, 1, 0), (Rgb{25, 50, 10}));
        QCOMPARE(at(picture, 2, 0), (Rgb{75, 150, 30}));
        QCOMPARE(at(picture, 3, 0), (Rgb{100, 200, 40}));
        const Image tall = featurePicture(colours, {2, 1, 14}, {1, 4}, Enlarge::Smooth);
        QCOMPARE(at(tall, 0, 2), (Rgb{75, 150, 30}));
    }

    void aSmallerPictureThanTheGridWorks()
    {
        const std::vector<Rgb> colours{kRed, kRed, kRed, kBlue, kBlue, kBlue};
        for (const Enlarge enlarge : {Enlarge::Squares, Enlarge::Smooth})
            QCOMPARE(at(featurePicture(colours, {3, 2, 14}, {1, 1}, enlarge), 0, 0).g, std::uint8_t(0));
    }

    void valuesGoThroughThePalette()
    {
        const ColourScale scale{{10, 20}, {kRed, kGrey, kBlue}};
        const std::vector<float> values{10, 15, 20, -3, 99, std::nanf("")};
        const Image picture = valuePicture(values, {1, 6, 14}, {6, 1}, Enlarge::Squares, scale);
        const std::vector<Rgb> expected{kRed, kGrey, kBlue, kRed, kBlue, kRed};
        for (int x = 0; x < 6; ++x)
            QCOMPARE(at(picture, x, 0), expected[std::size_t(x)]);
    }

    void smoothValuesAreBlendedBeforeTheirColour()
    {
        const ColourScale scale{{0, 1}, {kRed, kGrey, kBlue}};
        const std::vector<float> values{0, 1};
        const Image picture = valuePicture(values, {1, 2, 14}, {5, 1}, Enlarge::Smooth, scale);
        QCOMPARE(at(picture, 2, 0), kGrey); // halfway between the numbers, not between red and blue
    }

    void anEmptyRangeIsTheFirstColour()
    {
        const std::vector<float> values{5, 5};
        const Image picture = valuePicture(values, {1, 2, 14}, {2, 1}, Enlarge::Squares, {{5, 5}, {kRed, kBlue}});
        QCOMPARE(at(picture, 0, 0), kRed);
        QCOMPARE(at(picture, 1, 0), kRed);
    }

    void whatCannotBeDrawnIsRefused()
    {
        const std::vector<Rgb> three(3);
        const std::vector<float> two(2);
        const ColourScale scale{{0, 1}, {kRed}};
        const auto refuses = [](const auto& draw) {
            try {
                draw();
            } catch (const Error& error) {
                return error.code();
            }
            return ErrorCode::Io;
        };
        QVERIFY(refuses([&] { featurePicture(three, {2, 2, 14}, {4, 4}, Enlarge::Squares); }) == ErrorCode::Mismatch);
        QVERIFY(refuses([&] { featurePicture({}, {0, 0, 14}, {4, 4}, Enlarge::Smooth); }) == ErrorCode::Mismatch);
        QVERIFY(refuses([&] { valuePicture(two, {1, 3, 14}, {4, 4}, Enlarge::Smooth, scale); }) == ErrorCode::Mismatch);
        QVERIFY(refuses([&] {
                    valuePicture(two, {1, 2, 14}, {0, 4}, Enlarge::Smooth, scale);
                }) == ErrorCode::BadOption);
        QVERIFY(refuses([&] { valuePicture(two, {1, 2, 14}, {4, 4}, Enlarge::Smooth, {}); }) == ErrorCode::BadOption);
    }

    void heatRunsFromDarkToLight()
    {
        const std::vector<Rgb> palette = heatPalette();
        QCOMPARE(palette.size(), std::size_t(256));
        QVERIFY(palette.front().g < 50 && palette.back().g > 200);
    }

private:
    static constexpr Rgb kRed{200, 0, 10}, kBlue{0, 0, 250}, kGrey{90, 90, 90};

    static Rgb at(const Image& image, int x, int y)
    {
        const std::uint8_t* pixel = image.pixel(x, y);
        return {pixel[0], pixel[1], pixel[2]};
    }
};

QTEST_GUILESS_MAIN(TestFeaturePicture)
#include "tst_feature_picture.moc"
