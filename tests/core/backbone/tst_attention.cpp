// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/core/backbone/small_weights.h"
#include "tests/support/shared_data.h"

#include <QSize>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace nectar;
namespace fs = std::filesystem;

/// What the class token looks at, against the original implementations.
class TestAttention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { configureThreads(0); }

    void attentionEqualsTheOriginals_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("block");
        QTest::addColumn<int>("head");
        // Sum over the patches; patches 0, 5 and last; the highest patch and its value; mean row and column.
        QTest::addColumn<QList<double>>("expected");
        // Computed from the same weights and patternPicture(): S1 and ViT-Ti with timm 1.0.31 (the softmax of the
        // block, unfused), S7 and DINOv2 with transformers 5.24 (output_attentions, eager, float32).
        const QString s1 = "s1_timm_p16", s7 = "s7_hf_dinov2_reg4";
        const auto row = [](const char* name, const QString& model, QSize size, std::array<int, 2> blockAndHead,
                            const QList<double>& expected) {
            QTest::newRow(name) << model << size << blockAndHead[0] << blockAndHead[1] << expected;
        };
        row("S1, head 0", s1, {112, 112}, {-1, 0},
            {0.978024, 0.0065506, 0.0061278, 0.0061573, 9, 0.0700165, 2.80578, 2.84848});
        row("S1, head 1", s1, {112, 112}, {-1, 1},
            {0.993082, 0.0664960, 0.0224187, 0.0383240, 0, 0.0664960, 3.22930, 2.86591});
        row("S1, first block", s1, {112, 112}, {0, 1},
            {0.995964, 0.0064780, 0.0406070, 0.0955249, 15, 0.1758054, 3.04047, 2.95293});
        row("S1 at another size, head 0", s1, {176, 128}, {-1, 0},
            {0.98761, 0.0044893, 0.0044262, 0.0033707, 13, 0.0382070, 3.34658, 4.71877});
        row("S1 at another size, head 1", s1, {176, 128}, {-1, 1},
            {0.994593, 0.0373896, 0.0259603, 0.0274411, 66, 0.0572032, 3.53060, 4.85579});
        row("S7 with registers, head 0", s7, {98, 98}, {-1, 0},
            {0.929319, 0.0014141, 0.0098142, 0.0036118, 18, 0.0740938, 3.14579, 3.01914});
        row("S7 with registers, head 1", s7, {98, 98}, {-1, 1},
            {0.913907, 0.0117693, 0.0402763, 0.0159588, 31, 0.1054945, 2.96825, 2.92093});
        row("S7 at another size, head 0", s7, {154, 112}, {-1, 0},
            {0.965336, 0.0007297, 0.0061547, 0.0016029, 28, 0.0454494, 3.81403, 5.37484});
        row("S7 at another size, head 1", s7, {154, 112}, {-1, 1},
            {0.945865, 0.0077275, 0.0205735, 0.0079044, 60, 0.0501933, 3.60379, 4.90132});
        const QString tiny = "data/backbones/vit_tiny_patch16_224.safetensors";
        row("ViT-Ti/16, head 0", tiny, {224, 224}, {-1, 0},
            {0.970888, 0.1402465, 0.0022386, 0.1440407, 195, 0.1440407, 6.69228, 6.47793});
        row("ViT-Ti/16, head 2", tiny, {224, 224}, {-1, 2},
            {0.983655, 0.1281562, 0.0038229, 0.1381496, 195, 0.1381496, 6.53994, 6.57282});
        row("ViT-Ti/16 at another size, head 1", tiny, {288, 160}, {-1, 1},
            {0.995861, 0.1101997, 0.0028661, 0.1147114, 179, 0.1147114, 4.52125, 8.73934});
        const QString dinov2 = "data/backbones/dinov2_small_hf";
        row("DINOv2 ViT-S/14, head 0", dinov2, {196, 140}, {-1, 0},
            {0.983469, 0.0028112, 0.0015555, 0.0023363, 73, 0.0333010, 4.80689, 6.08169});
        row("DINOv2 ViT-S/14, head 3", dinov2, {196, 140}, {-1, 3},
            {0.532315, 0.0129353, 0.0018405, 0.0061285, 102, 0.0232995, 4.47978, 5.29256});
    }
    void attentionEqualsTheOriginals()
    {
        QFETCH(QString, model);
        QFETCH(QSize, size);
        QFETCH(int, block);
        QFETCH(int, head);
        QFETCH(QList<double>, expected);
        BackboneRequest asked = request(model.toStdString());
        if (model.startsWith("data/")) {
            const auto file = sharedData(model.toStdString());
            if (!file)
                QSKIP("the real weights are not at hand");
            asked = {};
            asked.source = file->string();
        }
        asked.blocks = {block};
        const auto backbone = openBackbone(asked, {});
        const Matrix attention = backbone->attention(patternPicture(size.width(), size.height()), {});
        const std::int64_t cols = size.width() / backbone->spec().patchSize;
        QCOMPARE(attention.rows, std::int64_t(backbone->spec().heads));
        QCOMPARE(attention.cols, cols * (size.height() / backbone->spec().patchSize));
        const std::span<const float> row = attention.row(head);
        const auto highest = std::ranges::max_element(row);
        double sum = 0, rows = 0, columns = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            sum += double(row[i]);
            rows += double(row[i]) * double(std::int64_t(i) / cols);
            columns += double(row[i]) * double(std::int64_t(i) % cols);
        }
        const QList<double> found{sum,
                                  double(row[0]),
                                  double(row[5]),
                                  double(row.back()),
                                  double(highest - row.begin()),
                                  double(*highest),
                                  rows / sum,
                                  columns / sum};
        for (int i = 0; i < found.size(); ++i) // mean row and column are of the size of the grid, the others up to 1
            QVERIFY2(std::abs(found[i] - expected[i]) < (i < 6 ? 2e-5 : 1e-3),
                     qPrintable(QString("%1: %2 instead of %3").arg(i).arg(found[i]).arg(expected[i])));
    }

    void tokensThatAreAllAlikeGetTheSameByHand()
    {
        QTemporaryDir folder;
        BackboneRequest asked;
        asked.source = saveWeights(fs::path(folder.path().toStdString()) / "dino.safetensors", smallModel());
        const Matrix attention = openBackbone(asked, {})->attention(Image(24, 16), {});
        QCOMPARE(attention.rows, 1); // a head of 64
        QCOMPARE(attention.cols, 6); // of 8 x 8 pixels
        for (const float value : attention.values)
            QVERIFY(std::abs(value - 1 / 7.f) < 1e-6f); // the class token gets its share
    }

    void registersAndClassTokenKeepTheirShare()
    {
        for (const char* model : {"s1_timm_p16", "s7_hf_dinov2_reg4"}) {
            const auto backbone = openBackbone(request(model), {});
            const int side = 7 * backbone->spec().patchSize;
            const Matrix attention = backbone->attention(patternPicture(side, side), {});
            QCOMPARE(attention.rows, 2);
            for (std::int64_t head = 0; head < attention.rows; ++head) {
                const auto row = attention.row(head);
                QVERIFY(std::ranges::all_of(row, [](float value) { return value > 0 && value < 1; }));
                QVERIFY(std::accumulate(row.begin(), row.end(), 0.) < 1);
            }
        }
    }

    void itIsOfTheLastBlockReadWhateverTheFacet()
    {
        const auto attentionOf = [](std::vector<int> blocks, Facet facet) {
            BackboneRequest asked = request("s1_timm_p16");
            asked.blocks = std::move(blocks);
            asked.facet = facet;
            return openBackbone(asked, {})->attention(patternPicture(112, 112), {}).values;
        };
        const std::vector<float> last = attentionOf({}, Facet::Token);
        QVERIFY(attentionOf({1}, Facet::Key) == last);
        QVERIFY(attentionOf({0, 1}, Facet::Value) == last);
        QVERIFY(attentionOf({0}, Facet::Token) != last);
    }

    void threadsDoNotChangeABit_data()
    {
        QTest::addColumn<QString>("model");
        QTest::newRow("S1") << QString("s1_timm_p16");
        QTest::newRow("S7 with registers") << QString("s7_hf_dinov2_reg4");
    }
    void threadsDoNotChangeABit()
    {
        QFETCH(QString, model);
        std::vector<float> expected;
        for (const int threads : {1, 2, 7}) {
            configureThreads(threads);
            const auto backbone = openBackbone(request(model.toStdString()), {});
            const int patch = backbone->spec().patchSize;
            const std::vector<float> found =
                backbone->attention(patternPicture(20 * patch, 17 * patch), {}).values; // pieces of several threads
            if (expected.empty())
                expected = found;
            QVERIFY(found == expected);
        }
    }

    void featuresBetweenTwoLooksStayTheSame()
    {
        const auto backbone = openBackbone(request("s1_timm_p16"), {});
        const std::vector<Image> images{patternPicture(112, 112)};
        const Matrix first = backbone->attention(images[0], {});
        const std::vector<float> features = backbone->extract(images, {}).front().features.values;
        QVERIFY(backbone->attention(images[0], {}).values == first.values);
        QVERIFY(backbone->extract(images, {}).front().features.values == features);
    }

    void theDescriptorHasNone()
    {
        try {
            openBackbone({}, {})->attention(Image(32, 32), {});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Unsupported);
            QVERIFY2(std::string(error.what()).find("--backbone") != std::string::npos, error.what());
        }
    }

    void inputsThatDoNotFitAreRefused()
    {
        const auto backbone = openBackbone(request("s1_timm_p16"), {});
        for (const Image& image : {Image(112, 113), Image(8, 8), Image()})
            try {
                backbone->attention(image, {});
                QFAIL("accepted");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::BadOption);
            }
    }

    void aStopEndsItAndItCanGoOn()
    {
        const auto backbone = openBackbone(request("s1_timm_p16"), {});
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, backbone->attention(Image(112, 112), JobContext{stop.get_token()}));
        QCOMPARE(backbone->attention(Image(112, 112), {}).cols, 49);
    }

private:
    /// One of the small fixtures, with the input and position rules that its figures were computed with.
    static BackboneRequest request(const std::string& model)
    {
        BackboneRequest asked;
        asked.source = (fs::path(NECTAR_TEST_DATA) / "golden/cases" / model / "model.safetensors").string();
        asked.inputProfile = "dino";
        asked.positionProfile = model.starts_with("s1") ? "timm" : "meta_aa";
        return asked;
    }

    static Image patternPicture(int width, int height)
    {
        Image image(width, height);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                for (int c = 0; c < 3; ++c)
                    image.pixel(x, y)[c] =
                        static_cast<std::uint8_t>((3 * x + 5 * y + 40 * c + (x / 16) * (y / 16) * 7) % 256);
        return image;
    }
};

QTEST_GUILESS_MAIN(TestAttention)
#include "tst_attention.moc"
