// SPDX-License-Identifier: Apache-2.0
#include "ui/models/patch_layer.h"
#include "ui/views/overlay_renderer.h"

#include <QTest>

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

QTEST_GUILESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
