// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "tests/app/cli/program.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

using namespace nectar;
namespace fs = std::filesystem;

/// `nectar features --view`: features to look at, from the real program.
class TestCliFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        for (int i = 0; i < 3; ++i)
            saveImage(root() / ("scene_" + std::to_string(i) + ".png"), makeScene(i, {96, 64}).photo);
    }

    void everyViewIsAPictureOfThePicturesSize_data()
    {
        QTest::addColumn<QStringList>("flags");
        QTest::addColumn<QString>("says");
        QTest::newRow("components of the descriptor") << QStringList{"--view", "pca"} << "red";
        QTest::newRow("norm of the descriptor") << QStringList{"--view", "norm"} << "Norm: ";
        const QStringList transformer{"--backbone", weights(), "--view"};
        QTest::newRow("components") << transformer + QStringList{"pca"} << "blue";
        QTest::newRow("norm") << transformer + QStringList{"norm", "--smooth"} << "(light)";
        QTest::newRow("attention") << transformer + QStringList{"attention"} << "Attention: ";
        QTest::newRow("attention of a head") << transformer + QStringList{"attention", "--head", "1"} << "(dark)";
    }
    void everyViewIsAPictureOfThePicturesSize()
    {
        QFETCH(QStringList, flags);
        QFETCH(QString, says);
        const ProgramResult result = nectar(
            QStringList{"--image", path("scene_0.png"), "--size", "64", "--out", path("view.png"), "--force"} + flags);
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        QCOMPARE(result.out, path("view.png") + "\n");
        QVERIFY2(result.err.contains(says), qPrintable(result.err));
        const Image view = loadImage(root() / "view.png", Orientation::AsStored);
        QCOMPARE(view.size(), (Size{96, 64}));
        QVERIFY(coloursOf(view) > 5);
    }

    void aHeadIsNotTheMean()
    {
        const QStringList flags{"--backbone", weights(),           "--view", "attention", "--size", "64",
                                "--image",    path("scene_0.png"), "--force"};
        const auto view = [&](const QStringList& more) {
            succeed(flags + more + QStringList{"--out", path("head.png")});
            return loadImage(root() / "head.png", Orientation::AsStored).rgb;
        };
        const auto mean = view({});
        QVERIFY(view({"--head", "mean"}) == mean);
        const auto head = view({"--head", "0"});
        QVERIFY(head != mean && view({"--head", "1"}) != head);
    }

    void eachSquareIsAPatch()
    {
        succeed({"--image", path("scene_0.png"), "--size", "64", "--view", "pca", "--out", path("squares.png")});
        const Image view = loadImage(root() / "squares.png", Orientation::AsStored);
        for (int y = 0; y < view.height; ++y)
            for (int x = 0; x < view.width; ++x) // 6 x 4 patches of 16 pixels
                QVERIFY(std::equal(view.pixel(x, y), view.pixel(x, y) + 3, view.pixel(x / 16 * 16, y / 16 * 16)));
        succeed(
            {"--image", path("scene_0.png"), "--size", "64", "--view", "pca", "--smooth", "--out", path("smooth.png")});
        QVERIFY(coloursOf(loadImage(root() / "smooth.png", Orientation::AsStored)) > coloursOf(view));
    }

    void severalPicturesShareTheirColours()
    {
        saveImage(root() / "twin.png", makeScene(0, {96, 64}).photo); // the same picture in another file
        succeed({"--view", "pca", "--size", "64", "--image", path("scene_0.png"), path("twin.png"), path("scene_1.png"),
                 "--out", path("shared/colours")}); // a folder that is made
        const auto view = [this](const char* name) {
            return loadImage(root() / "shared/colours" / name, Orientation::AsStored).rgb;
        };
        QVERIFY(view("scene_0_pca.png") == view("twin_pca.png"));
        QVERIFY(view("scene_0_pca.png") != view("scene_1_pca.png"));
        succeed({"--view", "pca", "--size", "64", "--image", path("scene_0.png"), "--out", path("alone.png")});
        QVERIFY(view("scene_0_pca.png") != loadImage(root() / "alone.png", Orientation::AsStored).rgb);
    }

    void aPictureThatIsNamedTwiceCountsOnce()
    {
        const ProgramResult result = succeed({"--view", "norm", "--size", "64", "--image", path("scene_0.png"),
                                              path("./scene_0.png"), "--out", path("once")});
        QCOMPARE(result.out, path("once") + "/scene_0_norm.png\n");
    }

    void picturesOfOneStemKeepTheirViewsApart()
    {
        fs::create_directories(root() / "stems");
        fs::copy_file(root() / "scene_0.png", root() / "stems/scene_1.PNG");
        const QString out = succeed({"--view", "pca", "--size", "64", "--image", path("scene_1.png"),
                                     path("stems/scene_1.PNG"), "--out", path("apart")})
                                .out;
        QCOMPARE(out, path("apart") + "/scene_1.png_pca.png\n" + path("apart") + "/scene_1.PNG_pca.png\n");
        fs::create_directories(root() / "same");
        fs::copy_file(root() / "scene_0.png", root() / "same/scene_1.png");
        const ProgramResult refused = nectar({"--view", "pca", "--size", "64", "--image", path("scene_1.png"),
                                              path("same/scene_1.png"), "--out", path("clash")});
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains("would share the view"), qPrintable(refused.err));
        QVERIFY(!fs::exists(root() / "clash"));
    }

    void aTinyPictureIsShownAsTheBackboneReadIt()
    {
        saveImage(root() / "tiny.png", resizePhoto(makeScene(0, {96, 64}).photo, {6, 4}));
        succeed({"--image", path("tiny.png"), "--size", "64", "--view", "norm", "--out", path("tiny_view.png")});
        QCOMPARE(imageSize(root() / "tiny_view.png"), (Size{96, 64}));
    }

    void aPictureOfOnePatchIsGreyAndSaidToBe()
    {
        const ProgramResult result = succeed({"--image", path("tiny.png"), "--size", "16x16", "--resize", "squash",
                                              "--view", "pca", "--out", path("grey.png")});
        QVERIFY2(result.err.contains("grey"), qPrintable(result.err));
        const Image view = loadImage(root() / "grey.png", Orientation::AsStored);
        QVERIFY(std::ranges::all_of(view.rgb, [](int value) { return value == 128; }));
    }

    void threadsDoNotChangeAPixel()
    {
        std::vector<std::uint8_t> expected;
        for (const char* threads : {"1", "2", "7"}) {
            succeed({"--backbone", weights(), "--view", "pca", "--image", path("scene_0.png"), "--size", "128", "--out",
                     path("threads.png"), "--force", "--threads", threads});
            const auto view = loadImage(root() / "threads.png", Orientation::AsStored).rgb;
            if (expected.empty())
                expected = view;
            QVERIFY(view == expected);
        }
    }

    void numbersAreStillWrittenWithoutAView()
    {
        succeed({"--image", path("scene_0.png"), "--size", "64", "--out", path("numbers.npy")});
        QCOMPARE(readNpy(root() / "numbers.npy").shape, (std::vector<std::int64_t>{4, 6, 75}));
    }

    void aViewNeverReplacesAFileUnasked()
    {
        fs::create_directories(root() / "kept");
        for (const char* name : {"kept/one.png", "kept/scene_1_pca.png"})
            writeFile(root() / name, "precious");
        const QStringList one{
            "--view", "pca", "--size", "64", "--image", path("scene_0.png"), "--out", path("kept/one.png")};
        const QStringList several{
            "--view", "pca",       "--size", "64", "--image", path("scene_0.png"), path("scene_1.png"),
            "--out",  path("kept")};
        for (const QStringList& flags : {one, several}) {
            const ProgramResult refused = nectar(flags);
            QCOMPARE(refused.exitCode, 1);
            QVERIFY2(refused.err.contains("--force"), qPrintable(refused.err));
        }
        QVERIFY(!fs::exists(root() / "kept/scene_0_pca.png")); // seen before the work
        QCOMPARE(readFile(root() / "kept/one.png"), std::string("precious"));
        QCOMPARE(readFile(root() / "kept/scene_1_pca.png"), std::string("precious"));
        succeed(several + QStringList{"--force"});
        QVERIFY(readFile(root() / "kept/scene_1_pca.png") != "precious");
    }

    void forceNeverCostsAPicture()
    {
        fs::copy_file(root() / "scene_0.png", root() / "scene_1_pca.png");
        const std::string before = readFile(root() / "scene_1_pca.png");
        for (const QStringList& flags :
             {QStringList{"--image", path("scene_1_pca.png"), "--out", path("scene_1_pca.png")},
              QStringList{"--image", path("scene_1.png"), path("scene_1_pca.png"), "--out", m_home.path()}}) {
            const ProgramResult result = nectar(flags + QStringList{"--view", "pca", "--size", "64", "--force"});
            QCOMPARE(result.exitCode, 2);
            QVERIFY2(result.err.contains("would be overwritten"), qPrintable(result.err));
        }
        QVERIFY(readFile(root() / "scene_1_pca.png") == before);
        fs::remove(root() / "scene_1_pca.png");
    }

    void aBadPictureAmongSeveralIsSkipped()
    {
        writeFile(root() / "words.jpg", "no picture");
        const QStringList flags{
            "--view", "pca",        "--size", "64", "--image", path("words.jpg"), path("scene_0.png"),
            "--out",  path("some"), "--force"};
        const ProgramResult result = succeed(flags);
        QCOMPARE(result.out, path("some") + "/scene_0_pca.png\n");
        QVERIFY2(result.err.contains("Skipped") && result.err.contains("words.jpg"), qPrintable(result.err));
        QCOMPARE(nectar(flags + QStringList{"--strict"}).exitCode, 3);
        const ProgramResult alone = nectar({"--view", "pca", "--image", path("words.jpg"), "--out", path("words.png")});
        QCOMPARE(alone.exitCode, 4);
        QVERIFY2(alone.err.contains("words.jpg"), qPrintable(alone.err));
        const ProgramResult none =
            nectar({"--view", "pca", "--image", path("words.jpg"), path("gone.png"), "--out", path("nothing")});
        QVERIFY(none.exitCode != 0);
        QVERIFY2(none.err.contains("none of the pictures"), qPrintable(none.err));
        QVERIFY(!fs::exists(root() / "nothing"));
    }

    void wrongUsageEndsWithTwo_data()
    {
        QTest::addColumn<QStringList>("flags");
        QTest::addColumn<QString>("names");
        const QStringList image{"--image", path("scene_0.png"), "--size", "64"};
        const QStringList png{"--out", path("wrong.png")};
        QTest::newRow("an unknown view") << image + png + QStringList{"--view", "tsne"} << "tsne";
        QTest::newRow("attention of the descriptor")
            << image + png + QStringList{"--view", "attention"} << "no meaning for the descriptor";
        const QStringList attention = image + png + QStringList{"--backbone", weights(), "--view", "attention"};
        QTest::newRow("a head that is not there") << attention + QStringList{"--head", "2"} << "heads 0 to 1, or mean";
        for (const char* head : {"-1", "first", "1.5", "99999999999999999999"})
            QTest::addRow("head %s", head) << attention + QStringList{"--head", head} << "--head";
        QTest::newRow("a head of components")
            << image + png + QStringList{"--view", "pca", "--head", "0"} << "needs --view attention";
        QTest::newRow("a head of numbers")
            << image + QStringList{"--out", path("wrong.npy"), "--head", "0"} << "--view";
        QTest::newRow("smooth numbers") << image + QStringList{"--out", path("wrong.npy"), "--smooth"} << "--view";
        QTest::newRow("a view of a tensor")
            << png + QStringList{"--tensor", path("t.npy"), "--view", "pca"} << "needs --image";
        QTest::newRow("a view of nothing") << png + QStringList{"--view", "pca"} << "needs --image";
        QTest::newRow("numbers of several pictures")
            << QStringList{"--image", path("scene_0.png"), path("scene_1.png"), "--out", path("wrong.npy")} << "--view";
        QTest::newRow("several views in a file")
            << png + QStringList{"--view", "pca", "--image", path("scene_0.png"), path("scene_1.png")}
            << "name a folder";
        QTest::newRow("another kind of picture")
            << image + QStringList{"--view", "pca", "--out", path("wrong.jpg")} << "end the name in .png";
        QTest::newRow("a view among numbers")
            << image + QStringList{"--view", "pca", "--out", path("wrong.npy")} << "end the name in .png";
        writeFile(root() / "a_file", "in the way");
        QTest::newRow("a file as the folder")
            << image + QStringList{"--view", "pca", "--out", path("a_file")} << "it is a file";
        QTest::newRow("no place") << image + QStringList{"--view", "pca", "--out", ""} << "--out";
    }
    void wrongUsageEndsWithTwo()
    {
        QFETCH(QStringList, flags);
        QFETCH(QString, names);
        const ProgramResult result = nectar(flags);
        QVERIFY2(result.err.contains(names), qPrintable(result.err));
        QCOMPARE(result.exitCode, 2);
        for (const char* name : {"wrong.png", "wrong.npy", "wrong.jpg"})
            QVERIFY(!fs::exists(root() / name));
    }

    void helpFitsATerminalAndNamesTheViews()
    {
        const QString help = succeed({"--help"}).out;
        for (const QString& line : help.split('\n'))
            QVERIFY2(line.size() <= 80, qPrintable(line));
        for (const char* word : {"pca|norm|attention", "--head", "--smooth"})
            QVERIFY2(help.contains(QLatin1String(word)), qPrintable(help));
    }

private:
    fs::path root() const { return m_home.path().toStdString(); }
    QString path(const QString& name) const { return m_home.filePath(name); }
    static QString weights() { return NECTAR_TEST_DATA "/golden/cases/s1_timm_p16/model.safetensors"; }

    ProgramResult nectar(const QStringList& flags) const
    {
        return runNectar(QStringList{"features"} + flags, m_home.filePath(QStringLiteral("xdg")));
    }
    ProgramResult succeed(const QStringList& flags) const
    {
        const ProgramResult result = nectar(flags);
        if (result.exitCode != 0)
            QTest::qFail(qPrintable(flags.join(' ') + ": " + result.err), __FILE__, __LINE__);
        return result;
    }
    static std::size_t coloursOf(const Image& image)
    {
        std::set<std::tuple<int, int, int>> colours;
        for (std::size_t i = 0; i < image.rgb.size(); i += 3)
            colours.emplace(image.rgb[i], image.rgb[i + 1], image.rgb[i + 2]);
        return colours.size();
    }

    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestCliFeatures)
#include "tst_cli_features.moc"
