// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/explain/feature_colours.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

using namespace nectar;

/// The main components of features as colours, and their norms.
class TestFeatureColours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { configureThreads(0); }

    void pointsOnALineByHand()
    {
        // Around (4, 5) along (3, 4) / 5, at the places -5, 0, 5; across it (-4, 3) / 5 nothing.
        const Matrix points = matrix({{1, 1}, {4, 5}, {7, 9}});
        const FeatureComponents found = components({points});
        QCOMPARE(found.shares.size(), std::size_t(1));
        QVERIFY(near(found.shares[0], 1));
        QCOMPARE(found.directions.rows, 1);
        QVERIFY(near(found.directions.row(0)[0], 0.6) && near(found.directions.row(0)[1], 0.8));
        const std::array expected{-5.f, 0.f, 5.f};
        for (int i = 0; i < 3; ++i) {
            QVERIFY(near(found.projections[0].row(i)[0], double(expected[std::size_t(i)])));
            QCOMPARE(found.projections[0].row(i)[1], 0.f);
            QCOMPARE(found.projections[0].row(i)[2], 0.f);
        }
        QCOMPARE(featureColours(found)[0], (std::vector<Rgb>{{0, 128, 128}, {128, 128, 128}, {255, 128, 128}}));
    }

    void twoDirectionsByHand()
    {
        // A cross with arms of 2 along (1, 1) / √2 and of 1 along (1, -1) / √2: variances 2 and ½. The second
        // direction's two values have the same magnitude; the first of them is positive.
        const double s = std::numbers::sqrt2 / 2;
        const Matrix cross = matrix({{2 * s, 2 * s}, {-2 * s, -2 * s}, {s, -s}, {-s, s}});
        const FeatureComponents found = components({cross});
        QCOMPARE(found.shares.size(), std::size_t(2));
        QVERIFY(near(found.shares[0], 0.8) && near(found.shares[1], 0.2));
        const Matrix& places = found.projections[0];
        QVERIFY(near(places.row(0)[0], 2) && near(places.row(1)[0], -2) && near(places.row(2)[0], 0));
        QVERIFY(near(std::abs(places.row(2)[1]), 1) && near(places.row(2)[1] + places.row(3)[1], 0));
    }

    void theLargestValueOfADirectionIsPositive()
    {
        for (const float sign : {1.f, -1.f}) { // the same line, walked from either end
            const Matrix line = matrix({{sign * 1, sign * -3, 0}, {sign * -1, sign * 3, 0}});
            const FeatureComponents found = components({line});
            QVERIFY(found.directions.row(0)[1] > 0 && found.directions.row(0)[0] < 0);
            QVERIFY(near(found.projections[0].row(0)[0], sign * -std::sqrt(10.)));
        }
    }

    void componentsEqualNumPys_data()
    {
        QTest::addColumn<QList<int>>("pictures"); // by their seed
        QTest::addColumn<QList<double>>("shares");
        QTest::addColumn<QList<double>>("loadings"); // direction 0 values 0 and 69, 1 value 33, 2 value 12
        QTest::addColumn<QList<double>>("place");    // of row 17
        QTest::addColumn<QList<int>>("colour");      // likewise
        // numpy.linalg.eigh of the covariance in double, numpy.percentile of the projections
        QTest::newRow("one picture") << QList{0} << QList{0.42917289, 0.3284573, 0.04306865}
                                     << QList{0.127700, -0.149943, 0.161850, 0.084139}
                                     << QList{7.813593, 12.516786, -2.624880} << QList{184, 211, 101};
        QTest::newRow("another") << QList{2} << QList{0.39493255, 0.3738391, 0.04764886}
                                 << QList{0.130735, -0.148774, 0.161105, 0.113239}
                                 << QList{12.008847, -13.171174, 7.696551} << QList{202, 68, 222};
        QTest::newRow("both, shared") << QList{0, 2} << QList{0.40138411, 0.33706986, 0.04303932}
                                      << QList{0.135760, -0.143412, 0.154850, 0.106720}
                                      << QList{10.619745, 12.998956, -9.354168} << QList{194, 221, 2};
    }
    void componentsEqualNumPys()
    {
        QFETCH(QList<int>, pictures);
        QFETCH(QList<double>, shares);
        QFETCH(QList<double>, loadings);
        QFETCH(QList<double>, place);
        QFETCH(QList<int>, colour);
        std::vector<Matrix> features;
        for (const int seed : pictures)
            features.push_back(waves(seed == 0 ? 60 : 50, seed));
        const FeatureComponents found = components(features);
        for (int k = 0; k < 3; ++k) {
            QVERIFY(std::abs(found.shares[std::size_t(k)] - shares[k]) < 1e-6);
            const double at = double(found.projections[0].row(17)[std::size_t(k)]);
            QVERIFY2(std::abs(at - place[k]) < 1e-4, qPrintable(QString::number(at)));
        }
        const Matrix& directions = found.directions;
        const std::array values{directions.row(0)[0], directions.row(0)[69], directions.row(1)[33],
                                directions.row(2)[12]};
        for (int i = 0; i < 4; ++i)
            QVERIFY(std::abs(double(values[std::size_t(i)]) - loadings[i]) < 1e-5);
        const Rgb rgb = featureColours(found)[0][17];
        QCOMPARE((QList<int>{rgb.r, rgb.g, rgb.b}), colour);
    }

    void picturesTogetherAreAsOnePicture()
    {
        const std::vector<Matrix> pictures{waves(60, 0), waves(50, 2)};
        Matrix joined(110, 70);
        std::ranges::copy(pictures[0].values, joined.values.begin());
        std::ranges::copy(pictures[1].values, joined.values.begin() + 60 * 70);
        const FeatureComponents shared = components(pictures);
        const FeatureComponents one = components({joined});
        QVERIFY(shared.directions.values == one.directions.values);
        const auto colours = featureColours(shared);
        const auto expected = featureColours(one)[0];
        QCOMPARE(colours.size(), std::size_t(2));
        QVERIFY(std::ranges::equal(colours[0], std::span(expected).first(60)));
        QVERIFY(std::ranges::equal(colours[1], std::span(expected).subspan(60)));
    }

    void onlySharedColoursMeanTheSameInBothPictures()
    {
        const Matrix red = matrix({{0, 0}, {10, 0}}), more = matrix({{10, 0}, {20, 0}});
        const auto together = featureColours(components({red, more}));
        QCOMPARE(together[0][1], together[1][0]); // the same feature
        const auto apart = featureColours(components({more}))[0];
        QVERIFY(!(apart[0] == featureColours(components({red}))[0][1]));
    }

    void aSinglePatchIsGrey()
    {
        const FeatureComponents found = components({matrix({{3, 1, 4, 1}})});
        QVERIFY(found.shares.empty());
        QCOMPARE(found.directions.rows, 0);
        QCOMPARE(featureColours(found)[0], std::vector<Rgb>({{128, 128, 128}}));
    }

    void patchesThatAreAllAlikeAreGrey()
    {
        Matrix alike(1369, 40);
        for (std::size_t i = 0; i < alike.values.size(); ++i)
            alike.values[i] = 0.1f * float(i % 40 + 1); // no sum of these is exact
        const FeatureComponents found = components({alike});
        QVERIFY(found.shares.empty());
        QCOMPARE(featureColours(found)[0], std::vector<Rgb>(1369, Rgb{128, 128, 128}));
    }

    void whatRoundingLeavesIsNoDirection()
    {
        Matrix plane(200, 30); // two directions, and values rounded to float
        RandomStream random(3);
        for (int row = 0; row < 200; ++row) {
            const double a = random.normal(), b = random.normal();
            for (std::size_t i = 0; i < 30; ++i)
                plane.row(row)[i] = static_cast<float>(a * std::sin(double(i)) + b * std::cos(1.7 * double(i)));
        }
        const FeatureComponents found = components({plane});
        QCOMPARE(found.shares.size(), std::size_t(2));
        QVERIFY(std::abs(found.shares[0] + found.shares[1] - 1) < 1e-9);
        const auto colours = featureColours(found);
        for (const Rgb colour : colours[0])
            QCOMPARE(int(colour.b), 128);
    }

    void aFaintDirectionIsStillFound()
    {
        Matrix features(300, 20); // deviations 1000, 1 and 0.01 along three axes
        RandomStream random(4);
        for (int row = 0; row < 300; ++row) {
            features.row(row)[3] = static_cast<float>(1000 * random.normal());
            features.row(row)[11] = static_cast<float>(random.normal());
            features.row(row)[19] = static_cast<float>(0.01 * random.normal());
        }
        const FeatureComponents found = components({features});
        QCOMPARE(found.shares.size(), std::size_t(3));
        QVERIFY(near(found.directions.row(0)[3], 1) && near(found.directions.row(1)[11], 1) &&
                near(found.directions.row(2)[19], 1));
    }

    void variancesThatAreAllAlikeEndTheSearch()
    {
        Matrix axes(40, 20); // ± each axis: every direction is as good as any other
        for (int i = 0; i < 20; ++i) {
            axes.row(2 * i)[std::size_t(i)] = 1;
            axes.row(2 * i + 1)[std::size_t(i)] = -1;
        }
        const FeatureComponents found = components({axes});
        QCOMPARE(found.shares.size(), std::size_t(3));
        for (std::size_t k = 0; k < 3; ++k)
            QVERIFY(near(found.shares[k], 0.05));
    }

    void directionsOfNoiseHoldAsMuchAsTheyClaim()
    {
        const Matrix noise = random(700, 200); // variances close to each other: the search's hardest case
        const FeatureComponents found = components({noise});
        for (std::size_t k = 0; k < 3; ++k) {
            double square = 0, mean = 0, total = 0;
            for (std::int64_t row = 0; row < noise.rows; ++row) {
                const double at = double(found.projections[0].row(row)[k]);
                square += at * at;
                mean += at;
            }
            for (const float value : noise.values)
                total += double(value) * double(value);
            QVERIFY(std::abs(mean / 700) < 1e-5);
            QVERIFY(std::abs(square / total / found.shares[k] - 1) < 0.01); // total: not centred
            QVERIFY(k == 0 || found.shares[k] <= found.shares[k - 1]);
            for (std::size_t j = 0; j < k; ++j) {
                double dot = 0;
                for (std::size_t i = 0; i < 200; ++i)
                    dot += double(found.directions.row(std::int64_t(j))[i]) *
                           double(found.directions.row(std::int64_t(k))[i]);
                QVERIFY(std::abs(dot) < 1e-6);
            }
        }
    }

    void anyNumberOfDimensionsWorks_data()
    {
        QTest::addColumn<int>("dim");
        for (const int dim : {1, 2, 3, 7, 8, 9, 31, 32, 33, 65})
            QTest::addRow("%d", dim) << dim;
    }
    void anyNumberOfDimensionsWorks()
    {
        QFETCH(int, dim);
        const Matrix features = random(50, dim);
        const FeatureComponents found = components({features});
        QCOMPARE(found.shares.size(), std::size_t(std::min(dim, 3)));
        double sum = 0;
        for (const double share : found.shares)
            sum += share;
        QVERIFY(dim > 3 ? sum < 1 : near(sum, 1));
        QCOMPARE(found.projections[0].cols, 3);
    }

    void threadsDoNotChangeABit()
    {
        const std::vector<Matrix> pictures{random(500, 300), random(3, 300), random(80, 300)};
        configureThreads(1);
        const FeatureComponents expected = components(pictures);
        for (const int threads : {2, 7}) {
            configureThreads(threads);
            const FeatureComponents found = components(pictures);
            QVERIFY(found.shares == expected.shares && found.directions.values == expected.directions.values);
            for (std::size_t i = 0; i < pictures.size(); ++i)
                QVERIFY(found.projections[i].values == expected.projections[i].values);
        }
    }

    void aPictureWithoutPatchesHasNoColours()
    {
        const auto colours = featureColours(components({Matrix(0, 2), matrix({{0, 0}, {1, 0}})}));
        QCOMPARE(colours[0].size(), std::size_t(0));
        QCOMPARE(colours[1].size(), std::size_t(2));
    }

    void whatCannotBeViewedIsToldWhere_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("NaN") << 0 << int(ErrorCode::BadFormat) << "picture 2 of 2, patch 1 ";
        QTest::newRow("infinite") << 1 << int(ErrorCode::BadFormat) << "picture 2 of 2, patch 1 ";
        QTest::newRow("another dim") << 2 << int(ErrorCode::Mismatch) << "picture 2 has 3 a patch, the first 2";
        QTest::newRow("no picture") << 3 << int(ErrorCode::Empty) << "there are none";
        QTest::newRow("no patch") << 4 << int(ErrorCode::Empty) << "there are none";
        QTest::newRow("too many values") << 5 << int(ErrorCode::Unsupported) << "8193";
    }
    void whatCannotBeViewedIsToldWhere()
    {
        QFETCH(int, kind);
        QFETCH(int, code);
        QFETCH(QString, words);
        const double infinite = std::numeric_limits<double>::infinity();
        const Matrix good = matrix({{0, 0}, {1, 0}});
        const std::array<std::vector<Matrix>, 6> cases{{{good, matrix({{1, 2}, {std::nan(""), 2}})},
                                                        {good, matrix({{1, 2}, {1, -infinite}})},
                                                        {good, matrix({{1, 2, 3}})},
                                                        {},
                                                        {Matrix(0, 2)},
                                                        {Matrix(2, 8193)}}};
        try {
            components(cases[std::size_t(kind)]);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(int(error.code()), code);
            QVERIFY2(QString::fromUtf8(error.what()).contains(words), error.what());
        }
    }

    void aStopEndsTheSearch()
    {
        std::stop_source stop;
        stop.request_stop();
        const Matrix features = random(50, 20);
        const MatrixView view = features;
        QVERIFY_THROWS_EXCEPTION(Cancelled, featureComponents(std::span(&view, 1), JobContext{stop.get_token()}));
    }

    void aRareColourIsShownAndTakesNoContrast()
    {
        Matrix places(100, 1); // one outlier among 0 … 98
        for (int i = 0; i < 99; ++i)
            places.row(i)[0] = float(i);
        places.row(99)[0] = 10'000;
        const auto colours = featureColours(components({places}))[0];
        QCOMPARE(int(colours[99].r), 255);
        QVERIFY(int(colours[90].r) - int(colours[10].r) > 200);
        Matrix lonely(100, 1); // nothing but the outlier
        lonely.row(42)[0] = 1;
        const auto other = featureColours(components({lonely}))[0];
        QCOMPARE(int(other[42].r), 255);
        QCOMPARE(int(other[0].r), 0);
    }

    void theRobustRangeIsOfPercentiles()
    {
        std::vector<float> values(101);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = float((i * 37) % 101); // 0 to 100 in disorder
        QCOMPARE(robustRange(values).low, 2.f);
        QCOMPARE(robustRange(values).high, 98.f);
        QVERIFY(near(robustRange({10, 0}).low, 0.2) && near(robustRange({10, 0}).high, 9.8)); // between two: linear
        QCOMPARE(robustRange({7}).high, 7.f);
        QCOMPARE(robustRange({}).high, 0.f);
    }

    void normsAreLengths()
    {
        QCOMPARE(featureNorms(matrix({{3, 4}, {0, 0}, {-5, 12}})), (std::vector<float>{5, 0, 13}));
        QVERIFY(featureNorms(Matrix(0, 5)).empty());
        const Matrix large = matrix({{3e38, 3e38}}); // whose length is no float
        QCOMPARE(featureNorms(large)[0], std::numeric_limits<float>::max());
        const Matrix bad = matrix({{1, std::nan("")}});
        QVERIFY_THROWS_EXCEPTION(Error, featureNorms(bad));
    }

    void theMeanOverHeadsIsPerPatch()
    {
        QCOMPARE(meanOverHeads(matrix({{0.2, 0.4, 0}, {0.6, 0, 0.25}})), (std::vector<float>{0.4f, 0.2f, 0.125f}));
    }

private:
    static bool near(double value, double expected) { return std::abs(value - expected) < 1e-5; }

    static FeatureComponents components(const std::vector<Matrix>& pictures)
    {
        return featureComponents(std::vector<MatrixView>(pictures.begin(), pictures.end()), {});
    }

    static Matrix matrix(const std::vector<std::vector<double>>& rows)
    {
        Matrix result(std::int64_t(rows.size()), std::int64_t(rows[0].size()));
        for (std::size_t row = 0; row < rows.size(); ++row)
            std::ranges::transform(rows[row], result.row(std::int64_t(row)).begin(),
                                   [](double value) { return float(value); });
        return result;
    }

    static Matrix random(int rows, int dim)
    {
        Matrix result(rows, dim);
        RandomStream stream(9);
        for (float& value : result.values)
            value = float(stream.normal());
        return result;
    }

    /// The same in NumPy: 3 sin(0.37 i + 0.05 j + s) + 2 cos(0.11 i (j mod 7) + s) + ((31 i + 17 j + 5 s) mod 13) / 6.5
    /// + 5, as float32, for row i and column j of 70.
    static Matrix waves(int rows, int seed)
    {
        Matrix result(rows, 70);
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < 70; ++j)
                result.row(i)[std::size_t(j)] =
                    float(3 * std::sin(0.37 * i + 0.05 * j + seed) + 2 * std::cos(0.11 * i * (j % 7) + seed) +
                          ((i * 31 + j * 17 + seed * 5) % 13) / 6.5 + 5);
        return result;
    }
};

QTEST_GUILESS_MAIN(TestFeatureColours)
#include "tst_feature_colours.moc"
