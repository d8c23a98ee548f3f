// SPDX-License-Identifier: Apache-2.0
#include "ui/models/measure_models.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace nectar;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

/// 10 pixels of sky, one of them read as road, one unknown; 4 of road, all read as sky; none of tree.
ConfusionTable smallTable()
{
    return {{QStringLiteral("sky"), QStringLiteral("road"), QStringLiteral("tree")},
            {qRgb(1, 0, 0), qRgb(0, 1, 0), qRgb(0, 0, 1)},
            {8, 1, 0, 1, 4, 0, 0, 0, 0, 0, 0, 0}};
}

MeasuredPicture picture(const char* name, double score, qint64 pixels)
{
    return {QString::fromLatin1(name), QStringLiteral("/") + QString::fromLatin1(name), score, pixels, {}};
}

Measurement smallMeasurement()
{
    Measurement result;
    result.protocolName = QStringLiteral("ours");
    result.images = 2;
    result.neighbours = 30;
    result.temperature = 0.02;
    LabelMeasurement labels;
    labels.meanIou = 0.3077;
    labels.confusion = smallTable();
    labels.classes = {{0, QStringLiteral("sky"), 0, 8. / 14, 10, 12}, {1, QStringLiteral("road"), 0, 0, 4, 1}};
    labels.absent = {QStringLiteral("tree")};
    labels.pictures = {picture("b.png", 0.25, 7), picture("a,1.png", 0, 0)};
    result.labels = labels;
    return result;
}

} // namespace

/// What is shown of a measurement: sums, texts, tables, lists.
class TestMeasureModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesAreOfTheTrueClass()
    {
        const ConfusionTable table = smallTable();
        QCOMPARE(table.truthPixels(0), qint64(10));
        QCOMPARE(table.predictedPixels(0), qint64(12));
        QCOMPARE(table.predictedPixels(3), qint64(1)); // unknown
        QCOMPARE(table.share(0, 0), 0.8);
        QCOMPARE(table.share(1, 0), 1.);
        QCOMPARE(table.share(2, 0), 0.); // no pixel is labelled so
    }

    void theLargestErrorIsNeverTheClassItself()
    {
        QCOMPARE(smallTable().largestError(0), 1); // of two that are as large the first
        QCOMPARE(smallTable().largestError(1), 0);
        QCOMPARE(smallTable().largestError(2), -1);
    }

    void aCellIsSaidInWords()
    {
        const ConfusionTable table = smallTable();
        QCOMPARE(table.cellText(1, 0), QStringLiteral("road read as sky: 100.0 % of road, 4 pixels"));
        QCOMPARE(table.cellText(0, 0), QStringLiteral("sky read rightly: 80.0 % of sky, 8 pixels"));
        QCOMPARE(table.cellText(0, 3), QStringLiteral("sky read as unknown: 10.0 % of sky, 1 pixel"));
        QCOMPARE(table.cellText(2, 1), QStringLiteral("No pixel is labelled tree"));
    }

    void theHeadlineNamesProtocolAndSampleSize()
    {
        Measurement result = smallMeasurement();
        QCOMPARE(result.headline(),
                 QStringLiteral("mIoU 0.31  ·  2 pictures  ·  protocol ours, 30 voters, evenness 0.02"));
        result.labels.reset();
        result.depth.emplace();
        result.depth->rmse = 2.104;
        result.images = 1;
        result.leftOut = 2;
        QCOMPARE(result.headline(), QStringLiteral("RMSE 2.10 m  ·  1 picture  ·  protocol ours, 30 voters, evenness "
                                                   "0.02, 2 prompt images left out"));
    }

    void tablesAreCommaSeparatedInTheCLocale()
    {
        const Measurement result = smallMeasurement();
        QCOMPARE(result.classesCsv(), QStringLiteral("class,iou,truth_pixels,predicted_pixels\n"
                                                     "sky,0.571429,10,12\nroad,0.000000,4,1\ntree,,0,0\n"));
        QCOMPARE(result.confusionCsv(), QStringLiteral("truth,sky,road,tree,unknown\n"
                                                       "sky,8,1,0,1\nroad,4,0,0,0\ntree,0,0,0,0\n"));
        QCOMPARE(result.picturesCsv(), QStringLiteral("picture,measure,value,pixels\n"
                                                      "b.png,miou,0.250000,7\n\"a,1.png\",miou,,0\n"));
        QCOMPARE(result.depthCsv(), QStringLiteral("from_metres,to_metres,pixels\n"));
    }

    void theListsKeepTheModelContract()
    {
        MeasuredClassModel classes;
        MeasuredPictureModel pictures;
        ConfusedPatchModel patches;
        const QAbstractItemModelTester first(&classes, Mode::QtTest), second(&pictures, Mode::QtTest),
            third(&patches, Mode::QtTest);
        const Measurement result = smallMeasurement();
        classes.setClasses(result.labels->classes);
        pictures.setPictures(result.labels->pictures, Task::Segmentation);
        patches.setPatches({{QStringLiteral("x/a.png"), QStringLiteral("/a.png"), {8, 8}, {0, 0, 4, 2}, 3, 5}});
        QCOMPARE(classes.rowCount(), 2);
        QCOMPARE(pictures.rowCount(), 2);
        QCOMPARE(patches.rowCount(), 1);
        QCOMPARE(patches.patch(0).centre(), QPointF(2, 1));
        classes.setClasses({});
        pictures.setPictures({}, Task::Depth);
        patches.setPatches({});
        QCOMPARE(classes.rowCount() + pictures.rowCount() + patches.rowCount(), 0);
    }

    void whichPictureIsOpenIsMarked()
    {
        MeasuredPictureModel model;
        model.setPictures(smallMeasurement().labels->pictures, Task::Segmentation);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setCurrent(1);
        model.setCurrent(0);
        QCOMPARE(changed.size(), 3);
        QCOMPARE(model.current(), 0);
        model.setCurrent(7);
        QCOMPARE(model.current(), -1);
    }

    void rowsAreSaidWithTheirFigures()
    {
        MeasuredClassModel classes;
        classes.setClasses(smallMeasurement().labels->classes);
        QCOMPARE(classes.index(0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("sky: IoU 0.5714, 10 pixels are labelled so, 12 were read so"));
        MeasuredPictureModel pictures;
        pictures.setPictures(smallMeasurement().labels->pictures, Task::Segmentation);
        QCOMPARE(pictures.index(0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("b.png, mIoU 0.25 over 7 pixels"));
        QCOMPARE(pictures.index(1).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("a,1.png, nothing to score"));
        pictures.setPictures({picture("d.png", 3, 9)}, Task::Depth);
        QCOMPARE(pictures.index(0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("d.png, RMSE 3.00 m over 9 pixels"));
    }
};

QTEST_GUILESS_MAIN(TestMeasureModels)
#include "tst_measure_models.moc"
