// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/backbone/small_weights.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace nectar;
namespace fs = std::filesystem;

/// What is chosen for a weight file: input and position profile, heads, epsilon; by request, by the files beside it, or
/// by guessing.
class TestBackboneProfiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void theInputProfileFollowsTheFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("extra");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("position");
        QTest::addColumn<bool>("guessed");
        QTest::newRow("timm by name") << "vit_tiny_augreg"
                                      << "auto"
                                      << ""
                                      << "half"
                                      << "timm" << true;
        QTest::newRow("DINO by name") << "dino_vits16"
                                      << "auto"
                                      << ""
                                      << "imagenet"
                                      << "meta_offset" << true;
        QTest::newRow("MAE by name") << "mae_pretrain"
                                     << "auto"
                                     << ""
                                     << "imagenet"
                                     << "hf" << true;
        QTest::newRow("a classifier is timm's") << "x"
                                                << "auto"
                                                << "head.weight"
                                                << "half"
                                                << "timm" << true;
        QTest::newRow("nothing to go by") << "x"
                                          << "auto"
                                          << ""
                                          << "imagenet"
                                          << "meta_offset" << true;
        QTest::newRow("a class row of zeros is MAE's") << "zeros"
                                                       << "auto"
                                                       << ""
                                                       << "imagenet"
                                                       << "hf" << true;
        QTest::newRow("asked for DINO") << "vit_tiny_augreg"
                                        << "dino"
                                        << ""
                                        << "imagenet"
                                        << "meta_offset" << false;
        QTest::newRow("asked for MAE") << "x"
                                       << "mae"
                                       << ""
                                       << "imagenet"
                                       << "hf" << false;
        QTest::newRow("asked for what inspect prints") << "vit_tiny_augreg"
                                                       << "imagenet"
                                                       << ""
                                                       << "imagenet"
                                                       << "timm" << false;
        QTest::newRow("asked for timm") << "dino"
                                        << "timm"
                                        << ""
                                        << "half"
                                        << "timm" << false;
    }
    void theInputProfileFollowsTheFile()
    {
        QFETCH(QString, name);
        QFETCH(QString, asked);
        QFETCH(QString, extra);
        QFETCH(QString, input);
        QFETCH(QString, position);
        QFETCH(bool, guessed);
        Shapes shapes = smallModel();
        if (!extra.isEmpty())
            shapes[extra.toStdString()] = {10, 64};
        BackboneRequest request;
        request.source = saveWeights(file(name.toStdString() + ".safetensors"), shapes, name == "zeros" ? 0.f : 0.5f);
        request.inputProfile = asked.toStdString();
        const BackboneSpec spec = inspectBackbone(request);
        QCOMPARE(QString::fromStdString(spec.input.name), input);
        QCOMPARE(QString(positionProfileName(spec.position)), position);
        QCOMPARE(spec.profileWasGuessed, guessed);
    }

    void whatABankRecordedIsTakenAsItIs()
    {
        BackboneRequest request;
        request.source = saveWeights(file("recorded/dino.safetensors"), smallModel());
        writeFile(file("elsewhere.json"), R"({"image_mean":[0.4,0.4,0.4],"image_std":[0.3,0.3,0.3]})");
        request.inputProfile = file("elsewhere.json").string();
        const BackboneSpec built = specFromJson(specToJson(inspectBackbone(request)));
        BackboneRequest reopened;
        reopened.source = request.source;
        reopened.input = built.input; // the file it came from is not needed any more
        QCOMPARE(inspectBackbone(reopened).identity(), inspectBackbone(request).identity());
        QVERIFY(inspectBackbone(reopened).input == built.input);
    }

    void aPreprocessorConfigBesideTheFileWins()
    {
        const std::string weights = saveWeights(file("with_config/dino.safetensors"), smallModel());
        const std::string config = R"({"image_mean":[0.1,0.2,0.3],"image_std":[0.4,0.5,0.6]})";
        writeFile(file("with_config/preprocessor_config.json"), config);
        BackboneSpec spec = inspectWeights(weights);
        QCOMPARE(spec.input.name, std::string("file"));
        QCOMPARE(spec.input.mean, (std::array{0.1f, 0.2f, 0.3f}));
        QVERIFY(!spec.profileWasGuessed);
        writeFile(file("own.json"), config); // the same by name, from elsewhere
        BackboneRequest request;
        request.source = saveWeights(file("dino.safetensors"), smallModel());
        request.inputProfile = file("own.json").string();
        spec = inspectBackbone(request);
        QCOMPARE(spec.input.std, (std::array{0.4f, 0.5f, 0.6f}));
        QCOMPARE(spec.position, PositionProfile::MetaOffset);
        for (const char* broken :
             {"{", "{}", R"({"image_mean":[1,2],"image_std":[1,1,1]})",
              R"({"image_mean":[1e39,0,0],"image_std":[1,1,1]})", R"({"image_mean":[0,0,0],"image_std":[1,0,1]})"}) {
            writeFile(file("own.json"), broken);
            QVERIFY_THROWS_EXCEPTION(Error, inspectBackbone(request));
        }
    }

    void numbersThatLeaveNothingOfThePictureAreRefused_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("mean") << QByteArray(R"({"image_mean":[1e30,0,0],"image_std":[1,1,1]})")
                              << QByteArray("image_mean must be three numbers from -1000 to 1000");
        QTest::newRow("std") << QByteArray(R"({"image_mean":[0,0,0],"image_std":[1,1e-30,1]})")
                             << QByteArray("image_std must be three numbers from 1e-06 to 1000");
    }
    void numbersThatLeaveNothingOfThePictureAreRefused()
    {
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, names);
        const std::string weights = saveWeights(file("extreme/dino.safetensors"), smallModel());
        writeFile(file("extreme/preprocessor_config.json"), config.toStdString());
        const QByteArray why = QByteArray::fromStdString(refusal(weights, ErrorCode::BadFormat));
        QVERIFY2(why.contains(names) && why.contains("preprocessor_config.json"), why.constData());
    }

    void anotherRescaleFactorIsRefused()
    {
        const std::string weights = saveWeights(file("rescaled/dino.safetensors"), smallModel());
        writeFile(file("rescaled/preprocessor_config.json"), R"({"rescale_factor":0.00392157})");
        QCOMPARE(inspectWeights(weights).input.name, std::string("imagenet"));
        writeFile(file("rescaled/preprocessor_config.json"), R"({"rescale_factor":0.00784})");
        const std::string text = refusal(weights, ErrorCode::Unsupported);
        QVERIFY2(text.find("rescale_factor is 0.00784; this version computes 1/255") != std::string::npos,
                 text.c_str());
        writeFile(file("rescaled/preprocessor_config.json"), R"({"do_rescale":false})");
        QVERIFY(refusal(weights, ErrorCode::Unsupported).find("do_rescale is false") != std::string::npos);
    }

    void doNormalizeFalseMeansThePlainValues()
    {
        const std::string weights = saveWeights(file("plain/dino.safetensors"), smallModel());
        for (const char* config : {R"({"do_normalize":false})",
                                   R"({"do_normalize":false,"image_mean":[0.1,0.2,0.3],"image_std":[0.4,0.5,0.6]})"}) {
            writeFile(file("plain/preprocessor_config.json"), config);
            QVERIFY(inspectWeights(weights).input == InputProfile{});
            QVERIFY(hasNote(inspectWeights(weights), "do_normalize"));
        }
    }

    void aConfigOfAnotherModelIsRefused_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("width") << QByteArray(R"({"hidden_size":65})")
                               << QByteArray("hidden_size is 65, the tensors say 64");
        QTest::newRow("patch") << QByteArray(R"({"patch_size":16})")
                               << QByteArray("patch_size is 16, the tensors say 8");
        QTest::newRow("channels") << QByteArray(R"({"num_channels":4})")
                                  << QByteArray("num_channels is 4, the tensors say 3");
    }
    void aConfigOfAnotherModelIsRefused()
    {
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, names);
        const std::string weights = saveWeights(file("other/dino.safetensors"), smallModel());
        writeFile(file("other/config.json"), R"({"patch_size":8,"num_channels":3,"image_size":999})");
        QCOMPARE(inspectWeights(weights).patchSize, 8);
        writeFile(file("other/config.json"), config.toStdString());
        const QByteArray why = QByteArray::fromStdString(refusal(weights, ErrorCode::BadFormat));
        QVERIFY2(why.contains(names), why.constData());
    }

    void profilesThatDoNotExistAreRefused()
    {
        BackboneRequest request;
        request.source = saveWeights(file("dino.safetensors"), smallModel());
        request.positionProfile = "bicubic";
        QVERIFY_THROWS_EXCEPTION(Error, inspectBackbone(request));
        request.positionProfile = "timm";
        QCOMPARE(inspectBackbone(request).position, PositionProfile::Timm);
        request.inputProfile = "clip";
        QVERIFY_THROWS_EXCEPTION(Error, inspectBackbone(request));
    }

    void headsComeFromTheRequestTheConfigOrTheWidth()
    {
        BackboneRequest request;
        request.source = saveWeights(file("heads/dino.safetensors"), smallModel());
        QCOMPARE(inspectBackbone(request).heads, 1); // 64 / 64
        writeFile(file("heads/config.json"), R"({"num_attention_heads":4,"layer_norm_eps":1e-12})");
        QCOMPARE(inspectBackbone(request).heads, 4);
        QCOMPARE(inspectBackbone(request).layerNormEps, 1e-12f);
        request.heads = 2;
        request.layerNormEps = 1e-5f;
        QCOMPARE(inspectBackbone(request).heads, 2);
        QCOMPARE(inspectBackbone(request).layerNormEps, 1e-5f);
        request.heads = 5; // does not divide 64
        QVERIFY_THROWS_EXCEPTION(Error, inspectBackbone(request));
    }

    void anEpsilonThatIsNoneIsRefused()
    {
        BackboneRequest request;
        request.source = saveWeights(file("eps/dino.safetensors"), smallModel());
        for (const float eps : {std::nanf(""), -1e-6f, 0.2f, HUGE_VALF}) {
            request.layerNormEps = eps;
            QVERIFY_THROWS_EXCEPTION(Error, inspectBackbone(request));
        }
    }

    void aBrokenConfigIsNamedWithThePlace()
    {
        const std::string weights = saveWeights(file("broken/dino.safetensors"), smallModel());
        writeFile(file("broken/config.json"), "{\n  \"hidden_size\" 64\n}");
        const std::string text = refusal(weights, ErrorCode::BadFormat);
        QVERIFY2(text.find("config.json: it is no valid JSON (line 2, column") != std::string::npos, text.c_str());
        QVERIFY2(text.find("json.exception") == std::string::npos, text.c_str());
    }

    void weightsThatAreNoNumbersAreRefused()
    {
        BackboneRequest request;
        request.source = saveWeights(file("nan/dino.safetensors"), smallModel(), std::nanf(""));
        try {
            openBackbone(request, {});
            QFAIL("opened");
        } catch (const Error& error) {
            const std::string text = error.what();
            QVERIFY2(text.find("dino.safetensors: tensor blocks.0.mlp.fc1.bias holds") != std::string::npos,
                     text.c_str());
            QCOMPARE(error.code(), ErrorCode::BadFormat);
        }
    }

    void theDescriptorRefusesWhatOnlyTransformersHave()
    {
        BackboneRequest request;
        request.blocks = {2};
        request.heads = 3;
        try {
            inspectBackbone(request);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadOption);
            QCOMPARE(QString(error.what()),
                     QString("--heads and --block have no meaning for the descriptor; leave them "
                             "out or name weights with --backbone"));
        }
        for (const auto& change :
             {+[](BackboneRequest& r) { r.inputProfile = "dino"; },
              +[](BackboneRequest& r) { r.positionProfile = "hf"; },
              +[](BackboneRequest& r) { r.layerNormEps = 1e-5f; }, +[](BackboneRequest& r) { r.facet = Facet::Key; }}) {
            BackboneRequest asked;
            change(asked);
            QVERIFY_THROWS_EXCEPTION(Error, openBackbone(asked, {}));
        }
    }

    void theDescriptorOpensWithWhatABankRecorded()
    {
        const BackboneSpec recorded = inspectBackbone({});
        BackboneRequest request;
        request.heads = recorded.heads;
        request.layerNormEps = recorded.layerNormEps;
        request.blocks = recorded.blocks;
        request.facet = recorded.facet;
        QCOMPARE(openBackbone(request, {})->spec().identity(), recorded.identity());
    }

    void theDescriptorDoesNotPretendToRunOnAMissingDevice()
    {
        if (openTorchCuda().empty() && devices().size() > 1)
            QSKIP("there is a CUDA device");
        BackboneRequest request;
        request.device = DeviceChoice::Cuda;
        QVERIFY_THROWS_EXCEPTION(Error, openBackbone(request, {}));
        request.device = DeviceChoice::Auto;
        openBackbone(request, {});
    }

    void anotherActivationIsRefused()
    {
        const std::string weights = saveWeights(file("activation/dino.safetensors"), smallModel());
        writeFile(file("activation/config.json"), R"({"hidden_act":"gelu"})");
        inspectWeights(weights);
        writeFile(file("activation/config.json"), R"({"hidden_act":"quick_gelu"})");
        QVERIFY(refusal(weights, ErrorCode::Unsupported).find("quick_gelu") != std::string::npos);
    }

    void realWeightsAreRecognised()
    {
        const auto folder = sharedData("data/backbones");
        if (!folder)
            QSKIP("the real weights are not at hand");
        const BackboneSpec tiny = inspectWeights((*folder / "vit_tiny_patch16_224.safetensors").string());
        QCOMPARE(tiny.scheme, std::string("S1"));
        QCOMPARE(tiny.name.substr(0, 9), std::string("ViT-Ti/16"));
        QCOMPARE(tiny.input.name, std::string("half"));
        QVERIFY(tiny.profileWasGuessed);
        QCOMPARE(tiny.position, PositionProfile::Timm);
        QCOMPARE(std::pair(tiny.heads, tiny.depth), std::pair(3, 12));
        QVERIFY(tiny.weightsHash.empty());
        const BackboneSpec dino = inspectWeights((*folder / "dinov2_small_hf").string());
        QCOMPARE(dino.scheme, std::string("S7"));
        QCOMPARE(dino.input.name, std::string("imagenet"));
        QVERIFY(!dino.profileWasGuessed);
        QCOMPARE(dino.position, PositionProfile::Hf);
        QCOMPARE(std::pair(dino.heads, dino.dim), std::pair(6, 384));
        QCOMPARE(dino.defaultInputSide(), 518);
    }

    void anAbsentStarterSaysWhatToDo()
    {
        const QByteArray before = qgetenv("XDG_CACHE_HOME");
        qunsetenv("NECTAR_STARTER");
        qputenv("XDG_CACHE_HOME", m_folder.path().toUtf8());
        QVERIFY(refusal("starter", ErrorCode::Unavailable).find("packaging/setup.sh") != std::string::npos);
        if (before.isNull())
            qunsetenv("XDG_CACHE_HOME");
        else
            qputenv("XDG_CACHE_HOME", before);
    }

private:
    fs::path file(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestBackboneProfiles)
#include "tst_backbone_profiles.moc"
