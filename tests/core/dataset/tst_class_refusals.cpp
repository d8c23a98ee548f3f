// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/detect.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// Mistakes in files that name or colour classes: each is refused with its file, its place and its reason.
class TestClassRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void whatIsWrongNamesFilePlaceAndReason_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char* name, const char* file, const QByteArray& text, const QByteArray& why) {
            QTest::newRow(name) << QByteArray(file) << text << why;
        };
        row("lines: decimal comma", "classes.txt", "1,5 thing\n", "line 1: '1,5' is no whole number");
        row("lines: same id", "classes.txt", "0,sky\n0;road\n",
            "line 2: the id 0 of 'road' is that of 'sky' in line 1 already");
        row("lines: large id", "classes.txt", "99999999999999999999,sky\n",
            "line 1: the id 99999999999999999999 is too");
        row("lines: negative id", "classes.txt", "-1,sky\n", "line 1: the id -1 is negative");

        row("palette: above 255", "palette.txt", "1 2 3 sky\n\n1 2 256 road\n",
            "line 3: '256' is no part of a colour; write red, green and blue as whole numbers from 0 to 255");
        row("palette: below 0", "palette.txt", "1 2 -3 sky\n", "line 1: '-3' is no part of a colour");
        row("palette: fractions", "palette.txt", "0.5 0 1 sky\n", "line 1: '0.5' is no part of a colour");
        row("palette: two forms", "palette.txt", "1 2 3 sky\n4 1 2 3 road\n",
            "line 2: it reads as id r g b name, and line 1 as r g b name; write all lines in one form");
        row("palette: a name is missing", "palette.txt", "1 2 3 sky\n4 5 6\n", "line 2: it reads as r g b, and line 1");
        row("palette: no colour", "palette.txt", "sky\n",
            "line 1: there is no colour in 'sky'; write r g b, r g b name,");
        row("palette: two numbers", "palette.txt", "1 2\n", "line 1: it has 2 numbers; write r g b,");
        row("palette: five numbers", "palette.txt", "1 2 3 4 5\n", "line 1: it has 5 numbers");
        row("palette: same id", "palette.txt", "1 2 3 4\n1 5 6 7\n", "line 2: the id 1 of");
        row("palette: same name", "palette.txt", "1 2 3 sky\n4 5 6 sky\n",
            "line 2: the name 'sky' of the id 1 is that of a class in line 1 already");
        row("palette: id of no mask", "palette.txt", "70000 1 2 3 sky\n", "line 1: the id 70000 is too large");
        row("palette: id no integer", "palette.txt", "1.5 1 2 3 sky\n", "line 1: '1.5' is no whole number");
        row("palette: UTF-16", "palette.txt",
            QByteArray("\xFF\xFE"
                       "1\0 \0",
                       6),
            "save it as UTF-8");
        row("palette: empty", "palette.txt", "", "there is no class in it");

        row("JSON: truncated", "classes.json", "{\n  \"0\": \"sky\",\n  \"1\": \"ro",
            "line 3, column 11: it is no valid JSON");
        row("JSON: empty", "classes.json", "", "line 1, column 1: it is no valid JSON in UTF-8");
        row("JSON: Latin-1", "classes.json",
            "[\"Stra\xDF"
            "e\"]",
            "line 1, column 8: it is no valid JSON in UTF-8");
        row("JSON: UTF-16", "classes.json", QByteArray("\xFF\xFE[\0]\0", 6), "save it as UTF-8");
        row("JSON: large number", "classes.json", "{\"sky\":1e999}", "a number is too large");
        row("JSON: text only", "classes.json", "\"sky\"",
            "it is neither an object nor a list; write {\"0\": \"sky\", …}");
        row("JSON: nothing", "classes.json", "{\"classes\":[]}", "there is no class in it");
        row("JSON: mixed values", "classes.json", R"({"0":"sky","road":1})",
            "key 'road': all values must be names, or all ids");
        row("JSON: nested values", "classes.json", R"({"info":{"year":1}})", "key 'info': all values must be");
        row("JSON: key no id", "classes.json", R"({"sky":"blue"})", "key 'sky': 'sky' is no whole number");
        row("JSON: same key", "classes.json", R"({"0":"sky","0":"road"})",
            "key '0': it stands twice, for 'sky' and for 'road'");
        row("JSON: same key, inside", "classes.json", R"({"classes":{"sky":0,"sky":1}})",
            "key 'sky': it stands twice, for '0' and for '1'");
        row("JSON: same number", "classes.json", R"({"0":"sky","00":"road"})",
            "key '00': the id 0 of 'road' is that of 'sky' in key '0' already");
        row("JSON: same id", "classes.json", R"({"road":0,"sky":0})",
            "key 'sky': the id 0 of 'sky' is that of 'road' in key 'road' already");
        row("JSON: same name", "classes.json", R"({"0":"sky","1":"sky"})",
            "key '1': the name 'sky' of the id 1 is that of a class in key '0' already");
        row("JSON: same name in a list", "classes.json", R"(["sky","sky"])", "entry 2: the name 'sky'");
        row("JSON: id too large", "classes.json", R"({"sky":65535})", "key 'sky': the id 65535 is too large");
        row("JSON: id far too large", "classes.json", R"({"sky":18446744073709551615})",
            "key 'sky': the id 9223372036854775807 is too large");
        row("JSON: negative id", "classes.json", R"({"-1":"sky"})", "key '-1': the id -1 is negative");
        row("JSON: fraction", "classes.json", R"({"sky":1.5})", "key 'sky': its id is no whole number");
        row("JSON: id in quotes", "classes.json", R"([{"id":"1","name":"sky"}])",
            "entry 1: its id is no whole number; write one, without quotes");
        row("JSON: some ids", "classes.json", R"([{"id":1,"name":"sky"},{"name":"road"}])",
            "entry 2: some classes have an id and some have none");
        row("JSON: no name", "classes.json", R"([{"id":1,"trainId":2}])", "entry 1: it has no name");
        row("JSON: empty name", "classes.json", R"(["sky"," "])", "entry 2: the class with id 1 has no name");
        row("JSON: line break", "classes.json", R"(["sky\nroad"])", "entry 1: its name has a line break");
        row("JSON: numbers", "classes.json", "[1,2]", "entry 1: it is neither a name nor an object");
        row("JSON: colour above 255", "classes.json", R"([{"id":1,"name":"sky","color":[1,2,256]}])",
            "entry 1: '256' is no part of a colour");
        row("JSON: colour of two", "classes.json", R"([{"id":1,"name":"sky","colour":[1,2]}])",
            "entry 1: its colour is no list of three numbers");
        row("JSON: long name", "classes.json", "[\"" + QByteArray(201, 'x') + "\"]",
            "has 201 bytes; shorten it to 200 at most");

        row("CSV: too few", "class_dict.csv", "name,r,g,b\nsky,1,2,3\nroad,4\n",
            "line 3: it has 2 columns, and the first line has 4");
        row("CSV: a comma in a name", "class_dict.csv", "name,r,g,b\nsky, blue,1,2,3\n",
            "line 2: it has 5 columns, and the first line has 4; write as many, and names that hold a separator in "
            "\"quotes\"");
        row("CSV: above 255", "class_dict.csv", "name,r,g,b\nsky,1,2,300\n", "line 2: '300' is no part of a colour");
        row("CSV: no number", "class_dict.csv", "sky,1,2,3\nroad,x,2,3\n", "line 2: 'x' is no part of a colour");
        row("CSV: some of a colour", "class_dict.csv", "name,r,g,b\nsky,1,,3\n", "line 2: '' is no part of a colour");
        row("CSV: no id", "classes.csv", "sky,0\n",
            "line 1: 'sky' is no whole number; write the id as a whole number, or a first line that names the columns: "
            "id,name,r,g,b");
        row("CSV: an id is empty", "classes.csv", "id,name\n,sky\n", "line 2: '' is no whole number");
        row("CSV: a name is empty", "classes.csv", "id,name\n4,\n", "line 2: the class with id 4 has no name");
        row("CSV: three columns", "classes.csv", "0,sky,x\n",
            "line 1: it has 3 columns and nothing says what they are");
        row("CSV: no name column", "classes.csv", "id,r,g,b\n0,1,2,3\n",
            "line 1: no column has the names of the classes; call it name");
        row("CSV: two name columns", "classes.csv", "label,name\n0,sky\n",
            "line 1: the columns 'label' and 'name' mean the same; rename one");
        row("CSV: no green", "classes.csv", "name,r,b\nsky,1,2\n",
            "line 1: some of the columns r, g and b are missing");
        row("CSV: same id", "classes.csv", "0,sky\n0,road\n",
            "line 2: the id 0 of 'road' is that of 'sky' in line 1 already");
        row("CSV: header only", "classes.csv", "id,name\n", "there is no class in it");
        row("CSV: UTF-16", "classes.csv",
            QByteArray("\xFF\xFE"
                       "0\0,\0",
                       6),
            "save it as UTF-8");

        row("a picture's name", "classes.txt", "sky\na.jpg\n", "line 2: 'a.jpg' is the name of a picture");
        row("CVAT: above 255", "labelmap.txt", "sky:1,2,300::\n", "line 1: '300' is no part of a colour");
    }
    void whatIsWrongNamesFilePlaceAndReason()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, why);
        write(file, text);
        const QByteArray refusal = readRefusal();
        QVERIFY2(refusal.contains(why) && refusal.contains(file), refusal.constData());
        QVERIFY2(!refusal.contains("json.exception"), refusal.constData());
    }

    void manyClassesAreRefusedInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("palette") << QByteArray("palette.txt") << QByteArray("%1 1 2 3 c%1\n");
        QTest::newRow("CSV") << QByteArray("classes.csv") << QByteArray("%1,c%1\n");
        QTest::newRow("JSON") << QByteArray("classes.json") << QByteArray("\"%1\":\"c%1\",");
    }
    void manyClassesAreRefusedInEveryForm()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, format);
        QByteArray text;
        for (int i = 0; i <= kMostClasses; ++i)
            text += QByteArray(format).replace("%1", QByteArray::number(i));
        write(file, file.endsWith(".json") ? "{" + text.chopped(1) + "}" : text);
        QVERIFY(readRefusal().contains("there are more than 4096 classes"));
    }

    void bracketsWithoutEndAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        constexpr int kMany = 100'000;
        QTest::newRow("lists") << QByteArray(kMany, '[');
        QTest::newRow("closed lists") << QByteArray(kMany, '[') + QByteArray(kMany, ']');
        QTest::newRow("objects") << QByteArray("{\"a\":").repeated(kMany);
        QTest::newRow("within classes") << "{\"classes\":" + QByteArray(kMany, '[') + QByteArray(kMany, ']') + "}";
    }
    void bracketsWithoutEndAreRefused()
    {
        QFETCH(QByteArray, text);
        write("classes.json", text);
        const QByteArray refusal = readRefusal();
        QVERIFY2(refusal.contains("it is nested more than 64 deep"), refusal.constData());
    }

    void jsonAbove16MegabytesIsRefused()
    {
        write("classes.json", "[\"sky\"]" + QByteArray(16 << 20, ' '));
        const QByteArray refusal = readRefusal();
        QVERIFY2(refusal.contains("more than the 16777216 expected at most"), refusal.constData());
    }

    void longKeysAreShortenedInMessages()
    {
        write("classes.json", "{\"" + QByteArray(1'000'000, 'x') + "\":[]}");
        QVERIFY(readRefusal().size() < 1000);
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    void write(const QByteArray& file, const QByteArray& text) const
    {
        writeFile(root() / file.toStdString(), text.toStdString());
    }
    QByteArray readRefusal() const
    {
        try {
            readClassFile(root());
        } catch (const Error& error) {
            return error.code() == ErrorCode::BadFormat ? error.what() : "another code";
        }
        return "accepted";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestClassRefusals)
#include "tst_class_refusals.moc"
