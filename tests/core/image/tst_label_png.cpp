// SPDX-License-Identifier: Apache-2.0
#include "core/image/label_png.h"

#include "core/base/error.h"
#include "tests/core/image/png_bytes.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QtTest>

#include <map>

using namespace nectar;
namespace fs = std::filesystem;

namespace {

const std::string kPalette = testpng::chunk("PLTE", std::string("\0\0\0\x80\0\0\0\x80\0\x80\x80\0", 12));

ClassTable tableWithIds(const std::vector<int>& ids)
{
    ClassTable table;
    for (const int id : ids)
        table.classes.push_back({id, "class " + std::to_string(id), {}});
    return table;
}

std::map<int, int> histogram(const IndexPng& png)
{
    std::map<int, int> counts;
    for (const std::uint16_t value : png.values)
        ++counts[value];
    return counts;
}

} // namespace

class TestLabelPng : public QObject {
    Q_OBJECT

private:
    fs::path file(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QTemporaryDir m_folder;

private Q_SLOTS:
    void paletteIsNeverApplied()
    {
        const auto path = testpng::write(file("palette.png"),
                                         testpng::png(2, 2, 8, testpng::Palette, std::string("\0\1\3\2", 4), kPalette));
        const IndexPng png = loadIndexPng(path);
        QVERIFY(png.hasPalette);
        QCOMPARE(png.values, (std::vector<std::uint16_t>{0, 1, 3, 2}));
    }

    void transparencyDoesNotChangeIndices()
    {
        const std::string transparent = kPalette + testpng::chunk("tRNS", std::string("\0\x80", 2));
        const auto path = testpng::write(file("trns.png"),
                                         testpng::png(2, 1, 8, testpng::Palette, std::string("\1\0", 2), transparent));
        QCOMPARE(loadIndexPng(path).values, (std::vector<std::uint16_t>{1, 0}));
    }

    void smallBitDepthsAreNotScaled_data()
    {
        QTest::addColumn<int>("bitDepth");
        QTest::addColumn<int>("colour");
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("1 bit grey") << 1 << int(testpng::Grey) << QByteArray("\xA0") << QList<int>{1, 0, 1};
        QTest::newRow("2 bit grey") << 2 << int(testpng::Grey) << QByteArray("\x6C") << QList<int>{1, 2, 3};
        QTest::newRow("4 bit grey") << 4 << int(testpng::Grey) << QByteArray("\x7F\x30") << QList<int>{7, 15, 3};
        QTest::newRow("2 bit palette") << 2 << int(testpng::Palette) << QByteArray("\x6C") << QList<int>{1, 2, 3};
    }

    void smallBitDepthsAreNotScaled()
    {
        QFETCH(int, bitDepth);
        QFETCH(int, colour);
        QFETCH(QByteArray, row);
        QFETCH(QList<int>, expected);
        const auto path =
            testpng::write(file("small.png"), testpng::png(3, 1, bitDepth, testpng::Colour(colour), row.toStdString(),
                                                           colour == testpng::Palette ? kPalette : std::string()));
        const IndexPng png = loadIndexPng(path);
        QCOMPARE(png.bitDepth, bitDepth);
        QCOMPARE(QList<int>(png.values.begin(), png.values.end()), expected);
    }

    void sixteenBitsKeepTheirOrder()
    {
        const auto path =
            testpng::write(file("wide.png"), testpng::png(2, 1, 16, testpng::Grey, std::string("\x0C\x48\xFF\xFE", 4)));
        QCOMPARE(loadIndexPng(path).values, (std::vector<std::uint16_t>{3144, 65534}));
    }

    void alphaBesideGreyIsDropped()
    {
        const auto path =
            testpng::write(file("ga.png"), testpng::png(2, 1, 8, testpng::GreyAlpha, std::string("\5\xFF\6\0", 4)));
        QCOMPARE(loadIndexPng(path).values, (std::vector<std::uint16_t>{5, 6}));
    }

    void coloursAreRefused()
    {
        const auto path = testpng::write(file("rgb.png"), testpng::png(1, 1, 8, testpng::Rgb, "abc"));
        QVERIFY(!isIndexPng(path));
        try {
            loadIndexPng(path);
            QFAIL("an RGB picture has no indices");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadFormat);
            QVERIFY(QByteArray(error.what()).contains("save it as a grey or palette PNG"));
        }
    }

    void refusalsSayWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("colours") << QByteArray::fromStdString(testpng::png(1, 1, 8, testpng::Rgb, "abc"))
                                 << QByteArray("it has colours, where each pixel needs one number; save it as");
        QTest::newRow("JPEG") << QByteArray("\xFF\xD8\xFF\xD9") << QByteArray("a picture, but not a PNG; save it as");
        QTest::newRow("text") << QByteArray("a letter") << QByteArray("not a PNG file; save it as");
        QTest::newRow("empty") << QByteArray() << QByteArray("the file is empty; copy it again");
        QByteArray damaged = QByteArray::fromStdString(testpng::png(4, 4, 8, testpng::Grey, std::string(16, '\1')));
        damaged[damaged.size() - 20] = 'x';
        QTest::newRow("damaged") << damaged << QByteArray("); copy it again");
    }
    void refusalsSayWhatToDo()
    {
        QFETCH(QByteArray, contents);
        QFETCH(QByteArray, why);
        const auto path = testpng::write(file("refused.png"), contents.toStdString());
        const auto refusal = [](const auto& load) {
            try {
                load();
            } catch (const Error& error) {
                return QByteArray(error.what());
            }
            return QByteArray("accepted");
        };
        const QByteArray mask = refusal([&] { loadIndexPng(path); });
        const QByteArray depth = refusal([&] { loadDepthPng(path, 0.001, {}); });
        QVERIFY2(mask.contains(why) && !mask.contains("depth"), mask.constData());
        QVERIFY2(depth.contains(why) && !depth.contains("mask"), depth.constData());
    }

    void headerAloneTellsIndexPictures()
    {
        QVERIFY(isIndexPng(testpng::write(file("i.png"), testpng::png(1, 1, 8, testpng::Grey, "a"))));
        QVERIFY(!isIndexPng(testpng::write(file("text.png"), "this is a letter to my aunt, not a picture")));
        QVERIFY(!isIndexPng(testpng::write(file("cut.png"), "\x89PNG\r\n\x1A\n")));
        QVERIFY_THROWS_EXCEPTION(Error, isIndexPng(file("missing.png")));
    }

    void truncatedAtAnyByteIsRefused()
    {
        const std::string whole = testpng::png(8, 8, 8, testpng::Grey, std::string(64, '\2'));
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto path = testpng::write(file("cut.png"), whole.substr(0, length));
            try {
                loadIndexPng(path);
                QFAIL(("accepted the first " + std::to_string(length) + " bytes").c_str());
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::BadFormat);
            }
        }
        QCOMPARE(loadIndexPng(testpng::write(file("cut.png"), whole)).values.size(), std::size_t(64));
    }

    void anyFlippedByteIsRefusedOrHarmless()
    {
        const std::string whole = testpng::png(4, 4, 8, testpng::Palette, std::string(16, '\1'), kPalette);
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            try {
                loadIndexPng(testpng::write(file("flip.png"), damaged));
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::BadFormat);
            }
        }
    }

    void hugeHeaderIsRefusedBeforeMemoryIsTaken()
    {
        const auto path = testpng::write(file("bomb.png"), testpng::png(60000, 60000, 8, testpng::Grey, "abc"));
        try {
            loadIndexPng(path);
            QFAIL("a bomb went off");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadFormat);
            QVERIFY(QByteArray(error.what()).contains("60000×60000"));
        }
    }

    void savedLabelsKeepRawIdsAndColours()
    {
        LabelMap labels(3, 1);
        labels.ids = {1, 0, kVoid};
        const std::vector<Rgb> palette{{10, 20, 30}, {40, 50, 60}};
        saveLabelPng(file("out.png"), labels, tableWithIds({7, 26}), palette);
        const IndexPng png = loadIndexPng(file("out.png"));
        QCOMPARE(png.bitDepth, 8);
        QVERIFY(png.hasPalette);
        QCOMPARE(png.values, (std::vector<std::uint16_t>{26, 7, 255}));
    }

    void largeIdsMakeSixteenBits()
    {
        LabelMap labels(3, 1);
        labels.ids = {0, 1, kVoid};
        saveLabelPng(file("wide_out.png"), labels, tableWithIds({3144, 0}), {});
        const IndexPng png = loadIndexPng(file("wide_out.png"));
        QCOMPARE(png.bitDepth, 16);
        QCOMPARE(png.values, (std::vector<std::uint16_t>{3144, 0, 65535}));
    }

    void labelAboveTheTableIsRefused()
    {
        const LabelMap labels(1, 1, 5);
        QVERIFY_THROWS_EXCEPTION(Error, saveLabelPng(file("bad.png"), labels, tableWithIds({0}), {}));
        QVERIFY(!fs::exists(file("bad.png")));
    }

    void depthSurvivesARoundTrip()
    {
        DepthMap depth(5, 1);
        depth.metres = {1.234f, kNoDepth, 100.f, 0.0001f, -3.f};
        QCOMPARE(saveDepthPng(file("depth.png"), depth), std::size_t(1)); // 100 m do not fit into millimetres
        QCOMPARE(loadIndexPng(file("depth.png")).values, (std::vector<std::uint16_t>{1234, 0, 65534, 1, 0}));
        const std::vector<int> invalid{0, 65535};
        const DepthMap back = loadDepthPng(file("depth.png"), 0.001, invalid);
        QCOMPARE(back.metres[0], 1.234f);
        QVERIFY(std::isnan(back.metres[1]));
        QCOMPARE(back.metres[2], 65.534f);
    }

    void everyInvalidValueBecomesNaN()
    {
        const auto path = testpng::write(file("d.png"),
                                         testpng::png(3, 1, 16, testpng::Grey, std::string("\xFF\xFF\0\0\x03\xE8", 6)));
        const std::vector<int> invalid{0, 65535};
        const DepthMap depth = loadDepthPng(path, 0.001, invalid);
        QVERIFY(std::isnan(depth.metres[0]) && std::isnan(depth.metres[1]));
        QCOMPARE(depth.metres[2], 1.f);
    }

    void realVocMasksHaveClassIdsOnly()
    {
        const auto folder = sharedData("data/voc_masks");
        if (!folder)
            QSKIP("no PASCAL VOC masks: real palette files not checked");
        int files = 0;
        for (const auto& entry : fs::directory_iterator(*folder)) {
            if (entry.path().extension() != ".png")
                continue;
            const IndexPng png = loadIndexPng(entry.path());
            QVERIFY(png.hasPalette);
            for (const auto& [value, count] : histogram(png))
                QVERIFY2(value <= 20 || value == 255, entry.path().c_str());
            ++files;
        }
        QCOMPARE(files, 48);
    }
};

QTEST_GUILESS_MAIN(TestLabelPng)
#include "tst_label_png.moc"
