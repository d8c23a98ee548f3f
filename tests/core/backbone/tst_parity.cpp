// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/backbone/position_grid.h"
#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/npz.h"
#include "tests/support/shared_data.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSize>
#include <QTest>

#include <bit>
#include <cmath>
#include <cstring>

using namespace nectar;
namespace fs = std::filesystem;

/// Our transformer against features of the original implementations. The small fixtures are part of the project; the
/// whole set and real weights are used where they are at hand.
class TestParity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { configureThreads(0); }

    void featuresEqualTheOriginals_data()
    {
        QTest::addColumn<QString>("manifest");
        QTest::addColumn<QString>("weights");
        const fs::path folder = fixtures() / "cases";
        for (const auto& entry : fs::directory_iterator(folder)) {
            const QJsonObject manifest = json(entry.path() / "manifest.json");
            const QString scheme = manifest["recognisable_as"].toString();
            if (scheme != QLatin1String("S1") && scheme != QLatin1String("S7"))
                continue;
            for (const auto& file : manifest["files"].toArray()) {
                const QString path = file.toObject()["path"].toString();
                if (path.contains(QLatin1String("safetensors")) && fs::exists(entry.path() / path.toStdString()))
                    QTest::newRow(qPrintable(manifest["name"].toString() + QLatin1Char('/') + path))
                        << QString::fromStdString((entry.path() / "manifest.json").string())
                        << QString::fromStdString((entry.path() / path.toStdString()).string());
            }
        }
    }
    void featuresEqualTheOriginals()
    {
        QFETCH(QString, manifest);
        QFETCH(QString, weights);
        const QJsonObject values = json(manifest.toStdString());
        const fs::path folder = fs::path(manifest.toStdString()).parent_path();
        BackboneRequest request;
        request.source = weights.toStdString();
        request.positionProfile = values["position_profile"].toString().toStdString();
        request.inputProfile = "dino";
        if (!fs::exists(fs::path(request.source).parent_path() / "config.json"))
            request.heads = values["heads"].toInt();
        request.layerNormEps = static_cast<float>(values["layer_norm_eps"].toDouble());
        const auto backbone = openBackbone(request, {});
        double worst = 0;
        for (const auto& entry : values["references"].toArray()) {
            const QJsonObject reference = entry.toObject();
            const NpyArray input = readNpy(folder / reference["input"].toString().toStdString());
            const NpyArray expected = readNpy(folder / reference["features"].toString().toStdString());
            const FeatureGrid found = backbone->extractNormalised(
                input.values, {static_cast<int>(input.shape[2]), static_cast<int>(input.shape[1])}, {});
            QCOMPARE(found.features.values.size(), expected.values.size());
            for (std::size_t i = 0; i < expected.values.size(); ++i)
                worst = std::max(worst, double(std::abs(found.features.values[i] - expected.values[i])));
        }
        qInfo("largest difference %.2g", worst);
        QVERIFY2(worst < values["tolerance"].toDouble(), qPrintable(QString::number(worst)));
    }

    void threadsAndBatchesDoNotChangeABit_data()
    {
        QTest::addColumn<QString>("weights");
        QTest::addColumn<int>("side");
        QTest::newRow("descriptor") << QStringLiteral("descriptor") << 64;
        QTest::newRow("small S1") << QString::fromStdString(
                                         (fixtures() / "cases/s1_timm_p16/model.safetensors").string())
                                  << 320;
        QTest::newRow("small S7 with registers")
            << QString::fromStdString((fixtures() / "cases/s7_hf_dinov2_reg4/model.safetensors").string()) << 280;
        if (const auto real = sharedData("data/backbones/vit_tiny_patch16_224.safetensors"))
            QTest::newRow("ViT-Ti/16") << QString::fromStdString(real->string()) << 256;
        if (const auto real = sharedData("data/backbones/dinov2_small_hf"))
            QTest::newRow("DINOv2 ViT-S/14") << QString::fromStdString(real->string()) << 224;
    }
    void threadsAndBatchesDoNotChangeABit()
    {
        QFETCH(QString, weights);
        QFETCH(int, side);
        RandomStream random(1);
        std::vector<Image> images(8, Image(side, side));
        for (Image& image : images)
            for (auto& value : image.rgb)
                value = static_cast<std::uint8_t>(random.below(256));
        BackboneRequest request;
        request.source = weights.toStdString();
        std::vector<std::vector<float>> expected;
        for (const int threads : {1, 2, 7}) {
            configureThreads(threads);
            const auto backbone = openBackbone(request, {});
            for (const std::size_t batch : {1u, 3u, 8u}) {
                std::vector<std::vector<float>> found;
                for (std::size_t first = 0; first < images.size(); first += batch)
                    for (FeatureGrid& grid : backbone->extract(
                             std::span(images).subspan(first, std::min(batch, images.size() - first)), {}))
                        found.push_back(std::move(grid.features.values));
                if (expected.empty())
                    expected = found;
                for (std::size_t i = 0; i < images.size(); ++i)
                    QVERIFY2(std::memcmp(found[i].data(), expected[i].data(), expected[i].size() * sizeof(float)) == 0,
                             qPrintable(QStringLiteral("%1 threads, batch %2").arg(threads).arg(batch)));
            }
        }
    }

    void positionGridsEqualTheOriginals_data()
    {
        QTest::addColumn<QString>("key");
        for (const auto& [key, array] : readNpz(fixtures() / "position/position_profiles.npz"))
            if (!key.starts_with("grid"))
                QTest::newRow(key.c_str()) << QString::fromStdString(key); // for example meta_offset_37to32x48
    }
    void positionGridsEqualTheOriginals()
    {
        QFETCH(QString, key);
        const auto arrays = readNpz(fixtures() / "position/position_profiles.npz");
        const NpyArray& expected = arrays.at(key.toStdString());
        const QString rule = key.section('_', 0, -2);
        const QString side = key.section('_', -1).section("to", 0, 0);
        const NpyArray& stored = arrays.at("grid" + side.toStdString());
        const MatrixView grid{stored.values.data(), side.toInt() * side.toInt(), stored.shape[2]};
        double worst = 0;
        bool known = false;
        for (const PositionProfile profile :
             {PositionProfile::Timm, PositionProfile::Hf, PositionProfile::MetaAa, PositionProfile::MetaOffset}) {
            if (rule != positionProfileName(profile))
                continue;
            known = true;
            const Matrix found = resamplePositions(grid, side.toInt(), static_cast<int>(expected.shape[0]),
                                                   static_cast<int>(expected.shape[1]), profile);
            QCOMPARE(found.values.size(), expected.values.size());
            for (std::size_t i = 0; i < found.values.size(); ++i)
                worst = std::max(worst, double(std::abs(found.values[i] - expected.values[i])));
        }
        QVERIFY(known);
        qInfo("largest difference %.2g", worst);
        QVERIFY2(worst < 1e-5, qPrintable(QString::number(worst)));
    }

    void realWeightsGiveTheFeaturesOfPyTorch_data()
    {
        QTest::addColumn<QString>("weights");
        QTest::addColumn<int>("block");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QList<float>>("first"); // of the first patch
        // Computed by PyTorch 2.11 from the same file and patternPicture().
        const QString tiny = "data/backbones/vit_tiny_patch16_224.safetensors";
        QTest::newRow("ViT-Ti/16 at its own size")
            << tiny << -1 << QSize(224, 224) << QList<float>{5.12822f, 1.28406f, 0.30452f, 1.51316f};
        QTest::newRow("ViT-Ti/16, an inner block")
            << tiny << 5 << QSize(224, 224) << QList<float>{-3.41482f, 0.43187f, -1.71841f, -1.06820f};
        QTest::newRow("DINOv2 ViT-S/14 at another size, profile hf")
            << QString("data/backbones/dinov2_small_hf") << -1 << QSize(196, 140)
            << QList<float>{0.33796f, -1.97782f, 1.02565f, -7.19103f};
    }
    void realWeightsGiveTheFeaturesOfPyTorch()
    {
        QFETCH(QString, weights);
        QFETCH(int, block);
        QFETCH(QSize, size);
        QFETCH(QList<float>, first);
        const auto file = sharedData(weights.toStdString());
        if (!file)
            QSKIP("the real weights are not at hand");
        BackboneRequest request;
        request.source = file->string();
        request.blocks = {block};
        const auto backbone = openBackbone(request, {});
        const std::vector<Image> images{patternPicture(size.width(), size.height())};
        const FeatureGrid grid = backbone->extract(images, {}).front();
        QCOMPARE(grid.grid.count() * backbone->spec().patchSize * backbone->spec().patchSize,
                 size.width() * size.height());
        for (const float value : grid.features.values)
            QVERIFY(std::isfinite(value));
        for (int i = 0; i < first.size(); ++i)
            QVERIFY2(std::abs(grid.features.values[static_cast<std::size_t>(i)] - first[i]) < 2e-3f,
                     qPrintable(QString::number(grid.features.values[static_cast<std::size_t>(i)])));
    }

    void theLastBlockByItsNumberIsTheLastBlock()
    {
        BackboneRequest request;
        request.source = (fixtures() / "cases/s1_timm_p16/model.safetensors").string();
        const auto last = openBackbone(request, {});
        request.blocks = {last->spec().depth - 1};
        QCOMPARE(openBackbone(request, {})->spec().identity(), last->spec().identity());
        request.blocks = {last->spec().depth};
        QVERIFY_THROWS_EXCEPTION(Error, openBackbone(request, {}));
    }

    void aStopEndsTheEncodingAndItCanGoOn()
    {
        BackboneRequest request;
        request.source = (fixtures() / "cases/s1_timm_p16/model.safetensors").string();
        const auto backbone = openBackbone(request, {});
        const std::vector<Image> images(5, patternPicture(112, 112));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, backbone->extract(images, JobContext{stop.get_token()}));
        QCOMPARE(backbone->extract(images, {}).size(), images.size());
    }

    void inputsThatDoNotFitAreRefused()
    {
        BackboneRequest request;
        request.source = (fixtures() / "cases/s1_timm_p16/model.safetensors").string();
        const auto backbone = openBackbone(request, {});
        for (const std::vector<Image>& images :
             {std::vector{Image(112, 113)}, std::vector{Image(112, 112), Image(112, 128)}, std::vector{Image()}})
            QVERIFY_THROWS_EXCEPTION(Error, backbone->extract(images, {}));
        const std::vector<float> tooShort(3 * 112 * 112 - 1);
        QVERIFY_THROWS_EXCEPTION(Error, backbone->extractNormalised(tooShort, {112, 112}, {}));
        QVERIFY(backbone->extract({}, {}).empty());
    }

    void positionGridsFollowTheirProfile()
    {
        const Matrix grid = random(37 * 37, 8);
        for (const PositionProfile profile :
             {PositionProfile::Timm, PositionProfile::Hf, PositionProfile::MetaAa, PositionProfile::MetaOffset})
            QVERIFY(resamplePositions(grid, 37, 37, 37, profile).values == grid.values); // identity at the stored size
        QVERIFY(resamplePositions(grid, 37, 20, 30, PositionProfile::Timm).values ==
                resamplePositions(grid, 37, 20, 30, PositionProfile::MetaAa).values);
        QVERIFY(resamplePositions(grid, 37, 20, 30, PositionProfile::Hf).values !=
                resamplePositions(grid, 37, 20, 30, PositionProfile::MetaOffset).values);
    }

    void aConstantGridStaysConstant()
    {
        Matrix grid(49, 3);
        for (std::size_t i = 0; i < grid.values.size(); ++i)
            grid.values[i] = float(i % 3) - 1;
        for (const PositionProfile profile : {PositionProfile::Timm, PositionProfile::Hf, PositionProfile::MetaOffset})
            for (const auto& [rows, cols] : {std::pair{3, 5}, std::pair{14, 9}, std::pair{32, 48}}) {
                const Matrix found = resamplePositions(grid, 7, rows, cols, profile);
                for (std::size_t i = 0; i < found.values.size(); ++i)
                    QVERIFY(std::abs(found.values[i] - (float(i % 3) - 1)) < 1e-5f);
            }
    }

private:
    static fs::path fixtures()
    {
        const auto shared = sharedData("golden");
        return shared ? *shared : fs::path(NECTAR_TEST_DATA) / "golden";
    }
    static QJsonObject json(const fs::path& file)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(readFile(file))).object();
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
    static Matrix random(std::int64_t rows, std::int64_t cols)
    {
        RandomStream stream(2);
        Matrix matrix(rows, cols);
        for (float& value : matrix.values)
            value = static_cast<float>(stream.normal());
        return matrix;
    }
};

QTEST_GUILESS_MAIN(TestParity)
#include "tst_parity.moc"
