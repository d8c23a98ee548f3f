// SPDX-License-Identifier: Apache-2.0
#include "ui/models/patch_layer.h"
#include "ui/views/class_names.h"
#include "ui/views/overlay_renderer.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace nectar;

namespace {

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

ViewTransform fitted(int size)
{
    ViewTransform transform; // in 64×64: 8 pixels at scale 4, 4 at scale 8
    transform.setPicture(QSizeF(size, size));
    transform.setViewport({64, 64});
    transform.fit();
    return transform;
}

QImage drawn(const CanvasLayer& layer, const OverlayStyle& style)
{
    return renderOverlay(layer, fitted(layer.size().width), {64, 64}, 1, style).image;
}

} // namespace

class TestOverlay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overlayPixelsHaveTheColourOfTheirClass();
    void overlayFollowsADevicePixelRatio();
    void highlightingAClassDimsTheOthers();
    void unknownIsHatched();
    void depthColoursRunFromNearToFar();
    void guessedDepthIsHatched();
    void patchesAreSquaresOfTheirColour();
    void hiddenClassesAreClear();
    void oneClassAloneIsDrawn();
    void anOutlineIsAsWideAsAsked_data();
    void anOutlineIsAsWideAsAsked();
    void fillAndOutlineHaveTheirOwnOpacity();
    void eachClassHasItsOwnPattern();
    void whatHasNoDepthHasAColourOfNoMap();
    void aMovedPictureIsLookedUpAnew();
    void aNameStandsWhereItsClassHasMostRoom();
};

void TestOverlay::overlayPixelsHaveTheColourOfTheirClass()
{
    ViewTransform transform;
    transform.setPicture({8, 8});
    transform.setViewport({64, 64});
    transform.fit(); // scale 4, offset 16
    const RenderedOverlay overlay = renderOverlay(halves(8, 8), transform, {64, 64}, 1, {1., -1});
    QCOMPARE(overlay.topLeft, QPointF(16, 16));
    QCOMPARE(overlay.image.size(), QSize(32, 32));
    QCOMPARE(overlay.image.pixelColor(2, 2), QColor(255, 0, 0));
    QCOMPARE(overlay.image.pixelColor(16, 2), QColor(0, 0, 255)); // the first pixel of the right half
    QCOMPARE(overlay.image.pixelColor(14, 2), QColor(255, 0, 0));
}

void TestOverlay::overlayFollowsADevicePixelRatio()
{
    ViewTransform transform;
    transform.setPicture({8, 8});
    transform.setViewport({64, 64});
    transform.fit();
    const RenderedOverlay overlay = renderOverlay(halves(8, 8), transform, {64, 64}, 2, {1., -1});
    QCOMPARE(overlay.image.size(), QSize(64, 64));
    QCOMPARE(overlay.image.devicePixelRatio(), 2.);
    QCOMPARE(overlay.topLeft, QPointF(16, 16));
}

void TestOverlay::highlightingAClassDimsTheOthers()
{
    ViewTransform transform;
    transform.setPicture({8, 8});
    transform.setViewport({64, 64});
    transform.fit();
    const RenderedOverlay overlay = renderOverlay(halves(8, 8), transform, {64, 64}, 1, {0.5, 1});
    QVERIFY(overlay.image.pixelColor(2, 2).alpha() < 40);
    QCOMPARE(overlay.image.pixelColor(24, 2).alpha(), 128);
}

void TestOverlay::unknownIsHatched()
{
    CanvasLayer layer = halves(8, 8);
    layer.labels = std::make_shared<LabelMap>(8, 8); // all void
    ViewTransform transform;
    transform.setPicture({8, 8});
    transform.setViewport({64, 64});
    transform.fit();
    const QImage image = renderOverlay(layer, transform, {64, 64}, 1, {0.5, -1}).image;
    int lines = 0, clear = 0;
    for (int x = 0; x < 32; ++x)
        (image.pixelColor(x, 0).alpha() > 0 ? lines : clear) += 1;
    QVERIFY(lines > 2);
    QVERIFY(clear > lines);
}

void TestOverlay::depthColoursRunFromNearToFar()
{
    auto depth = std::make_shared<DepthMap>(3, 1, 0.f);
    depth->at(0, 0) = 1;
    depth->at(1, 0) = 3;
    depth->at(2, 0) = 99; // beyond the range: the far end
    CanvasLayer layer;
    layer.task = Task::Depth;
    layer.depth = depth;
    layer.palette = {qRgb(255, 255, 0), qRgb(0, 255, 0), qRgb(0, 0, 255)};
    layer.nearMetres = 1;
    layer.farMetres = 5;
    ViewTransform transform;
    transform.setPicture({3, 1});
    transform.setViewport({44, 36}); // scale 4
    transform.fit();
    const QImage image = renderOverlay(layer, transform, {44, 36}, 1, {1., -1}).image;
    QCOMPARE(image.pixelColor(1, 1), QColor(255, 255, 0));
    QCOMPARE(image.pixelColor(5, 1), QColor(0, 255, 0));
    QCOMPARE(image.pixelColor(9, 1), QColor(0, 0, 255));
}

void TestOverlay::guessedDepthIsHatched()
{
    CanvasLayer layer;
    layer.task = Task::Depth;
    layer.depth = std::make_shared<DepthMap>(8, 8, 2.f);
    layer.guessed = std::make_shared<std::vector<std::uint8_t>>(64, std::uint8_t{1});
    layer.palette = {qRgb(255, 0, 0), qRgb(255, 0, 0)};
    ViewTransform transform;
    transform.setPicture({8, 8});
    transform.setViewport({64, 64});
    transform.fit();
    const QImage image = renderOverlay(layer, transform, {64, 64}, 1, {1., -1}).image;
    int plain = 0, lines = 0;
    for (int x = 0; x < 32; ++x)
        (image.pixelColor(x, 3) == QColor(255, 0, 0) ? plain : lines) += 1;
    QVERIFY(plain > 0 && lines > 0);
}

void TestOverlay::patchesAreSquaresOfTheirColour()
{
    auto patches = std::make_shared<PatchLayer>();
    patches->grid = {1, 2, 4};
    patches->colours = {qRgb(10, 200, 30), 0}; // of the second nothing is known
    CanvasLayer layer;
    layer.patches = patches;
    QCOMPARE(layer.size(), (Size{2, 1}));
    ViewTransform transform;
    transform.setPicture({8, 8});
    transform.setViewport({64, 64});
    transform.fit(); // scale 4, offset 16
    const QImage drawn = renderOverlay(layer, transform, {64, 64}, 1, {1., -1}).image;
    QCOMPARE(drawn.size(), QSize(32, 32));
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 16; ++x)
            QCOMPARE(drawn.pixelColor(x, y), QColor(10, 200, 30));
    int lined = 0;
    for (int x = 16; x < 32; ++x)
        lined += drawn.pixelColor(x, 5).alpha() > 0;
    QVERIFY(lined > 0 && lined < 16);
    const QImage half = renderOverlay(layer, transform, {64, 64}, 1, {0.5, -1}).image;
    QCOMPARE(half.pixelColor(3, 3).alpha(), 128);
}

void TestOverlay::hiddenClassesAreClear()
{
    OverlayStyle style{1., -1};
    style.classes.hidden = {1};
    const QImage image = drawn(halves(8, 8), style);
    QCOMPARE(image.pixelColor(2, 2), QColor(255, 0, 0));
    for (int x = 16; x < 32; ++x)
        QCOMPARE(image.pixelColor(x, 5).alpha(), 0);
    CanvasLayer nothing = halves(8, 8);
    nothing.labels = std::make_shared<LabelMap>(8, 8); // all void
    style.classes.hidden = {kVoid};
    for (int x = 0; x < 32; ++x)
        QCOMPARE(drawn(nothing, style).pixelColor(x, 5).alpha(), 0); // not even hatched
}

void TestOverlay::oneClassAloneIsDrawn()
{
    OverlayStyle style{1., -1};
    style.classes = {{1}, 1}; // whatever is hidden
    const QImage image = drawn(halves(8, 8), style);
    QCOMPARE(image.pixelColor(2, 2).alpha(), 0);
    QCOMPARE(image.pixelColor(24, 2), QColor(0, 0, 255));
}

void TestOverlay::anOutlineIsAsWideAsAsked_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 2, 3, 8})
        QTest::addRow("%d px", width) << width;
}

void TestOverlay::anOutlineIsAsWideAsAsked()
{
    QFETCH(int, width);
    for (const int size : {8, 4}) { // at two zooms
        OverlayStyle style{0., -1, 1.};
        style.outlineWidth = width;
        const QImage image = drawn(halves(size, size), style);
        for (int y = 0; y < image.height(); ++y) {
            int lined = 0;
            for (int x = 0; x < image.width(); ++x)
                lined += image.pixelColor(x, y).alpha() == 255;
            QCOMPARE(lined, width);
        }
    }
}

void TestOverlay::fillAndOutlineHaveTheirOwnOpacity()
{
    const QImage image = drawn(halves(8, 8), {0.2, -1, 0.8});
    QCOMPARE(image.pixelColor(2, 2).alpha(), 51);
    QCOMPARE(image.pixelColor(15, 2).alpha(), 204);
    QVERIFY(drawn(halves(8, 8), {0., -1, 0.}).isNull());
}

void TestOverlay::eachClassHasItsOwnPattern()
{
    std::set<QByteArray> seen;
    for (int classIndex = 0; classIndex < 6; ++classIndex) {
        CanvasLayer layer;
        layer.labels = std::make_shared<LabelMap>(8, 8, static_cast<std::uint16_t>(classIndex));
        layer.palette.fill(qRgb(200, 100, 0), 6);
        OverlayStyle style{1., -1};
        const QImage plain = drawn(layer, style);
        style.hasPatterns = true;
        const QImage lined = drawn(layer, style);
        QVERIFY(lined != plain);
        seen.insert(QByteArray(reinterpret_cast<const char*>(lined.constBits()), lined.sizeInBytes()));
    }
    QCOMPARE(seen.size(), std::size_t(6));
}

void TestOverlay::whatHasNoDepthHasAColourOfNoMap()
{
    CanvasLayer layer;
    layer.task = Task::Depth;
    layer.depth = std::make_shared<DepthMap>(8, 8); // none
    layer.palette = {qRgb(255, 255, 255), qRgb(0, 0, 0)};
    const QImage image = drawn(layer, {1., -1});
    int lines = 0;
    for (int x = 0; x < 32; ++x)
        if (const QColor colour = image.pixelColor(x, 3); colour.alpha() > 0) {
            QVERIFY(colour.red() - colour.green() > 100);
            ++lines;
        }
    QVERIFY(lines > 0 && lines < 16);
}

void TestOverlay::aMovedPictureIsLookedUpAnew()
{
    ViewTransform transform = fitted(8);
    OverlayRenderer renderer;
    const CanvasLayer layer = halves(8, 8);
    const QImage first = renderer.render(layer, transform, {64, 64}, 1, {1., -1}).image;
    QCOMPARE(first.pixelColor(24, 2), QColor(0, 0, 255));
    transform.zoomAt({16, 32}, 2); // twice as large, its left edge where it was
    QCOMPARE(renderer.render(layer, transform, {64, 64}, 1, {1., -1}).image.pixelColor(24, 20), QColor(255, 0, 0));
    CanvasLayer recoloured = layer;
    recoloured.palette[0] = qRgb(0, 255, 0); // the same map
    QCOMPARE(renderer.render(recoloured, transform, {64, 64}, 1, {1., -1}).image.pixelColor(24, 20), QColor(0, 255, 0));
}

void TestOverlay::aNameStandsWhereItsClassHasMostRoom()
{
    auto labels = std::make_shared<LabelMap>(40, 40, 0);
    for (int y = 0; y < 40; ++y)
        for (int x = 10; x < 40; ++x)
            labels->at(x, y) = y < 2 ? 2 : 1; // class 2: a strip too thin for a name
    ViewTransform transform;
    transform.setPicture({40, 40});
    transform.setViewport({192, 192}); // scale 4, offset 16
    transform.fit();
    CanvasLayer layer;
    layer.labels = labels;
    layer.palette.fill(qRgb(9, 9, 9), 3);
    OverlayRenderer renderer;
    renderer.render(layer, transform, {192, 192}, 1, {});
    const std::vector<ClassPlace> places = classPlaces(renderer.labels());
    QCOMPARE(places.size(), std::size_t(2));
    QCOMPARE(places[0].classIndex, 0);
    QVERIFY(std::abs(places[0].device.x() - (16 + 20)) <= 6); // the middle of its 40 px
    QVERIFY(std::abs(places[1].device.x() - (16 + 40 + 60)) <= 6);
    QVERIFY(std::abs(places[1].device.y() - (16 + 84)) <= 12);
    QVERIFY(classPlaces({}).empty());
}

QTEST_GUILESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
