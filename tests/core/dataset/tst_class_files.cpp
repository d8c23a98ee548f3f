// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/dataset.h"
#include "core/dataset/detect.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nectar;
namespace fs = std::filesystem;

namespace {

std::string textOf(const std::optional<Rgb>& rgb)
{
    return rgb ? std::to_string(rgb->r) + "," + std::to_string(rgb->g) + "," + std::to_string(rgb->b) : "-";
}

/// "0 sky 0,0,255; 1 road -; ignored 255": a whole table in one line.
QByteArray summary(const ClassTable& table)
{
    std::string text;
    for (const ClassEntry& entry : table.classes)
        text += std::to_string(entry.rawId) + " " + entry.name + " " + textOf(entry.colour) + "; ";
    for (const int id : table.ignoredIds)
        text += "ignored " + std::to_string(id) + "; ";
    for (const Rgb& rgb : table.ignoredColours)
        text += "ignored " + textOf(rgb) + "; ";
    return QByteArray::fromStdString(text.substr(0, text.empty() ? 0 : text.size() - 2));
}

} // namespace

/// Every form of file that names or colours the classes of a folder, and how they go together.
class TestClassFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void everyFormIsRead_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("classes");
        const auto row = [](const char* name, const char* file, const QByteArray& text, const QByteArray& classes) {
            QTest::newRow(name) << QByteArray(file) << text << classes;
        };
        row("lines: id,name", "classes.txt", "0,sky\n7, sea shore\n", "0 sky -; 7 sea shore -");
        row("lines: id;name", "classes.txt", "0;sky\n2 ; road, wet\n", "0 sky -; 2 road, wet -");
        row("lines: a comma in a name", "classes.txt", "wall, building\nsky\n", "0 wall, building -; 1 sky -");
        row("lines: id: name", "labels.txt", "3: sky\n", "3 sky -");

        row("palette: r g b", "palette.txt", "1 2 3\n4 5 6\n", "0 class 0 1,2,3; 1 class 1 4,5,6");
        row("palette: r g b name", "palette.txt",
            "# CamVid\n64 128 64\tAnimal\n192 0 128\t\tArch\n0 0 0 Traffic sign\n",
            "0 Animal 64,128,64; 1 Arch 192,0,128; 2 Traffic sign 0,0,0");
        row("palette: id r g b", "palette.txt", "3 1 2 3\n1 4 5 6\n", "3 class 3 1,2,3; 1 class 1 4,5,6");
        row("palette: id r g b name", "colormap.txt", "5;1;2;3;sea; shore\n255;0;0;0;void\n",
            "5 sea; shore 1,2,3; ignored 255; ignored 0,0,0");
        row("palette: name r g b", "label_colors.txt", "sea shore, 1, 2, 3\nclass 2 4 5 6\n",
            "0 sea shore 1,2,3; 1 class 2 4,5,6");
        row("palette: id name r g b", "palette.txt", "4 sea shore 1 2 3\r\n2 3d printer 4 5 6\r\n",
            "4 sea shore 1,2,3; 2 3d printer 4,5,6");
        row("palette: ignored", "palette.txt", "0 0 0 rest (ignore)\n1 2 3 sky\n",
            "1 sky 1,2,3; ignored 0; ignored 0,0,0");
        row("palette: void is a class at other ids", "palette.txt", "0 0 0 Void\n1 2 3 sky\n",
            "0 Void 0,0,0; 1 sky 1,2,3");
        row("palette: opaque RGBA", "palette.txt", "0 0 0 255\n0 128 0 255\n", "0 class 0 0,0,0; 1 class 1 0,128,0");
        row("palette: RGBA, the first clear", "palette.txt", "0 0 0 0\n0 128 0 255\n",
            "0 class 0 0,0,0; 1 class 1 0,128,0");
        row("palette: distinct first numbers are ids", "palette.txt", "0 0 0 255\n1 128 0 255\n",
            "0 class 0 0,0,255; 1 class 1 128,0,255");

        row("JSON: id to name", "id2label.json", R"({"10":"c", "2":"b", "0":"a"})", "0 a -; 2 b -; 10 c -");
        row("JSON: name to id", "classes.json", R"({"sky":1, "trees":0, "void":255})",
            "0 trees -; 1 sky -; ignored 255");
        row("JSON: names", "labels.json", R"j(["sky", "rest (ignore)", "Stra\u00dfe"])j",
            "0 sky -; 2 Straße -; ignored 1");
        row("JSON: objects", "class_names.json",
            R"([{"id":7,"trainId":0,"name":"sky","color":[1,2,3]},{"id":4,"label":"road","colour":[4,5,6]},
                {"id":9,"name":"car","color":null}])",
            "7 sky 1,2,3; 4 road 4,5,6; 9 car -");
        row("JSON: objects without ids", "labels.json", R"([{"name":"sky","trainId":9},{"name":"road"}])",
            "0 sky -; 1 road -");
        row("JSON: a label that is a number", "labels.json", R"([{"name":"sky","label":4}])", "4 sky -");
        row("JSON: classes", "label_map.json", R"({"classes":["sky","road"],"task":"x"})", "0 sky -; 1 road -");
        row("JSON: labels", "labels.json", R"({"labels":{"sky":3}})", "3 sky -");
        row("JSON: categories", "labels.json",
            R"({"images":[{"id":1,"id2":[[[1]]]}],"categories":[{"id":1,"name":"sky","supercategory":"x"}]})",
            "1 sky -");
        row("JSON: id2label", "id2label.json", R"({"model":"x","id2label":{"0":"sky"},"label2id":{"sky":0}})",
            "0 sky -");
        row("JSON: a class called labels", "classes.json", R"({"labels":0,"sky":1})", "0 labels -; 1 sky -");
        row("JSON: byte order mark", "classes.json", "\xEF\xBB\xBF[\"sky\"]", "0 sky -");

        row("CSV: titles in any order", "classes.csv", "Blue,GREEN,red,class_id,Class\n3,2,1,7,sky\n6,5,4,3,road\n",
            "7 sky 1,2,3; 3 road 4,5,6");
        row("CSV: other columns", "labels.csv", "label,kind,value\nsky,stuff,4\n", "4 sky -");
        row("CSV: semicolons", "classes.csv", "id;name;r;g;b\n0;\"sky, blue; or \"\"not\"\"\";1;2;3\n",
            "0 sky, blue; or \"not\" 1,2,3");
        row("CSV: two columns", "class_names.csv", "4,sky\n2,road\n", "4 sky -; 2 road -");
        row("CSV: four columns", "a_class_dict.csv", "sky,1,2,3\nroad,4,5,6\n", "0 sky 1,2,3; 1 road 4,5,6");
        row("CSV: five columns", "classes.csv", "9,sky,1,2,3\n", "9 sky 1,2,3");
        row("CSV: one column", "classes.csv", "name\nsky\nroad\n", "0 sky -; 1 road -");
        row("CSV: one column without title", "classes.csv", "sky\nroad\n", "0 sky -; 1 road -");
        row("CSV: titles in another language", "class_dict.csv", "Klasse,Rot,Blatt,Blau\nHimmel,1,2,3\n",
            "0 Himmel 1,2,3");
        row("CSV: blank lines of a spreadsheet", "classes.csv", "id,name\n0,sky\n,\n", "0 sky -");
        row("CSV: a class without colour", "class_dict.csv", "name,r,g,b\nsky,,,\nroad,4,5,6\n",
            "0 sky -; 1 road 4,5,6");
        row("CSV: Latin-1", "classes.csv",
            "id,name\n0,Stra\xDF"
            "e\n1,B\xE4ume\n",
            "0 Straße -; 1 Bäume -");
        row("CSV: ignored", "classes.csv", "0,sky\n1,rest (ignore)\n255,Unlabelled\n",
            "0 sky -; ignored 1; ignored 255");

        row("CVAT", "labelmap.txt", "# label:color_rgb:parts:actions\nsky:1,2,3::\n", "0 sky 1,2,3");
    }
    void everyFormIsRead()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, classes);
        write(file, text);
        QCOMPARE(summary(read().table), classes);
        QCOMPARE(read().file.filename().string(), file.toStdString());
    }

    void foldersAreNoFiles()
    {
        for (const char* name : {"palette.txt", "classes.json", "classes.csv", "label_colors.txt"})
            makeFolder(root() / name);
        QVERIFY(!readClassFile(root()).has_value());
    }

    void namesComeFromTheFirstForm()
    {
        // each comes before those that were written so far
        const std::vector<std::pair<QByteArray, QByteArray>> files = {
            {"palette.txt", "1 2 3 p\n"},    {"class_names.csv", "0,v\n"},
            {"classes.csv", "0,c\n"},        {"label_map.json", "[\"m\"]"},
            {"classes.json", "[\"j\"]"},     {"x_class_dict.csv", "name,r,g,b\nd,4,5,6\n"},
            {"labelmap.txt", "l:7,8,9::\n"}, {"class_names.txt", "n\n"},
            {"classes.txt", "t\n"},
        };
        for (const auto& [file, text] : files) {
            write(file, text);
            QCOMPARE(read().file.filename().string(), file.toStdString());
        }
    }

    void coloursJoinNames_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("colours");
        QTest::addColumn<QByteArray>("classes");
        const QByteArray names = "0 sky\n1 road\n";
        QTest::newRow("by name") << names << QByteArray("palette.txt") << QByteArray("1 2 3 road\n4 5 6 sky\n")
                                 << QByteArray("0 sky 4,5,6; 1 road 1,2,3");
        QTest::newRow("by id without names")
            << names << QByteArray("palette.txt") << QByteArray("1 2 3\n4 5 6\n7 8 9\n")
            << QByteArray("0 sky 1,2,3; 1 road 4,5,6");
        QTest::newRow("by id where the name is another")
            << names << QByteArray("palette.txt") << QByteArray("0 1 2 3 Sky\n1 4 5 6 road\n")
            << QByteArray("0 sky 1,2,3; 1 road 4,5,6");
        QTest::newRow("never another name's")
            << names << QByteArray("palette.txt") << QByteArray("0 1 2 3 road\n1 4 5 6 car\n")
            << QByteArray("0 sky -; 1 road 1,2,3");
        QTest::newRow("names that look made up")
            << QByteArray("class 1\nclass 2\n") << QByteArray("palette.txt") << QByteArray("1 2 3\n4 5 6\n")
            << QByteArray("0 class 1 1,2,3; 1 class 2 4,5,6");
        QTest::newRow("ignored id") << QByteArray("0 sky\n255 void\n") << QByteArray("palette.txt")
                                    << QByteArray("0 1 2 3\n255 9 9 9\n")
                                    << QByteArray("0 sky 1,2,3; ignored 255; ignored 9,9,9");
        QTest::newRow("ignored name") << names << QByteArray("palette.txt")
                                      << QByteArray("1 2 3 sky\n4 5 6 road\n9 9 9 rest (ignore)\n")
                                      << QByteArray("0 sky 1,2,3; 1 road 4,5,6; ignored 9,9,9");
        QTest::newRow("class_dict") << names << QByteArray("class_dict.csv")
                                    << QByteArray("name,r,g,b\nroad,1,2,3\nsky,4,5,6\n")
                                    << QByteArray("0 sky 4,5,6; 1 road 1,2,3");
        QTest::newRow("CSV") << names << QByteArray("labels.csv") << QByteArray("name;b;g;r\nroad;3;2;1\n")
                             << QByteArray("0 sky -; 1 road 1,2,3");
        QTest::newRow("JSON") << names << QByteArray("classes.json")
                              << QByteArray(R"([{"id":1,"name":"street","color":[1,2,3]}])")
                              << QByteArray("0 sky -; 1 road 1,2,3");
        QTest::newRow("CVAT") << names << QByteArray("labelmap.txt") << QByteArray("sky:1,2,3::\nroad:4,5,6::\n")
                              << QByteArray("0 sky 1,2,3; 1 road 4,5,6");
        QTest::newRow("names only") << names << QByteArray("labels.json") << QByteArray(R"(["a","b"])")
                                    << QByteArray("0 sky -; 1 road -");
    }
    void coloursJoinNames()
    {
        QFETCH(QByteArray, names);
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, colours);
        QFETCH(QByteArray, classes);
        write("classes.txt", names);
        write(file, colours);
        QCOMPARE(summary(read().table), classes);
        QCOMPARE(read().file.filename().string(), std::string("classes.txt"));
    }

    void aFileWithoutNamesWaitsForOneWithNames()
    {
        write("palette.txt", "1 2 3\n4 5 6\n");
        write("label_colors.txt", "7 8 9 sky\n");
        QCOMPARE(summary(read().table), QByteArray("0 sky 7,8,9"));
        write("classes.csv", "1,road\n");
        QCOMPARE(summary(read().table), QByteArray("1 road 4,5,6"));
    }

    void jsonNamesTakeAPalettesColours()
    {
        write("id2label.json", R"({"1":"sky","0":"road"})");
        write("palette.txt", "1 2 3\n4 5 6\n");
        QCOMPARE(summary(read().table), QByteArray("0 road 1,2,3; 1 sky 4,5,6"));
    }

    void aWrongColourTableBesideNamesIsRefused()
    {
        write("classes.txt", "sky\n");
        write("palette.txt", "1 2 300 sky\n");
        QVERIFY(readRefusal().contains("palette.txt: line 1: '300' is no part of a colour"));
    }

    void annotationsCalledLabelsDoNotStopNamedClasses()
    {
        write("classes.txt", "sky\n");
        write("labels.json", R"({"a.jpg":{"boxes":[[1,2,3,4]]}})");
        const NamedClasses named = read();
        QCOMPARE(summary(named.table), QByteArray("0 sky -"));
        QVERIFY(named.notes.front().starts_with("labels.json gives no colours: "));
    }

    void annotationsCalledLabelsArePassedOver_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("JSON") << QByteArray("labels.json") << QByteArray(R"({"a.jpg":{"boxes":[[1,2,3,4]]}})");
        QTest::newRow("CSV") << QByteArray("labels.csv") << QByteArray("a.jpg,4,car\n");
        QTest::newRow("empty") << QByteArray("labels.csv") << QByteArray();
        QTest::newRow("whole pictures") << QByteArray("labels.json") << QByteArray(R"({"a.jpg":0,"b.jpg":1})");
    }
    void annotationsCalledLabelsArePassedOver()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        write(file, text);
        std::vector<std::string> passedOver;
        QVERIFY(!readClassFile(root(), &passedOver));
        QCOMPARE(passedOver.size(), std::size_t(1));
        QVERIFY(passedOver[0].starts_with(file.toStdString() + " names no classes: "));
        write("palette.txt", "1 2 3 sky\n");
        QCOMPARE(summary(read().table), QByteArray("0 sky 1,2,3"));
    }

    void camVidsOwnColoursNameNotTheMergedClasses()
    {
        for (const char* folder : {"train", "trainannot"})
            makeFolder(root() / folder);
        write("label_colors.txt", "64 128 64\tAnimal\n192 0 128\tArchway\n");
        QCOMPARE(detectDataset(root(), {}).recipe.classes.count(), 11);
        write("classes.txt", "Sky\nGround\n");
        QCOMPARE(detectDataset(root(), {}).recipe.classes.count(), 2);
    }

    void classesOfOneColourAreAWarning()
    {
        writePictureWithMask({1, 2, 3, 4, 5, 6, 1, 2, 3});
        write("palette.txt", "1 2 3 sky\n4 5 6 road\n1 2 3 sea\n");
        QCOMPARE(detectDataset(root(), {}).warnings,
                 std::vector<std::string>{"'sky' and 'sea' have the same colour 1,2,3: masks are read as 'sea'"});
    }

    void colourCodedMasksFollowAPalette()
    {
        writePictureWithMask({255, 0, 0, 0, 0, 255, 9, 9, 9});
        write("palette.txt", "0 0 255\tsky\n255 0 0\troad\n9 9 9\trest (ignore)\n");
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(detection.recipe.encoding, MaskEncoding::Colour);
        QVERIFY(detection.warnings.empty());
        QCOMPARE(labelsOf(detection), (std::vector<std::uint16_t>{1, 0, kVoid}));
    }

    void coloursWithoutNamesServeColourCodedMasks()
    {
        writePictureWithMask({1, 2, 3, 4, 5, 6, 1, 2, 3});
        write("palette.txt", "1 2 3\n4 5 6\n");
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(summary(detection.recipe.classes), QByteArray("0 class 0 1,2,3; 1 class 1 4,5,6"));
        QVERIFY(std::ranges::count(detection.notes, "2 colours without names in palette.txt") == 1);
        QCOMPARE(labelsOf(detection), (std::vector<std::uint16_t>{0, 1, 0}));
    }

    void classesThatNoColourMeansAreAWarning()
    {
        writePictureWithMask({1, 2, 3, 1, 2, 3, 1, 2, 3});
        write("classes.txt", "sky\nroad\n");
        write("palette.txt", "1 2 3 sky\n");
        QCOMPARE(detectDataset(root(), {}).warnings,
                 std::vector<std::string>{"no file says which colour these classes have in the masks: road"});
    }

    void indexMasksTakeOnlyTheColoursOfTheirIds()
    {
        makeFolder(root() / "images");
        makeFolder(root() / "masks");
        saveImage(root() / "images/a.png", Image(2, 1));
        LabelMap labels(2, 1, 0);
        labels.ids[1] = 1;
        saveLabelPng(root() / "masks/a.png", labels, {{{0, "a", {}}, {2, "b", {}}}, {}}, std::vector<Rgb>(2));
        write("palette.txt", "1 1 1\n2 2 2\n3 3 3\n4 4 4\n");
        QCOMPARE(summary(detectDataset(root(), {}).recipe.classes), QByteArray("0 class 0 1,1,1; 2 class 2 3,3,3"));
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    void write(const QByteArray& file, const QByteArray& text) const
    {
        writeFile(root() / file.toStdString(), text.toStdString());
    }
    NamedClasses read() const { return readClassFile(root()).value(); }
    QByteArray readRefusal() const
    {
        try {
            read();
        } catch (const Error& error) {
            return error.code() == ErrorCode::BadFormat ? error.what() : "another code";
        }
        return "accepted";
    }
    /// A picture of three pixels and its mask of these colours.
    void writePictureWithMask(const std::vector<std::uint8_t>& rgb) const
    {
        makeFolder(root() / "images");
        makeFolder(root() / "masks");
        saveImage(root() / "images/a.png", Image(3, 1));
        Image mask(3, 1);
        std::ranges::copy(rgb, mask.rgb.begin());
        saveImage(root() / "masks/a.png", mask);
    }
    static std::vector<std::uint16_t> labelsOf(const Detection& detection)
    {
        const Dataset dataset = openDataset(detection.recipe, {});
        return loadSample(dataset, dataset.samples("all")[0]).labels.value().ids;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestClassFiles)
#include "tst_class_files.moc"
