// SPDX-License-Identifier: Apache-2.0
#include "core/report/difference.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/images.h"
#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/former_prediction.h"
#include "ui/views/canvas_compare.h"
#include "ui/views/swipe_divider.h"

#include <QAction>
#include <QElapsedTimer>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>

using namespace nectar;

namespace {
using Mode = CanvasCompare::Mode;
using Source = CanvasCompare::Source;
using Shown = CanvasPane::Shown;
} // namespace

/// Two layers of a picture against each other.
class TestCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)));
        m_studio->window.openPath(m_town.bank());
        QVERIFY(m_studio->settle());
        query().evidence().pinPatch(-1);
        view()->setOpacity(1);
        QCoreApplication::processEvents();
    }
    void cleanup() { m_studio.reset(); }

    void swipeShowsOneLayerLeftAndTheOtherRight();
    void theDividerIsDraggedAndMovedByKeys();
    void sideBySideSharesPlaceAndZoom();
    void thePointerIsSeenInBothCanvases();
    void aClickInTheSecondCanvasKeepsItsPatch();
    void spaceBlinksAndAHeldSpaceComesBack();
    void exchangeTurnsTheTwoRound();
    void aModeEndsWithItsOwnKeyOrWithALayer();
    void theMenuChoosesWhatIsCompared();
    void withoutTruthThePhotoIsComparedWith();
    void aDragIsOneChangeForTheFormerPrediction();
    void theFormerPredictionCanBeCompared();
    void theModeStaysWithTheNextPictureAndTask();
    void theDifferenceHasTheColoursOfItsVerdicts();
    void theDifferenceFollowsTheClassShownAlone();
    void theDifferenceOfDepthIsSigned();
    void comparingNeedsAPicture();
    void swipingIsPaintedAtOnce();

private:
    QueryPresenter& query() { return m_studio->query; }
    ImageView* view() { return m_studio->canvas(); }
    CanvasPane* pane() { return m_studio->window.inspectPage()->canvas(); }
    CanvasCompare& compare() { return pane()->compare(); }
    SwipeDivider* divider() { return m_studio->find<SwipeDivider>("swipeDivider"); }
    /// A pixel that lies inside different classes in prediction and truth, away from outlines.
    QPoint differing()
    {
        const LabelMap& a = *query().shown().layer.labels;
        const LabelMap& b = *query().shown().truth.labels;
        for (int y = 2; y + 2 < a.height; ++y)
            for (int x = 2; x + 2 < a.width; ++x) {
                bool plain = a.at(x, y) != b.at(x, y) && a.at(x, y) != kVoid && b.at(x, y) != kVoid;
                for (int dy = -1; plain && dy <= 1; ++dy)
                    for (int dx = -1; dx <= 1; ++dx)
                        plain = plain && a.at(x + dx, y + dy) == a.at(x, y) && b.at(x + dx, y + dy) == b.at(x, y);
                if (plain)
                    return {x, y};
            }
        return {-1, -1};
    }
    QPoint onCanvas(QPoint pixel)
    {
        return view()->transform().viewFromPicture(QPointF(pixel) + QPointF(0.5, 0.5)).toPoint();
    }
    QRgb seenAt(QPoint at, QWidget* canvas = nullptr) { return (canvas ? canvas : view())->grab().toImage().pixel(at); }
    QRgb colourIn(const CanvasLayer& layer, QPoint pixel)
    {
        return query().shown().classColours.at(layer.labels->at(pixel.x(), pixel.y()));
    }
    QRgb predicted() { return colourIn(query().shown().layer, differing()); }
    QRgb trueColour() { return colourIn(query().shown().truth, differing()); }
    bool hasDifference()
    {
        return QTest::qWaitFor([this] { return !query().answers().difference.layer().isEmpty(); }, 30'000);
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
    int m_count = 0;
};

void TestCompare::swipeShowsOneLayerLeftAndTheOtherRight()
{
    const QPoint pixel = differing();
    QVERIFY(pixel.x() >= 0);
    QTest::keyClick(view(), Qt::Key_W);
    QCOMPARE(compare().mode(), Mode::Swipe);
    QVERIFY(divider()->isVisible());
    divider()->setPlace(0.99);
    QCOMPARE(seenAt(onCanvas(pixel)), predicted());
    divider()->setPlace(0.01);
    QCOMPARE(seenAt(onCanvas(pixel)), trueColour());
    QVERIFY(m_studio->find<QAction>("compareSwipe")->isChecked());
    QCOMPARE(m_studio->find<QToolButton>("moreLayers")->text(), QStringLiteral("Swipe"));
}

void TestCompare::theDividerIsDraggedAndMovedByKeys()
{
    compare().setMode(Mode::Swipe);
    QCoreApplication::processEvents();
    const QPoint grip = divider()->rect().center();
    QTest::mousePress(divider(), Qt::LeftButton, {}, grip);
    QMouseEvent move(QEvent::MouseMove, QPointF(grip) + QPointF(100, 0),
                     divider()->mapToGlobal(QPointF(grip) + QPointF(100, 0)), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(divider(), &move);
    QTest::mouseRelease(divider(), Qt::LeftButton, {}, grip);
    QVERIFY(std::abs(divider()->place() - (0.5 + 100. / view()->width())) < 0.01);
    const double before = divider()->place();
    divider()->setFocus();
    QTest::keyClick(divider(), Qt::Key_Left);
    QVERIFY(divider()->place() < before);
    QTest::keyClick(divider(), Qt::Key_Home);
    QTest::keyClick(divider(), Qt::Key_Left); // no farther
    QCOMPARE(divider()->place(), 0.);
    QTest::keyClick(divider(), Qt::Key_End);
    QCOMPARE(divider()->place(), 1.);
    QCOMPARE(query().evidence().pinnedPatch(), -1); // no patch was clicked or walked to
}

void TestCompare::sideBySideSharesPlaceAndZoom()
{
    QTest::keyClick(view(), Qt::Key_B);
    ImageView* second = compare().second();
    QTRY_VERIFY(second->isVisible() && std::abs(second->width() - view()->width()) <= 1);
    QCoreApplication::processEvents();
    view()->zoomBy(2.5);
    QCOMPARE(second->transform().scale(), view()->transform().scale());
    QCOMPARE(second->transform().offset(), view()->transform().offset());
    QWheelEvent wheel({60, 60}, second->mapToGlobal(QPointF(60, 60)), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(second, &wheel);
    QCOMPARE(view()->transform().scale(), second->transform().scale());
    view()->fit();
    QCOMPARE(seenAt(onCanvas(differing())), predicted());
    QCOMPARE(seenAt(onCanvas(differing()), second), trueColour());
    second->setOpacity(0.5);
    QCOMPARE(view()->opacity(), 0.5);
}

void TestCompare::thePointerIsSeenInBothCanvases()
{
    compare().setMode(Mode::SideBySide);
    ImageView* second = compare().second();
    QTRY_VERIFY(second->isVisible() && second->width() > 100);
    QCoreApplication::processEvents();
    const QImage before = second->grab().toImage();
    Q_EMIT view()->pixelHovered(QPoint(20, 20));
    QVERIFY(second->grab().toImage() != before);
    Q_EMIT view()->pixelHovered(QPoint(-1, -1));
    QCOMPARE(second->grab().toImage(), before);
    const QImage first = view()->grab().toImage();
    Q_EMIT second->pixelHovered(QPoint(20, 20));
    QVERIFY(view()->grab().toImage() != first);
    QVERIFY(m_studio->find<QLabel>("pixelFacts")->text().contains(QStringLiteral("x 20, y 20"))); // in the status line
}

void TestCompare::aClickInTheSecondCanvasKeepsItsPatch()
{
    compare().setMode(Mode::SideBySide);
    ImageView* second = compare().second();
    QTRY_VERIFY(second->isVisible() && second->width() > 100);
    QCoreApplication::processEvents();
    QTest::mouseClick(second, Qt::LeftButton, {}, m_studio->pointOfPatch(12));
    QCOMPARE(query().evidence().pinnedPatch(), 12);
    QCOMPARE(view()->selectedPatch(), 12);
    QCOMPARE(second->selectedPatch(), 12);
}

void TestCompare::spaceBlinksAndAHeldSpaceComesBack()
{
    const QPoint at = onCanvas(differing());
    QTest::keyClick(view(), Qt::Key_Space); // the first shows the other one at once
    QCOMPARE(compare().mode(), Mode::Blink);
    QCOMPARE(seenAt(at), trueColour());
    QTest::keyClick(view(), Qt::Key_Space);
    QCOMPARE(seenAt(at), predicted());
    QTest::keyPress(view(), Qt::Key_Space);
    QCOMPARE(seenAt(at), trueColour());
    QElapsedTimer held;
    held.start();
    QVERIFY(QTest::qWaitFor([&] { return held.elapsed() > 400; }));
    QTest::keyRelease(view(), Qt::Key_Space);
    QCOMPARE(seenAt(at), predicted());
}

void TestCompare::exchangeTurnsTheTwoRound()
{
    compare().setMode(Mode::Swipe);
    divider()->setPlace(1);
    QTest::keyClick(view(), Qt::Key_X);
    QCOMPARE(seenAt(onCanvas(differing())), trueColour());
    QTest::keyClick(view(), Qt::Key_Space);
    QCOMPARE(seenAt(onCanvas(differing())), predicted());
}

void TestCompare::aModeEndsWithItsOwnKeyOrWithALayer()
{
    QTest::keyClick(view(), Qt::Key_W);
    QTest::keyClick(view(), Qt::Key_W);
    QCOMPARE(compare().mode(), Mode::Off);
    QVERIFY(!divider()->isVisible());
    QTest::keyClick(view(), Qt::Key_B);
    QTest::keyClick(view(), Qt::Key_P);
    QCOMPARE(compare().mode(), Mode::Off);
    QCOMPARE(pane()->shown(), Shown::Prediction);
    QVERIFY(!compare().second()->isVisible());
    QVERIFY(!m_studio->find<QAction>("compareSideBySide")->isChecked());
    QCOMPARE(seenAt(onCanvas(differing())), predicted());
}

void TestCompare::theMenuChoosesWhatIsCompared()
{
    m_studio->find<QAction>("compareOther0")->trigger(); // the photo
    QCOMPARE(compare().mode(), Mode::Swipe);
    divider()->setPlace(0);
    const QPoint pixel = differing();
    const QRgb photo = query().shown().photo.levels.first().pixel(pixel);
    view()->showActualPixels();
    view()->fit();
    QVERIFY(seenAt(onCanvas(pixel)) != trueColour());
    QVERIFY(seenAt(onCanvas(pixel)) != predicted());
    QVERIFY(std::abs(qGray(seenAt(onCanvas(pixel))) - qGray(photo)) < 60);
    m_studio->find<QAction>("compareFirst0")->trigger(); // the same one twice: they change places
    QCOMPARE(compare().first(), Source::Photo);
    QCOMPARE(compare().other(), Source::Prediction);
    auto* menu = m_studio->find<QToolButton>("moreLayers")->menu();
    menu->findChild<QAction*>(QStringLiteral("moreSideBySide"))->trigger();
    QCOMPARE(compare().mode(), Mode::SideBySide);
}

void TestCompare::withoutTruthThePhotoIsComparedWith()
{
    const QString file = m_town.path(QStringLiteral("bare.png"));
    QVERIFY(query().shown().photo.levels.first().save(file)); // without labels
    query().openImage(file);
    QVERIFY(m_studio->settle());
    QVERIFY(query().shown().truth.isEmpty());
    QVERIFY(!compare().has(Source::Truth));
    QVERIFY(!m_studio->find<QAction>("compareOther2")->isEnabled());
    QVERIFY(!m_studio->find<QAction>("showDifference")->isEnabled());
    query().evidence().pinPatch(-1);
    const QImage prediction = view()->grab().toImage();
    compare().setMode(Mode::Swipe);
    divider()->setPlace(0);
    QVERIFY(view()->grab().toImage() != prediction);
    pane()->show(Shown::Difference);
    QCOMPARE(pane()->shown(), Shown::Prediction);
}

void TestCompare::aDragIsOneChangeForTheFormerPrediction()
{
    const auto picture = std::make_shared<const OpenImage>();
    const auto shown = [&](int neighbours, std::uint16_t id) {
        ShownPicture result;
        result.whole = picture;
        result.options.neighbours = neighbours;
        result.layer.labels = std::make_shared<const LabelMap>(1, 1, id);
        result.layer.palette = {qRgb(neighbours, 0, 0)};
        return result;
    };
    FormerPrediction former;
    former.note(shown(30, 0), 1000);
    QVERIFY(former.layer(shown(30, 0)).isEmpty());
    former.note(shown(29, 1), 5000); // a drag
    former.note(shown(28, 2), 5300);
    former.note(shown(27, 3), 5900);
    QCOMPARE(former.layer(shown(27, 3)).labels->ids.front(), std::uint16_t(0)); // what was before it
    QCOMPARE(former.layer(shown(27, 3)).palette.first(), qRgb(27, 0, 0));       // in the colours of now
    former.note(shown(27, 3), 6000);                                            // the same again is no change
    former.note(shown(5, 4), 9000);
    QCOMPARE(former.layer(shown(5, 4)).labels->ids.front(), std::uint16_t(3));
    ShownPicture other = shown(5, 5);
    other.whole = std::make_shared<const OpenImage>();
    QVERIFY(former.layer(other).isEmpty());
    former.note(other, 9900);
    QVERIFY(former.layer(other).isEmpty());
}

void TestCompare::theFormerPredictionCanBeCompared()
{
    QVERIFY(!m_studio->find<QAction>("compareOther3")->isEnabled());
    const auto before = query().shown().layer.labels;
    query().voting().setNeighbours(1);
    QVERIFY(m_studio->settle());
    QTRY_VERIFY(m_studio->find<QAction>("compareOther3")->isEnabled());
    m_studio->find<QAction>("compareOther3")->trigger();
    m_studio->find<QAction>("compareSwap")->trigger();
    QCOMPARE(compare().first(), Source::Former);
    QCOMPARE(pane()->currentLayer().labels, before);
}

void TestCompare::theModeStaysWithTheNextPictureAndTask()
{
    compare().setMode(Mode::SideBySide);
    query().openImage(query().queryImages().entry(1).path);
    QVERIFY(m_studio->settle());
    QCOMPARE(compare().mode(), Mode::SideBySide);
    query().voting().setTask(Task::Depth);
    QVERIFY(m_studio->settle());
    QVERIFY(pane()->currentLayer().depth);
    QVERIFY(compare().second()->grab().toImage() != view()->grab().toImage());
}

void TestCompare::theDifferenceHasTheColoursOfItsVerdicts()
{
    QTest::keyClick(view(), Qt::Key_D);
    QCOMPARE(pane()->shown(), Shown::Difference);
    QVERIFY(hasDifference());
    const LabelMap expected = labelDifference(*query().shown().truth.labels, *query().shown().layer.labels);
    QCOMPARE(*query().answers().difference.layer().labels, expected);
    QCOMPARE(seenAt(onCanvas(differing())), toQRgbs(verdictPalette()).at(static_cast<int>(Verdict::Wrong)));
    auto* legend = m_studio->find<QWidget>("differenceLegend");
    QVERIFY(legend->isVisible());
    const auto& entries = query().answers().difference.legend().entries();
    double right = 0;
    for (const std::uint16_t id : expected.ids)
        right += id == 0;
    const auto found = std::find_if(entries.begin(), entries.end(), [](const auto& e) { return e.classIndex == 0; });
    QCOMPARE(found->area.name, QStringLiteral("right"));
    QCOMPARE(found->area.share, right / double(expected.ids.size()));
    QTest::keyClick(view(), Qt::Key_D);
    QCOMPARE(pane()->shown(), Shown::Prediction);
    QVERIFY(!legend->isVisible());
}

void TestCompare::theDifferenceFollowsTheClassShownAlone()
{
    pane()->show(Shown::Difference);
    QVERIFY(hasDifference());
    const int only = query().shown().truth.labels->at(differing().x(), differing().y());
    query().legend().toggleOnly(only);
    const LabelMap expected =
        labelDifference(*query().shown().truth.labels, *query().shown().layer.labels, static_cast<std::uint16_t>(only));
    QTRY_COMPARE(*query().answers().difference.layer().labels, expected);
    QCOMPARE(seenAt(onCanvas(differing())), toQRgbs(verdictPalette()).at(static_cast<int>(Verdict::Missed)));
    const QString hint = m_studio->find<QLabel>("differenceHint")->text();
    QVERIFY2(hint.contains(QString::fromStdString(query().bank().classes.classes[static_cast<std::size_t>(only)].name)),
             qPrintable(hint));
    for (const auto& entry : query().answers().difference.legend().entries())
        QVERIFY(entry.area.name != QStringLiteral("elsewhere"));
}

void TestCompare::theDifferenceOfDepthIsSigned()
{
    query().voting().setTask(Task::Depth);
    QVERIFY(m_studio->settle());
    pane()->show(Shown::Difference);
    QTRY_VERIFY(query().answers().difference.layer().depth);
    const CanvasLayer& layer = query().answers().difference.layer();
    QCOMPARE(layer.nearMetres, -layer.farMetres);
    const float error = query().shown().layer.depth->at(70, 100) - query().shown().truth.depth->at(70, 100);
    QCOMPARE(layer.depth->at(70, 100), error);
    QVERIFY2(query().answers().difference.summary().startsWith(QStringLiteral("RMSE ")),
             qPrintable(query().answers().difference.summary()));
    QVERIFY(!m_studio->find<QWidget>("differenceLegend")->isVisible());
    QVERIFY(m_studio->find<QWidget>("depthLegend")->isVisible());
}

void TestCompare::comparingNeedsAPicture()
{
    StudioBench empty(m_town.path(QStringLiteral("empty.ini")));
    QVERIFY(!empty.find<QAction>("compareSwipe")->isEnabled());
    CanvasPane* pane = empty.window.inspectPage()->canvas();
    QTest::keyClick(pane->view(), Qt::Key_Space);
    QCOMPARE(pane->compare().mode(), Mode::Off);
    pane->compare().setMode(Mode::SideBySide); // nothing to show, nothing wrong
    pane->show(Shown::Difference);
    QVERIFY(empty.query.answers().difference.layer().isEmpty());
}

void TestCompare::swipingIsPaintedAtOnce()
{
    ImageView large;
    large.resize(1280, 800);
    QImage photo(4096, 4096, QImage::Format_RGB32);
    photo.fill(qRgb(90, 90, 90));
    large.setPhoto({QStringLiteral("large"),
                    {photo, photo.scaled(2048, 2048), photo.scaled(1024, 1024)},
                    {4096, 4096},
                    {64, 64, 64}});
    CanvasLayer layer;
    layer.labels = std::make_shared<LabelMap>(4096, 4096, 1);
    layer.palette = {qRgb(1, 1, 1), qRgb(200, 0, 0)};
    large.setLayer(layer);
    layer.palette[1] = qRgb(0, 0, 200);
    large.setSwipe(layer);
    large.show();
    QVERIFY(QTest::qWaitForWindowExposed(&large));
    large.repaint();
    std::vector<double> milliseconds;
    for (int i = 0; i < 41; ++i) {
        QElapsedTimer timer;
        timer.start();
        large.setDivider(0.2 + 0.01 * i);
        large.repaint();
        milliseconds.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(milliseconds);
    qInfo("swipe to repaint, 4096 x 4096 in 1280 x 800: %.2f ms, p95 %.2f ms (limit 16)", milliseconds[20],
          milliseconds[38]);
    QVERIFY(milliseconds[20] < 3 * 16);
    large.setDivider(0.5);
    large.setOpacity(1);
    const QImage seen = large.grab().toImage();
    QCOMPARE(seen.pixel(600, 400), qRgb(200, 0, 0));
    QCOMPARE(seen.pixel(700, 400), qRgb(0, 0, 200));
}

QTEST_MAIN(TestCompare)
#include "tst_compare.moc"
