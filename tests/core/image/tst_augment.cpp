// SPDX-License-Identifier: Apache-2.0
#include "core/image/augment.h"
#include "core/image/colour_jitter.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cmath>
#include <set>

using namespace nectar;

namespace {

constexpr int kSide = 48;

/// Red grows with x, green with y; the label of a pixel is its 6 × 6 block number.
Image rampPicture()
{
    Image image(kSide, kSide);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            image.pixel(x, y)[0] = static_cast<std::uint8_t>(5 * x);
            image.pixel(x, y)[1] = static_cast<std::uint8_t>(5 * y);
            image.pixel(x, y)[2] = 100;
        }
    return image;
}

LabelMap blockLabels()
{
    LabelMap labels(kSide, kSide);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            labels.at(x, y) = static_cast<std::uint16_t>(y / 6 * 8 + x / 6);
    return labels;
}

AugmentedSample augmented(std::uint64_t seed, Size original = {kSide, kSide})
{
    RandomStream random(seed);
    return augmentForBank(rampPicture(), blockLabels(), original, random);
}

Image onePixel(int r, int g, int b)
{
    Image image(1, 1);
    image.rgb = {static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g), static_cast<std::uint8_t>(b)};
    return image;
}

std::vector<int> values(const Image& image) { return {image.rgb.begin(), image.rgb.end()}; }

} // namespace

class TestAugment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSamePicture()
    {
        const AugmentedSample a = augmented(11), b = augmented(11), c = augmented(12);
        QCOMPARE(a.image.rgb, b.image.rgb);
        QCOMPARE(a.labels, b.labels);
        QVERIFY(a.image.rgb != c.image.rgb);
    }

    void sizeStays()
    {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            QCOMPARE(augmented(seed).image.size(), (Size{kSide, kSide}));
            QCOMPARE(augmented(seed).labels.size(), (Size{kSide, kSide}));
        }
    }

    void everyLabelledPixelComesFromWhereTheOffsetsSay()
    {
        const LabelMap labels = blockLabels();
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const AugmentedSample sample = augmented(seed);
            // Size of the scaled picture, and whole numbers from there on: no rounding at block borders.
            const long across = std::lround(double(kSide) / double(sample.scaleX));
            const long down = std::lround(double(kSide) / double(sample.scaleY));
            for (int y = 0; y < kSide; ++y)
                for (int x = 0; x < kSide; ++x) {
                    const long fromX = (2 * (x - long(sample.offsetX)) + 1) * kSide / (2 * across);
                    const long fromY = (2 * (y - long(sample.offsetY)) + 1) * kSide / (2 * down);
                    const bool inside = x >= sample.offsetX && y >= sample.offsetY && fromX < kSide && fromY < kSide;
                    const std::uint16_t expected = inside ? labels.at(int(fromX), int(fromY)) : kVoid;
                    QCOMPARE(sample.labels.at(x, y), expected);
                }
        }
    }

    void rectanglesReferToTheOriginalSize()
    {
        const AugmentedSample small = augmented(3), large = augmented(3, {480, 240});
        QCOMPARE(large.scaleX, 10 * small.scaleX);
        QCOMPARE(large.scaleY, 5 * small.scaleY);
        QCOMPARE(large.offsetX, small.offsetX);
    }

    void scaleIsUniformBetweenHalfAndTwo()
    {
        double lowest = 9, highest = 0, sum = 0;
        constexpr int kTrials = 2000;
        for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
            RandomStream random(seed);
            const AugmentedSample sample = augmentForBank(Image(32, 32), LabelMap(32, 32), {32, 32}, random);
            const double scale = 1 / double(sample.scaleX);
            lowest = std::min(lowest, scale);
            highest = std::max(highest, scale);
            sum += scale;
        }
        QVERIFY(lowest >= 0.5 && lowest < 0.52);
        QVERIFY(highest <= 2.0 && highest > 1.97);
        QVERIFY(std::abs(sum / kTrials - 1.25) < 0.05); // standard error 0.01
    }

    void paddingHasTheMeanColourAndNoLabel()
    {
        int padded = 0;
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            RandomStream copy(seed);
            const AugmentedSample sample = augmented(seed);
            if (sample.offsetX <= 0 || sample.offsetY <= 0)
                continue;
            ++padded;
            QCOMPARE(sample.labels.at(0, 0), kVoid);
            // Mean of the ramp: 5 · 23.5 = 117.5; colour changes move it by at most 0.1 and the hue.
            const std::uint8_t* corner = sample.image.pixel(0, 0);
            QVERIFY(std::abs(corner[0] - 118) <= 36 && std::abs(corner[1] - 118) <= 36);
        }
        QVERIFY(padded > 5);
    }

    void croppedPicturesHaveNoVoid()
    {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const AugmentedSample sample = augmented(seed);
            const bool enlarged = sample.scaleX <= 1;
            const bool hasVoid =
                std::find(sample.labels.ids.begin(), sample.labels.ids.end(), kVoid) != sample.labels.ids.end();
            QCOMPARE(hasVoid, !enlarged);
        }
    }

    void fourCoinsAreIndependent()
    {
        std::map<int, int> counts;
        constexpr int kTrials = 8000;
        for (std::uint64_t seed = 0; seed < kTrials; ++seed) {
            RandomStream random(seed);
            const ColourJitter jitter = drawJitter(random);
            ++counts[int(jitter.brightness.has_value()) + 2 * int(jitter.contrast.has_value()) +
                     4 * int(jitter.saturation.has_value()) + 8 * int(jitter.hue.has_value())];
            QVERIFY(std::abs(jitter.brightness.value_or(0.f)) <= 0.1f);
            QVERIFY(std::abs(jitter.contrast.value_or(1.f) - 1) <= 0.1001f);
            QVERIFY(std::abs(jitter.saturation.value_or(1.f) - 1) <= 0.1001f);
            QVERIFY(std::abs(jitter.hue.value_or(0.f)) <= 0.1f);
        }
        for (int combination = 0; combination < 16; ++combination)
            QVERIFY(std::abs(counts[combination] - kTrials / 16) < 100); // standard deviation 22
    }

    void brightnessIsAdded()
    {
        Image image = onePixel(0, 100, 250);
        applyJitter(image, {.brightness = 0.1f, .contrast = {}, .saturation = {}, .hue = {}});
        QCOMPARE(values(image), (std::vector<int>{26, 126, 255})); // 25.5 more, clipped
    }

    void contrastTurnsAboutEachChannelsMean()
    {
        Image image(2, 1);
        image.rgb = {100, 10, 0, 200, 10, 255};
        applyJitter(image, {.brightness = {}, .contrast = 1.1f, .saturation = {}, .hue = {}});
        QCOMPARE(values(image), (std::vector<int>{95, 10, 0, 205, 10, 255})); // red about 150, blue clipped
    }

    void saturationScalesTheDistanceFromTheBrightestChannel()
    {
        Image image = onePixel(200, 100, 150);
        applyJitter(image, {.brightness = {}, .contrast = {}, .saturation = 1.1f, .hue = {}});
        QCOMPARE(values(image), (std::vector<int>{200, 90, 145}));
        Image full = onePixel(255, 0, 0);
        applyJitter(full, {.brightness = {}, .contrast = {}, .saturation = 1.1f, .hue = {}});
        QCOMPARE(values(full), (std::vector<int>{255, 0, 0}));
    }

    void hueTurnsColours()
    {
        Image red = onePixel(240, 0, 0);
        applyJitter(red, {.brightness = {}, .contrast = {}, .saturation = {}, .hue = 1.f / 12});
        QCOMPARE(values(red), (std::vector<int>{240, 120, 0})); // 30 degrees: orange
        Image back = onePixel(240, 0, 0);
        applyJitter(back, {.brightness = {}, .contrast = {}, .saturation = {}, .hue = -1.f / 12});
        QCOMPARE(values(back), (std::vector<int>{240, 0, 120}));
    }

    void hueOfNothingIsExactForEveryColour()
    {
        Image image(64, 64);
        std::uint32_t state = 5;
        for (std::uint8_t& value : image.rgb)
            value = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
        Image same = image;
        applyJitter(same, {.brightness = {}, .contrast = {}, .saturation = 1.f, .hue = 0.f});
        QCOMPARE(same.rgb, image.rgb);
    }

    void greyStaysGrey()
    {
        Image grey = onePixel(80, 80, 80);
        applyJitter(grey, {.brightness = {}, .contrast = {}, .saturation = 1.1f, .hue = 0.1f});
        QCOMPARE(values(grey), (std::vector<int>{80, 80, 80}));
    }

    void augmentingTakesFarLessThanTheEncoder()
    {
        const Image image(512, 512);
        const LabelMap labels(512, 512, 0);
        QElapsedTimer timer;
        timer.start();
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            RandomStream random(seed);
            augmentForBank(image, labels, {512, 512}, random);
        }
        const double milliseconds = double(timer.nsecsElapsed()) / 1e7;
        qInfo("augmenting 512×512: %.1f ms", milliseconds);
        QVERIFY(milliseconds < 500); // measured about 10; the bound only catches a blunder
    }
};

QTEST_GUILESS_MAIN(TestAugment)
#include "tst_augment.moc"
