// SPDX-License-Identifier: Apache-2.0
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QMessageBox>
#include <QTest>

#include <cmath>

using namespace nectar;

namespace {

double luminance(const QColor& colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// WCAG contrast ratio.
double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void marksAreVisible_data() { textIsReadable_data(); }
    void marksAreVisible();
    void canvasMarksAreVisible();
    void thePaletteTellsItsTheme();
    void aThemeIsAppliedToTheProgram();
    void iconsTakeTheTextColour();
    void questionsHaveTheMarksOfTheWindow();
    void theProgramIconIsThere();
};

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<int>("theme");
    QTest::newRow("dark") << int(Theme::Dark);
    QTest::newRow("light") << int(Theme::Light);
}

void TestTheme::textIsReadable()
{
    QFETCH(int, theme);
    const ThemeColours& c = themeColours(static_cast<Theme>(theme));
    for (const QColor& surface : {c.window, c.panel, c.raised})
        for (const QColor& text : {c.text, c.muted, c.good, c.warn, c.bad, c.accentText})
            QVERIFY2(contrast(text, surface) >= 4.5,
                     qPrintable(
                         QStringLiteral("%1 on %2: %3").arg(text.name(), surface.name()).arg(contrast(text, surface))));
    QVERIFY(contrast(c.onAccent, c.accent) >= 4.5);
}

void TestTheme::marksAreVisible()
{
    QFETCH(int, theme);
    const ThemeColours& c = themeColours(static_cast<Theme>(theme));
    for (const QColor& surface : {c.window, c.panel, c.raised})
        QVERIFY(contrast(c.accentText, surface) >= 3); // selection frames and focus rings
    QVERIFY(contrast(c.text, c.line) >= 3);            // the strong part of a weight bar on its track
}

void TestTheme::canvasMarksAreVisible()
{
    QVERIFY(contrast(QColor::fromRgb(kCanvasAccent), QColor::fromRgb(kCanvasBackground)) >= 3);
}

void TestTheme::thePaletteTellsItsTheme()
{
    QCOMPARE(themeOf(themePalette(Theme::Dark)), Theme::Dark);
    QCOMPARE(themeOf(themePalette(Theme::Light)), Theme::Light);
}

void TestTheme::aThemeIsAppliedToTheProgram()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), themeColours(Theme::Dark).window);
    QVERIFY(!qApp->styleSheet().isEmpty());
    QVERIFY2(!qApp->styleSheet().contains(QLatin1Char('@')), "a colour name was not replaced");
    applyTheme(*qApp, ThemeChoice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), themeColours(Theme::Light).window);
}

void TestTheme::iconsTakeTheTextColour()
{
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
        applyTheme(*qApp, theme);
        const QImage icon = lineIcon(QStringLiteral("close")).pixmap(40, 40).toImage();
        const QColor middle = icon.pixelColor(20, 20); // where the strokes cross
        QCOMPARE(middle.alpha(), 255);
        QCOMPARE(middle.rgb(), QApplication::palette().color(QPalette::ButtonText).rgb());
    }
}

void TestTheme::questionsHaveTheMarksOfTheWindow()
{
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
        applyTheme(*qApp, theme);
        const QMessageBox box(QMessageBox::Question, QStringLiteral("Title"), QStringLiteral("Text"));
        const ThemeColours& colours = coloursOf(QApplication::palette());
        QCOMPARE(box.iconPixmap().toImage(), lineIcon(QStringLiteral("note"), colours.accentText)
                                                 .pixmap(box.iconPixmap().size() / box.iconPixmap().devicePixelRatio())
                                                 .toImage());
    }
}

void TestTheme::theProgramIconIsThere()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    const QImage icon = programIcon().pixmap(64, 64).toImage();
    QCOMPARE(icon.size(), QSize(64, 64));
    QCOMPARE(icon.pixelColor(0, 0).alpha(), 0);
    QCOMPARE(icon.pixelColor(32, 20).alpha(), 255);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
