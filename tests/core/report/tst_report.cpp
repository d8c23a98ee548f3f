// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/report/overlay.h"
#include "core/report/palette.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace nectar;

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coloursOfTheDataSetWin()
    {
        const ClassTable classes{{{0, "a", Rgb{1, 2, 3}}, {1, "b", {}}}, {}};
        const std::vector<Rgb> palette = paletteFor(classes);
        QVERIFY(palette[0] == (Rgb{1, 2, 3}));
        QVERIFY(!(palette[1] == palette[0]));
    }

    void manyClassesGetDifferentColours()
    {
        ClassTable classes;
        for (int i = 0; i < 60; ++i)
            classes.classes.push_back({i, std::to_string(i), {}});
        std::set<std::tuple<int, int, int>> seen;
        for (const Rgb colour : paletteFor(classes))
            seen.insert({colour.r, colour.g, colour.b});
        QCOMPARE(seen.size(), std::size_t(60));
    }

    void noClassesAreNoColours() { QVERIFY(paletteFor({}).empty()); }

    void depthColoursRunFromLightToDark()
    {
        const std::vector<Rgb> palette = depthPalette("dusk");
        QCOMPARE(palette.size(), std::size_t(256));
        const auto brightness = [](Rgb c) { return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b; };
        for (std::size_t i = 1; i < palette.size(); ++i)
            QVERIFY(brightness(palette[i]) <= brightness(palette[i - 1]) + 0.6);
        QVERIFY_THROWS_EXCEPTION(Error, depthPalette("no such palette"));
    }

    void aBrokenPaletteFileIsToldInOurWords()
    {
        const QByteArray before = qgetenv("NECTAR_RESOURCES");
        QTemporaryDir folder;
        makeFolder(folder.path().toStdString() + "/palettes");
        qputenv("NECTAR_RESOURCES", folder.path().toUtf8());
        QByteArray why;
        for (const char* text : {"{", "{}", R"({"colours":[["red",0,0]]})"}) {
            writeFile(folder.path().toStdString() + "/palettes/dusk.json", text);
            try {
                depthPalette("dusk");
                why = "accepted";
            } catch (const Error& error) {
                why = error.what();
            }
            if (!why.contains("dusk.json: it must be") || why.contains("json.exception"))
                break;
            why.clear();
        }
        qputenv("NECTAR_RESOURCES", before);
        QCOMPARE(why, QByteArray());
    }

    void overlaysMixByOpacityAndLeaveVoidAlone()
    {
        Image photo(2, 1);
        photo.rgb = {100, 100, 100, 50, 60, 70};
        LabelMap labels(2, 1, 0);
        labels.ids[1] = kVoid;
        const std::vector<Rgb> palette{{200, 0, 100}};
        const Image mixed = overlayLabels(photo, labels, palette, 0.5f);
        QCOMPARE(mixed.rgb, (std::vector<std::uint8_t>{150, 50, 100, 50, 60, 70}));
        QCOMPARE(overlayLabels(photo, labels, palette, 0).rgb, photo.rgb);
        QCOMPARE(overlayLabels(photo, labels, palette, 7).rgb[0], std::uint8_t(200)); // held within 0 and 1
    }

    void differentSizesAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, overlayLabels(Image(2, 2), LabelMap(2, 3), {}, 1));
    }

    void theDepthRangeIgnoresOutliersAndGaps()
    {
        DepthMap depth(100, 1);
        for (int i = 0; i < 99; ++i)
            depth.at(i, 0) = float(i + 1);
        const DepthRange range = depthRange(depth);
        QVERIFY(range.nearMetres >= 1 && range.nearMetres < 5);
        QVERIFY(range.farMetres > 95 && range.farMetres <= 99);
        QCOMPARE(depthRange(DepthMap(3, 3)).farMetres, 1.f);
    }

    void patchColoursAreLaidOverTheirSquares()
    {
        Image photo(4, 2);
        std::ranges::fill(photo.rgb, std::uint8_t{100});
        const std::vector<std::optional<Rgb>> colours{Rgb{200, 0, 100}, std::nullopt};
        const Image laid = overlayPatches(photo, colours, {1, 2, 14}, 0.5f);
        for (int y = 0; y < 2; ++y)
            for (int x = 0; x < 4; ++x) {
                const std::uint8_t* pixel = laid.pixel(x, y);
                const std::array<int, 3> found{pixel[0], pixel[1], pixel[2]};
                QCOMPARE(found, x < 2 ? (std::array<int, 3>{150, 50, 100}) : (std::array<int, 3>{100, 100, 100}));
            }
        QVERIFY_THROWS_EXCEPTION(Error, overlayPatches(photo, colours, {2, 2, 14}, 0.5f));
        QVERIFY_THROWS_EXCEPTION(Error, overlayPatches(photo, {}, {0, 0, 14}, 0.5f));
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
