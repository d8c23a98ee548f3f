// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/backbone/small_weights.h"
#include "tests/support/shared_data.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// What is made of the names in a weight file.
class TestWeightSchemes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void schemesReadLaterAreRefusedByName_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("scheme");
        QTest::newRow("MAE with decoder")
            << QStringList{"cls_token", "blocks.0.attn.qkv.weight", "decoder_embed.weight"} << "S2";
        QTest::newRow("DINOv2") << QStringList{"cls_token", "mask_token", "blocks.0.ls1.gamma"} << "S3";
        QTest::newRow("DINOv2, registers") << QStringList{"cls_token", "register_tokens", "blocks.0.ls1.gamma"} << "S3";
        QTest::newRow("DINOv2, in chunks")
            << QStringList{"cls_token", "mask_token", "blocks.0.0.ls1.gamma", "blocks.1.1.ls1.gamma"} << "S3";
        QTest::newRow("DINOv3") << QStringList{"cls_token", "storage_tokens", "blocks.0.ls1.gamma"} << "S4";
        QTest::newRow("timm DINOv2") << QStringList{"cls_token", "blocks.0.ls1.gamma"} << "S5";
        QTest::newRow("timm DINOv2, registers") << QStringList{"cls_token", "reg_token", "blocks.0.ls1.gamma"} << "S5";
        QTest::newRow("timm DINOv3") << QStringList{"cls_token", "reg_token", "blocks.0.gamma_1"} << "S6";
        QTest::newRow("HF ViT") << QStringList{"embeddings.cls_token", "embeddings.position_embeddings",
                                               "encoder.layer.0.layernorm_before.weight"}
                                << "S8";
        QTest::newRow("HF ViT, raw names with head")
            << QStringList{"vit.embeddings.cls_token", "vit.embeddings.position_embeddings",
                           "vit.layers.0.layernorm_before.weight"}
            << "S8";
        QTest::newRow("HF DINOv3") << QStringList{"embeddings.cls_token", "embeddings.register_tokens",
                                                  "model.layer.0.norm1.weight"}
                                   << "S9";
        QTest::newRow("ConvNeXt") << QStringList{"downsample_layers.0.0.weight", "stages.0.0.dwconv.weight"}
                                  << "ConvNeXt";
    }
    void schemesReadLaterAreRefusedByName()
    {
        QFETCH(QStringList, names);
        QFETCH(QString, scheme);
        Shapes shapes;
        for (const QString& name : names)
            shapes[name.toStdString()] = {1};
        QVERIFY(refusal(saveWeights(file("later.safetensors"), shapes), ErrorCode::Unsupported)
                    .find(("recognised as " + scheme).toStdString()) != std::string::npos);
    }

    void everyFixtureIsRecognised_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("scheme");
        const auto cases = sharedData("golden/cases");
        if (!cases)
            QSKIP("the whole set of fixtures is not at hand");
        for (const auto& entry : fs::directory_iterator(*cases))
            if (const fs::path file = entry.path() / "model.safetensors"; fs::exists(file))
                QTest::newRow(entry.path().filename().c_str())
                    << QString::fromStdString(file.string())
                    << QJsonDocument::fromJson(QByteArray::fromStdString(readFile(entry.path() / "manifest.json")))
                           .object()["recognisable_as"]
                           .toString();
    }
    void everyFixtureIsRecognised()
    {
        QFETCH(QString, file);
        QFETCH(QString, scheme);
        if (scheme == "S1" || scheme == "S7") {
            BackboneRequest request;
            request.source = file.toStdString();
            request.heads = 2;
            QCOMPARE(QString::fromStdString(inspectBackbone(request).scheme), scheme);
            return;
        }
        QVERIFY(refusal(file.toStdString(), ErrorCode::Unsupported).find(("recognised as " + scheme).toStdString()) !=
                std::string::npos);
    }

    void prefixesAreStrippedAndSaid_data()
    {
        QTest::addColumn<QString>("prefix");
        for (const char* prefix : {"module.", "module.backbone.", "_orig_mod.model.", "encoder.", "timm_model."})
            QTest::newRow(prefix) << prefix;
    }
    void prefixesAreStrippedAndSaid()
    {
        QFETCH(QString, prefix);
        Shapes shapes{{"head.weight", {10, 64}}};
        for (const auto& [name, shape] : smallModel())
            shapes[prefix.toStdString() + name] = shape;
        const BackboneSpec spec = inspectWeights(saveWeights(file("prefixed.safetensors"), shapes));
        QCOMPARE(spec.scheme, std::string("S1"));
        QVERIFY(hasNote(spec, "'" + prefix.toStdString() + "'"));
        QVERIFY(hasNote(spec, "head.weight"));
    }

    void aMissingFinalNormIsSaid()
    {
        Shapes shapes = smallModel();
        shapes.erase("norm.weight");
        shapes.erase("norm.bias");
        shapes["fc_norm.weight"] = {64};
        QVERIFY(hasNote(inspectWeights(saveWeights(file("mae.safetensors"), shapes)), "no final norm"));
    }

    void unknownPartsOfTheEncoderAreRefused_data()
    {
        QTest::addColumn<QString>("part");
        for (const char* part : {"blocks.0.attn.q_norm.weight", "reg_token", "norm_pre.weight", "dist_token",
                                 "patch_embed.norm.weight", "blocks.0.attn.relative_position_bias_table"})
            QTest::newRow(part) << part;
    }
    void unknownPartsOfTheEncoderAreRefused()
    {
        QFETCH(QString, part);
        Shapes shapes = smallModel();
        shapes[part.toStdString()] = {1};
        QVERIFY(
            refusal(saveWeights(file("part.safetensors"), shapes), ErrorCode::Unsupported).find(part.toStdString()) !=
            std::string::npos);
    }

    void aVeryLongNameIsRefused()
    {
        Shapes shapes = smallModel();
        shapes["blocks.0." + std::string(1'000'000, 'x')] = {1}; // deep recursion in a pattern matcher, a huge message
        const std::string text = refusal(saveWeights(file("long.safetensors"), shapes), ErrorCode::BadFormat);
        QVERIFY(!text.empty() && text.size() < 1000);
    }

    void unknownNamesAreComparedWithTheClosestScheme()
    {
        Shapes shapes = smallModel();
        for (const char* name : {"cls_token", "pos_embed"}) {
            shapes["my_" + std::string(name)] = shapes[name];
            shapes.erase(name);
        }
        std::erase_if(shapes, [](const auto& entry) { return entry.first.find("qkv") != std::string::npos; });
        const std::string text = refusal(saveWeights(file("mine.safetensors"), shapes), ErrorCode::Unsupported);
        QVERIFY2(text.find("the closest is S1") != std::string::npos, text.c_str());
        QVERIFY2(text.find("cls_token, pos_embed are missing") != std::string::npos, text.c_str());
    }

private:
    fs::path file(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestWeightSchemes)
#include "tst_weight_schemes.moc"
