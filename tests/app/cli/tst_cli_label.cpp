// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"
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

/// `nectar label`: masks from clicked points, from the real program.
class TestCliLabel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        makeFolder(root() / "photos");
        for (int i = 0; i < 4; ++i)
            saveImage(root() / "photos" / ("scene_" + std::to_string(i) + ".png"), makeScene(i, {96, 64}).photo);
        writeFile(root() / "points.csv", "picture,x,y,class\n"
                                         "photos/scene_0.png,8,8,sky\n"
                                         "photos/scene_0.png,8,60,grass\n"
                                         "scene_1.png,88,60,grass\n");
    }

    void aFolderOfPicturesBecomesABank()
    {
        const ProgramResult result = label({"--data", path("photos"), "--out", path("labelled")});
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        QCOMPARE(result.out.count('\n'), 4);
        QVERIFY2(result.out.startsWith(path("labelled/masks/scene_0.png\n")), qPrintable(result.out));
        QVERIFY2(result.err.contains("3 clicks; patches are unknown below"), qPrintable(result.err));
        const IndexPng mask = loadIndexPng(root() / "labelled/masks/scene_3.png"); // nobody clicked there
        QCOMPARE((Size{mask.width, mask.height}), (Size{96, 64}));
        QVERIFY(mask.hasPalette);
        QCOMPARE(int(mask.values[96 * 2 + 8]), 1);
        QCOMPARE(int(mask.values[96 * 62 + 8]), 2);

        const ProgramResult built = runNectar(
            {"build", "--data", path("labelled"), "--out", path("clicked.bank"), "--size", "64"}, m_home.path());
        QVERIFY2(built.exitCode == 0, qPrintable(built.err));
        QCOMPARE(built.err.count("Warning"), 1); // and that one is right: nobody clicked what is none of the classes
        QVERIFY2(built.err.contains("no patch of the bank shows: other"), qPrintable(built.err));
        const ProgramResult read = runNectar({"predict", "--bank", path("clicked.bank"), "--image",
                                              path("photos/scene_2.png"), "--out", path("read"), "--keep-self"},
                                             m_home.path());
        QVERIFY2(read.exitCode == 0, qPrintable(read.err));
        const IndexPng labels = loadIndexPng(root() / "read/scene_2_labels.png");
        QCOMPARE(int(labels.values[96 * 2 + 8]), 1);
        QCOMPARE(int(labels.values[96 * 62 + 8]), 2);
    }

    void onlyPicturesWithPointsAreLabelledUnlessOthersAreNamed()
    {
        writeFile(root() / "one.csv", "image,x,y,class\nphotos/scene_1.png,8,8,sky\n");
        const ProgramResult result =
            nectar({"--points", path("one.csv"), "--out", path("one"), "--size", "64", "--threshold", "0.5"});
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        QCOMPARE(result.out, path("one/masks/scene_1.png\n"));
    }

    void clicksInAPictureCountWhereOthersAreLabelled()
    {
        const ProgramResult result =
            label({"--image", path("photos/scene_1.png"), path("photos/scene_3.png"), "--out", path("two")});
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        QCOMPARE(result.out, path("two/masks/scene_1.png\n") + path("two/masks/scene_3.png\n"));
    }

    void threadsDoNotChangeAByte()
    {
        std::string expected;
        for (const char* threads : {"1", "2", "7"}) {
            const QString out = path("threads") + threads;
            const ProgramResult result = label({"--data", path("photos"), "--out", out, "--threads", threads});
            QVERIFY2(result.exitCode == 0, qPrintable(result.err));
            std::string all =
                readFile(out.toStdString() + "/classes.csv") + readFile(out.toStdString() + "/annotations.json");
            for (int i = 0; i < 4; ++i)
                all += readFile(out.toStdString() + "/masks/scene_" + std::to_string(i) + ".png");
            if (expected.empty())
                expected = all;
            QVERIFY(all == expected);
        }
    }

    void jsonSaysWhatWasDone()
    {
        const ProgramResult result =
            label({"--data", path("photos"), "--out", path("json"), "--threshold", "1", "--json"});
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        const QJsonObject report = QJsonDocument::fromJson(result.out.toUtf8()).object();
        QCOMPARE(report["threshold"].toDouble(), 1.0);
        QCOMPARE(report["automatic"].toBool(true), false);
        const QJsonArray classes = report["classes"].toArray();
        QCOMPARE(classes.size(), 3);
        QCOMPARE(classes[2].toObject()["name"].toString(), "grass");
        QCOMPARE(classes[2].toObject()["clicks"].toInt(), 2);
        QCOMPARE(report["pictures"].toArray().size(), 4);
        const QJsonObject last = report["pictures"].toArray()[3].toObject();
        int pixels = last["unknown"].toInt();
        for (const QJsonValue& count : last["pixels"].toObject())
            pixels += count.toInt();
        QCOMPARE(pixels, 96 * 64);
    }

    void aHigherThresholdKnowsLess()
    {
        const auto unknown = [this](const char* threshold) {
            const QString out = path("threshold") + threshold;
            const ProgramResult result =
                label({"--data", path("photos"), "--out", out, "--threshold", threshold, "--json"});
            return QJsonDocument::fromJson(result.out.toUtf8())["pictures"][3]["unknown"].toInt(-1);
        };
        QCOMPARE(unknown("-1"), 0);
        QVERIFY(unknown("0.9999") > 0);
    }

    void resultsAreReplacedOnlyByForce()
    {
        QVERIFY(label({"--data", path("photos"), "--out", path("kept")}).exitCode == 0);
        const ProgramResult refused = label({"--data", path("photos"), "--out", path("kept")});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("--force"), qPrintable(refused.err));
        const ProgramResult forced = label({"--data", path("photos"), "--out", path("kept"), "--force"});
        QVERIFY2(forced.exitCode == 0, qPrintable(forced.err));
    }

    void aBadPictureAmongSeveralIsSkipped()
    {
        writeFile(root() / "words.jpg", "no picture");
        const QStringList flags{"--image", path("words.jpg"), path("photos/scene_0.png"), path("photos/scene_1.png"),
                                "--out",   path("skipped")};
        const ProgramResult result = label(flags);
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        QCOMPARE(result.out, path("skipped/masks/scene_0.png\n") + path("skipped/masks/scene_1.png\n"));
        QVERIFY2(result.err.contains("Skipped") && result.err.contains("words.jpg"), qPrintable(result.err));
        QCOMPARE(label(flags + QStringList{"--force", "--strict"}).exitCode, 3);
    }

    void whatIsWrongIsSaidBeforeAnyWork_data()
    {
        QTest::addColumn<QString>("points");
        QTest::addColumn<QStringList>("flags");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("code");
        const QString header = "picture,x,y,class\n";
        QTest::newRow("a bad line") << header + "photos/scene_0.png,a,1,sky\n"
                                    << QStringList{} << "line 2: x is 'a'" << 4;
        QTest::newRow("a point outside") << header + "photos/scene_0.png,1,1,sky\nphotos/scene_0.png,96,1,sky\n"
                                         << QStringList{} << "line 3: 96,1 in photos/scene_0.png, which is 96x64" << 4;
        QTest::newRow("a picture that is not there") << header + "gone.png,1,1,sky\n"
                                                     << QStringList{} << "line 2: gone.png" << 4;
        for (const char* threshold : {"1.5", "nan", "half", ""})
            QTest::addRow("threshold '%s'", threshold) << header + "photos/scene_0.png,1,1,sky\n"
                                                       << QStringList{"--threshold", threshold} << "--threshold" << 2;
        QTest::newRow("no neighbour") << header + "photos/scene_0.png,1,1,sky\n"
                                      << QStringList{"--k", "0"} << "--k" << 2;
        QTest::newRow("an unknown backbone")
            << header + "photos/scene_0.png,1,1,sky\n"
            << QStringList{"--backbone", "gone.safetensors"} << "gone.safetensors" << 4;
        QTest::newRow("a folder that is not there") << header + "photos/scene_0.png,1,1,sky\n"
                                                    << QStringList{"--data", path("nowhere")} << "nowhere" << 4;
    }
    void whatIsWrongIsSaidBeforeAnyWork()
    {
        QFETCH(QString, points);
        QFETCH(QStringList, flags);
        QFETCH(QString, says);
        QFETCH(int, code);
        writeFile(root() / "wrong.csv", points.toStdString());
        const ProgramResult result =
            nectar(QStringList{"--points", path("wrong.csv"), "--out", path("wrong"), "--size", "64"} + flags);
        QVERIFY2(result.err.contains(says), qPrintable(result.err));
        QCOMPARE(result.exitCode, code);
        QVERIFY(!fs::exists(root() / "wrong"));
    }

    void helpFitsATerminal()
    {
        const QString help = nectar({"--help"}).out;
        QVERIFY(help.contains("--points") && help.contains("--threshold"));
        for (const QString& line : help.split('\n'))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }

private:
    ProgramResult nectar(const QStringList& flags) const
    {
        return runNectar(QStringList{"label"} + flags, m_home.path());
    }
    ProgramResult label(const QStringList& flags) const
    {
        return nectar(QStringList{"--points", path("points.csv"), "--size", "64"} + flags);
    }
    fs::path root() const { return m_home.path().toStdString(); }
    QString path(const char* name) const { return m_home.path() + "/" + name; }
    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestCliLabel)
#include "tst_cli_label.moc"
