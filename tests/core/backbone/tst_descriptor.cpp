// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/descriptor.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"

#include <QTest>

#include <cmath>

using namespace nectar;

class TestDescriptor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { configureThreads(0); }

    void anyPictureOfWholePatchesIsDescribed()
    {
        for (const Size size : {Size{16, 16}, Size{16, 48}, Size{80, 32}}) {
            const FeatureGrid grid = describe(Image(size.width, size.height));
            QCOMPARE(grid.grid.rows, size.height / 16);
            QCOMPARE(grid.grid.cols, size.width / 16);
            QCOMPARE(grid.features.rows, std::int64_t{grid.grid.rows} * grid.grid.cols);
            QCOMPARE(grid.features.cols, std::int64_t{descriptorSpec().dim});
            for (const float value : grid.features.values)
                QVERIFY(std::isfinite(value));
        }
    }

    void otherSizesAreRefused()
    {
        for (const Image& image : {Image(33, 32), Image(32, 15), Image()})
            QVERIFY_THROWS_EXCEPTION(Error, describe(image));
    }

    void threadsDoNotChangeABit()
    {
        const Image image = noise(160, 96, 1);
        configureThreads(1);
        const std::vector<float> expected = describe(image).features.values;
        for (const int threads : {2, 7}) {
            configureThreads(threads);
            QVERIFY(describe(image).features.values == expected);
        }
    }

    void colourAndTextureTellPatchesApart()
    {
        // left to right: flat blue, flat green, green stripes
        Image image(3 * 16 * kPart, 16 * 9);
        for (int y = 0; y < image.height; ++y)
            for (int x = 0; x < image.width; ++x) {
                const int part = x / (16 * kPart);
                setPixel(image, x, y, 40, part == 0 ? 60 : part == 2 && x % 4 < 2 ? 80 : 160, part == 0 ? 200 : 40);
            }
        const FeatureGrid grid = describe(image);
        const std::int64_t row = 4 * grid.grid.cols; // the middle row, far from every border
        const double same = cosine(grid, row + 7, row + 9);
        QVERIFY(same > 0.999);
        QVERIFY(cosine(grid, row + 8, row + 8 + kPart) < 0.9 * same);             // another colour
        QVERIFY(cosine(grid, row + 8 + kPart, row + 8 + 2 * kPart) < 0.9 * same); // another texture
    }

    void aColourInTheSunIsNearTheSameColourInTheShade()
    {
        Image image(3 * 16 * kPart, 16 * 9);
        constexpr std::array<std::array<int, 3>, 3> colours{{{60, 120, 40}, {90, 180, 60}, {40, 60, 180}}};
        for (int y = 0; y < image.height; ++y)
            for (int x = 0; x < image.width; ++x) {
                const auto& c = colours[static_cast<std::size_t>(x / (16 * kPart))];
                setPixel(image, x, y, c[0], c[1], c[2]);
            }
        const FeatureGrid grid = describe(image);
        const std::int64_t row = 4 * grid.grid.cols;
        QVERIFY(cosine(grid, row + 8, row + 8 + kPart) > cosine(grid, row + 8, row + 8 + 2 * kPart));
    }

    void picturesOfABatchAreIndependent()
    {
        const std::vector<Image> images{noise(48, 32, 1), noise(48, 32, 2)};
        const auto both = makeDescriptor()->extract(images, {});
        QVERIFY(both[0].features.values == describe(images[0]).features.values);
        QVERIFY(both[1].features.values == describe(images[1]).features.values);
    }

    void aStopEndsIt()
    {
        std::stop_source stop;
        stop.request_stop();
        const std::vector<Image> images{Image(16, 16)};
        QVERIFY_THROWS_EXCEPTION(Cancelled, makeDescriptor()->extract(images, JobContext{stop.get_token()}));
    }

    void normalisedTensorsAreNotForIt()
    {
        const std::vector<float> input(3 * 16 * 16);
        QVERIFY_THROWS_EXCEPTION(Error, makeDescriptor()->extractNormalised(input, {16, 16}, {}));
    }

private:
    static constexpr int kPart = 17; ///< patches side by side that look alike: more than the widest surroundings

    static FeatureGrid describe(const Image& image) { return makeDescriptor()->extract({&image, 1}, {}).front(); }
    static Image noise(int width, int height, std::uint64_t seed)
    {
        RandomStream random(seed);
        Image image(width, height);
        for (auto& value : image.rgb)
            value = static_cast<std::uint8_t>(random.below(256));
        return image;
    }
    static void setPixel(Image& image, int x, int y, int r, int g, int b)
    {
        const std::size_t at = 3 * static_cast<std::size_t>(y * image.width + x);
        image.rgb[at] = static_cast<std::uint8_t>(r);
        image.rgb[at + 1] = static_cast<std::uint8_t>(g);
        image.rgb[at + 2] = static_cast<std::uint8_t>(b);
    }
    static double cosine(const FeatureGrid& grid, std::int64_t a, std::int64_t b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (std::int64_t d = 0; d < grid.features.cols; ++d) {
            const double x = double(grid.features.values[static_cast<std::size_t>(a * grid.features.cols + d)]);
            const double y = double(grid.features.values[static_cast<std::size_t>(b * grid.features.cols + d)]);
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return ab / std::sqrt(aa * bb);
    }
};

QTEST_GUILESS_MAIN(TestDescriptor)
#include "tst_descriptor.moc"
