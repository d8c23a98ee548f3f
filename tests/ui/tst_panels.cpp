// SPDX-License-Identifier: Apache-2.0
#include "ui/models/class_legend_model.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/views/class_legend_view.h"
#include "ui/views/depth_legend.h"
#include "ui/views/theme.h"
#include "ui/views/thumbnail_wall.h"

#include <QApplication>
#include <QScrollBar>
#include <QTest>

using namespace nectar;

namespace {

QList<ClassLegendModel::Entry> classes(int count)
{
    QList<ClassLegendModel::Entry> entries;
    for (int i = 0; i < count; ++i)
        entries.append({i, {QStringLiteral("class %1").arg(i), qRgb(i, 2 * i, 255 - i), 1. / count}});
    return entries;
}

} // namespace

class TestPanels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Dark); }
    void theWallHasATileForEachPicture_data();
    void theWallHasATileForEachPicture();
    void aFullWallLosesWholeRowsAtTheTop();
    void theClassLegendKnowsItsRows_data();
    void theClassLegendKnowsItsRows();
    void theDepthLegendDrawsItsTicksWithinItself();
};

void TestPanels::theWallHasATileForEachPicture_data()
{
    QTest::addColumn<int>("expected");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("tiles");
    QTest::newRow("nothing is known") << 0 << 0 << 0;
    QTest::newRow("a few to come") << 5 << 0 << 5;
    QTest::newRow("some read") << 24 << 7 << 24;
    QTest::newRow("all read") << 24 << 24 << 24;
    QTest::newRow("more than was said") << 3 << 4 << 4;
}

void TestPanels::theWallHasATileForEachPicture()
{
    QFETCH(int, expected);
    QFETCH(int, read);
    ThumbnailCache thumbnails;
    ThumbnailWall wall(thumbnails);
    for (const QSize size : {QSize(908, 646), QSize(1540, 920), QSize(780, 520)}) {
        wall.clear();
        wall.resize(size);
        wall.setExpected(expected);
        for (int i = 0; i < read; ++i)
            wall.add(QStringLiteral("/%1.png").arg(i));
        const ThumbnailWall::Layout layout = wall.tileLayout();
        QTEST(static_cast<int>(layout.tiles), "tiles");
        if (layout.tiles == 0)
            continue;
        const auto rows = (layout.tiles + layout.columns - 1) / layout.columns;
        QVERIFY(static_cast<double>(rows) * (layout.side + 8) - 8 <= wall.height() + 1.);
        QVERIFY(layout.columns * (layout.side + 8) - 8 <= wall.width() + 1.);
    }
}

void TestPanels::aFullWallLosesWholeRowsAtTheTop()
{
    ThumbnailCache thumbnails;
    ThumbnailWall wall(thumbnails);
    wall.resize(504, 376); // four columns and three rows of the smallest tiles
    wall.setExpected(20);
    QCOMPARE(wall.tileLayout().tiles, 12);
    for (int i = 0; i < 14; ++i)
        wall.add(QStringLiteral("/%1.png").arg(i));
    QCOMPARE(wall.tileLayout().columns, 4);
    QCOMPARE(wall.tileLayout().first, 4);
    QCOMPARE(wall.tileLayout().tiles, 12);
    for (int i = 14; i < 20; ++i)
        wall.add(QStringLiteral("/%1.png").arg(i));
    QCOMPARE(wall.tileLayout().first, 8);
    QCOMPARE(wall.tileLayout().tiles, 12);
}

void TestPanels::theClassLegendKnowsItsRows_data()
{
    QTest::addColumn<int>("width");
    for (int width = 300; width < 1400; width += 37)
        QTest::addRow("%d px", width) << width;
}

void TestPanels::theClassLegendKnowsItsRows()
{
    QFETCH(int, width);
    ClassLegendModel model;
    ClassLegendView legend(model);
    legend.show();
    for (const int count : {1, 12, 23}) {
        model.setEntries(classes(count));
        const int rows = legend.rowsFor(model.entries(), width);
        legend.resize(width, rows * ClassLegendView::kRowHeight + 2);
        QCoreApplication::processEvents();
        QCOMPARE(legend.verticalScrollBar()->maximum(), 0); // nothing is cut
        const QRect last = legend.visualRect(legend.model()->index(count - 1, 0));
        QVERIFY(legend.viewport()->rect().contains(last));
        QCOMPARE(last.top() / ClassLegendView::kRowHeight, rows - 1); // and no row is empty
    }
}

void TestPanels::theDepthLegendDrawsItsTicksWithinItself()
{
    CanvasLayer layer;
    layer.task = Task::Depth;
    layer.nearMetres = 1.5f;
    layer.farMetres = 60;
    for (int i = 0; i < 256; ++i)
        layer.palette.append(qRgb(i, i, 0));
    DepthLegend legend;
    legend.setLayer(layer);
    for (const int width : {260, 420, 698, 1300}) {
        legend.resize(width, legend.sizeHint().height());
        const QImage drawn = legend.grab().toImage();
        const QRgb background = drawn.pixel(0, 0);
        for (int x = 0; x < drawn.width(); ++x) {
            QCOMPARE(drawn.pixel(x, 0), background);
            QCOMPARE(drawn.pixel(x, drawn.height() - 1), background);
        }
        for (int y = 0; y < drawn.height(); ++y)
            QCOMPARE(drawn.pixel(drawn.width() - 1, y), background);
    }
    QCOMPARE(legend.accessibleDescription(), QStringLiteral("From 1.50 m to 60.0 m"));
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
