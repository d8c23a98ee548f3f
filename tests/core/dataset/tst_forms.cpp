// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/dataset/dataset.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"
#include "tests/support/shared_data.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace nectar;
namespace fs = std::filesystem;

/// Every form of data set that is recognised, built small, and what is in it.
class TestForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void folderPairsWithOuterSplits()
    {
        writeSmallDataset(root(), 3, 2);
        const Dataset dataset = open();
        QCOMPARE(dataset.splitNames(), (std::vector<std::string>{"train", "val"}));
        QCOMPARE(dataset.samples("train").size(), std::size_t(3));
        QCOMPARE(dataset.samples("train")[0].name, std::string("train/images/scene_00.png"));
        QCOMPARE(dataset.classes().count(), 3);
        QVERIFY(dataset.has(Task::Segmentation) && dataset.has(Task::Depth));
        QCOMPARE(dataset.promptSplit(), std::string("train"));
        QCOMPARE(dataset.evaluationSplit().value(), std::string("val"));
        const LoadedSample loaded = loadSample(dataset, dataset.samples("train")[0]);
        QVERIFY(loaded.labels == makeScene(0, {96, 64}).labels);
        QVERIFY(std::isnan(loaded.depth->at(0, 0))); // sky
        QVERIFY(std::abs(loaded.depth->at(0, 63) - makeScene(0, {96, 64}).depth.at(0, 63)) < 0.001f);
    }

    void folderPairsWithInnerSplits()
    {
        picture("images/train/a.jpg");
        mask("masks/train/a.png", {0, 1});
        picture("images/val/b.jpg");
        mask("masks/val/b.png", {1, 1});
        const Dataset dataset = open();
        QCOMPARE(dataset.splitNames(), (std::vector<std::string>{"train", "val"}));
        QCOMPARE(dataset.samples("val")[0].mask.filename().string(), std::string("b.png"));
    }

    void withoutSplitsThereIsOne()
    {
        picture("images/a.jpg");
        mask("labels/a_labels.png", {0, 1}); // the suffix is known
        const Dataset dataset = open();
        QCOMPARE(dataset.splitNames(), std::vector<std::string>{"all"});
        QCOMPARE(dataset.promptSplit(), std::string("all"));
        QVERIFY(!dataset.evaluationSplit());
    }

    void namesPairByTheirNumberIfNothingElseDoes()
    {
        picture("images/frame_07.jpg");
        picture("images/frame_08.jpg");
        mask("masks/label_07.png", {0, 1});
        mask("masks/label_08.png", {1, 1});
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("all")[1].mask.filename().string(), std::string("label_08.png"));
    }

    void aNumberIsNoEvidenceWhereANameIs()
    {
        picture("images/kitchen_1.png");
        picture("images/garden_1.png");
        mask("masks/kitchen_1.png", {0, 1});
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("all").size(), std::size_t(1)); // the garden has no mask, least of all the kitchen's
        QCOMPARE(dataset.samples("all")[0].name, std::string("images/kitchen_1.png"));
        QCOMPARE(dataset.skipped()[0].file.filename().string(), std::string("garden_1.png"));
    }

    void numbersOfAnotherFolderPairNothing()
    {
        picture("images/a/001.png");
        picture("images/b/001.png");
        mask("masks/a/001.png", {0, 1});
        QCOMPARE(open().samples("all").size(), std::size_t(1));
    }

    void numbersPairAlsoWithAKnownSuffix()
    {
        picture("images/frame_012.png");
        mask("masks/label_12_mask.png", {0, 1});
        QCOMPARE(open().samples("all")[0].mask.filename().string(), std::string("label_12_mask.png"));
    }

    void twoPicturesOfOneNumberStayUnpaired()
    {
        picture("images/left_1.png");
        picture("images/right_1.png");
        picture("images/x.png");
        mask("masks/label_1.png", {0, 1});
        mask("masks/x.png", {0, 1});
        QCOMPARE(open().samples("all").size(), std::size_t(1));
    }

    void numbersAreReadOneByOne()
    {
        picture("images/frame_1_23.png");
        picture("images/x.png");
        mask("masks/label_12_3.png", {0, 1});
        mask("masks/x.png", {0, 1});
        QCOMPARE(open().samples("all").size(), std::size_t(1));
    }

    void numbersInAnotherOrderPairNothing()
    {
        picture("images/cam1_2.png");
        picture("images/cam2_1.png");
        picture("images/x.png");
        mask("masks/2_cam1.png", {0, 1});
        mask("masks/1_cam2.png", {0, 1});
        mask("masks/x.png", {0, 1});
        QCOMPARE(open().samples("all").size(), std::size_t(1));
    }

    void foldersMayBeginWithACapital()
    {
        picture("Images/a.png");
        mask("Masks/a.png", {0, 1});
        QCOMPARE(open().samples("all")[0].name, std::string("Images/a.png"));
    }

    void labelmesFirstLineHasNoId()
    {
        picture("images/a.png");
        mask("masks/a.png", {0, 1});
        writeFile(root() / "labels.txt", "__ignore__\n_background_\nroad\n");
        const ClassTable classes = open().classes();
        QCOMPARE(classes.count(), 2);
        QCOMPARE(classes.classes[0].name, std::string("_background_"));
        QCOMPARE(classes.classes[1].rawId, 1);
    }

    void quotesKeepACommaInAName()
    {
        picture("images/a.png");
        colourMask("masks/a.png");
        writeFile(root() / "class_dict.csv", "name,r,g,b\n\"sky, blue\",0,0,255\n\"road\",255,0,0\n");
        const ClassTable classes = open().classes();
        QCOMPARE(classes.classes[0].name, std::string("sky, blue"));
        QCOMPARE(classes.classes[1].name, std::string("road"));
    }

    void theUsualWordsAt255AreIgnored()
    {
        picture("images/a.png");
        mask("masks/a.png", {0, 255});
        writeFile(root() / "classes.txt", "0 sky\n1 ignore\n255 Void\n");
        const ClassTable classes = open().classes();
        QCOMPARE(classes.count(), 2); // a class may have any name at another id
        QCOMPARE(classes.ignoredIds, std::vector<int>{255});
    }

    void aRecipesSuffixesTellAnnotationsFromPictures()
    {
        picture("all/img1.png");
        mask("all/img1_classes.png", {0, 1});
        depth("all/img1_depth.png");
        Recipe recipe;
        recipe.root = root();
        recipe.maskSuffix = "_classes.png";
        recipe.depthSuffix = "_depth.png";
        recipe.splits["all"] = {"all", "all", "all", ""};
        const Dataset dataset = openDataset(recipe, {});
        QCOMPARE(dataset.samples("all").size(), std::size_t(1));
        QCOMPARE(dataset.samples("all")[0].name, std::string("all/img1.png"));
        QCOMPARE(dataset.samples("all")[0].mask.filename().string(), std::string("img1_classes.png"));
        QCOMPARE(dataset.samples("all")[0].depth.filename().string(), std::string("img1_depth.png"));
    }

    void aListNamesEachPictureOnce()
    {
        picture("images/a.png");
        picture("images/b.png");
        mask("masks/a.png", {0, 1});
        mask("masks/b.png", {0, 1});
        writeFile(root() / "list.txt", "a\na\nimages/b.png\n");
        Recipe recipe;
        recipe.root = root();
        recipe.splits["all"] = {"./images", "masks", "", "list.txt"}; // paths are compared, not their spelling
        const Dataset dataset = openDataset(recipe, {});
        QCOMPARE(dataset.samples("all").size(), std::size_t(2));
        QCOMPARE(dataset.skipped().size(), std::size_t(1));
        QVERIFY(dataset.skipped()[0].reason.find("again") != std::string::npos);
    }

    void aListMayPairPictureAndMask()
    {
        picture("images/sky.png");
        mask("masks/blue.png", {0, 1});
        writeFile(root() / "list.txt", "images/sky.png masks/blue.png\n");
        Recipe recipe;
        recipe.root = root();
        recipe.splits["all"] = {"images", "masks", "", "list.txt"};
        const Dataset dataset = openDataset(recipe, {});
        QCOMPARE(dataset.samples("all")[0].mask.filename().string(), std::string("blue.png"));
        QVERIFY(dataset.skipped().empty());
    }

    void listsBesideFolderPairsAreSplits()
    {
        for (const char* name : {"a", "b", "c", "d"}) {
            picture(std::string("images/") + name + ".png");
            mask(std::string("masks/") + name + ".png", {0, 1});
        }
        writeFile(root() / "train.txt", "a\nimages/b.png\n");
        writeFile(root() / "val.txt", "# to measure with\n\nc.png\n");
        const Detection detection = detectDataset(root(), {});
        const Dataset dataset = openDataset(detection.recipe, {});
        QCOMPARE(dataset.splitNames(), (std::vector<std::string>{"train", "val"}));
        QCOMPARE(dataset.samples("train").size(), std::size_t(2));
        QCOMPARE(dataset.samples("val")[0].name, std::string("images/c.png"));
        QVERIFY(dataset.skipped().empty());
        QVERIFY(std::ranges::count(detection.notes, "pictures are split by train.txt (2), val.txt (1)") == 1);
        QVERIFY(std::ranges::count(detection.notes, "1 of 4 pictures are in no list and left out") == 1);
    }

    void listsMayLieInImageSets()
    {
        for (const char* name : {"a", "b"}) {
            picture(std::string("images/") + name + ".png");
            depth(std::string("depth/") + name + ".png");
        }
        writeFile(place("ImageSets/Segmentation/training.txt"), "a\n");
        writeFile(place("ImageSets/test.txt"), "b\n");
        QCOMPARE(open().splitNames(), (std::vector<std::string>{"test", "training"}));
    }

    void listsBesidePicturesAndMasksInOneFolderAreSplits()
    {
        for (const char* name : {"a", "b"}) {
            picture(std::string(name) + ".jpg");
            mask(std::string(name) + "_mask.png", {0, 1});
        }
        writeFile(root() / "train.txt", "a\n");
        writeFile(root() / "val.txt", "b\n");
        QCOMPARE(open().samples("val")[0].name, std::string("b.jpg"));
    }

    void aPictureInTwoListsIsAWarning()
    {
        for (const char* name : {"a", "b"}) {
            picture(std::string("images/") + name + ".png");
            mask(std::string("masks/") + name + ".png", {0, 1});
        }
        writeFile(root() / "train.txt", "a\nb\n");
        writeFile(root() / "val.txt", "b\n");
        const Detection detection = detectDataset(root(), {});
        QVERIFY(std::ranges::count(detection.warnings, "1 pictures are in train.txt and in val.txt") == 1);
    }

    void aListThatNamesNothingIsNotUsed()
    {
        picture("images/a.png");
        picture("images/unlabelled.png");
        mask("masks/a.png", {0, 1});
        writeFile(root() / "train.txt", "a\n");
        writeFile(root() / "test.txt", "unlabelled\n");
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(detection.recipe.splits.size(), std::size_t(1));
        QVERIFY(std::ranges::count(detection.warnings,
                                   "test.txt names no picture that has an annotation and is not used") == 1);
    }

    void aListOfQueriesAloneSplitsNothing()
    {
        picture("images/a.png");
        mask("masks/a.png", {0, 1});
        writeFile(root() / "val.txt", "a\n");
        const Detection detection = detectDataset(root(), {});
        QVERIFY(detection.recipe.splits.contains("all"));
        QVERIFY(detection.warnings.front().find("no list says which pictures to remember") != std::string::npos);
    }

    void aListPairsAlsoWhatHasNothingInCommon()
    {
        picture("images/sky one.png");
        picture("images/sea.png");
        mask("masks/blue.png", {0, 1});
        mask("masks/sky one.png", {0, 1});
        writeFile(root() / "train.txt", "sea.png,blue.png\r\nsky one.png\r\n");
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("train").size(), std::size_t(2));
        QCOMPARE(dataset.samples("train")[0].mask.filename().string(), std::string("blue.png"));
    }

    void aNameOfSeveralPicturesNeedsItsPath()
    {
        for (const char* name : {"left/1.png", "right/1.png"}) {
            picture(std::string("images/") + name);
            mask(std::string("masks/") + name, {0, 1});
        }
        writeFile(root() / "train.txt", "1\nright\\1.png\n"); // as lists of Windows have it
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("train").size(), std::size_t(1));
        QCOMPARE(dataset.samples("train")[0].name, std::string("images/right/1.png"));
        QVERIFY(dataset.skipped()[0].reason.find("several pictures are called") != std::string::npos);
    }

    void twoFoldersOfMasksAreAWarning()
    {
        picture("images/a.png");
        mask("masks/a.png", {0, 1});
        mask("annotations/a.png", {1, 0});
        makeFolder(root() / "gt"); // nothing to read in it
        const Detection detection = detectDataset(root(), {});
        QVERIFY(std::ranges::count(detection.warnings, "annotations/ is there too; masks/ is read. A recipe can name "
                                                       "the other") == 1);
        QCOMPARE(loadSample(openDataset(detection.recipe, {}), open().samples("all")[0]).labels->at(0, 0),
                 std::uint16_t(0));
    }

    void aListThatIsNoTextIsRefused()
    {
        picture("images/a.png");
        mask("masks/a.png", {0, 1});
        writeFile(root() / "train.txt", std::string("\xFF\xFE"
                                                    "a\0\n\0",
                                                    6));
        try {
            detectDataset(root(), {});
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).find("train.txt: it is no plain text") != std::string::npos,
                     error.what());
        }
    }

    void aPictureInTwoFormatsIsReadOnce()
    {
        picture("images/a.jpg");
        picture("images/a.png");
        mask("masks/a.png", {0, 1});
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("all").size(), std::size_t(1));
        QCOMPARE(dataset.skipped().size(), std::size_t(1));
        QCOMPARE(dataset.skipped()[0].reason, std::string("its annotation is that of images/a.jpg already"));
    }

    void unpairedFilesAreReported()
    {
        picture("images/a.jpg");
        picture("images/lonely.jpg");
        mask("masks/a.png", {0, 1});
        mask("masks/orphan.png", {0, 1});
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("all").size(), std::size_t(1));
        QCOMPARE(dataset.skipped().size(), std::size_t(2));
    }

    void camVid()
    {
        for (const char* split : {"train", "val"}) {
            picture(std::string(split) + "/x.jpg");
            mask(std::string(split) + "annot/x.png", {3, 11});
        }
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(detection.recipe.format, std::string("camvid"));
        QVERIFY(detection.warnings.empty());
        const Dataset dataset = openDataset(detection.recipe, {});
        QCOMPARE(dataset.classes().count(), 11);
        const LoadedSample loaded = loadSample(dataset, dataset.samples("train")[0]);
        QCOMPARE(loaded.labels->at(0, 0), std::uint16_t(3));
        QCOMPARE(loaded.labels->at(1, 0), kVoid);
    }

    void listsWithForeignPrefixesAreRebased()
    {
        picture("train/x.png");
        picture("train/unlisted.png");
        mask("trainannot/x.png", {3, 11});
        mask("trainannot/unlisted.png", {3, 11});
        writeFile(root() / "train.txt", "/SegNet/CamVid/train/x.png /SegNet/CamVid/trainannot/x.png\n");
        QCOMPARE(open().samples("train").size(), std::size_t(1));
    }

    void sevenScenes()
    {
        for (const char* split : {"prompt", "val"}) {
            picture(std::string(split) + "/frame-000001.color.jpg");
            depth(std::string(split) + "/frame-000001.depth.png");
        }
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(detection.recipe.format, std::string("sevenscenes"));
        const Dataset dataset = openDataset(detection.recipe, {});
        QCOMPARE(dataset.promptSplit(), std::string("prompt"));
        QVERIFY(!dataset.has(Task::Segmentation));
        const LoadedSample loaded = loadSample(dataset, dataset.samples("prompt")[0]);
        QCOMPARE(loaded.depth->at(0, 0), 1.5f);
        QVERIFY(std::isnan(loaded.depth->at(1, 0)));
    }

    void sevenScenesAsPublished()
    {
        for (const char* sequence : {"seq-01", "seq-02", "seq-03"}) {
            picture(std::string(sequence) + "/frame-000000.color.png");
            depth(std::string(sequence) + "/frame-000000.depth.png");
        }
        writeFile(root() / "TrainSplit.txt", "sequence1\nsequence3\n");
        writeFile(root() / "TestSplit.txt", "sequence2\n");
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("train").size(), std::size_t(2));
        QCOMPARE(dataset.samples("test")[0].name, std::string("seq-02/frame-000000.color.png"));
    }

    void sevenScenesPhotosOfTwoKindsAreReadAsPublished()
    {
        for (const char* suffix : {".color.jpg", ".color.png"}) // whichever the folder lists first
            picture("seq-01/frame-000000" + std::string(suffix));
        depth("seq-01/frame-000000.depth.png");
        const Dataset dataset = open();
        QCOMPARE(dataset.samples("seq-01").size(), std::size_t(1));
        QCOMPARE(dataset.samples("seq-01")[0].name, std::string("seq-01/frame-000000.color.png"));
    }

    void pascalVoc()
    {
        picture("VOCdevkit/VOC2012/JPEGImages/2007_1.jpg");
        picture("VOCdevkit/VOC2012/JPEGImages/2007_2.jpg");
        mask("VOCdevkit/VOC2012/SegmentationClass/2007_1.png", {15, 255});
        mask("VOCdevkit/VOC2012/SegmentationClass/2007_2.png", {0, 20});
        writeFile(place("VOCdevkit/VOC2012/ImageSets/Segmentation/train.txt"), "2007_1\n");
        writeFile(place("VOCdevkit/VOC2012/ImageSets/Segmentation/val.txt"), "2007_2\n");
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(detection.recipe.format, std::string("voc2012"));
        const Dataset dataset = openDataset(detection.recipe, {});
        QCOMPARE(dataset.classes().count(), 21);
        QVERIFY(dataset.classes().classes[15].colour == (Rgb{192, 128, 128}));
        const LoadedSample loaded = loadSample(dataset, dataset.samples("train")[0]);
        QCOMPARE(loaded.labels->at(0, 0), std::uint16_t(15)); // the index, not the palette's colour
        QCOMPARE(loaded.labels->at(1, 0), kVoid);
    }

    void ade20k()
    {
        picture("ADEChallengeData2016/images/training/ADE_train_1.jpg");
        mask("ADEChallengeData2016/annotations/training/ADE_train_1.png", {0, 150});
        const Dataset dataset = open();
        QCOMPARE(dataset.recipe().format, std::string("ade20k"));
        QCOMPARE(dataset.classes().count(), 150);
        const LoadedSample loaded = loadSample(dataset, dataset.samples("train")[0]);
        QCOMPARE(loaded.labels->at(0, 0), kVoid); // 0 is "other", not a class
        QCOMPARE(loaded.labels->at(1, 0), std::uint16_t(149));
    }

    void colourCodedMasksFollowTheirTable()
    {
        picture("images/a.jpg");
        colourMask("masks/a.png");
        writeFile(root() / "class_dict.csv", "name,r,g,b\nred,255,0,0\nblue,0,0,255\n");
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(detection.recipe.encoding, MaskEncoding::Colour);
        QVERIFY(detection.warnings.empty());
        const Dataset dataset = openDataset(detection.recipe, {});
        const LabelMap labels = loadSample(dataset, dataset.samples("all")[0]).labels.value();
        QCOMPARE(labels.at(0, 0), std::uint16_t(0));
        QCOMPARE(labels.at(1, 0), std::uint16_t(1));
    }

    void ignoredColoursAreVoid()
    {
        picture("images/a.jpg");
        colourMask("masks/a.png");
        writeFile(root() / "class_dict.csv", "name,r,g,b\nroad,255,0,0\nVoid (ignore),0,0,255\n");
        const Recipe recipe = detectDataset(root(), {}).recipe;
        QVERIFY(recipeFromJson(recipeToJson(recipe), root()).classes == recipe.classes);
        const Dataset dataset = openDataset(recipe, {});
        const LoadedSample loaded = loadSample(dataset, dataset.samples("all")[0]);
        QCOMPARE(loaded.labels->at(0, 0), std::uint16_t(0));
        QCOMPARE(loaded.labels->at(1, 0), kVoid);
        QCOMPARE(dataset.classes().count(), 1);
    }

    void aGuessIsAWarning()
    {
        picture("images/a.jpg");
        colourMask("masks/a.png");
        QVERIFY(!detectDataset(root(), {}).warnings.empty());
    }

    void zeroAnd255AreTwoClasses()
    {
        picture("images/a.jpg");
        mask("masks/a.png", {0, 255});
        const Detection detection = detectDataset(root(), {});
        QCOMPARE(detection.recipe.encoding, MaskEncoding::Binary);
        QVERIFY(!detection.warnings.empty());
        const Dataset dataset = openDataset(detection.recipe, {});
        QCOMPARE(loadSample(dataset, dataset.samples("all")[0]).labels->at(1, 0), std::uint16_t(1));
    }

    void sixteenBitIdsAreRead()
    {
        picture("images/a.jpg");
        mask("masks/a.png", {3, 3144});
        const Dataset dataset = open();
        QCOMPARE(dataset.classes().classes.back().rawId, 3144);
        QCOMPARE(loadSample(dataset, dataset.samples("all")[0]).labels->at(1, 0), std::uint16_t(1));
    }

    void classFilesInTheirForms_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("id");
        QTest::newRow("names") << QStringLiteral("classes.txt") << QByteArray("sky\nroad\n") << 1;
        QTest::newRow("ids") << QStringLiteral("labels.txt") << QByteArray("5 sky\n7 road\n") << 7;
        QTest::newRow("colons") << QStringLiteral("label_map.txt") << QByteArray("0: sky\r\n1: road\r\n") << 1;
        QTest::newRow("CVAT") << QStringLiteral("labelmap.txt")
                              << QByteArray("# label:color_rgb:parts:actions\nsky:1,2,3::\nroad:4,5,6::\n") << 1;
    }
    void classFilesInTheirForms()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(int, id);
        picture("images/a.jpg");
        mask("masks/a.png", {id, id});
        writeFile(root() / name.toStdString(), text.toStdString());
        const Dataset dataset = open();
        QCOMPARE(dataset.classes().count(), 2);
        QCOMPARE(dataset.classes().classes[1].name, std::string("road"));
        QCOMPARE(dataset.classes().classes[1].rawId, id);
    }

    void ignoredClassesAreMarked()
    {
        picture("images/a.jpg");
        mask("masks/a.png", {0, 1});
        writeFile(root() / "classes.txt", "0 sky\n1 void (ignore)\n");
        const Dataset dataset = open();
        QCOMPARE(dataset.classes().count(), 1);
        QCOMPARE(loadSample(dataset, dataset.samples("all")[0]).labels->at(1, 0), kVoid);
    }

    void recipesReadBack()
    {
        writeSmallDataset(root(), 2, 1);
        const Recipe recipe = detectDataset(root(), {}).recipe;
        const Recipe back = recipeFromJson(recipeToJson(recipe), root());
        QVERIFY(back.classes == recipe.classes);
        QCOMPARE(recipeToJson(back), recipeToJson(recipe));
        writeFile(root() / "nectar-recipe.json", recipeToJson(recipe));
        QVERIFY(detectDataset(root(), {}).notes.front().find("recipe") != std::string::npos);
    }

    void wrongRecipesNameTheKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("JSON");
        QTest::newRow("unknown key") << QByteArray(R"({"slpits":{}})") << QByteArray("slpits");
        QTest::newRow("unknown key of a split")
            << QByteArray(R"({"splits":{"train":{"image":"x"}}})") << QByteArray("image");
        QTest::newRow("wrong type") << QByteArray(R"({"depthScale":"mm"})") << QByteArray("depthScale");
        QTest::newRow("scale 0") << QByteArray(R"({"depthScale":0})") << QByteArray("depthScale");
        QTest::newRow("encoding") << QByteArray(R"({"encoding":"rgb"})") << QByteArray("encoding");
        QTest::newRow("list") << QByteArray("[]") << QByteArray("object");
    }
    void wrongRecipesNameTheKey()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, names);
        try {
            recipeFromJson(text.toStdString(), root());
            QFAIL("read");
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains(names), error.what());
        }
    }

    void emptyAndUnknownFoldersSaySo()
    {
        QVERIFY_THROWS_EXCEPTION(Error, detectDataset(root() / "nowhere", {}));
        QVERIFY_THROWS_EXCEPTION(Error, detectDataset(root(), {}));
        picture("holiday/a.jpg");
        try {
            detectDataset(root(), {});
            QFAIL("recognised");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Unsupported);
        }
    }

    void aSplitThatIsNotThereNamesThoseThatAre()
    {
        writeSmallDataset(root(), 2, 1);
        const Dataset dataset = open();
        try {
            dataset.samples("tset");
            QFAIL("found");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("train, val") != std::string::npos);
        }
    }

    void realCamVid()
    {
        const auto folder = sharedData("data/camvid");
        if (!folder)
            QSKIP("CamVid is not at hand");
        const Detection detection = detectDataset(*folder, {});
        QVERIFY(detection.warnings.empty());
        const Dataset dataset = openDataset(detection.recipe, {});
        QCOMPARE(dataset.samples("train").size(), std::size_t(367));
        QCOMPARE(dataset.samples("val").size(), std::size_t(101));
        QVERIFY(dataset.skipped().empty());
    }

    void realSevenScenes()
    {
        const auto folder = sharedData("data/sevenscenes");
        if (!folder)
            QSKIP("7-Scenes is not at hand");
        const Dataset dataset = openDataset(detectDataset(*folder, {}).recipe, {});
        QCOMPARE(dataset.samples("prompt").size(), std::size_t(100));
        QCOMPARE(dataset.samples("val").size(), std::size_t(25));
        QCOMPARE(dataset.recipe().depthScale, 0.001);
    }

    void realVocMasksHoldIndices()
    {
        const auto folder = sharedData("data/voc_masks");
        if (!folder)
            QSKIP("the VOC masks are not at hand");
        for (const auto& entry : fs::directory_iterator(*folder))
            for (const std::uint16_t id : loadIndexPng(entry.path()).values)
                QVERIFY(id <= 20 || id == 255);
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    Dataset open() const { return openDataset(detectDataset(root(), {}).recipe, {}); }
    fs::path place(const std::string& name) const
    {
        makeFolder((root() / name).parent_path());
        return root() / name;
    }
    void picture(const std::string& name) const { saveImage(place(name), Image(2, 1)); }
    void mask(const std::string& name, const std::vector<int>& ids) const
    {
        ClassTable classes;
        for (const int id : ids)
            classes.classes.push_back({id, "x", {}});
        LabelMap labels(2, 1);
        labels.ids = {0, static_cast<std::uint16_t>(ids[0] == ids[1] ? 0 : 1)};
        saveLabelPng(place(name), labels, classes, std::vector<Rgb>(ids.size()));
    }
    void colourMask(const std::string& name) const
    {
        Image image(2, 1);
        image.rgb = {255, 0, 0, 0, 0, 255};
        saveImage(place(name), image);
    }
    void depth(const std::string& name) const
    {
        DepthMap map(2, 1);
        map.at(0, 0) = 1.5f;
        saveDepthPng(place(name), map);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestForms)
#include "tst_forms.moc"
