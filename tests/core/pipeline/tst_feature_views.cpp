// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/pipeline/feature_views.h"
#include "core/report/palette.h"
#include "tests/support/small_dataset.h"

#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// What command line and window have in common when they show features.
class TestFeatureViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aViewIsNamedAfterWhatItShows()
    {
        QCOMPARE(viewName({FeatureView::Pca, {}}), "pca");
        QCOMPARE(viewName({FeatureView::Norm, {}}), "norm");
        QCOMPARE(viewName({FeatureView::Attention, {}}), "attention");
        QCOMPARE(viewName({FeatureView::Attention, 3}), "attention_head3");
    }

    void filesAreNamedAfterTheirPicture()
    {
        const std::vector<fs::path> pictures{"a/x.jpg", "a/x.png", "b/y.png"};
        const auto files = viewFiles(pictures, "out", {FeatureView::Norm, {}});
        QVERIFY(files == (std::vector<fs::path>{"out/x.jpg_norm.png", "out/x.png_norm.png", "out/y_norm.png"}));
        const std::vector<fs::path> twins{"a/x.jpg", "b/x.jpg"};
        QVERIFY_THROWS_EXCEPTION(Error, viewFiles(twins, "out", {}));
        QVERIFY(viewFiles({}, "out", {}).empty());
    }

    void picturesTogetherHaveOneScale()
    {
        const Matrix one = matrix(2, {3, 4, 0, 1}), other = matrix(2, {6, 8, 0, 2}); // lengths 5, 1 and 10, 2
        const std::vector<MatrixView> both{one, other};
        const ViewColours colours = colourViews(both, {FeatureView::Norm, {}}, {});
        QVERIFY(colours.values == (std::vector<std::vector<float>>{{5, 1}, {10, 2}}));
        // 1, 2, 5, 10: the 2nd percentile is 6 % of the way from 1 to 2, the 98th 94 % of that from 5 to 10
        QVERIFY(std::abs(colours.scale.range.low - 1.06f) < 1e-5f);
        QVERIFY(std::abs(colours.scale.range.high - 9.7f) < 1e-5f);
        const Image view = viewPicture(colours, 1, {1, 2, 16}, {2, 1}, Enlarge::Squares);
        QVERIFY(colourOf(view, 0) == heatPalette().back()); // 10 is beyond the scale
        const std::vector<MatrixView> alone{one};
        QCOMPARE(colourViews(alone, {FeatureView::Norm, {}}, {}).values.size(), std::size_t{1});
    }

    void attentionIsTheMeanOfTheHeadsOrOneOfThem()
    {
        const Matrix attention = matrix(3, {0.1f, 0.2f, 0.3f, 0.3f, 0.4f, 0.1f}); // two heads, three patches
        const std::vector<MatrixView> numbers{attention};
        const auto mean = colourViews(numbers, {FeatureView::Attention, {}}, {}).values.front();
        QVERIFY(std::abs(mean[0] - 0.2f) < 1e-6f && std::abs(mean[1] - 0.3f) < 1e-6f &&
                std::abs(mean[2] - 0.2f) < 1e-6f);
        QVERIFY(colourViews(numbers, {FeatureView::Attention, 1}, {}).values.front() ==
                (std::vector<float>{0.3f, 0.4f, 0.1f}));
    }

    void componentsAreThoseOfAllPicturesTogether()
    {
        const Matrix one = matrix(2, {0, 0, 1, 0}), other = matrix(2, {2, 0, 3, 0});
        const std::vector<MatrixView> both{one, other};
        const ViewColours colours = colourViews(both, {}, {});
        QCOMPARE(colours.components.shares, std::vector<double>{1});
        QVERIFY(colours.values.empty());
        QCOMPARE(colours.colours[0][0].r, 0); // the least of all four
        QCOMPARE(colours.colours[1][1].r, 255);
        QVERIFY(colours.colours[0][1].r < colours.colours[1][0].r);
        QCOMPARE(viewPicture(colours, 1, {1, 2, 16}, {8, 4}, Enlarge::Squares).size(), (Size{8, 4}));
    }

    void aSmallPictureIsShownAsTheBackboneReadIt()
    {
        const auto backbone = openBackbone({}, {});
        const InputSize size{64, 64, Resize::Aspect};
        const ViewedPicture large =
            readForView(makeScene(0, {96, 64}).photo, *backbone, FeatureView::Pca, size, "", {});
        QCOMPARE(large.grid.rows, 4);
        QCOMPARE(large.grid.cols, 6);
        QCOMPARE(large.size, (Size{96, 64}));
        QCOMPARE(large.numbers.rows, 24);
        const ViewedPicture small =
            readForView(makeScene(0, {48, 32}).photo, *backbone, FeatureView::Norm, size, "", {});
        QCOMPARE(small.size, (Size{96, 64}));
    }

    void theDescriptorHasNoAttention()
    {
        const auto backbone = openBackbone({}, {});
        QVERIFY_THROWS_EXCEPTION(
            Error, readForView(makeScene(0, {96, 64}).photo, *backbone, FeatureView::Attention, {}, "", {}));
    }

    void aStopEndsIt()
    {
        std::stop_source stop;
        stop.request_stop();
        const Matrix one = matrix(2, {3, 4, 0, 1});
        const std::vector<MatrixView> numbers{one};
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 colourViews(numbers, {FeatureView::Norm, {}}, JobContext{stop.get_token()}));
        QVERIFY_THROWS_EXCEPTION(Error, colourViews({}, {}, {})); // components of nothing
        QVERIFY(colourViews({}, {FeatureView::Norm, {}}, {}).values.empty());
    }

private:
    static Matrix matrix(std::int64_t cols, std::vector<float> values)
    {
        Matrix result(std::ssize(values) / cols, cols);
        result.values = std::move(values);
        return result;
    }
    static Rgb colourOf(const Image& image, int x)
    {
        return {image.rgb[3 * x], image.rgb[3 * x + 1], image.rgb[3 * x + 2]};
    }
};

QTEST_GUILESS_MAIN(TestFeatureViews)
#include "tst_feature_views.moc"
