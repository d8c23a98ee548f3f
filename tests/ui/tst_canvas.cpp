// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_view.h"
#include "ui/views/view_transform.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace nectar;

namespace {

CanvasPhoto photo(int width, int height, PatchGrid grid)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(qRgb(100, 100, 100));
    return {QStringLiteral("grey"), {image}, {width, height}, grid};
}

/// Left half class 0, right half class 1.
CanvasLayer halves(int width, int height)
{
    auto labels = std::make_shared<LabelMap>(width, height, 0);
    for (int y = 0; y < height; ++y)
        for (int x = width / 2; x < width; ++x)
            labels->at(x, y) = 1;
    CanvasLayer layer;
    layer.labels = labels;
    layer.palette = {qRgb(255, 0, 0), qRgb(0, 0, 255)};
    return layer;
}

/// A canvas of 432×432 that shows 400×400 pixels in 4×4 patches at scale 1 with a margin of 16.
void setUp(ImageView& view)
{
    view.resize(432, 432);
    view.setPhoto(photo(400, 400, {4, 4, 16}));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.transform().scale(), 1.);
}

QPoint middleOfPatch(int row, int col) { return {16 + col * 100 + 50, 16 + row * 100 + 50}; }

void turnWheel(ImageView& view, QPoint at, int steps, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&view, &event);
}

} // namespace

class TestCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitCentresTheWholePicture();
    void zoomKeepsThePointUnderThePointer();
    void zoomHasLimits();
    void someOfThePictureAlwaysStaysVisible();
    void aClickNamesThePatchUnderIt();
    void aDragPansInsteadOfClicking();
    void hoverTellsPatchesAndLeaving();
    void arrowsWalkPatchesAndShiftWalksFive();
    void arrowsStopAtTheEdge();
    void theFirstArrowShowsWhereTheWalkBegins();
    void escapeLetsGo();
    void arrowsWithoutAPictureDoNothing();
    void controlWheelChangesTheOpacity();
    void oPeeksWhileHeld();
    void aNewLayerIsSeenInTheNextFrame();
};

void TestCanvas::fitCentresTheWholePicture()
{
    ViewTransform transform;
    transform.setPicture({100, 50});
    transform.setViewport({232, 232});
    transform.fit();
    QCOMPARE(transform.scale(), 2.);
    QCOMPARE(transform.pictureRect(), QRectF(16, 66, 200, 100));
}

void TestCanvas::zoomKeepsThePointUnderThePointer()
{
    ViewTransform transform;
    transform.setPicture({100, 100});
    transform.setViewport({232, 232});
    transform.fit();
    const QPointF at(60, 80);
    const QPointF before = transform.pictureFromView(at);
    transform.zoomAt(at, 3);
    const QPointF after = transform.pictureFromView(at);
    QVERIFY((after - before).manhattanLength() < 1e-9);
    QCOMPARE(transform.scale(), 6.);
}

void TestCanvas::zoomHasLimits()
{
    ViewTransform transform;
    transform.setPicture({100, 100});
    transform.setViewport({132, 132});
    transform.fit();
    for (int i = 0; i < 100; ++i)
        transform.zoomAt({50, 50}, 2);
    QCOMPARE(transform.scale(), 64.);
    for (int i = 0; i < 100; ++i)
        transform.zoomAt({50, 50}, 0.5);
    QCOMPARE(transform.scale(), 1. / 16);
}

void TestCanvas::someOfThePictureAlwaysStaysVisible()
{
    ViewTransform transform;
    transform.setPicture({100, 100});
    transform.setViewport({200, 200});
    transform.fit();
    transform.pan({10'000, -10'000});
    QVERIFY(transform.pictureRect().intersects(QRectF(0, 0, 200, 200)));
}

void TestCanvas::aClickNamesThePatchUnderIt()
{
    ImageView view;
    setUp(view);
    QSignalSpy clicked(&view, &ImageView::patchClicked);
    QTest::mouseClick(&view, Qt::LeftButton, {}, middleOfPatch(1, 2));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first().first().toInt(), 1 * 4 + 2);
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(4, 4)); // beside the picture
    QCOMPARE(clicked.size(), 1);
}

void TestCanvas::aDragPansInsteadOfClicking()
{
    ImageView view;
    setUp(view);
    QSignalSpy clicked(&view, &ImageView::patchClicked);
    const QPointF before = view.transform().offset();
    QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(200, 200));
    QTest::mouseMove(&view, QPoint(230, 220));
    QTest::mouseMove(&view, QPoint(240, 230));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(240, 230));
    QCOMPARE(clicked.size(), 0);
    QCOMPARE(view.transform().offset() - before, QPointF(40, 30));
}

void TestCanvas::hoverTellsPatchesAndLeaving()
{
    ImageView view;
    setUp(view);
    QSignalSpy hovered(&view, &ImageView::patchHovered);
    QTest::mouseMove(&view, middleOfPatch(0, 0));
    QTest::mouseMove(&view, middleOfPatch(0, 0) + QPoint(5, 5)); // still the same patch
    QTest::mouseMove(&view, middleOfPatch(3, 3));
    QCOMPARE(hovered.size(), 2);
    QCOMPARE(hovered.last().first().toInt(), 15);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&view, &leave);
    QCOMPARE(hovered.last().first().toInt(), -1);
}

void TestCanvas::arrowsWalkPatchesAndShiftWalksFive()
{
    ImageView view;
    view.resize(432, 432);
    view.setPhoto(photo(400, 400, {20, 20, 16}));
    view.setSelectedPatch(0);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selectedPatch(), 1);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view.selectedPatch(), 5 * 20 + 1);
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.selectedPatch(), 4 * 20 + 1);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.selectedPatch(), 4 * 20);
}

void TestCanvas::arrowsStopAtTheEdge()
{
    ImageView view;
    view.setPhoto(photo(400, 400, {4, 4, 16}));
    view.setSelectedPatch(15);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.selectedPatch(), 15);
}

void TestCanvas::theFirstArrowShowsWhereTheWalkBegins()
{
    ImageView view;
    view.setPhoto(photo(400, 400, {4, 4, 16}));
    QSignalSpy clicked(&view, &ImageView::patchClicked);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selectedPatch(), 2 * 4 + 2);
    QCOMPARE(clicked.size(), 1);
}

void TestCanvas::escapeLetsGo()
{
    ImageView view;
    view.setPhoto(photo(400, 400, {4, 4, 16}));
    view.setSelectedPatch(3);
    QSignalSpy clicked(&view, &ImageView::patchClicked);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(view.selectedPatch(), -1);
    QCOMPARE(clicked.last().first().toInt(), -1);
}

void TestCanvas::arrowsWithoutAPictureDoNothing()
{
    ImageView view;
    QSignalSpy clicked(&view, &ImageView::patchClicked);
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(clicked.size(), 0);
    QCOMPARE(view.selectedPatch(), -1);
}

void TestCanvas::controlWheelChangesTheOpacity()
{
    ImageView view;
    setUp(view);
    view.setOpacity(0.5);
    const double scale = view.transform().scale();
    turnWheel(view, {200, 200}, 1, Qt::ControlModifier);
    QCOMPARE(view.opacity(), 0.55);
    QCOMPARE(view.transform().scale(), scale);
    turnWheel(view, {200, 200}, 40, Qt::ControlModifier);
    QCOMPARE(view.opacity(), 1.);
    turnWheel(view, {200, 200}, 1, Qt::NoModifier);
    QVERIFY(view.transform().scale() > scale);
}

void TestCanvas::oPeeksWhileHeld()
{
    ImageView view;
    setUp(view);
    view.setLayer(halves(400, 400));
    view.setOpacity(1);
    const QPoint at = middleOfPatch(1, 0);
    QCOMPARE(view.grab().toImage().pixelColor(at), QColor(255, 0, 0));
    QTest::keyPress(&view, Qt::Key_O);
    QCOMPARE(view.grab().toImage().pixelColor(at), QColor(100, 100, 100));
    QTest::keyRelease(&view, Qt::Key_O);
    QTRY_COMPARE(view.grab().toImage().pixelColor(at), QColor(255, 0, 0));
}

void TestCanvas::aNewLayerIsSeenInTheNextFrame()
{
    ImageView view;
    setUp(view);
    view.setOpacity(1);
    view.setLayer(halves(400, 400));
    const QPoint at = middleOfPatch(0, 3);
    QCOMPARE(view.grab().toImage().pixelColor(at), QColor(0, 0, 255));
    CanvasLayer other = halves(400, 400);
    other.palette = {qRgb(255, 0, 0), qRgb(0, 255, 0)};
    view.setLayer(other);
    QCOMPARE(view.grab().toImage().pixelColor(at), QColor(0, 255, 0));
    view.setLayer({});
    QCOMPARE(view.grab().toImage().pixelColor(at), QColor(100, 100, 100));
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
