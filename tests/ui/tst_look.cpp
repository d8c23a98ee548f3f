// SPDX-License-Identifier: Apache-2.0
#include "core/report/oklab.h"
#include "core/report/palette.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/picture_texts.h"
#include "ui/views/overlay_renderer.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>

using namespace nectar;

/// The panel of colours and outlines: what each of its choices changes, and that it is kept.
class TestLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<StudioBench>(settingsFile(++m_count));
        m_studio->window.openPath(m_town.bank());
        QVERIFY(m_studio->settle());
        m_studio->query.evidence().pinPatch(-1);
    }
    void cleanup() { m_studio.reset(); }

    void aChoiceIsReadBackFromItsText();
    void textThatIsNoneIsTheDefault();
    void theButtonOpensThePanelOfItsTask();
    void everyChoiceOfClassesChangesThePicture();
    void everyChoiceOfDepthChangesThePicture();
    void safeColoursAreThoseOfThePalette();
    void aFixedRangeHoldsForTruthAndPrediction();
    void eachItsOwnRange();
    void aRangeTurnedRoundIsHeldApart();
    void choicesAreKept();
    void theStatusLineTellsTheErrorInMetres();
    void theMarkOfNoDepthIsFarFromEveryMap();
    void savedPicturesHaveTheShownColours();

private:
    QString settingsFile(int number) { return m_town.path(QStringLiteral("look%1.ini").arg(number)); }
    QueryPresenter& query() { return m_studio->query; }
    QImage seen() { return m_studio->canvas()->grab().toImage(); }
    void openPanel() { QTest::mouseClick(m_studio->find<QToolButton>("lookButton"), Qt::LeftButton); }
    void choose(const char* name, int index)
    {
        auto* box = m_studio->find<QComboBox>(name);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void showDepth()
    {
        query().voting().setTask(Task::Depth);
        QVERIFY(m_studio->settle());
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
    int m_count = 0;
};

void TestLook::aChoiceIsReadBackFromItsText()
{
    ColourChoice choice;
    choice.classes = ColourChoice::Classes::Safe;
    choice.own.insert(QStringLiteral("Straße, \"nass\""), qRgb(1, 2, 3));
    choice.depth = QStringLiteral("grey");
    choice.reversed = true;
    choice.range = ColourChoice::Range::Fixed;
    choice.nearMetres = 1.5;
    choice.farMetres = 8;
    QVERIFY(colourChoiceFrom(textFrom(choice)) == choice);
    const CanvasLook look{0.25, 5, true, true};
    QVERIFY(canvasLookFrom(textFrom(look)) == look);
}

void TestLook::textThatIsNoneIsTheDefault()
{
    for (const char* text : {"", "{", "[1]", "{\"range\":9e9,\"own\":7,\"near\":\"x\",\"outlineWidth\":-4}"}) {
        const ColourChoice choice = colourChoiceFrom(QString::fromLatin1(text));
        QVERIFY(choice.own.isEmpty());
        QCOMPARE(choice.depth, QStringLiteral("dusk"));
        QCOMPARE(choice.nearMetres, 0.);
        QVERIFY(canvasLookFrom(QString::fromLatin1(text)) == CanvasLook{});
    }
}

void TestLook::theButtonOpensThePanelOfItsTask()
{
    openPanel();
    auto* panel = m_studio->find<QWidget>("lookPanel");
    QVERIFY(panel && panel->isVisible());
    QVERIFY(m_studio->find<QComboBox>("classColours")->isVisible());
    QVERIFY(!m_studio->find<QComboBox>("depthColours")->isVisible());
    panel->close();
    showDepth();
    m_studio->find<QAction>("showLook")->trigger();
    QVERIFY(m_studio->find<QComboBox>("depthColours")->isVisible());
    QVERIFY(!m_studio->find<QComboBox>("classColours")->isVisible());
    panel->close();
}

void TestLook::everyChoiceOfClassesChangesThePicture()
{
    openPanel();
    QImage before = seen();
    const auto changes = [&] { return std::exchange(before, seen()) != before; };
    choose("classColours", 1);
    QVERIFY(changes());
    m_studio->find<QSlider>("outlineWidth")->setValue(6);
    QVERIFY(changes());
    m_studio->find<QSlider>("outlineOpacity")->setValue(20);
    QVERIFY(changes());
    m_studio->find<QSlider>("fillOpacity")->setValue(90);
    QVERIFY(changes());
    QCOMPARE(m_studio->find<QSlider>("opacity")->value(), 90);
    m_studio->find<QCheckBox>("patterns")->setChecked(true);
    QVERIFY(changes());
    m_studio->find<QCheckBox>("names")->setChecked(true);
    QVERIFY(changes());
    m_studio->find<QWidget>("lookPanel")->close();
}

void TestLook::everyChoiceOfDepthChangesThePicture()
{
    showDepth();
    openPanel();
    auto* maps = m_studio->find<QComboBox>("depthColours");
    QCOMPARE(maps->count(), 4);
    QImage before = seen();
    const auto changes = [&] { return std::exchange(before, seen()) != before; };
    for (int map = 1; map < maps->count(); ++map) {
        choose("depthColours", map);
        QVERIFY(changes());
        QVERIFY(!maps->itemIcon(map).isNull());
    }
    m_studio->find<QCheckBox>("reversed")->setChecked(true);
    QVERIFY(changes());
    choose("depthRange", 2);
    auto* farthest = m_studio->find<QDoubleSpinBox>("farMetres");
    QVERIFY(farthest->isEnabled());
    changes(); // it begins with what was shown, rounded
    farthest->setValue(farthest->value() + 30);
    QVERIFY(changes());
    auto* nearest = m_studio->find<QDoubleSpinBox>("nearMetres");
    nearest->setValue(nearest->value() + 4);
    QVERIFY(changes());
    m_studio->find<QWidget>("lookPanel")->close();
}

void TestLook::safeColoursAreThoseOfThePalette()
{
    const QList<QRgb> own = query().shown().classColours;
    m_studio->find<QAction>("safeColours")->trigger();
    const auto count = static_cast<int>(own.size());
    for (int c = 0; c < count; ++c) {
        const Rgb safe = safePalette(count)[static_cast<std::size_t>(c)];
        QCOMPARE(query().shown().classColours.at(c), qRgb(safe.r, safe.g, safe.b));
    }
    QVERIFY(m_studio->find<QAction>("safeColours")->isChecked());
    m_studio->find<QAction>("safeColours")->trigger(); // chosen again it stays
    QVERIFY(m_studio->find<QAction>("safeColours")->isChecked());
    m_studio->find<QAction>("dataSetColours")->trigger();
    QCOMPARE(query().shown().classColours, own);
}

void TestLook::aFixedRangeHoldsForTruthAndPrediction()
{
    showDepth();
    ColourChoice choice;
    choice.range = ColourChoice::Range::Fixed;
    choice.nearMetres = 2;
    choice.farMetres = 9;
    query().colours().setChoice(choice);
    for (const CanvasLayer* layer : {&query().shown().layer, &query().shown().truth}) {
        QCOMPARE(layer->nearMetres, 2.f);
        QCOMPARE(layer->farMetres, 9.f);
    }
    query().openImage(query().queryImages().entry(1).path); // locked: for the next picture too
    QVERIFY(m_studio->settle());
    QCOMPARE(query().shown().layer.farMetres, 9.f);
}

void TestLook::eachItsOwnRange()
{
    showDepth();
    QCOMPARE(query().shown().layer.farMetres, query().shown().truth.farMetres);
    QCOMPARE(query().shown().truth.farMetres, query().shown().truthRange.farMetres);
    ColourChoice choice;
    choice.range = ColourChoice::Range::Each;
    query().colours().setChoice(choice);
    QCOMPARE(query().shown().layer.farMetres, query().shown().predictedRange.farMetres);
    QVERIFY(query().shown().layer.farMetres != query().shown().truth.farMetres);
}

void TestLook::aRangeTurnedRoundIsHeldApart()
{
    showDepth();
    ColourChoice choice;
    choice.range = ColourChoice::Range::Fixed;
    choice.nearMetres = 9;
    choice.farMetres = 2;
    query().colours().setChoice(choice);
    QVERIFY(query().shown().layer.farMetres > query().shown().layer.nearMetres);
    QVERIFY(!seen().isNull());
}

void TestLook::choicesAreKept()
{
    m_studio->find<QAction>("safeColours")->trigger();
    m_studio->find<QAction>("thickerOutlines")->trigger();
    m_studio->find<QAction>("classNames")->trigger();
    StudioBench again(settingsFile(m_count));
    QVERIFY(again.query.colours().choice().classes == ColourChoice::Classes::Safe);
    QVERIFY((again.query.colours().outlines() == CanvasLook{0.85, 2, false, true}));
    QCOMPARE(again.canvas()->overlayStyle().outlineWidth, 2);
}

void TestLook::theStatusLineTellsTheErrorInMetres()
{
    showDepth();
    const DepthMap& truth = *query().shown().truth.depth;
    const DepthMap& predicted = *query().shown().layer.depth;
    QPoint pixel(-1, -1), without(-1, -1);
    for (int y = 0; y < truth.height; ++y)
        for (int x = 0; x < truth.width; ++x)
            (std::isfinite(truth.at(x, y)) && std::isfinite(predicted.at(x, y)) ? pixel : without) = QPoint(x, y);
    const auto error = static_cast<double>(predicted.at(pixel.x(), pixel.y()) - truth.at(pixel.x(), pixel.y()));
    const QString text = pixelText(query(), pixel);
    const QString number = QLocale().toString(std::abs(error), 'f', 2);
    QVERIFY2(text.contains(
                 QStringLiteral("error: %1%2 m").arg(error < 0 ? QStringLiteral("−") : QStringLiteral("+"), number)),
             qPrintable(text));
    QVERIFY(without.x() < 0 || !pixelText(query(), without).contains(QStringLiteral("error")));
}

void TestLook::theMarkOfNoDepthIsFarFromEveryMap()
{
    const Rgb mark{static_cast<std::uint8_t>(qRed(kNoDepthColour)), static_cast<std::uint8_t>(qGreen(kNoDepthColour)),
                   static_cast<std::uint8_t>(qBlue(kNoDepthColour))};
    for (const std::string& name : depthPaletteNames()) {
        double least = 1e9;
        for (const Rgb colour : depthPalette(name))
            least = std::min(least, distance(labFromLinear(linearFromRgb(mark)), labFromLinear(linearFromRgb(colour))));
        qInfo("%s: the mark of no depth is %.3f away in OKLab", name.c_str(), least);
        QVERIFY(least > 0.1);
    }
}

void TestLook::savedPicturesHaveTheShownColours()
{
    m_studio->find<QAction>("safeColours")->trigger();
    QSignalSpy copied(&m_studio->exports, &ExportPresenter::copied);
    m_studio->exports.copy(query().shown(), query().shown().layer, 1);
    QVERIFY(copied.wait(30'000));
    const int classIndex = query().shown().layer.labels->at(80, 64);
    QCOMPARE(copied.first().first().value<QImage>().pixel(80, 64), query().shown().classColours.at(classIndex));
    QSignalSpy saved(&m_studio->exports, &ExportPresenter::saved);
    const QString file = m_town.path(QStringLiteral("mask.png"));
    m_studio->exports.save(ExportPresenter::Kind::Mask, query().shown(), 1, file);
    QVERIFY(saved.wait(30'000));
    QCOMPARE(QImage(file).pixel(80, 64), query().shown().classColours.at(classIndex));
}

QTEST_MAIN(TestLook)
#include "tst_look.moc"
