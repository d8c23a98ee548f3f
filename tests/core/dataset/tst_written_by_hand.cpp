// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/detect.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// Files that people write beside their pictures, class names and recipes, with the mistakes that people make.
class TestWrittenByHand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void impossibleClassIdsNameFileLineAndReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("negative") << QByteArray("0 sky\n\n-1 plate\n") << QByteArray("line 3: the id -1 is negative");
        QTest::newRow("above") << QByteArray("# ids\n65535 sky\n") << QByteArray("line 2: the id 65535 is too large");
        QTest::newRow("no integer") << QByteArray("99999999999999999999 big\n")
                                    << QByteArray("line 1: the id 99999999999999999999 is too large");
        QTest::newRow("long") << QByteArray("99999999999 big\n")
                              << QByteArray("line 1: the id 99999999999 is too large");
        QTest::newRow("ignored") << QByteArray("0 sky\n70000 rest (ignore)\n") << QByteArray("line 2: the id 70000");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEs\0k\0y\0", 8) << QByteArray("save it as UTF-8");
    }
    void impossibleClassIdsNameFileLineAndReason()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, names);
        const QByteArray why = classFileRefusal(text.toStdString());
        QVERIFY2(why.contains(names) && why.contains("classes.txt"), why.constData());
    }

    void repeatedOrMisspeltClassesNameBothLines_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("id") << QByteArray("0 sky\n3 road\n3 again\n")
                            << QByteArray("line 3: the id 3 of 'again' is that of 'road' in line 2 already");
        QTest::newRow("id by position") << QByteArray("1 sky\nroad\n")
                                        << QByteArray("line 2: the id 1 of 'road' is that of 'sky' in line 1");
        QTest::newRow("ignored id") << QByteArray("0 sky\n0 rest (ignore)\n") << QByteArray("line 2: the id 0");
        QTest::newRow("name") << QByteArray("0 sky\n1 sky\n")
                              << QByteArray("line 2: the name 'sky' of the id 1 is that of a class in line 1 already");
        QTest::newRow("no name") << QByteArray("0 sky\n1:\n") << QByteArray("line 2: the class with id 1 has no name");
        for (const char* id : {"1.5", "1,5", "0x10", "+3", "1e3", "3."})
            QTest::newRow(id) << QByteArray(id) + " bad\n0 sky\n"
                              << QByteArray("line 1: '") + id +
                                     "' is no whole number; write the id as a whole number, "
                                     "or put the name first";
        QTest::newRow("long name") << QByteArray("sky\n") + QByteArray(5'000'000, 'x')
                                   << QByteArray("line 2: the name '") + QByteArray(80, 'x') +
                                          "…' has 5000000 bytes; shorten it";
        QTest::newRow("long id") << QByteArray(1000, '9') + " x\n" << QByteArray(80, '9') + "… is too large";
        QTest::newRow("no class") << QByteArray("# nothing\n\n") << QByteArray("there is no class in it");
    }
    void repeatedOrMisspeltClassesNameBothLines()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, names);
        const QByteArray why = classFileRefusal(text.toStdString());
        QVERIFY2(why.contains(names) && why.contains("classes.txt"), why.constData());
    }

    void severalValuesMayBeIgnoredOrOneTwice()
    {
        QCOMPARE(classesOf("0 sky\n254 a (ignore)\n254 b (ignore)\n").count(), 1);
    }

    void theLastIdsAreAccepted()
    {
        const ClassTable table = classesOf("65534 sky\n65535 rest (ignore)\n");
        QCOMPARE(table.classes.front().rawId, 65534);
        QCOMPARE(table.ignoredIds, std::vector<int>{65535});
    }

    void numbersWithinNamesStayNames()
    {
        const ClassTable table = classesOf("7up can\n2nd floor\n3d printer\n1-2 storeys\n");
        QCOMPARE(table.count(), 4);
        QCOMPARE(table.classes[0].name, std::string("7up can"));
        QCOMPARE(table.classes[1].rawId, 1);
    }

    void moreClassesThanAMatrixHoldsAreRefused()
    {
        std::string text;
        for (int i = 0; i < kMostClasses; ++i)
            text += "c" + std::to_string(i) + "\n";
        QCOMPARE(classesOf(text).count(), kMostClasses);
        const QByteArray why = classFileRefusal(text + "one more\n");
        QVERIFY2(why.contains("line 4097: there are more than 4096 classes"), why.constData());
    }

    void latin1BecomesUtf8()
    {
        QCOMPARE(classesOf("Stra\xDF"
                           "e\nB\xE4ume\n")
                     .classes[0]
                     .name,
                 std::string("Straße"));
        QCOMPARE(classesOf("Straße\n木\n").classes[1].name, std::string("木"));
        QCOMPARE(classesOf("\xEF\xBB\xBFsky\n").classes[0].name, std::string("sky")); // a byte order mark
        QCOMPARE(classesOf("\xC0\xAFx\n").classes[0].name, std::string("À¯x"));       // overlong: no UTF-8
    }

    void aFolderIsNoColourFile()
    {
        makeFolder(root() / "a_class_dict.csv");
        QVERIFY(!readClassFile(root()).has_value());
        writeFile(root() / "z_class_dict.csv", "name,r,g,b\nred,255,0,0\n");
        QCOMPARE(readClassFile(root())->file.filename().string(), std::string("z_class_dict.csv"));
    }

    void masksThatNumberObjectsAreNoClassMaps()
    {
        makeFolder(root() / "images");
        makeFolder(root() / "masks");
        constexpr int kWidth = 5000;
        saveImage(root() / "images/a.png", Image(kWidth, 1));
        ClassTable classes;
        LabelMap labels(kWidth, 1);
        for (int i = 0; i < kWidth; ++i) {
            classes.classes.push_back({i, "x", {}});
            labels.ids[static_cast<std::size_t>(i)] = static_cast<std::uint16_t>(i);
        }
        saveLabelPng(root() / "masks/a.png", labels, classes, std::vector<Rgb>(kWidth));
        const QByteArray why = detectionRefusal();
        QVERIFY2(why.contains("more than 4096 classes"), why.constData());
    }

    void wrongRecipesNameFileAndReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("no JSON") << QByteArray("{\n  \"splits\": }\n")
                                 << QByteArray("line 2, column 13: it is no valid JSON");
        QTest::newRow("number too large")
            << QByteArray("{\"depthScale\":1e999}") << QByteArray("a number is too large");
        QTest::newRow("splits") << QByteArray("{\"splits\":5}") << QByteArray("splits must be a JSON object");
        QTest::newRow("classes") << QByteArray("{\"classes\":{}}")
                                 << QByteArray("classes of the recipe must be a list");
        QTest::newRow("id") << QByteArray("{\"classes\":[{\"id\":-1}]}")
                            << QByteArray("id of a class must be a whole number");
        QTest::newRow("large id") << QByteArray("{\"classes\":[{\"id\":99999999999}]}")
                                  << QByteArray("from 0 to 65534");
        QTest::newRow("fraction") << QByteArray("{\"classes\":[{\"id\":1.5}]}") << QByteArray("whole number");
        QTest::newRow("colour") << QByteArray("{\"classes\":[{\"colour\":[300,0,0]}]}") << QByteArray("from 0 to 255");
        QTest::newRow("no id") << QByteArray("{\"classes\":[{\"name\":\"sky\"}]}")
                               << QByteArray("the class 'sky' has no id");
        QTest::newRow("no name") << QByteArray("{\"classes\":[{\"id\":3,\"name\":\"\"}]}")
                                 << QByteArray("the class with id 3 has no name");
        QTest::newRow("same id") << QByteArray(R"({"classes":[{"id":3,"name":"sky"},{"id":3,"name":"road"}]})")
                                 << QByteArray("the classes 'sky' and 'road' have the same id 3");
        QTest::newRow("same name") << QByteArray(R"({"classes":[{"id":3,"name":"sky"},{"id":4,"name":"sky"}]})")
                                   << QByteArray("the classes with ids 3 and 4 have the same name 'sky'");
        QTest::newRow("ignored") << QByteArray("{\"ignored\":[70000]}") << QByteArray("from 0 to 65535");
    }
    void wrongRecipesNameFileAndReason()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, names);
        writeFile(root() / "nectar-recipe.json", text.toStdString());
        const QByteArray why = detectionRefusal();
        QVERIFY2(why.contains(names) && why.contains("/nectar-recipe.json: ") && why.contains("correct the recipe"),
                 why.constData());
        QVERIFY2(!why.contains("json.exception"), why.constData());
    }

    void aFolderWithoutSubfoldersSaysWhichIsNeeded()
    {
        saveImage(root() / "a.png", Image(2, 1));
        const QByteArray why = detectionRefusal();
        QVERIFY2(why.contains("it has no subfolders; name the folder above it that holds images/ and masks/"),
                 why.constData());
    }

    void twoSuffixesAreTwoWords()
    {
        saveImage(root() / "a.jpg", Image(2, 1));
        ClassTable classes{{{0, "x", {}}}, {}};
        saveLabelPng(root() / "a_labels.png", LabelMap(2, 1, 0), classes, std::vector<Rgb>(1));
        saveDepthPng(root() / "a_depth.png", DepthMap(2, 1, 1.f));
        const Detection detection = detectDataset(root(), {});
        QVERIFY2(detection.notes.front().ends_with("told apart by _labels.png and _depth.png"),
                 detection.notes.front().c_str());
    }

    void sequencesMayHaveAnyNumberOfDigits()
    {
        for (const char* sequence : {"seq-01", "seq-00000000000000000000000002", "seq-x"}) {
            makeFolder(root() / sequence);
            saveImage(root() / sequence / "frame-0.color.png", Image(2, 1));
            saveDepthPng(root() / sequence / "frame-0.depth.png", DepthMap(2, 1, 1.f));
        }
        writeFile(root() / "TrainSplit.txt", "sequence1\nsequence99999999999999999999\n");
        writeFile(root() / "TestSplit.txt", "sequence2\n");
        const Recipe recipe = detectDataset(root(), {}).recipe;
        QCOMPARE(recipe.splits.at("train").images, std::string("seq-01"));
        QCOMPARE(recipe.splits.at("test").images, std::string("seq-00000000000000000000000002"));
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    ClassTable classesOf(const std::string& text) const
    {
        writeFile(root() / "classes.txt", text);
        return readClassFile(root()).value().table;
    }
    QByteArray classFileRefusal(const std::string& text) const
    {
        try {
            classesOf(text);
        } catch (const Error& error) {
            return error.code() == ErrorCode::BadFormat ? error.what() : "another code";
        }
        return "accepted";
    }
    QByteArray detectionRefusal() const
    {
        try {
            detectDataset(root(), {});
        } catch (const Error& error) {
            return error.what();
        }
        return "accepted";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestWrittenByHand)
#include "tst_written_by_hand.moc"
