// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/ui/feature_page_bench.h"
#include "ui/convert/text.h"
#include "ui/models/command_list_model.h"
#include "ui/views/feature_side.h"
#include "ui/views/layer_legend.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QSlider>
#include <QToolButton>

using namespace nectar;

/// Look at features, in the real window.
class TestFeaturePage : public FeaturePageBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_bench.reset(); }

    void thePaletteFindsItByItsWords_data();
    void thePaletteFindsItByItsWords();
    void anEmptyPageSaysWhatToDo();
    void whatIsDroppedOrPastedIsLookedAt();
    void whatIsDroppedInTwoGoesIsAllLookedAt();
    void whileOIsHeldThePhotosAreSeen();
    void theListIsTakenBackAndIsNoChangeOfTheProject();
    void severalSelectedAreAGridOfOneMeaning();
    void theNumberUnderThePointerIsSaid();
    void attentionOfASmallNetwork();
    void theDescriptorsAttentionIsGreyAndSaysWhy();
    void theOpacityIsThatOfEveryPicture();
    void aBrokenPictureIsListedWithItsReason();
    void deleteTakesAPictureOut();
};

void TestFeaturePage::thePaletteFindsItByItsWords_data()
{
    QTest::addColumn<QString>("typed");
    for (const char* word : {"features", "attention", "pca", "norm", "look features"})
        QTest::newRow(word) << QString::fromLatin1(word);
}

void TestFeaturePage::thePaletteFindsItByItsWords()
{
    QFETCH(QString, typed);
    const auto* action = m_bench->find<QAction>("lookAtFeatures");
    QVERIFY(commandMatch(typed, withoutMnemonic(action->text()), QStringLiteral("File"), action->toolTip()) > 0);
}

void TestFeaturePage::anEmptyPageSaysWhatToDo()
{
    m_bench->find<QAction>("lookAtFeatures")->trigger();
    QVERIFY(page()->isVisible());
    QCOMPARE(part<QLabel>("featureCount")->text(), QStringLiteral("No pictures yet"));
    QVERIFY(!part("featureSave")->isEnabled());
    QCOMPARE(part("featureSave")->toolTip(), QStringLiteral("Add pictures first."));
    const QImage empty = page()->canvases()->view(0)->grab().toImage(); // its sentence
    QVERIFY(settle());
    int light = 0;
    for (int y = 0; y < empty.height(); ++y)
        for (int x = 0; x < empty.width(); ++x)
            light += qGray(empty.pixel(x, y)) > 120;
    QVERIFY(light > 500);
}

void TestFeaturePage::whatIsDroppedOrPastedIsLookedAt()
{
    open(1);
    QVERIFY(page()->isVisible());
    QCOMPARE(features().pictures().size(), std::size_t{1});
    QImage pasted(80, 60, QImage::Format_RGB32);
    pasted.fill(Qt::darkGreen);
    QApplication::clipboard()->setImage(pasted);
    m_bench->find<QAction>("pastePicture")->trigger();
    QTRY_COMPARE(features().pictures().size(), std::size_t{2});
    QVERIFY(settle());
    QVERIFY(page()->isVisible() && features().layer(1));
    QApplication::clipboard()->clear();
}

void TestFeaturePage::whatIsDroppedInTwoGoesIsAllLookedAt()
{
    m_bench->find<QAction>("lookAtFeatures")->trigger();
    m_bench->window.openPaths({picture(0)});
    m_bench->window.openPaths({picture(1)}); // before the first is found
    QTRY_COMPARE(features().pictures().size(), std::size_t{2});
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(picture(2))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_bench->window, &enter);
    QCOMPARE(m_bench->find<QLabel>("dropHint")->text(),
             QStringLiteral("Let go to look at %1").arg(QFileInfo(picture(2)).fileName()));
}

void TestFeaturePage::whileOIsHeldThePhotosAreSeen()
{
    open(2);
    selectRows({0, 1});
    auto* list = part<QListView>("featurePictures");
    QTest::keyPress(list, Qt::Key_O);
    QVERIFY(page()->canvases()->view(0)->isPeeking() && page()->canvases()->view(1)->isPeeking());
    QTest::keyRelease(list, Qt::Key_O);
    QVERIFY(!page()->canvases()->view(0)->isPeeking() && !page()->canvases()->view(1)->isPeeking());
    QCOMPARE(features().selected(), (QList<int>{0, 1}));
}

void TestFeaturePage::theListIsTakenBackAndIsNoChangeOfTheProject()
{
    open(3);
    selectRows({0, 1});
    click("featureRemove");
    QVERIFY(settle());
    QCOMPARE(features().pictures().size(), std::size_t{1});
    auto* undo = m_bench->find<QAction>("undo");
    QVERIFY2(undo->text().contains(QStringLiteral("taking 2 pictures out")), qPrintable(undo->text()));
    QVERIFY(!m_bench->project.hasChanges());
    m_bench->find<QAction>("showStart")->trigger();
    undo->trigger();
    QVERIFY(page()->isVisible()); // where it is seen
    QVERIFY(settle());
    QCOMPARE(features().pictures().size(), std::size_t{3});
    QVERIFY(features().layer(0) && features().layer(1) && features().layer(2));
    undo->trigger();
    QVERIFY(settle());
    QVERIFY(features().pictures().empty());
    m_bench->find<QAction>("redo")->trigger();
    QVERIFY(settle());
    QCOMPARE(features().pictures().size(), std::size_t{3});
}

void TestFeaturePage::severalSelectedAreAGridOfOneMeaning()
{
    open(3);
    QCOMPARE(features().selected(), QList<int>{0});
    QVERIFY(!page()->canvases()->findChild<QWidget*>(QStringLiteral("featureCanvas1")));
    const auto alone = features().layer(0)->colours;
    selectRows({0, 2});
    QVERIFY(settle());
    QCOMPARE(features().selected(), (QList<int>{0, 2}));
    QVERIFY(page()->canvases()->view(1)->isVisible());
    QVERIFY(isColoured(0) && isColoured(1));
    QVERIFY(features().layer(0)->colours == alone);
    click("colourShared");
    QVERIFY(settle());
    QCOMPARE(features().sharing(), (QList<int>{0, 2}));
    QVERIFY(features().layer(0)->colours != alone);
    QCOMPARE(part("featureSave")->text(), QStringLiteral("Save 2 pictures…"));
    click("colourEach");
    QVERIFY(settle());
    QVERIFY(features().layer(0)->colours == alone);
}

void TestFeaturePage::theNumberUnderThePointerIsSaid()
{
    open(1);
    click("viewStrength");
    QVERIFY(settle());
    ImageView* view = page()->canvases()->view(0);
    QTest::mouseMove(view, view->rect().center());
    const auto* value = part<QLabel>("featureValue");
    QTRY_VERIFY2(value->text().contains(QStringLiteral("row ")) && value->text().contains(u':'),
                 qPrintable(value->text()));
    QCOMPARE(value->text(), features().valueText(0, view->hoveredPatch()));
    const auto layer = features().layer(0);
    const QString legend = part<LayerLegend>("featureLegend")->accessibleDescription();
    QVERIFY2(legend.contains(layer->valueText(layer->first)) && legend.contains(layer->valueText(layer->last)),
             qPrintable(legend));
}

void TestFeaturePage::attentionOfASmallNetwork()
{
    open(1);
    page()->side()->chooseWeights(weights());
    QVERIFY(settle());
    QVERIFY(part<QToolButton>("viewAttention")->isEnabled());
    QVERIFY(!part<QToolButton>("viewHead")->isVisible());
    click("viewAttention");
    QVERIFY(settle());
    QVERIFY(part<QToolButton>("viewHead")->isVisible());
    const auto mean = features().layer(0)->values;
    features().setView({FeatureView::Attention, 1});
    QVERIFY(settle());
    QCOMPARE(part<QToolButton>("viewHead")->text(), QStringLiteral("Head 1"));
    QVERIFY(features().layer(0)->values != mean);
    QVERIFY(part<QComboBox>("featureProfile")->isVisible()); // these weights cannot say how they were trained
    choose("featureProfile", QStringLiteral("timm"));
    QVERIFY(settle());
    QCOMPARE(features().form().profile, QStringLiteral("timm"));
}

void TestFeaturePage::theDescriptorsAttentionIsGreyAndSaysWhy()
{
    open(1);
    const auto* button = part<QToolButton>("viewAttention");
    QVERIFY(!button->isEnabled());
    QVERIFY2(button->toolTip().contains(QStringLiteral("descriptor")), qPrintable(button->toolTip()));
}

void TestFeaturePage::theOpacityIsThatOfEveryPicture()
{
    open(2);
    selectRows({0, 1});
    QVERIFY(settle());
    part<QSlider>("featureOpacity")->setValue(20);
    QCOMPARE(page()->canvases()->view(0)->opacity(), 0.2);
    QCOMPARE(page()->canvases()->view(1)->opacity(), 0.2);
    page()->canvases()->view(1)->setOpacity(0.9); // the wheel over it
    QCOMPARE(part<QSlider>("featureOpacity")->value(), 90);
    QCOMPARE(page()->canvases()->view(0)->opacity(), 0.9);
}

void TestFeaturePage::aBrokenPictureIsListedWithItsReason()
{
    writeFile(pathFromQString(m_town.path(QStringLiteral("broken.png"))), "\x89PNG\r\n\x1a\n and no more");
    open(1);
    m_bench->window.openPaths({m_town.path(QStringLiteral("broken.png"))});
    QTRY_COMPARE(features().pictures().size(), std::size_t{2});
    QVERIFY(settle());
    QCOMPARE(part<QLabel>("featureCount")->text(), QStringLiteral("2 pictures, 1 could not be read"));
    const auto* model = part<QListView>("featurePictures")->model();
    QVERIFY(model->index(1, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("broken.png: ")));
}

void TestFeaturePage::deleteTakesAPictureOut()
{
    open(3);
    selectRows({1});
    QVERIFY(settle());
    const QString last = features().pictures()[2].path;
    QTest::keyClick(part<QListView>("featurePictures"), Qt::Key_Delete);
    QVERIFY(settle());
    QCOMPARE(features().pictures().size(), std::size_t{2});
    QCOMPARE(features().selected(), QList<int>{1});
    QCOMPARE(features().pictures()[1].path, last);
    QVERIFY(QFileInfo::exists(picture(1)));
}

QTEST_MAIN(TestFeaturePage)
#include "tst_feature_page.moc"
