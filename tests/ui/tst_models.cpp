// SPDX-License-Identifier: Apache-2.0
#include "ui/models/class_legend_model.h"
#include "ui/models/image_list_model.h"
#include "ui/models/neighbour_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace nectar;

namespace {

ClassTable threeClasses()
{
    ClassTable table;
    table.classes = {{0, "sky", {}}, {1, "road", {}}, {2, "tree", {}}};
    return table;
}

NeighbourCard card(int rank, double weight, double cumulative)
{
    NeighbourCard result;
    result.rank = rank;
    result.weight = weight;
    result.cumulative = cumulative;
    result.similarity = 0.5;
    result.imageName = QStringLiteral("train/a,b.png");
    result.mix = {{QStringLiteral("road"), qRgb(1, 2, 3), 0.75}, {QStringLiteral("tree"), qRgb(4, 5, 6), 0.25}};
    return result;
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theImageListKeepsTheModelContract();
    void anOpenPictureIsMarkedAndTheFormerOneIsNot();
    void aPictureIsInsertedOnce();
    void theNeighbourListKeepsTheModelContract();
    void equallyManyCardsKeepTheViewsLayout();
    void csvHasOneLineACardInTheCLocale();
    void aCardKnowsItsPlaceAndWhetherItVotes();
    void captionsLeaveOutEndingsThatTellNothing();
    void aDepthCardIsLabelledInMetres();
    void aCardWithoutLabelSaysSo();
    void theLegendIsSortedByAreaWithUnknownLast();
    void absentClassesAreNotInTheLegend();
};

void TestModels::theImageListKeepsTheModelContract()
{
    ImageListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEntries(
        {{QStringLiteral("a"), QStringLiteral("/a"), -1, false}, {QStringLiteral("b"), QStringLiteral("/b"), 3, true}});
    model.insertFirst({QStringLiteral("c"), QStringLiteral("/c"), -1, false});
    model.setOpenPath(QStringLiteral("/b"));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2).data(ImageListModel::PromptImageRole).toLongLong(), 3);
    model.setEntries({});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::anOpenPictureIsMarkedAndTheFormerOneIsNot()
{
    ImageListModel model;
    model.setEntries({{QStringLiteral("a"), QStringLiteral("/a"), -1, false},
                      {QStringLiteral("b"), QStringLiteral("/b"), -1, false}});
    model.setOpenPath(QStringLiteral("/a"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setOpenPath(QStringLiteral("/b"));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(model.index(0).data(ImageListModel::OpenRole).toBool(), false);
    QCOMPARE(model.index(1).data(ImageListModel::OpenRole).toBool(), true);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("b, open"));
}

void TestModels::aPictureIsInsertedOnce()
{
    ImageListModel model;
    model.setEntries({{QStringLiteral("a"), QStringLiteral("/a"), -1, false}});
    QCOMPARE(model.insertFirst({QStringLiteral("b"), QStringLiteral("/b"), -1, false}), 0);
    QCOMPARE(model.insertFirst({QStringLiteral("a"), QStringLiteral("/a"), -1, false}), 1);
    QCOMPARE(model.rowCount(), 2);
}

void TestModels::theNeighbourListKeepsTheModelContract()
{
    NeighbourListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCards({card(1, 0.6, 0.6), card(2, 0.4, 1)});
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("road"));
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("weight 40.0 %")));
    model.setCards({});
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::equallyManyCardsKeepTheViewsLayout()
{
    NeighbourListModel model;
    model.setCards({card(1, 1, 1)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setCards({card(1, 0.5, 0.5)});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    model.setCards({card(1, 0.5, 0.5), card(2, 0.5, 1)});
    QCOMPARE(reset.size(), 1);
}

void TestModels::csvHasOneLineACardInTheCLocale()
{
    NeighbourListModel model;
    NeighbourCard first = card(1, 0.25, 0.25);
    first.rectangle = {16, 32, 8, 8};
    first.metres = 2.5f;
    model.setCards({first});
    QCOMPARE(
        model.toCsv(),
        QStringLiteral("rank,image,row,col,x,y,width,height,similarity,weight,cumulative,label,metres,classes,patches\n"
                       "1,\"train/a,b.png\",4,2,16.00,32.00,8.00,8.00,0.500000,0.250000,0.250000,road,2.500,"
                       "road 0.7500; tree 0.2500,1\n"));
}

void TestModels::aCardKnowsItsPlaceAndWhetherItVotes()
{
    NeighbourCard place = card(1, 1, 1);
    place.rectangle = {299.0625f, 192.5f, 21.3333f,
                       21.3889f}; // rounded pixels of a grid that does not divide the photo
    QCOMPARE(place.place(), (PatchIndex{9, 14}));
    place.rectangle = {};
    QCOMPARE(place.place(), (PatchIndex{0, 0}));
    QVERIFY(place.votes());
    place.task = Task::Depth;
    QVERIFY(!place.votes());
    place.metres = 3;
    place.mix.clear();
    QVERIFY(place.votes());
    place.task = Task::Segmentation;
    QVERIFY(!place.votes());
}

void TestModels::captionsLeaveOutEndingsThatTellNothing()
{
    const auto captions = [](const ImageListModel& model) {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(model.index(row).data(ImageListModel::CaptionRole).toString());
        return texts;
    };
    ImageListModel model;
    model.setEntries({{QStringLiteral("frame-1.color.jpg"), QStringLiteral("/1"), -1, false},
                      {QStringLiteral("frame-2.color.jpg"), QStringLiteral("/2"), -1, false}});
    QCOMPARE(captions(model), QStringList({QStringLiteral("frame-1"), QStringLiteral("frame-2")}));
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("frame-1.color.jpg")); // the filter sees the whole name
    model.insertFirst({QStringLiteral("frame-1.png"), QStringLiteral("/3"), -1, false});
    QCOMPARE(captions(model), QStringList({QStringLiteral("frame-1.png"), QStringLiteral("frame-1.color.jpg"),
                                           QStringLiteral("frame-2.color.jpg")}));
}

void TestModels::aDepthCardIsLabelledInMetres()
{
    NeighbourCard depth = card(1, 1, 1);
    depth.task = Task::Depth;
    depth.metres = 12.44f;
    QCOMPARE(depth.label(), QStringLiteral("12.4 m"));
    depth.metres = kNoDepth;
    QCOMPARE(depth.label(), QStringLiteral("no depth"));
}

void TestModels::aCardWithoutLabelSaysSo()
{
    NeighbourCard empty = card(1, 1, 1);
    empty.mix.clear();
    QCOMPARE(empty.label(), QStringLiteral("no label"));
}

void TestModels::theLegendIsSortedByAreaWithUnknownLast()
{
    LabelMap map(10, 1, 1); // road
    map.at(0, 0) = 2;
    map.at(1, 0) = map.at(2, 0) = map.at(3, 0) = kVoid;
    ClassLegendModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMap(map, threeClasses(), {qRgb(1, 1, 1), qRgb(2, 2, 2), qRgb(3, 3, 3)});
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row).data().toString());
    QCOMPARE(names, QStringList({QStringLiteral("road"), QStringLiteral("tree"), QStringLiteral("unknown")}));
    QCOMPARE(model.index(0).data(ClassLegendModel::ShareRole).toDouble(), 0.6);
    QCOMPARE(model.index(0).data(ClassLegendModel::ColourRole).value<QColor>(), QColor(2, 2, 2));
    QCOMPARE(model.index(2).data(ClassLegendModel::ShareRole).toDouble(), 0.3);
}

void TestModels::absentClassesAreNotInTheLegend()
{
    ClassLegendModel model;
    model.setMap(LabelMap(4, 4, 0), threeClasses(), {qRgb(1, 1, 1), qRgb(2, 2, 2), qRgb(3, 3, 3)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data(ClassLegendModel::ClassIndexRole).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
