// SPDX-License-Identifier: Apache-2.0
#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/random.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// Rows of CSV files.
class TestCsv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cellsAreWhatTheTextSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("rows"); // "line:cell|cell"
        QTest::newRow("nothing") << "" << QStringList{};
        QTest::newRow("blank lines") << "\n\r\n\n" << QStringList{};
        QTest::newRow("one row, no line end") << "a,b" << QStringList{"1:a|b"};
        QTest::newRow("line feed") << "a,b\nc,d\n" << QStringList{"1:a|b", "2:c|d"};
        QTest::newRow("carriage returns") << "a,b\r\nc,d\r\n" << QStringList{"1:a|b", "2:c|d"};
        QTest::newRow("blank lines count") << "a\n\n\r\nb\n" << QStringList{"1:a", "4:b"};
        QTest::newRow("empty cells") << ",,\n" << QStringList{"1:||"};
        QTest::newRow("an empty cell in quotes is no blank line") << "\"\"\n" << QStringList{"1:"};
        QTest::newRow("separator in quotes") << "\"a,b\",c\n" << QStringList{"1:a,b|c"};
        QTest::newRow("quotes in quotes") << "\"say \"\"hi\"\"\",c\n" << QStringList{"1:say \"hi\"|c"};
        QTest::newRow("only a quote") << "\"\"\"\"" << QStringList{"1:\""};
        QTest::newRow("line end in quotes") << "\"a\nb\",c\nd\n" << QStringList{"1:a\nb|c", "3:d"};
        QTest::newRow("blanks stay") << " a , b\n" << QStringList{"1: a | b"};
        QTest::newRow("rows of other lengths") << "a,b\nc\n" << QStringList{"1:a|b", "2:c"};
        QTest::newRow("semicolons") << "a;b,c;d\ne;f;g\n" << QStringList{"1:a|b,c|d", "2:e|f|g"};
        QTest::newRow("comma wins a tie") << "a;b,c\n" << QStringList{"1:a;b|c"};
        QTest::newRow("byte order mark") << QString::fromUtf8("\xEF\xBB\xBF"
                                                              "a,b\n")
                                         << QStringList{"1:a|b"};
        QTest::newRow("other letters") << QString::fromUtf8("Straße,木\n")
                                       << QStringList{QString::fromUtf8("1:Straße|木")};
    }
    void cellsAreWhatTheTextSays()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, rows);
        QStringList found;
        for (const CsvRow& row : csvRows(text.toStdString(), "x.csv")) {
            QStringList cells;
            for (const std::string& cell : row.cells)
                cells << QString::fromStdString(cell);
            found << QString::number(row.line) + ":" + cells.join("|");
        }
        QCOMPARE(found, rows);
    }

    void whatIsNoCsvIsNamedByItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("quote within a cell") << QByteArray("a\nb\"c\n") << "line 2: there is a quote within a cell";
        QTest::newRow("text after a quote") << QByteArray("a\n\"b\"c\n") << "line 2: a cell goes on";
        QTest::newRow("never closed") << QByteArray("a\n\"b\nc\nd\n") << "line 2: a quote is opened and never closed";
        QTest::newRow("never closed at the end") << QByteArray("a,\"") << "line 1: a quote is opened";
        QTest::newRow("lone carriage return") << QByteArray("a\rb\n") << "line 1: there is a carriage return";
        QTest::newRow("Latin-1") << QByteArray("a\nStra\xDF"
                                               "e\n")
                                 << "line 2: it is no text in UTF-8";
        QTest::newRow("zero byte") << QByteArray("a\nb\0c\n", 6) << "line 2: it is no text in UTF-8";
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                              "a\0,\0",
                                              6)
                                << "line 1: it is no text in UTF-8";
        QTest::newRow("half a character") << QByteArray("\xE6\x9C") << "line 1: it is no text in UTF-8";
    }
    void whatIsNoCsvIsNamedByItsLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        try {
            csvRows(text.toStdString(), "x.csv");
            QFAIL("read");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadFormat);
            QVERIFY2(QString::fromUtf8(error.what()).contains("x.csv: " + says), error.what());
        }
    }

    void rowsAreReadAsTheyWereWritten()
    {
        RandomStream random(1);
        const std::string letters[] = {"a", ",", "\"", "\n", "\r", ";", " ", "é", "0"};
        for (int round = 0; round < 500; ++round) {
            std::vector<std::vector<std::string>> rows(1 + random.below(4));
            std::string text;
            for (auto& row : rows) {
                row.resize(1 + random.below(4));
                for (std::string& cell : row)
                    for (auto i = random.below(5); i > 0; --i)
                        cell += letters[random.below(std::size(letters))];
                text += csvLine(row);
            }
            if (text.substr(0, text.find('\n')).find(';') != std::string::npos)
                continue; // semicolons of the first line can only be told from separators by its commas
            const std::vector<CsvRow> read = csvRows(text, "x.csv");
            QCOMPARE(read.size(), rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i)
                QVERIFY(read[i].cells == rows[i]);
        }
    }

    void anyBytesAreReadOrRefused()
    {
        RandomStream random(2);
        for (int round = 0; round < 2000; ++round) {
            std::string text;
            for (auto i = random.below(12); i > 0; --i)
                text += "a,\"\n\r;\xC3\xA9"[random.below(8)];
            try {
                for (const CsvRow& row : csvRows(text, "x.csv"))
                    QVERIFY(row.line > 0 && !row.cells.empty());
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::BadFormat);
            }
        }
    }

    void aFileIsBounded()
    {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "x.csv";
        writeFile(file, "a,b\nc,d\n");
        QCOMPARE(readCsv(file, 8).size(), std::size_t(2));
        QVERIFY_THROWS_EXCEPTION(Error, readCsv(file, 7));
        QVERIFY_THROWS_EXCEPTION(Error, readCsv(file.parent_path() / "none.csv", 8));
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
