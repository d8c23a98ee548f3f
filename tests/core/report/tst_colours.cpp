// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/report/difference.h"
#include "core/report/oklab.h"
#include "core/report/palette.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace nectar;

namespace {

Lab labOf(Rgb colour) { return labFromLinear(linearFromRgb(colour)); }

double leastDistance(const std::vector<Rgb>& palette)
{
    double least = 1e9;
    for (std::size_t i = 0; i < palette.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            least = std::min(least, safeDistance(palette[i], palette[j]));
    return least;
}

/// "01.2": one digit a pixel; '.' is void.
LabelMap labels(const std::string& text)
{
    LabelMap map(static_cast<int>(text.size()), 1);
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '.')
            map.ids[i] = static_cast<std::uint16_t>(text[i] - '0');
    return map;
}

} // namespace

/// Colours for every eye, maps of depth, and the difference of prediction and truth.
class TestColours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greyStaysGreyToEveryEye();
    void redAndGreenAreAlikeWithoutRedOrGreenCones();
    void safeColoursStayApartUnderEveryDeficiency_data();
    void safeColoursStayApartUnderEveryDeficiency();
    void safeColoursAreDifferentForEachOf255Classes();
    void depthColoursFallInLightness_data();
    void depthColoursFallInLightness();
    void depthColoursHaveNoJump();
    void rightWrongAndMissedAreToldApart();
    void verdictsOfOneClassAreFoundTooMuchAndMissed();
    void differencesNeedTheSameSize();
    void anErrorOfDepthIsPredictedMinusTrue();
    void theRangeOfErrorsIsEvenToBothSides();
    void errorColoursAreLightestAtNone();
};

void TestColours::greyStaysGreyToEveryEye()
{
    for (const Deficiency deficiency : {Deficiency::Red, Deficiency::Green, Deficiency::Blue}) {
        const Rgb seen = rgbFromLinear(seenWith(deficiency, linearFromRgb({120, 120, 120})));
        QVERIFY(std::abs(seen.r - 120) <= 1 && std::abs(seen.g - 120) <= 1 && std::abs(seen.b - 120) <= 1);
    }
}

void TestColours::redAndGreenAreAlikeWithoutRedOrGreenCones()
{
    const Rgb red{200, 90, 60}, green{110, 140, 50};
    const double plain = distance(labOf(red), labOf(green));
    QVERIFY(safeDistance(red, green) < 0.5 * plain);
    QVERIFY(std::abs(safeDistance({0, 0, 0}, {255, 255, 255}) - 1) < 0.01); // light and dark are seen by all
}

void TestColours::safeColoursStayApartUnderEveryDeficiency_data()
{
    QTest::addColumn<int>("classes");
    QTest::addColumn<double>("least");
    for (int classes = 2; classes <= 12; ++classes)
        QTest::addRow("%d", classes) << classes << 0.08;
    QTest::newRow("21") << 21 << 0.06;
    QTest::newRow("40") << 40 << 0.03;
}

void TestColours::safeColoursStayApartUnderEveryDeficiency()
{
    QFETCH(int, classes);
    QFETCH(double, least);
    const std::vector<Rgb> palette = safePalette(classes);
    QCOMPARE(palette.size(), static_cast<std::size_t>(classes));
    const double found = leastDistance(palette);
    qInfo("%d classes: least distance to any eye %.3f in OKLab (at least %.3f)", classes, found, least);
    QVERIFY(found >= least);
}

void TestColours::safeColoursAreDifferentForEachOf255Classes()
{
    QVERIFY(safePalette(0).empty());
    QVERIFY(safePalette(-1).empty());
    const std::vector<Rgb> palette = safePalette(255);
    QCOMPARE(palette.size(), std::size_t(255));
    for (std::size_t i = 0; i < palette.size(); ++i)
        QCOMPARE(std::count(palette.begin(), palette.end(), palette[i]), 1);
}

void TestColours::depthColoursFallInLightness_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"dusk", "viridis", "grey"})
        QTest::newRow(name) << QByteArray(name);
}

void TestColours::depthColoursFallInLightness()
{
    QFETCH(QByteArray, name);
    const std::vector<Rgb> palette = depthPalette(name.toStdString());
    QCOMPARE(palette.size(), std::size_t(256));
    for (std::size_t i = 1; i < palette.size(); ++i)
        QVERIFY2(labOf(palette[i]).l <= labOf(palette[i - 1]).l + 0.002, qPrintable(QString::number(i)));
    QVERIFY(labOf(palette.front()).l - labOf(palette.back()).l > 0.5);
}

void TestColours::depthColoursHaveNoJump()
{
    QCOMPARE(depthPaletteNames().size(), std::size_t(4));
    for (const std::string& name : depthPaletteNames()) {
        const std::vector<Rgb> palette = depthPalette(name);
        double longest = 0, whole = 0;
        for (std::size_t i = 1; i < palette.size(); ++i) {
            const double step = distance(labOf(palette[i]), labOf(palette[i - 1]));
            longest = std::max(longest, step);
            whole += step;
        }
        qInfo("%s: %.2f long in OKLab, longest step %.4f", name.c_str(), whole, longest);
        QVERIFY(longest < 3 * whole / 255);
    }
}

void TestColours::rightWrongAndMissedAreToldApart()
{
    const LabelMap found = labelDifference(labels("012.1"), labels("0221."));
    QCOMPARE(found.ids, (std::vector<std::uint16_t>{0, 1, 0, kVoid, 2}));
    const std::vector<Rgb> palette = verdictPalette();
    QVERIFY(leastDistance({palette[0], palette[1], palette[2]}) > 0.15);
}

void TestColours::verdictsOfOneClassAreFoundTooMuchAndMissed()
{
    // truth:     1 1 2 2 . 1      predicted: 1 2 1 2 1 void
    const LabelMap found = labelDifference(labels("1122.1"), labels("12121."), std::uint16_t{1});
    QCOMPARE(found.ids, (std::vector<std::uint16_t>{0, 2, 1, 3, kVoid, 2}));
}

void TestColours::differencesNeedTheSameSize()
{
    QVERIFY_THROWS_EXCEPTION(Error, labelDifference(labels("01"), labels("0")));
    QVERIFY_THROWS_EXCEPTION(Error, depthDifference(DepthMap(2, 1), DepthMap(1, 2)));
    QVERIFY(labelDifference({}, {}).empty());
}

void TestColours::anErrorOfDepthIsPredictedMinusTrue()
{
    DepthMap truth(3, 1, 5.f), predicted(3, 1, 7.f);
    truth.metres[1] = kNoDepth;
    predicted.metres[2] = 4.5f;
    const DepthMap difference = depthDifference(truth, predicted);
    QCOMPARE(difference.metres[0], 2.f);
    QVERIFY(std::isnan(difference.metres[1]));
    QCOMPARE(difference.metres[2], -0.5f);
}

void TestColours::theRangeOfErrorsIsEvenToBothSides()
{
    DepthMap difference(101, 1);
    for (int i = 0; i < 101; ++i)
        difference.metres[static_cast<std::size_t>(i)] = static_cast<float>(i % 2 ? i : -i) / 10; // up to 10 m
    const DepthRange range = differenceRange(difference);
    QCOMPARE(range.farMetres, 9.5f);
    QCOMPARE(range.nearMetres, -9.5f);
    QCOMPARE(differenceRange(DepthMap(4, 4)).farMetres, 0.1f);
    QCOMPARE(differenceRange(DepthMap(4, 4, 0.f)).farMetres, 0.1f);
}

void TestColours::errorColoursAreLightestAtNone()
{
    const std::vector<Rgb> palette = differencePalette();
    for (std::size_t i = 1; i < palette.size(); ++i) {
        const double step = labOf(palette[i]).l - labOf(palette[i - 1]).l;
        QVERIFY(i <= 127 ? step >= -0.002 : step <= 0.002);
    }
    QVERIFY(safeDistance(palette.front(), palette.back()) > 0.15);
}

QTEST_GUILESS_MAIN(TestColours)
#include "tst_colours.moc"
