// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/image/label_png.h"
#include "core/project/project.h"
#include "tests/app/cli/program.h"
#include "tests/support/small_dataset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace nectar;
namespace fs = std::filesystem;

/// The verbs of the real program on small scenes.
class TestCliVerbs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        writeSmallDataset(root() / "data", 6, 3, {128, 96});
        succeed({"build", "--data", path("data"), "--out", path("b.bank"), "--size", "128x96", "--resize", "squash"});
    }

    void inspectShowsWhatADatasetIs()
    {
        const QString text = succeed({"inspect", path("data")}).out;
        for (const char* word : {"train: 6", "val: 3", "3 classes", "grass", "depth: yes"})
            QVERIFY2(text.contains(QLatin1String(word)), qPrintable(text));
    }

    void aGuessedRecipeOpensTheSameData()
    {
        succeed({"inspect", path("data"), "--recipe-out", path("r.json")});
        succeed({"build", "--data", path("data"), "--recipe", path("r.json"), "--out", path("r.bank"), "--size",
                 "128x96", "--resize", "squash"});
        QVERIFY(bankHash(path("r.bank")) == bankHash(path("b.bank")));
    }

    void inspectVerifiesABank()
    {
        const QString text = succeed({"inspect", path("b.bank"), "--verify"}).out;
        QVERIFY2(text.contains("288 patches from 6 pictures"), qPrintable(text)); // 6 pictures of 8 x 6 patches
        QVERIFY2(text.contains("every checksum is right"), qPrintable(text));
    }

    void inspectSaysWhatIsInAProjectAndWhatIsMissing()
    {
        Project project;
        project.bank = root() / "b.bank";
        project.reading.neighbours = 7;
        project.labels = {{root() / "gone.png"}, {"gone.png"}, {"other", "sky"}, {{0, 3, 4, 1}, {0, 9, 9, 1}}, {}};
        writeProject(root() / "mine.nectar", project);
        const QString text = succeed({"inspect", path("mine.nectar")}).out;
        for (const char* line : {"a project of the studio", "b.bank\n", "7 neighbours, temperature 0.02",
                                 "1 picture, 2 clicks", "2 sky", "gone.png (missing)"})
            QVERIFY2(text.contains(QLatin1String(line)), qPrintable(text));
    }

    void queryWeightsAddUpToOne()
    {
        const QJsonObject answer = json(succeed({"query", "--bank", path("b.bank"), "--image",
                                                 path("data/val/images/scene_06.png"), "--patch", "5,0", "--json"})
                                            .out);
        const QJsonArray neighbours = answer["neighbours"].toArray();
        QCOMPARE(neighbours.size(), 30);
        double sum = 0;
        double previous = 2;
        for (const auto& entry : neighbours) {
            sum += entry.toObject()["weight"].toDouble();
            QVERIFY(entry.toObject()["similarity"].toDouble() <= previous);
            previous = entry.toObject()["similarity"].toDouble();
        }
        QVERIFY(std::abs(sum - 1) < 1e-3);
        QVERIFY(neighbours[0].toObject()["classPixels"].toObject()["grass"].toInt() >
                0); // the bottom left corner is grass
    }

    void queryEndsWithWhatTheNeighboursSay()
    {
        const QString text = succeed({"query", "--bank", path("b.bank"), "--image",
                                      path("data/val/images/scene_06.png"), "--patch", "0,0"})
                                 .out;
        QVERIFY2(text.contains("So it is probably sky ("), qPrintable(text));
        QVERIFY2(text.contains("how far it is stays unknown"), qPrintable(text));
    }

    void predictReadsAWholeFolder()
    {
        const QString written = succeed({"predict", "--bank", path("b.bank"), "--image", path("data/val/images"),
                                         "--out", path("folder"), "--export", "index"})
                                    .out;
        QCOMPARE(written.count("_labels.png\n"), 3);
    }

    void predictWritesRawIdsAndDepth()
    {
        const QStringList files = succeed({"predict", "--bank", path("b.bank"), "--image",
                                           path("data/val/images/scene_06.png"), "--out", path("out")})
                                      .out.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(files.size(), 5);
        for (const QString& file : files)
            QVERIFY2(fs::exists(file.toStdString()), qPrintable(file));
        const IndexPng labels = loadIndexPng(root() / "out/scene_06_labels.png");
        QCOMPARE(labels.width, 128);
        QCOMPARE(labels.height, 96);
        QVERIFY(labels.hasPalette);
        QCOMPARE(int(labels.values.front()), 0);   // sky in the top left corner
        QCOMPARE(int(labels.values[95 * 128]), 1); // grass in the bottom left one
        const NpyArray depth = readNpy(root() / "out/scene_06_depth.npy");
        QCOMPARE(depth.shape, (std::vector<std::int64_t>{96, 128}));
        QVERIFY(depth.values[95 * 128] > 0.5f && depth.values[95 * 128] < 4.f); // truth: just above 1 m
    }

    void featuresHaveTheShapeOfTheGrid()
    {
        succeed({"features", "--image", path("data/val/images/scene_06.png"), "--size", "64", "--out", path("f.npy")});
        const NpyArray features = readNpy(root() / "f.npy");
        QCOMPARE(features.shape.size(), std::size_t(3));
        QCOMPARE(features.shape[0], std::int64_t(4)); // short side 96 -> 64; 128 -> 85.3 -> 80
        QCOMPARE(features.shape[1], std::int64_t(5));
    }

    void blocksAndFacetGoIntoTheBankAndComeOutOfIt()
    {
        const QString weights = NECTAR_TEST_DATA "/golden/cases/s1_timm_p16/model.safetensors";
        succeed({"build", "--data", path("data"), "--out", path("keys.bank"), "--size", "128x96", "--resize", "squash",
                 "--backbone", weights, "--block", "-1,0", "--facet", "key"});
        const QString text = succeed({"inspect", path("keys.bank")}).out;
        QVERIFY2(text.contains("keys of blocks 0 and 1, 256 numbers for each patch"), qPrintable(text));
        const QString answer = succeed({"query", "--bank", path("keys.bank"), "--image",
                                        path("data/train/images/scene_00.png"), "--patch", "5,0", "--keep-self"})
                                   .out;
        QVERIFY2(answer.contains("scene_00"),
                 qPrintable(answer)); // it finds itself only in features of the same choice
        QVERIFY(answer.contains("1.000"));
    }

    void aBlockThatIsNotThereIsNoUsageOfItsOwn()
    {
        const ProgramResult result =
            runNectar({"features", "--backbone", NECTAR_TEST_DATA "/golden/cases/s1_timm_p16/model.safetensors",
                       "--image", path("data/val/images/scene_06.png"), "--out", path("none.npy"), "--block", "0,7"},
                      m_home.path());
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains("--block is 7; the backbone has blocks 0 to 1"), qPrintable(result.err));
        QVERIFY(!fs::exists(root() / "none.npy"));
    }

    void aQueryByFeaturesFindsTheRowsThemselves()
    {
        succeed({"features", "--image", path("data/train/images/scene_00.png"), "--size", "128x96", "--resize",
                 "squash", "--out", path("q.npy")});
        succeed({"query", "--bank", path("b.bank"), "--features", path("q.npy"), "--k", "1", "--out",
                 path("ids.npy") + "," + path("sim.npy"), "--stats", path("stats.json")});
        const NpyArray similarities = readNpy(root() / "sim.npy");
        QCOMPARE(similarities.shape, (std::vector<std::int64_t>{48, 1}));
        for (const float similarity : similarities.values)
            QVERIFY(similarity > 0.999f);
        QVERIFY(json(QString::fromStdString(readFile(root() / "stats.json")))["search_seconds"].toDouble() > 0);
    }

    void listsOfKAndTemperatureEqualSingleRuns()
    {
        const auto eval = [this](const QString& k, const QString& temperature) {
            return json(succeed({"eval", "--bank", path("b.bank"), "--data", path("data"), "--k", k, "--temperature",
                                 temperature, "--json", "-"})
                            .out)["cells"]
                .toArray();
        };
        const QJsonArray table = eval("1,5,30", "0.02,0.1");
        QCOMPARE(table.size(), 6);
        QCOMPARE(table[3].toObject(), eval("5", "0.1")[0].toObject());
        QVERIFY(table[0].toObject()["segmentation"].toObject()["mIoU"].toDouble() > 0.5);
        QVERIFY(table[0].toObject()["depth"].toObject()["rmse"].toDouble() > 0);
    }

    void everyFigureComesWithItsProtocol()
    {
        const QString text =
            succeed({"eval", "--bank", path("b.bank"), "--data", path("data"), "--protocol", "paper"}).out;
        QVERIFY2(text.contains("paper") && text.contains("128x96 squash") && text.contains("3 images"),
                 qPrintable(text));
    }

    void aPresetSetsNeighboursAndTemperatureWhereverItStands()
    {
        const auto first = [this](const QStringList& flags) {
            return json(succeed(QStringList{"eval", "--bank", path("b.bank"), "--data", path("data"), "--json", "-"} +
                                flags)
                            .out)["cells"]
                .toArray()[0]
                .toObject();
        };
        QCOMPARE(first({"--preset", "sec42"})["neighbours"].toInt(), 90);
        QCOMPARE(first({"--k", "5", "--preset", "sec42"})["neighbours"].toInt(), 5);
        QCOMPARE(first({"--k", "5", "--preset", "sec42"}), first({"--k", "5", "--temperature", "0.1"}));
        const QStringList query{"query",   "--bank", path("b.bank"), "--image", path("data/val/images/scene_06.png"),
                                "--patch", "0,0",    "--json"};
        QCOMPARE(json(succeed(query + QStringList{"--preset", "sec42"}).out)["neighbours"].toArray().size(), 90);
    }

    void jsonProgressIsJsonLineByLine()
    {
        const QStringList build{"build",  "--data", path("data"),     "--out", path("lines.bank"),
                                "--size", "64",     "--json-progress"};
        const auto keysOf = [](const QString& err) {
            QStringList keys;
            for (const QString& line : err.split('\n', Qt::SkipEmptyParts))
                keys += json(line).keys().value(0, "no JSON: " + line);
            return keys;
        };
        const QStringList keys = keysOf(succeed(build).err);
        QVERIFY2(keys.contains("message") && keys.contains("done") && keys.filter("no JSON").isEmpty(),
                 qPrintable(keys.join(' ')));
        const ProgramResult refused = runNectar(build, m_home.filePath(QStringLiteral("xdg")));
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(keysOf(refused.err), QStringList{"error"});
    }

    void promptImagesAreNoEvidenceForThemselves()
    {
        const QStringList eval{"eval", "--bank", path("b.bank"), "--data", path("data"), "--split", "train",
                               "--k",  "1",      "--json",       "-"};
        const QJsonObject dropped = json(succeed(eval).out);
        const QJsonObject kept = json(succeed(eval + QStringList{"--self-match", "keep"}).out);
        QCOMPARE(dropped["selfMatchedImages"].toInt(), 6);
        QCOMPARE(kept["purePatchesMatched"].toInt(), kept["purePatches"].toInt());
        QVERIFY(dropped["cells"].toArray()[0].toObject()["segmentation"].toObject()["mIoU"].toDouble() <
                kept["cells"].toArray()[0].toObject()["segmentation"].toObject()["mIoU"].toDouble());
    }

    void doctorSaysWhatIsThere()
    {
        const QString text = succeed({"doctor"}).out;
        for (const char* word : {"libtorch", "CPU", "search", "starter"})
            QVERIFY2(text.contains(QLatin1String(word)), qPrintable(text));
    }

    void aBareJsonFlagPrintsTheReport()
    {
        const QJsonObject report =
            json(succeed({"eval", "--bank", path("b.bank"), "--data", path("data"), "--json", "--quiet"}).out);
        QCOMPARE(report["images"].toInt(), 3);
    }

    void singlePicturesAreListedWorstFirst()
    {
        const QStringList eval{"eval", "--bank", path("b.bank"), "--data", path("data"), "--per-image"};
        const ProgramResult result = succeed(eval + QStringList{"--json", "-"});
        const QJsonArray pictures = json(result.out)["pictures"].toArray();
        QCOMPARE(pictures.size(), 3);
        QVERIFY(pictures[0].toObject()["mIoU"].toDouble() <= pictures[2].toObject()["mIoU"].toDouble());
        QVERIFY2(succeed(eval).out.contains("by their depth, worst first\n    RMSE"), "the table for people");
        QCOMPARE(runNectar(eval + QStringList{"--k", "5,30"}, m_home.filePath(QStringLiteral("xdg"))).exitCode, 2);
    }

    void doctorWorksWithoutAHome()
    {
        QProcess process;
        process.setProcessEnvironment(QProcessEnvironment());
        process.start(QStringLiteral(NECTAR_PROGRAM), {"doctor"});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("neither HOME nor"));
    }

    void namesInMessagesCannotMoveTheCursor()
    {
        const ProgramResult result =
            runNectar({"inspect", QStringLiteral("x\x1b[2Jy")}, m_home.filePath(QStringLiteral("xdg")));
        QVERIFY2(result.err.contains("x?[2Jy"), qPrintable(result.err));
        QVERIFY(!result.err.contains('\x1b'));
    }

    void helpFitsATerminal()
    {
        for (const QStringList& arguments :
             {QStringList{"--help"}, {"help", "build"}, {"help", "eval"}, {"--help-all"}})
            for (const QString& line : succeed(arguments).out.split('\n'))
                QVERIFY2(line.size() <= 80, qPrintable(line));
    }

private:
    fs::path root() const { return m_home.path().toStdString(); }
    QString path(const QString& name) const { return m_home.filePath(name); }
    ProgramResult succeed(const QStringList& arguments) const
    {
        const ProgramResult result = runNectar(arguments, m_home.filePath(QStringLiteral("xdg")));
        if (result.exitCode != 0)
            QTest::qFail(qPrintable(arguments.join(' ') + ": " + result.err), __FILE__, __LINE__);
        return result;
    }
    static QJsonObject json(const QString& text) { return QJsonDocument::fromJson(text.toUtf8()).object(); }
    QString bankHash(const QString& bank) const
    {
        const QString text = succeed({"inspect", bank}).out;
        return text.mid(text.indexOf(QLatin1String("hash ")), 37);
    }

    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestCliVerbs)
#include "tst_cli_verbs.moc"
