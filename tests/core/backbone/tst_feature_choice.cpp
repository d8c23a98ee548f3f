// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/base/error.h"
#include "core/base/npy.h"
#include "core/base/parallel.h"
#include "core/base/similarity.h"
#include "tests/core/backbone/small_weights.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace nectar;
namespace fs = std::filesystem;

/// Which features of a Vision Transformer describe a patch: block or blocks, and facet (method.md 2).
class TestFeatureChoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { configureThreads(0); }

    void everyFacetEqualsNumPy_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("facet");
        QTest::addColumn<int>("block");
        QTest::addColumn<QList<float>>("expected");
        // Computed in NumPy (double) from the same weights and input, at patch 0 value 0, patch 0 value 127, patch 5
        // value 3 and the last patch's value 64.
        const QString s1 = "s1_timm_p16", s7 = "s7_hf_dinov2_reg4";
        const auto row = [](const char* name, const QString& model, Facet facet, int block, QList<float> expected) {
            QTest::newRow(name) << model << static_cast<int>(facet) << block << expected;
        };
        row("S1, token 0", s1, Facet::Token, 0, {0.19803f, 1.05828f, 0.37974f, 0.31049f});
        row("S1, query 0", s1, Facet::Query, 0, {-0.33588f, -1.9971f, 2.04262f, 0.8985f});
        row("S1, key 0", s1, Facet::Key, 0, {-1.57609f, 0.66207f, 2.15928f, -0.00082f});
        row("S1, value 0", s1, Facet::Value, 0, {0.76103f, -1.26165f, 1.62806f, 0.43715f});
        row("S1, token 1", s1, Facet::Token, 1, {1.0899f, 1.60704f, 0.30336f, 0.31118f});
        row("S1, query 1", s1, Facet::Query, 1, {-1.4674f, -0.14595f, 0.42708f, 0.08658f});
        row("S1, key 1", s1, Facet::Key, 1, {0.55862f, -0.05079f, -1.50585f, 0.00407f});
        row("S1, value 1", s1, Facet::Value, 1, {0.73218f, -1.58269f, 1.01516f, -0.80505f});
        row("S7 with registers, query", s7, Facet::Query, 0, {-0.95737f, 1.88633f, 1.08474f, -1.51344f});
        row("S7 with registers, key", s7, Facet::Key, 0, {1.57214f, -0.89176f, 0.04259f, 0.29484f});
        row("S7 with registers, value", s7, Facet::Value, 0, {1.35684f, 0.75366f, 0.71059f, 0.26325f});
    }
    void everyFacetEqualsNumPy()
    {
        QFETCH(QString, model);
        QFETCH(int, facet);
        QFETCH(int, block);
        QFETCH(QList<float>, expected);
        const Matrix found = featuresOf(request(model.toStdString(), {block}, static_cast<Facet>(facet)));
        QCOMPARE(found.cols, 128);
        const QList<float> values{found.row(0)[0], found.row(0)[127], found.row(5)[3], found.row(found.rows - 1)[64]};
        for (int i = 0; i < values.size(); ++i)
            QVERIFY2(std::abs(values[i] - expected[i]) < 1e-4f, qPrintable(QString::number(values[i])));
    }

    void weightsThatAreAllAlikeProjectToAValueByHand()
    {
        // Tokens that are the same in every place are 0 after the norm, then its bias ½; each of the 3 · 64 sums is 64
        // · ½ · ½ + ½.
        QTemporaryDir folder;
        BackboneRequest asked;
        asked.source = saveWeights(fs::path(folder.path().toStdString()) / "dino.safetensors", smallModel());
        for (const Facet facet : {Facet::Key, Facet::Query, Facet::Value}) {
            asked.facet = facet;
            const Matrix found = openBackbone(asked, {})->extract(std::vector{Image(16, 16)}, {}).front().features;
            QCOMPARE(found.values, std::vector<float>(4 * 64, 16.5f));
        }
    }

    void severalBlocksAreEachNormalisedAndStandSideBySide()
    {
        for (const Facet facet : {Facet::Token, Facet::Key}) {
            const Matrix both = featuresOf(request("s1_timm_p16", {0, 1}, facet));
            QCOMPARE(both.cols, 256);
            for (const int block : {0, 1}) {
                Matrix one = featuresOf(request("s1_timm_p16", {block}, facet));
                for (std::int64_t row = 0; row < one.rows; ++row) {
                    normaliseRow(one.row(row));
                    QVERIFY(std::ranges::equal(one.row(row), both.row(row).subspan(std::size_t(block) * 128, 128)));
                }
            }
        }
    }

    void threadsDoNotChangeABitOfSeveralBlocks()
    {
        configureThreads(1);
        const Matrix expected = featuresOf(request("s7_hf_dinov2_reg4", {0}, Facet::Value));
        const Matrix several = featuresOf(request("s1_timm_p16", {0, 1}, Facet::Key));
        for (const int threads : {2, 7}) {
            configureThreads(threads);
            QVERIFY(featuresOf(request("s7_hf_dinov2_reg4", {0}, Facet::Value)).values == expected.values);
            QVERIFY(featuresOf(request("s1_timm_p16", {0, 1}, Facet::Key)).values == several.values);
        }
    }

    void blocksAreTheSameHoweverTheyAreNamed()
    {
        const BackboneSpec last = inspectBackbone(request("s1_timm_p16", {}));
        for (const std::vector<int>& blocks : {std::vector{1}, std::vector{-1}})
            QCOMPARE(inspectBackbone(request("s1_timm_p16", blocks)).identity(), last.identity());
        const BackboneSpec both = inspectBackbone(request("s1_timm_p16", {0, 1}));
        for (const std::vector<int>& blocks : {std::vector{1, 0}, std::vector{-2, -1}, std::vector{-1, 0}})
            QCOMPARE(inspectBackbone(request("s1_timm_p16", blocks)).identity(), both.identity());
        QCOMPARE(both.dim, 256);
        QCOMPARE(both.blocks, (std::vector{0, 1}));
    }

    void everyChoiceHasAnIdentityOfItsOwn()
    {
        QSet<QString> identities;
        for (const std::vector<int>& blocks : {std::vector<int>{}, std::vector{0}, std::vector{0, 1}})
            for (const Facet facet : {Facet::Token, Facet::Key, Facet::Query, Facet::Value})
                identities << QString::fromStdString(inspectBackbone(request("s1_timm_p16", blocks, facet)).identity());
        QCOMPARE(identities.size(), 12);
    }

    void theNameSaysTheChoice_data()
    {
        QTest::addColumn<QList<int>>("blocks");
        QTest::addColumn<int>("facet");
        QTest::addColumn<QString>("end");
        QTest::newRow("nothing chosen") << QList<int>{} << 0 << "names)";
        QTest::newRow("an inner block") << QList{0} << 0 << "names), tokens of block 0";
        QTest::newRow("a facet") << QList<int>{} << 1 << "names), keys of the last block";
        QTest::newRow("both") << QList{0, 1} << 2 << "names), queries of blocks 0 and 1";
    }
    void theNameSaysTheChoice()
    {
        QFETCH(QList<int>, blocks);
        QFETCH(int, facet);
        QFETCH(QString, end);
        const std::string name =
            inspectBackbone(request("s1_timm_p16", {blocks.begin(), blocks.end()}, static_cast<Facet>(facet))).name;
        QVERIFY2(name.ends_with(end.toStdString()), name.c_str());
    }

    void blocksThatAreNotThereAreRefused_data()
    {
        QTest::addColumn<QList<int>>("blocks");
        QTest::addColumn<QString>("why");
        QTest::newRow("too high") << QList{0, 2}
                                  << "--block is 2; the backbone has blocks 0 to 1, or from the end -1 to -2";
        QTest::newRow("too far from the end")
            << QList{-3} << "--block is -3; the backbone has blocks 0 to 1, or from the end -1 to -2";
        QTest::newRow("twice") << QList{1, -1} << "--block names block 1 twice; name it once";
    }
    void blocksThatAreNotThereAreRefused()
    {
        QFETCH(QList<int>, blocks);
        QFETCH(QString, why);
        try {
            inspectBackbone(request("s1_timm_p16", {blocks.begin(), blocks.end()}));
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadOption);
            QCOMPARE(QString(error.what()), why);
        }
    }

    void moreFeaturesThanABankTakesAreRefused()
    {
        constexpr int kDepth = 1025, kWidth = 64;
        Shapes shapes;
        for (const auto& [name, shape] : smallModel()) {
            std::vector<std::int64_t> slim = shape;
            std::ranges::replace(slim, 256, 1); // the hidden layer
            for (int block = 0; block < (name.starts_with("blocks.") ? kDepth : 1); ++block)
                shapes[name.starts_with("blocks.0.") ? "blocks." + std::to_string(block) + name.substr(8) : name] =
                    slim;
        }
        QTemporaryDir folder;
        BackboneRequest asked;
        asked.source = saveWeights(fs::path(folder.path().toStdString()) / "dino.safetensors", shapes);
        for (int block = 0; block < kDepth; ++block)
            asked.blocks.push_back(block);
        try {
            inspectBackbone(asked);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadOption);
            QVERIFY2(std::string(error.what()).find("1025 blocks of 64 features each, 65600 in all") !=
                         std::string::npos,
                     error.what());
        }
        asked.blocks.pop_back();
        QCOMPARE(inspectBackbone(asked).dim, (kDepth - 1) * kWidth);
    }

    void aSpecKeepsTheChoice()
    {
        const BackboneSpec spec = inspectBackbone(request("s1_timm_p16", {0, 1}, Facet::Value));
        const BackboneSpec back = specFromJson(specToJson(spec));
        QCOMPARE(back.blocks, spec.blocks);
        QVERIFY(back.facet == Facet::Value);
        QCOMPARE(back.identity(), spec.identity());
    }

    void aBankFromBeforeTheChoiceStillOpens()
    {
        const BackboneSpec spec = inspectBackbone(request("s1_timm_p16", {0}));
        QByteArray json = QByteArray::fromStdString(specToJson(spec));
        QVERIFY(json.contains(R"("blocks":[0])") && json.contains(R"(,"facet":"token")"));
        json.replace(R"("blocks":[0])", R"("block":0)").replace(R"(,"facet":"token")", "");
        QCOMPARE(specFromJson(json.toStdString()).identity(), spec.identity());
        json.replace(R"("block":0)", R"("block":-1)");
        QCOMPARE(specFromJson(json.toStdString()).identity(), inspectBackbone(request("s1_timm_p16", {})).identity());
    }

    void aFacetOfALaterVersionIsTold()
    {
        QByteArray json = QByteArray::fromStdString(specToJson(inspectBackbone(request("s1_timm_p16", {}))));
        json.replace(R"("facet":"token")", R"("facet":"attention")");
        try {
            specFromJson(json.toStdString());
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).find("the facet 'attention'") != std::string::npos, error.what());
        }
    }

private:
    static fs::path golden() { return fs::path(NECTAR_TEST_DATA) / "golden"; }

    static BackboneRequest request(const std::string& model, std::vector<int> blocks, Facet facet = Facet::Token)
    {
        BackboneRequest asked;
        asked.source = (golden() / "cases" / model / "model.safetensors").string();
        asked.blocks = std::move(blocks);
        asked.facet = facet;
        return asked;
    }

    /// Of the model's own 7 x 7 grid.
    static Matrix featuresOf(const BackboneRequest& asked)
    {
        const auto backbone = openBackbone(asked, {});
        const NpyArray input =
            readNpy(golden() / (backbone->spec().patchSize == 16 ? "inputs/p16_7x7.npy" : "inputs/p14_7x7.npy"));
        const int side = 7 * backbone->spec().patchSize;
        return backbone->extractNormalised(input.values, {side, side}, {}).features;
    }
};

QTEST_GUILESS_MAIN(TestFeatureChoice)
#include "tst_feature_choice.moc"
