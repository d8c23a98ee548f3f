// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/half.h"
#include "core/base/hash.h"
#include "core/base/patch_grid.h"
#include "core/base/random.h"
#include "core/base/similarity.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

using namespace nectar;

class TestNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyHalfSurvivesTheWayThroughFloat()
    {
        for (std::uint32_t bits = 0; bits < 65536; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            const float value = floatFromHalf(half);
            if (std::isnan(value))
                QVERIFY((halfFromFloat(value) & 0x7C00u) == 0x7C00u && (halfFromFloat(value) & 0x3FFu) != 0);
            else
                QCOMPARE(halfFromFloat(value), half);
        }
    }

    void halvesRoundToNearestEven()
    {
        QCOMPARE(halfFromFloat(1.f), std::uint16_t(0x3C00));
        QCOMPARE(halfFromFloat(1.f + 0x1p-11f), std::uint16_t(0x3C00)); // half-way: to even
        QCOMPARE(halfFromFloat(1.f + 3 * 0x1p-11f), std::uint16_t(0x3C02));
        QCOMPARE(halfFromFloat(65520.f), std::uint16_t(0x7C00)); // too large: infinity
        QCOMPARE(halfFromFloat(0x1p-25f), std::uint16_t(0));
        QCOMPARE(halfFromFloat(0x1.8p-25f), std::uint16_t(1)); // smallest subnormal
    }

    void rowsAndSingleValuesConvertAlike()
    {
        RandomStream random(3);
        std::vector<float> values(1037);
        for (float& value : values)
            value = static_cast<float>(random.normal());
        std::vector<std::uint16_t> halves(values.size());
        halvesFromFloats(values, halves);
        std::vector<float> back(values.size());
        floatsFromHalves(halves, back);
        for (std::size_t i = 0; i < values.size(); ++i) {
            QCOMPARE(halves[i], halfFromFloat(values[i]));
            QCOMPARE(back[i], floatFromHalf(halves[i]));
        }
    }

    void similarityIsTheLanewiseSum_data()
    {
        QTest::addColumn<int>("dim");
        for (const int dim : {1, 3, 15, 16, 17, 32, 59, 192, 384})
            QTest::addRow("%d", dim) << dim;
    }
    void similarityIsTheLanewiseSum()
    {
        QFETCH(int, dim);
        RandomStream random(static_cast<std::uint64_t>(dim));
        std::vector<float> query(static_cast<std::size_t>(dim));
        std::vector<std::uint16_t> row(query.size());
        for (std::size_t i = 0; i < query.size(); ++i) {
            query[i] = static_cast<float>(random.normal());
            row[i] = halfFromFloat(static_cast<float>(random.normal()));
        }
        float lanes[16] = {};
        for (std::size_t i = 0; i < query.size(); ++i) {
            volatile float product = query[i] * floatFromHalf(row[i]); // keeps the compiler from fusing
            lanes[i % 16] += product;
        }
        for (std::size_t width = 8; width > 0; width /= 2)
            for (std::size_t i = 0; i < width; ++i)
                lanes[i] += lanes[i + width];
        QCOMPARE(std::bit_cast<std::uint32_t>(exactSimilarity(query, row)), std::bit_cast<std::uint32_t>(lanes[0]));
    }

    void zeroAndEndlessRowsNormaliseToZero()
    {
        std::vector<float> zero(5, 0.f);
        normaliseRow(zero);
        QCOMPARE(zero, std::vector<float>(5, 0.f));
        std::vector<float> endless{1, std::numeric_limits<float>::infinity()};
        normaliseRow(endless);
        QCOMPARE(endless, std::vector<float>(2, 0.f));
        std::vector<float> row{3, 4};
        normaliseRow(row);
        QCOMPARE(row[0], 0.6f);
        QCOMPARE(row[1], 0.8f);
    }

    void streamsAreKeyedByPurposeNameAndEpoch()
    {
        const auto first = [](const char* purpose, const char* name, int epoch) {
            return RandomStream::keyed(1, purpose, name, epoch).next();
        };
        QCOMPARE(first("sample", "a.jpg", 0), first("sample", "a.jpg", 0));
        QVERIFY(first("sample", "a.jpg", 0) != first("sample", "a.jpg", 1));
        QVERIFY(first("sample", "a.jpg", 0) != first("sample", "b.jpg", 0));
        QVERIFY(first("sample", "a.jpg", 0) != first("augment", "a.jpg", 0));
    }

    void belowIsEvenAndInRange()
    {
        RandomStream random(5);
        int counts[7] = {};
        for (int i = 0; i < 70'000; ++i)
            ++counts[random.below(7)];
        for (const int count : counts)
            QVERIFY(std::abs(count - 10'000) < 500);
    }

    void hashesReadBack()
    {
        const Hash hash = hashBytes(std::as_bytes(std::span("nectar", 6)));
        QVERIFY(hashFromHex(toHex(hash)) == hash);
        QVERIFY_THROWS_EXCEPTION(Error, hashFromHex("not a hash"));
    }

    void hashedTextsKeepTheirBorders()
    {
        Hasher a, b;
        a.add(std::string_view("ab"));
        a.add(std::string_view("c"));
        b.add(std::string_view("a"));
        b.add(std::string_view("bc"));
        QVERIFY(a.finish() != b.finish());
    }

    void pointsFindTheirPatch()
    {
        const PatchGrid grid{3, 4, 16};
        const Size picture{400, 300};
        QVERIFY(patchFromImage(grid, picture, 0, 0) == (PatchIndex{0, 0}));
        QVERIFY(patchFromImage(grid, picture, 399.9f, 299.9f) == (PatchIndex{2, 3}));
        QVERIFY(patchFromImage(grid, picture, 100, 99.9f) == (PatchIndex{0, 1}));
        QVERIFY(!patchFromImage(grid, picture, -0.1f, 5));
        QVERIFY(!patchFromImage(grid, picture, 5, 300));
        QVERIFY(!patchFromImage(grid, picture, std::nanf(""), 5));
        QVERIFY(imageFromPatch(grid, picture, {1, 2}) == (RectF{200, 100, 100, 100}));
    }

    void networkSizesFollowTheRule()
    {
        QVERIFY(networkSize({480, 360}, {512, 512}, 16, Resize::Squash, "photo.jpg") == (Size{512, 512}));
        QVERIFY(networkSize({480, 360}, {518, 518}, 14, Resize::Squash, "photo.jpg") == (Size{518, 518}));
        // short side 360 -> 512; 480 -> 682.7, whose nearest multiple of 16 is 688 (42.67 patches round to 43)
        QVERIFY(networkSize({480, 360}, {512, 512}, 16, Resize::Aspect, "photo.jpg") == (Size{688, 512}));
        QVERIFY(networkSize({1, 500}, {16, 16}, 16, Resize::Aspect, "photo.jpg").width == 16);
    }

    void aPictureTooThinForTheBackboneIsNamed()
    {
        try {
            networkSize({1, 5000}, {512, 512}, 16, Resize::Aspect, "thread.png");
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Unsupported);
            QVERIFY(std::string(error.what()).find("thread.png") != std::string::npos);
        }
        QVERIFY(networkSize({1, 5000}, {512, 512}, 16, Resize::Squash, "thread.png") == (Size{512, 512}));
    }
};

QTEST_GUILESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
