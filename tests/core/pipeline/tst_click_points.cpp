// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pipeline/click_points.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// Points that somebody clicked, from CSV files.
class TestClickPoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givenClassesKeepTheirPlacesIdsAndColours()
    {
        write("classes.csv", "id,name,r,g,b\n0,other,1,2,3\n4,grass,0,255,0\n2,sky,0,0,255\n255,unknown (ignore),,,\n");
        write("points.csv", "picture,x,y,class\na.jpg,1,2,sky\n");
        const ClickPoints points = readClickPoints(file("points.csv"), readClickClasses(file("classes.csv")));
        QCOMPARE(points.classes.count(), 3);
        QCOMPARE(points.points[0].classIndex, std::uint16_t(2));
        QCOMPARE(points.classes.classes[1].rawId, 4);
        QCOMPARE(points.classes.classes[2].colour, std::optional(Rgb{0, 0, 255}));
    }

    void aClassThatIsNotGivenIsRefused()
    {
        write("classes.csv", "id,name\n0,other\n1,sky\n");
        write("points.csv", "picture,x,y,class\na.jpg,1,2,grass\n");
        try {
            readClickPoints(file("points.csv"), readClickClasses(file("classes.csv")));
            QFAIL("the class was taken");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadFormat);
            QVERIFY2(std::string(error.what()).find("line 2: the class 'grass' is not one of the 2") !=
                         std::string::npos,
                     error.what());
        }
    }

    void classesBeginWithOther()
    {
        write("classes.csv", "id,name\n1,sky\n0,other\n");
        QVERIFY_THROWS_EXCEPTION(Error, readClickClasses(file("classes.csv")));
    }

    void whatIsWrittenReadsTheSame()
    {
        ClickPoints points;
        points.classes = {{{0, "other", {}}, {1, "sky, \"blue\"", {}}, {2, "grass", {}}}, {}};
        points.points = {
            {0, "images/a, b.jpg", 1.5f, 0.1f, 1}, {0, "c.jpg", 0, 1e5f, 0}, {0, "c.jpg", 7, 123.4567f, 2}};
        write("again.csv", clickPointsCsv(points));
        const ClickPoints again = readClickPoints(file("again.csv"));
        QCOMPARE(again.points.size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(again.points[i].picture, points.points[i].picture);
            QCOMPARE(again.points[i].x, points.points[i].x);
            QCOMPARE(again.points[i].y, points.points[i].y);
            QCOMPARE(again.points[i].classIndex, points.points[i].classIndex);
        }
        QVERIFY(again.classes == points.classes);
    }

    void pointsAndClassesAreThoseOfTheFile()
    {
        const ClickPoints points = read("picture,x,y,class\n"
                                        "a.jpg,1,2.5,sky\n"
                                        "\n"
                                        "\"b,c.jpg\", 3 ,0, grass \n"
                                        "a.jpg,4,4,other\n"
                                        "a.jpg,5,5,sky\n");
        QCOMPARE(points.points.size(), std::size_t(4));
        QCOMPARE(points.classes.count(), 3);
        QCOMPARE(points.classes.classes[0].name, std::string("other"));
        QCOMPARE(points.classes.classes[1].name, std::string("sky"));
        QCOMPARE(points.classes.classes[2].name, std::string("grass"));
        QCOMPARE(points.classes.classes[2].rawId, 2);
        const ClickPoint& second = points.points[1];
        QCOMPARE(second.line, 4);
        QCOMPARE(second.picture, std::string("b,c.jpg"));
        QCOMPARE(second.x, 3.f);
        QCOMPARE(second.y, 0.f);
        QCOMPARE(second.classIndex, std::uint16_t(2));
        QCOMPARE(points.points[0].y, 2.5f);
        QCOMPARE(points.points[2].classIndex, std::uint16_t(0));
        QCOMPARE(points.points[3].classIndex, std::uint16_t(1));
    }

    void columnsMayStandInAnyOrder()
    {
        const ClickPoints points = read("Class;note;Image;Y;X\nsky;far;a.jpg;2;1\n");
        QCOMPARE(points.points[0].picture, std::string("a.jpg"));
        QCOMPARE(points.points[0].x, 1.f);
        QCOMPARE(points.points[0].y, 2.f);
        QCOMPARE(points.classes.classes[1].name, std::string("sky"));
    }

    void whatIsWrongIsNamedByItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        const QByteArray header("picture,x,y,class\n");
        QTest::newRow("an empty file") << QByteArray() << "the file is empty";
        QTest::newRow("only a header") << header << "no points";
        QTest::newRow("no header") << QByteArray("a.jpg,1,2,sky\n") << "'picture' is missing";
        QTest::newRow("a column twice") << QByteArray("picture,x,y,x,class\n") << "'x' is there more than once";
        QTest::newRow("too few cells") << header + "a.jpg,1,2\n"
                                       << "line 2: it has 3 cells";
        QTest::newRow("a word for a number") << header + "a.jpg,one,2,sky\n"
                                             << "line 2: x is 'one'";
        QTest::newRow("half a number") << header + "a.jpg,1,2px,sky\n"
                                       << "line 2: y is '2px'";
        QTest::newRow("below zero") << header + "a.jpg,-1,2,sky\n"
                                    << "line 2: x is '-1'";
        QTest::newRow("no number") << header + "a.jpg,nan,2,sky\n"
                                   << "line 2: x is 'nan'";
        QTest::newRow("endless") << header + "a.jpg,inf,2,sky\n"
                                 << "line 2: x is 'inf'";
        QTest::newRow("no class") << header + "a.jpg,1,2, \n"
                                  << "line 2: the class is empty";
        QTest::newRow("no picture") << header + ",1,2,sky\n"
                                    << "line 2: no picture";
        QTest::newRow("a class of two lines") << header + "a.jpg,1,2,\"a\nb\"\n"
                                              << "line 2: the class holds a line end";
        QTest::newRow("a long class") << header + "a.jpg,1,2," + QByteArray(201, 'x') + "\n"
                                      << "has 201 bytes";
        QTest::newRow("a class that is a mark") << header + "a.jpg,1,2,(ignore)\n"
                                                << "cannot be called";
        QTest::newRow("a quote that stays open") << header + "a.jpg,1,2,\"sky\n"
                                                 << "line 2: a quote is opened";
        QTest::newRow("all bad lines") << header + "a,1,2,sky\na,x,2,sky\na,1,2,sky\na,1,y,sky\n"
                                       << "line 3: x is 'x'; write pixels as a number from 0 up, as 120 or 120.5; "
                                          "line 5: y is 'y'";
        QByteArray many = header;
        for (int i = 0; i < 12; ++i)
            many += "a,x,2,sky\n";
        QTest::newRow("very many bad lines") << many << "; and lines 12 13; correct them";
        QByteArray tooMany = header;
        for (int i = 0; i < 4097; ++i)
            tooMany += "a,1,2,sky\n";
        QTest::newRow("too many points") << tooMany << "4097 points; 4096 are possible";
    }
    void whatIsWrongIsNamedByItsLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        try {
            read(text.toStdString());
            QFAIL("read");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
            QVERIFY2(QString::fromUtf8(error.what()).contains("points.csv"), error.what());
        }
    }

private:
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    void write(const char* name, const std::string& text) const { writeFile(file(name), text); }
    ClickPoints read(const std::string& text)
    {
        write("points.csv", text);
        return readClickPoints(file("points.csv"));
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestClickPoints)
#include "tst_click_points.moc"
