// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"
#include "tests/app/cli/program.h"
#include "tests/support/small_dataset.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/close_range.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace nectar;
namespace fs = std::filesystem;

/// What a user can get wrong, given to the real program: each has an exit code and a message that names the thing.
class TestCliFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        writeSmallDataset(root() / "data", 6, 2);
        QCOMPARE(nectar({"build", "--data", path("data"), "--out", path("good.bank"), "--size", "96x64", "--resize",
                         "squash"})
                     .exitCode,
                 0);
    }

    void wrongUsageEndsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names");
        const QStringList eval{"eval", "--bank", path("good.bank"), "--data", path("data")};
        QTest::newRow("no verb") << QStringList{} << "nectar --help";
        QTest::newRow("unknown verb") << QStringList{"biuld"} << "did you mean build?";
        QTest::newRow("unknown flag") << QStringList{"build", "--dta", path("data"), "--out", path("x.bank")}
                                      << "did you mean --data?";
        QTest::newRow("value of a flag that takes none")
            << QStringList{"build", "--data", path("data"), "--out", path("x.bank"), "--json=x"} << "takes no value";
        QTest::newRow("negative seed") << QStringList{"build",        "--data", path("data"), "--out",
                                                      path("x.bank"), "--seed", "-1"}
                                       << "from 0 up";
        QTest::newRow("no pictures at all")
            << QStringList{"build", "--data", path("data"), "--out", path("x.bank"), "--limit", "0"} << "from 1 up";
        QTest::newRow("empty k") << QStringList{"query",   "--bank",     path("good.bank"),
                                                "--image", path("data"), "--patch",
                                                "0,0",     "--k",        ""}
                                 << "neighbours is ''";
        QTest::newRow("no name for the features")
            << QStringList{"features", "--image", path("data/val/images/scene_06.png"), "--out", ""} << "--out";
        QTest::newRow("a device as the bank")
            << QStringList{"features", "--image", path("data/val/images/scene_06.png"), "--out", "/dev/null"}
            << "device";
        QTest::newRow("features over their picture")
            << QStringList{"features", "--image", path("data/val/images/scene_06.png"), "--out",
                           path("data/val/images/scene_06.png")}
            << "would be overwritten";
        QTest::newRow("report over the bank")
            << eval + QStringList{"--split", "val", "--json", path("good.bank")} << "would be overwritten";
        QTest::newRow("ids over the bank") << QStringList{"query",
                                                          "--bank",
                                                          path("good.bank"),
                                                          "--features",
                                                          path("queries.npy"),
                                                          "--out",
                                                          path("good.bank") + "," + path("s.npy")}
                                           << "would be overwritten";
        QTest::newRow("ids and similarities in one file") << QStringList{"query",
                                                                         "--bank",
                                                                         path("good.bank"),
                                                                         "--features",
                                                                         path("queries.npy"),
                                                                         "--out",
                                                                         path("one.npy") + "," + path("one.npy")}
                                                          << "share one file";
        const QStringList predict{
            "predict", "--bank",     path("good.bank"), "--image", path("data/val/images/scene_06.png"),
            "--out",   path("pages")};
        QTest::newRow("a patch without a page") << predict + QStringList{"--patch", "0,0"} << "--export html";
        QTest::newRow("a page of no such patch")
            << predict + QStringList{"--export", "html", "--patch", "0,99"} << "no such patch";
        QTest::newRow("missing flag") << QStringList{"build", "--data", path("data")} << "--out";
        QTest::newRow("k is 0") << eval + QStringList{"--k", "0"} << "neighbours is 0";
        QTest::newRow("k too large") << eval + QStringList{"--k", "257"} << "from 1 to 256";
        QTest::newRow("k in a list") << eval + QStringList{"--k", "5,x"} << "'x'; it must be a whole number";
        QTest::newRow("two presets") << eval + QStringList{"--preset", "sec42", "--preset", "default"} << "once";
        QTest::newRow("an empty place in a list") << eval + QStringList{"--temperature", "0.1,,1"} << "empty place";
        QTest::newRow("k is no number") << eval + QStringList{"--k", "many"} << "--k";
        QTest::newRow("temperature is NaN") << eval + QStringList{"--temperature", "nan"} << "temperature is nan";
        QTest::newRow("temperature is 0") << eval + QStringList{"--temperature", "0"} << "temperature is 0";
        QTest::newRow("one bad in a list") << eval + QStringList{"--temperature", "0.02,-1"} << "temperature is -1";
        QTest::newRow("size") << QStringList{"build", "--data", path("data"), "--out", path("x.bank"), "--size", "12y"}
                              << "640x480";
        QTest::newRow("task") << QStringList{"build",        "--data", path("data"), "--out",
                                             path("x.bank"), "--task", "colour"}
                              << "segmentation";
        QTest::newRow("split") << QStringList{"build",        "--data",  path("data"), "--out",
                                              path("x.bank"), "--split", "trian"}
                               << "trian";
        QTest::newRow("sampling") << QStringList{"build",        "--data",     path("data"), "--out",
                                                 path("x.bank"), "--sampling", "best"}
                                  << "eq5";
        for (const char* fraction : {"2", "nan", "-1", "half"})
            QTest::addRow("valid part %s", fraction)
                << QStringList{"build", "--data", path("data"), "--out", path("x.bank"), "--min-valid", fraction}
                << "from 0 to 1";
        QTest::newRow("no patches") << QStringList{"build",        "--data",   path("data"), "--out",
                                                   path("x.bank"), "--memory", "0"}
                                    << "write all";
        for (const char* flag : {"--data", "--out", "--split", "--recipe", "--backbone", "--task", "--memory"})
            QTest::addRow("empty %s", flag)
                << QStringList{"build", "--data", path("data"), "--out", path("x.bank"), flag, ""} << flag;
        QTest::newRow("query without patch")
            << QStringList{"query", "--bank", path("good.bank"), "--image", path("data")} << "--patch";
        for (const char* copy : {"a/x.png", "b/x.png"}) {
            fs::create_directories((root() / copy).parent_path());
            writeFile(root() / copy, "only its name matters");
        }
        QTest::newRow("two pictures of one name")
            << QStringList{"predict", "--bank", path("good.bank"), "--image", path("a/x.png"), path("b/x.png")}
            << "different folders";
        QTest::newRow("opacity") << QStringList{"predict",   "--bank", path("good.bank"), "--image", path("a"),
                                                "--opacity", "nan"}
                                 << "from 0 to 1";
        QTest::newRow("nothing to write") << QStringList{"predict",
                                                         "--bank",
                                                         path("good.bank"),
                                                         "--image",
                                                         path("data/val/images/scene_06.png"),
                                                         "--task",
                                                         "segmentation",
                                                         "--export",
                                                         "npy"}
                                          << "npy";
        QTest::newRow("statistics over a result") << QStringList{"query",
                                                                 "--bank",
                                                                 path("good.bank"),
                                                                 "--features",
                                                                 path("q.npy"),
                                                                 "--out",
                                                                 path("i.npy") + "," + path("s.npy"),
                                                                 "--stats",
                                                                 path("s.npy")}
                                                  << "share";
        QTest::newRow("augmented depth") << QStringList{"build",        "--data",       path("data"), "--out",
                                                        path("x.bank"), "--aug-epochs", "2"}
                                         << "depth";
    }
    void wrongUsageEndsWithTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, names);
        const ProgramResult result = nectar(arguments);
        QVERIFY2(result.err.contains(names), qPrintable(result.err));
        QCOMPARE(result.exitCode, 2);
    }

    void badUsageTouchesNoFile() const { QCOMPARE(nectar({"inspect", path("good.bank"), "--verify"}).exitCode, 0); }

    void unusableInputEndsWithFourAndNamesTheFile_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names");
        const auto write = [this](const char* name, const std::string& text) { writeFile(root() / name, text); };
        const std::string bank = readFile(root() / "good.bank");
        write("truncated.bank", bank.substr(0, bank.size() / 2));
        std::string flipped = bank;
        flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x10);
        write("flipped.bank", flipped);
        write("text.bank", "hello");
        write("none.jpg", "");
        write("words.jpg", "this is not a picture");
        fs::create_directories(root() / "empty");
        writeUnknownWeights();
        const QString photo = path("data/val/images/scene_06.png");

        const auto predict = [&](const QString& bankFile, const QString& image) {
            return QStringList{"predict", "--bank", bankFile, "--image", image, "--out", path("out")};
        };
        QTest::newRow("missing bank") << predict(path("nope.bank"), photo) << "nope.bank";
        QTest::newRow("truncated bank") << predict(path("truncated.bank"), photo) << "truncated.bank";
        QTest::newRow("bit-flipped bank") << QStringList{"inspect", path("flipped.bank"), "--verify"} << "flipped.bank";
        QTest::newRow("text as bank") << predict(path("text.bank"), photo) << "text.bank";
        QTest::newRow("missing picture") << predict(path("good.bank"), path("nope.jpg")) << "nope.jpg";
        QTest::newRow("empty picture") << predict(path("good.bank"), path("none.jpg")) << "none.jpg";
        QTest::newRow("no picture") << predict(path("good.bank"), path("words.jpg")) << "words.jpg";
        QTest::newRow("missing data") << QStringList{"build", "--data", path("nowhere"), "--out", path("x.bank")}
                                      << "nowhere";
        QTest::newRow("empty data") << QStringList{"build", "--data", path("empty"), "--out", path("x.bank")}
                                    << "empty";
        QTest::newRow("unknown weights") << QStringList{"build",
                                                        "--data",
                                                        path("data"),
                                                        "--out",
                                                        path("x.bank"),
                                                        "--backbone",
                                                        path("unknown.safetensors")}
                                         << "unknown.safetensors";
        QTest::newRow("bank with another backbone")
            << predict(path("good.bank"), photo) + QStringList{"--backbone", path("unknown.safetensors")}
            << "unknown.safetensors";
        fs::create_directories(root() / "hollow");
        QTest::newRow("folder without pictures") << predict(path("good.bank"), path("hollow")) << "hollow";
        QTest::newRow("one of several pictures is missing")
            << QStringList{"predict", "--bank",         path("good.bank"), "--image",
                           photo,     path("gone.jpg"), "--out",           path("out")}
            << "gone.jpg";
        ::mkfifo((root() / "pipe").c_str(), 0600);
        QTest::newRow("pipe as bank") << predict(path("pipe"), photo) << "pipe";
        QTest::newRow("pipe as picture") << predict(path("good.bank"), path("pipe")) << "pipe";
        const QStringList query{"query", "--bank", path("good.bank"), "--out", path("i.npy") + "," + path("s.npy")};
        std::vector<float> numbers(2 * 48);
        numbers[60] = std::nanf("");
        writeNpy(root() / "nan.npy", {2, 48}, std::span<const float>(numbers));
        QTest::newRow("queries that are no numbers") << query + QStringList{"--features", path("nan.npy")} << "nan.npy";
        const std::vector<float> tensor(3 * 16 * 17);
        writeNpy(root() / "odd.npy", {3, 16, 17}, std::span<const float>(tensor));
        QTest::newRow("tensor of a size that no patch divides")
            << QStringList{"features", "--tensor", path("odd.npy"), "--out", path("f.npy")} << "odd.npy";
        QTest::newRow("inspect nothing") << QStringList{"inspect", path("nope")} << "nope";
    }
    void unusableInputEndsWithFourAndNamesTheFile()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, names);
        const ProgramResult result = nectar(arguments);
        QVERIFY2(result.err.contains(names), qPrintable(result.err));
        QCOMPARE(result.exitCode, 4);
        QVERIFY(!fs::exists(root() / "x.bank"));
        QVERIFY(!fs::exists(root() / "x.bank.partial"));
    }

    void aBadPairIsSkippedWithItsReason_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("reason");
        QTest::newRow("truncated photo") << "truncated"
                                         << "scene_01";
        QTest::newRow("mask of another size") << "size"
                                              << "scene_01";
        QTest::newRow("class id above the table") << "id"
                                                  << "scene_01";
    }
    void aBadPairIsSkippedWithItsReason()
    {
        QFETCH(QString, fault);
        QFETCH(QString, reason);
        const fs::path data = root() / fault.toStdString();
        writeSmallDataset(data, 4, 0);
        const ClassTable classes{{{0, "sky", {}}, {1, "grass", {}}, {9, "nine", {}}}, {}};
        const Rgb palette[3] = {};
        if (fault == QLatin1String("truncated")) {
            const fs::path photo = data / "train/images/scene_01.png";
            fs::resize_file(photo, fs::file_size(photo) / 2);
        } else if (fault == QLatin1String("size")) {
            saveLabelPng(data / "train/masks/scene_01.png", LabelMap(50, 40, 0), classes, palette);
        } else {
            saveLabelPng(data / "train/masks/scene_01.png", LabelMap(96, 64, 2), classes, palette);
        }
        const QStringList build{"build",       "--data", path(fault), "--out",  path("of_" + fault + ".bank"),
                                "--size",      "96x64",  "--resize",  "squash", "--task",
                                "segmentation"};
        const ProgramResult result = nectar(build);
        QVERIFY2(result.err.contains("Skipped") && result.err.contains(reason), qPrintable(result.err));
        QVERIFY2(result.err.contains("1 skipped"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(nectar(build + QStringList{"--force", "--strict"}).exitCode, 3);
    }

    void anExistingBankIsNeverOverwrittenUnasked()
    {
        const std::string before = readFile(root() / "good.bank");
        const ProgramResult result = nectar({"build", "--data", path("data"), "--out", path("good.bank")});
        QVERIFY2(result.err.contains("--force"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
        QVERIFY(before == readFile(root() / "good.bank"));
    }

    void resultsNeverReplaceAFileUnasked_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("precious");
        const QString photo = path("own/a.png");
        QTest::newRow("predict over annotations")
            << QStringList{"predict", "--bank", path("good.bank"), "--image", photo, "--out", path("own")}
            << path("own/a_labels.png");
        QTest::newRow("features") << QStringList{"features", "--image",        photo, "--size", "64",
                                                 "--out",    path("own/f.npy")}
                                  << path("own/f.npy");
        QTest::newRow("eval") << QStringList{"eval",       "--bank", path("good.bank"),      "--data",
                                             path("data"), "--json", path("own/report.json")}
                              << path("own/report.json");
        QTest::newRow("query")
            << QStringList{"query",      "--bank",          path("good.bank"),
                           "--features", path("own/q.npy"), "--k",
                           "1",          "--out",           path("own/i.npy") + "," + path("own/s.npy")}
            << path("own/s.npy");
    }
    void resultsNeverReplaceAFileUnasked()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, precious);
        fs::remove_all(root() / "own");
        fs::create_directories(root() / "own");
        fs::copy_file(root() / "data/val/images/scene_06.png", root() / "own/a.png");
        nectar({"features", "--image", path("own/a.png"), "--size", "64", "--out", path("own/q.npy")});
        writeFile(precious.toStdString(), "precious");
        const ProgramResult refused = nectar(arguments);
        QVERIFY2(refused.err.contains(precious) && refused.err.contains("--force"), qPrintable(refused.err));
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(readFile(precious.toStdString()), std::string("precious"));
        const ProgramResult forced = nectar(arguments + QStringList{"--force"});
        QVERIFY2(forced.exitCode == 0, qPrintable(forced.err));
        QVERIFY(readFile(precious.toStdString()) != "precious");
    }

    void forceNeverCostsAnInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("input");
        const QString photo = path("inputs/data/val/images/scene_06.png");
        const QStringList eval{"eval", "--bank", path("good.bank"), "--data", path("inputs/data"), "--force", "--json"};
        QTest::newRow("a class file") << eval + QStringList{path("inputs/data/classes.txt")}
                                      << path("inputs/data/classes.txt");
        QTest::newRow("a mask through a link")
            << eval + QStringList{path("inputs/link.json")} << path("inputs/data/val/masks/scene_06.png");
        QTest::newRow("a picture through a link")
            << QStringList{"predict", "--bank", path("good.bank"), "--image", photo, "--out", path("inputs"), "--force"}
            << photo;
        QTest::newRow("a profile") << QStringList{"features",
                                                  "--image",
                                                  photo,
                                                  "--input-profile",
                                                  path("inputs/p.json"),
                                                  "--out",
                                                  path("inputs/p.json"),
                                                  "--force"}
                                   << path("inputs/p.json");
        QTest::newRow("a config beside weights") << QStringList{"features",
                                                                "--image",
                                                                photo,
                                                                "--backbone",
                                                                path("inputs/weights"),
                                                                "--out",
                                                                path("inputs/weights/config.json"),
                                                                "--force"}
                                                 << path("inputs/weights/config.json");
    }
    void forceNeverCostsAnInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, input);
        fs::remove_all(root() / "inputs");
        writeSmallDataset(root() / "inputs/data", 0, 2, {128, 96});
        fs::rename(root() / "inputs/data/val/images/scene_00.png", root() / "inputs/data/val/images/scene_06.png");
        fs::rename(root() / "inputs/data/val/masks/scene_00.png", root() / "inputs/data/val/masks/scene_06.png");
        fs::create_symlink(root() / "inputs/data/val/masks/scene_06.png", root() / "inputs/link.json");
        fs::create_symlink(root() / "inputs/data/val/images/scene_06.png", root() / "inputs/scene_06_labels.png");
        fs::create_directories(root() / "inputs/weights");
        writeFile(root() / "inputs/weights/config.json", "{}");
        writeFile(root() / "inputs/p.json", "{}");
        const std::string before = readFile(input.toStdString());
        const ProgramResult result = nectar(arguments);
        QVERIFY2(result.err.contains("would be overwritten"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 2);
        QVERIFY(readFile(input.toStdString()) == before);
    }

    void aLinkToNothingIsSeenBeforeTheWork()
    {
        fs::create_symlink(root() / "nowhere.bank", root() / "dangling.bank");
        const QStringList build{"build", "--data", path("data"), "--out", path("dangling.bank"), "--size", "64"};
        const ProgramResult result = nectar(build);
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(!result.err.contains("meanwhile"), qPrintable(result.err));
        QCOMPARE(nectar({"features", "--image", path("data/val/images/scene_06.png"), "--size", "64", "--force",
                         "--out", path("dangling.bank")})
                     .exitCode,
                 0);
        QVERIFY(fs::is_symlink(root() / "dangling.bank") && fs::exists(root() / "nowhere.bank")); // written through
    }

    void predictDoesNotReadItsOwnResults()
    {
        fs::create_directories(root() / "again");
        fs::copy_file(root() / "data/val/images/scene_06.png", root() / "again/a.png");
        writeFile(root() / "again/._a.png", "what another system left");
        const QStringList predict{"predict",     "--bank", path("good.bank"), "--image",
                                  path("again"), "--out",  path("again"),     "--strict"};
        QCOMPARE(nectar(predict).exitCode, 0);
        const ProgramResult second = nectar(predict + QStringList{"--force"});
        QCOMPARE(second.exitCode, 0);
        QCOMPARE(second.out.count('\n'), 5);
        QVERIFY2(second.err.contains("earlier run"), qPrintable(second.err));
    }

    void picturesThatDifferInTheirEndingKeepTheirResultsApart()
    {
        fs::create_directories(root() / "twins");
        fs::copy_file(root() / "data/val/images/scene_06.png", root() / "twins/a.png");
        fs::copy_file(root() / "data/val/images/scene_07.png", root() / "twins/a.bmp.png");
        fs::copy_file(root() / "data/val/images/scene_07.png", root() / "twins/a.PNG");
        const ProgramResult result = nectar({"predict", "--bank", path("good.bank"), "--image", path("twins"),
                                             path("twins/a.png"), "--out", path("apart"), "--export", "index"});
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        QCOMPARE(result.out.count('\n'), 3); // a picture that is named twice is read once
        QVERIFY(fs::exists(root() / "apart/a.png_labels.png") && fs::exists(root() / "apart/a.PNG_labels.png"));
    }

    void aFolderThatGoesAwayEndsTheRun()
    {
        writeSmallDataset(root() / "long", 0, 40, {128, 96});
        QProcess process;
        process.start(QStringLiteral(NECTAR_PROGRAM), {"predict", "--bank", path("good.bank"), "--image",
                                                       path("long/val/images"), "--out", path("gone")});
        QByteArray out;
        QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("scene_02_labels.png"), 30'000);
        fs::rename(root() / "gone", root() / "moved");
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 1);
    }

    void aForeignFileInThePlaceOfTheUnfinishedBankStays()
    {
        writeFile(root() / "mine.bank.partial", "my notes");
        const ProgramResult result =
            nectar({"build", "--data", path("data"), "--out", path("mine.bank"), "--size", "96x64"});
        QVERIFY2(result.err.contains("mine.bank.partial"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(readFile(root() / "mine.bank.partial"), std::string("my notes"));
    }

    void anEditedRecipeIsNotReplaced()
    {
        writeFile(root() / "edited.json", "{}");
        const ProgramResult result = nectar({"inspect", path("data"), "--recipe-out", path("edited.json")});
        QVERIFY2(result.err.contains("edited.json"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(readFile(root() / "edited.json"), std::string("{}"));
    }

    void aClosedErrorStreamWritesIntoNoFile()
    {
        const ProgramResult result =
            nectar({"build", "--data", path("data"), "--out", path("quiet.bank"), "--size", "96x64"},
                   [] { ::close(STDERR_FILENO); });
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(nectar({"inspect", path("quiet.bank"), "--verify"}).exitCode, 0);
    }

    void aFullOutputIsAnError_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("help") << QStringList{"--help"};
        QTest::newRow("version") << QStringList{"--version"};
        QTest::newRow("inspect") << QStringList{"inspect", path("good.bank")};
    }
    void aFullOutputIsAnError()
    {
        QFETCH(QStringList, arguments);
        const ProgramResult result =
            nectar(arguments, [] { ::dup2(::open("/dev/full", O_WRONLY | O_CLOEXEC), STDOUT_FILENO); });
        QVERIFY2(result.err.contains("standard output"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
    }

    void dataWithoutALabelIsNotMeasuredAsPerfect()
    {
        const fs::path data = root() / "unlabelled";
        writeSmallDataset(data, 3, 2);
        for (const char* split : {"train", "val"})
            for (const auto& mask : fs::directory_iterator(data / split / "depth"))
                saveDepthPng(mask.path(), DepthMap(96, 64));
        const ProgramResult build = nectar({"build", "--data", path("unlabelled"), "--out", path("blank.bank"),
                                            "--size", "96x64", "--resize", "squash", "--task", "depth"});
        QVERIFY2(build.err.contains("no patch of the bank has a depth") || build.exitCode != 0, qPrintable(build.err));
        const ProgramResult eval = nectar(
            {"eval", "--bank", path("good.bank"), "--data", path("unlabelled"), "--split", "val", "--task", "depth"});
        QVERIFY2(eval.err.contains("nothing to measure"), qPrintable(eval.err + eval.out));
        QCOMPARE(eval.exitCode, 4);
    }

    void aFileSizeLimitIsAMessageNotACrash()
    {
        const ProgramResult result =
            nectar({"build", "--data", path("data"), "--out", path("limit.bank"), "--size", "96x64"}, [] {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{20'000, 20'000};
                ::setrlimit(RLIMIT_FSIZE, &limit);
            });
        QVERIFY2(result.err.contains("limit.bank"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
        QVERIFY(!fs::exists(root() / "limit.bank"));
    }

    void aFullDiskIsAMessageNotACrash_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString photo = path("data/val/images/scene_06.png");
        QTest::newRow("build") << QStringList{"build",       "--data", path("data"), "--out",
                                              "disk/x.bank", "--size", "96x64"};
        QTest::newRow("predict") << QStringList{"predict", "--bank", path("good.bank"), "--image",
                                                photo,     "--out",  "disk/out"};
        QTest::newRow("demo") << QStringList{"demo", "--out", "disk/town"};
        QTest::newRow("features") << QStringList{"features", "--image", photo, "--out", "disk/f.npy"};
    }
    void aFullDiskIsAMessageNotACrash()
    {
        QFETCH(QStringList, arguments);
        fs::create_directories(root() / "disk");
        arguments.replaceInStrings(QStringLiteral("disk/"), path("disk/"));
        const ProgramResult result = nectar(arguments, onSmallDisk(path("disk").toStdString()));
        if (result.exitCode == kNoMount)
            QSKIP("a small disk cannot be mounted here");
        QVERIFY2(result.err.contains("disk is full") || result.err.contains("disk space"), qPrintable(result.err));
        QVERIFY2(result.err.contains(path("disk")), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
    }

    void aFolderWithoutWritePermissionIsNamed()
    {
        fs::create_directories(root() / "closed");
        fs::permissions(root() / "closed", fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                                               fs::perms::others_exec);
        const ProgramResult result =
            nectar({"build", "--data", path("data"), "--out", path("closed/x.bank")}, withoutOverride());
        QVERIFY2(result.err.contains("closed"), qPrintable(result.err));
        QVERIFY2(result.err.contains("permission"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
    }

    void anUnreadableFileIsNamed()
    {
        fs::copy_file(root() / "good.bank", root() / "secret.bank");
        fs::permissions(root() / "secret.bank", fs::perms::none);
        const ProgramResult result = nectar({"inspect", path("secret.bank")}, withoutOverride());
        QVERIFY2(result.err.contains("secret.bank"), qPrintable(result.err));
        QCOMPARE(result.exitCode, 4);
    }

    void killedBuildsResumeToTheSameBank()
    {
        writeSmallDataset(root() / "many", 60, 0, {256, 192});
        const QStringList build{"build", "--data", path("many"), "--size", "512x384", "--resize", "squash"};
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(nectar(build + QStringList{"--out", path("undisturbed.bank")}).exitCode, 0);
        int milliseconds = static_cast<int>(clock.elapsed());
        const std::string expected = readFile(root() / "undisturbed.bank");
        QRandomGenerator random(7);
        int interrupted = 0;
        for (int i = 0; i < 20; ++i) {
            fs::remove(root() / "killed.bank");
            if (killAfter(build + QStringList{"--out", path("killed.bank"), "--resume"}, random.bounded(milliseconds)))
                ++interrupted;
            else
                milliseconds = std::max(1, milliseconds * 3 / 4); // the first one ran while the machine was busier
            if (fs::exists(root() / "killed.bank")) {             // it was quick enough: then it is the whole bank
                QVERIFY(expected == readFile(root() / "killed.bank"));
                continue;
            }
            const ProgramResult resumed = nectar(build + QStringList{"--out", path("killed.bank"), "--resume"});
            QVERIFY2(resumed.exitCode == 0, qPrintable(resumed.err));
            QVERIFY2(expected == readFile(root() / "killed.bank"), "a resumed bank differs from an undisturbed one");
            QVERIFY(!fs::exists(root() / "killed.bank.partial"));
        }
        QVERIFY2(interrupted > 5, "too few builds were caught running for the test to mean anything");
    }

    void interruptedBuildsEndWith130()
    {
        QProcess process;
        process.start(QStringLiteral(NECTAR_PROGRAM),
                      {"build", "--data", path("many"), "--size", "1024x768", "--resize", "squash", "--out",
                       path("stopped.bank"), "--json-progress"});
        QVERIFY(process.waitForStarted());
        QByteArray said; // the macro asks again after success: what was read must be kept
        QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardError()).contains("\"phase\":\"images\""), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
        QVERIFY2(clock.elapsed() < 3000, "stopping took longer than three times a second");
        QVERIFY(fs::exists(root() / "stopped.bank.partial"));
        QVERIFY(!fs::exists(root() / "stopped.bank"));
    }

    void aLongStepEndsWithinASecondOfASignal_data()
    {
        QTest::addColumn<int>("signals");
        QTest::newRow("one signal") << 1;
        QTest::newRow("two signals") << 2;
    }
    void aLongStepEndsWithinASecondOfASignal()
    {
        QFETCH(int, signals);
        fs::create_directories(root() / "huge");
        QProcess process;
        process.start(QStringLiteral(NECTAR_PROGRAM),
                      {"features", "--image", path("data/val/images/scene_06.png"), "--size", "8192", "--resize",
                       "squash", "--out", path("huge/f.npy")});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardError()).contains("Backbone"), 60'000);
        QTest::qWait(500);
        for (int i = 0; i < signals; ++i)
            ::kill(static_cast<pid_t>(process.processId()), i == 0 ? SIGINT : SIGTERM);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
        QVERIFY2(clock.elapsed() < 3000, "stopping took longer than three times a second");
        QCOMPARE((said += process.readAllStandardError()).count("stopped"), 1);
        QVERIFY(fs::is_empty(root() / "huge"));
    }

    void helpNeedsNeitherHomeNorDisplay()
    {
        for (const QStringList& arguments :
             {QStringList{"--help"}, {"--version"}, {"build", "--help"}, {"eval", "--help"}}) {
            QProcess process;
            process.setProcessEnvironment(QProcessEnvironment());
            process.start(QStringLiteral(NECTAR_PROGRAM), arguments);
            QVERIFY(process.waitForFinished(60'000));
            QCOMPARE(process.exitCode(), 0);
            QVERIFY(!process.readAllStandardOutput().isEmpty());
        }
    }

    void mistakesAreToldInOurWords_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names");
        const QStringList build{"build", "--data", path("data"), "--out", path("x.bank")};
        QTest::newRow("flag without verb") << QStringList{"-x"} << "there is no flag '-x'";
        QTest::newRow("nothing before --") << QStringList{"--", "build"} << "say what to do before '--'";
        QTest::newRow("nearly help") << QStringList{"hel"} << "did you mean help?";
        QTest::newRow("nearly version") << QStringList{"versoin"} << "did you mean version?";
        QTest::newRow("help of two") << QStringList{"help", "build", "extra"}
                                     << "'extra' has no place after 'nectar help build'";
        QTest::newRow("version of what") << QStringList{"version", "extra"} << "'extra' has no place";
        QTest::newRow("twice") << build + QStringList{"--size", "336", "--size", "512"}
                               << "--size is given more than once (336, 512); give it once";
        QTest::newRow("no value") << build + QStringList{"--size"} << "--size has no value; write one after it:";
        QTest::newRow("range") << build + QStringList{"--threads", "a"}
                               << "--threads is 'a'; it must be a whole number from 0 to 1024";
        QTest::newRow("choice") << build + QStringList{"--device", "CUDA"}
                                << "--device is 'CUDA'; it must be one of auto, cpu, cuda";
        QTest::newRow("one word more") << build + QStringList{"x"} << "'x' has no place here; leave it out";
        QTest::newRow("flag missing") << QStringList{"build", "--out", path("x.bank")}
                                      << "--data is missing; give FOLDER";
        QTest::newRow("apart only") << QStringList{"features", "--image", "a", "--tensor", "b", "--out", "c"}
                                    << "--image and --tensor do not go together";
    }
    void mistakesAreToldInOurWords()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, names);
        const ProgramResult result = nectar(arguments);
        QVERIFY2(result.err.contains(names), qPrintable(result.err));
        for (const char* word : {"required but received", "not in ", "argument was not expected", "is required"})
            QVERIFY2(!result.err.contains(QLatin1String(word)), qPrintable(result.err));
        QCOMPARE(result.exitCode, 2);
    }

    void longWordsAreCutInMessages_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString text(5000, QLatin1Char('v'));
        const QStringList build{"build", "--data", path("data"), "--out", path("x.bank")};
        QTest::newRow("verb") << QStringList{text};
        QTest::newRow("flag") << QStringList{"build", "--" + text};
        QTest::newRow("word") << build + QStringList{text};
        for (const char* flag : {"--size", "--device", "--threads", "--seed", "--sampling", "--task"})
            QTest::newRow(flag) << build + QStringList{QLatin1String(flag), text};
    }
    void longWordsAreCutInMessages()
    {
        QFETCH(QStringList, arguments);
        const ProgramResult result = nectar(arguments);
        QVERIFY2(result.err.contains(QLatin1String("vv")) && result.err.contains(QStringLiteral("…")),
                 qPrintable(result.err));
        QVERIFY2(result.err.size() < 400, qPrintable(result.err));
        QCOMPARE(result.exitCode, 2);
    }

    void helpOfHelpIsHelp()
    {
        for (const char* word : {"help", "version"})
            QCOMPARE(nectar({"help", word}).out, nectar({"--help"}).out);
    }

    void whatInspectDoesNotTakeIsToldWhatItTakes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("contents");
        QTest::addColumn<QString>("names");
        const QString neither = QStringLiteral(
            "it is neither a folder of pictures, a bank (*.bank), a project (*.nectar) nor weights (*.safetensors); "
            "name one of these");
        QTest::newRow("class file") << "notes.txt" << QByteArray("0 sky\n1 road\n") << neither;
        QTest::newRow("nothing") << "nothing" << QByteArray() << neither;
        QTest::newRow("JSON") << "some.json" << QByteArray("{}") << neither;
        QTest::newRow("unfinished") << "some.bank.partial" << QByteArray("NECTARP1...")
                                    << "it is an unfinished build; go on with nectar build --resume";
        QTest::newRow("no bank") << "words.bank" << QByteArray("words") << "bank";
    }
    void whatInspectDoesNotTakeIsToldWhatItTakes()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, contents);
        QFETCH(QString, names);
        writeFile(root() / file.toStdString(), contents.toStdString());
        const ProgramResult result = nectar({"inspect", path(file)});
        QVERIFY2(result.err.contains(names) && result.err.contains(path(file)), qPrintable(result.err));
        QVERIFY2(!result.err.contains(QLatin1String("weights:")), qPrintable(result.err));
        QCOMPARE(result.exitCode, 4);
    }

    void aBankIsNoBackbone()
    {
        const ProgramResult result =
            nectar({"build", "--data", path("data"), "--out", path("x.bank"), "--backbone", path("good.bank")});
        QVERIFY2(result.err.contains(QLatin1String("good.bank: it is a bank, not weights")), qPrintable(result.err));
        QCOMPARE(result.exitCode, 4);
    }

    void aClosedOutputIsAnError_data()
    {
        QTest::addColumn<bool>("inputToo");
        QTest::newRow("alone") << false;
        QTest::newRow("with the input") << true;
    }
    void aClosedOutputIsAnError()
    {
        QFETCH(bool, inputToo);
        const ProgramResult result = nectar({"inspect", path("good.bank")}, [inputToo] {
            ::close(STDOUT_FILENO);
            if (inputToo)
                ::close(STDIN_FILENO);
        });
        QVERIFY2(result.err.contains(QLatin1String("standard output: it is closed")), qPrintable(result.err));
        QCOMPARE(result.exitCode, 1);
    }

    void oneFileAtATimeIsEnoughToPredict()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer needs files of its own to look at memory");
#endif
        const ProgramResult result = nectar({"predict", "--bank", path("good.bank"), "--image",
                                             path("data/val/images/scene_06.png"), "--out", path("narrow")},
                                            [] {
                                                ::close_range(3, ~0u, CLOSE_RANGE_CLOEXEC); // what ctest left open
                                                const rlimit limit{4, 4};
                                                ::setrlimit(RLIMIT_NOFILE, &limit);
                                            });
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
    }

private:
    fs::path root() const { return m_home.path().toStdString(); }
    QString path(const QString& name) const { return m_home.filePath(name); }
    ProgramResult nectar(const QStringList& arguments, const std::function<void()>& inChild = {}) const
    {
        return runNectar(arguments, m_home.filePath(QStringLiteral("xdg")), inChild);
    }
    /// Root may read and write anything: the child gives that power up before it starts the program.
    static std::function<void()> withoutOverride()
    {
        return [] {
            ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
            ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
        };
    }
    /// The child mounts a disk of 16 kB on `folder` that only it sees.
    static std::function<void()> onSmallDisk(const std::string& folder)
    {
        return [folder] {
            if ((::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) ||
                ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
                ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=16k") != 0)
                ::_exit(kNoMount);
        };
    }
    /// True if the program was still running when it was killed.
    static bool killAfter(const QStringList& arguments, int milliseconds)
    {
        QProcess process;
        process.start(QStringLiteral(NECTAR_PROGRAM), arguments);
        process.waitForStarted();
        const bool running = !process.waitForFinished(milliseconds);
        if (running) // a finished process has the id 0, and that would be this whole group
            ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        process.waitForFinished();
        return running;
    }
    /// One tensor of no scheme anybody knows.
    void writeUnknownWeights() const
    {
        const std::string header = R"({"mystery.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
        std::uint64_t length = header.size();
        writeFile(root() / "unknown.safetensors",
                  std::string(reinterpret_cast<const char*>(&length), 8) + header + std::string(4, '\0'));
    }

    static constexpr int kNoMount = 77;
    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestCliFaults)
#include "tst_cli_faults.moc"
