// SPDX-License-Identifier: Apache-2.0
#include "core/image/label_png.h"
#include "core/pipeline/build_bank.h"
#include "core/pipeline/evaluate.h"
#include "tests/support/small_dataset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace nectar;
namespace fs = std::filesystem;

/// What an evaluation says of single pictures.
class TestPictureScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        writeSmallDataset(root() / "data", 4, 3, {128, 96});
        BuildBankRequest request;
        request.data = root() / "data";
        request.output = root() / "b.bank";
        request.bank.width = request.bank.height = 96;
        buildBank(request, {});
    }

    void theLowestScoreComesFirstAndPicturesWithoutPixelsLast()
    {
        std::vector<PictureScore> pictures{scored("b", 0.5, 2), scored("a", 0.5, 3), scored("c", 0.2, 1),
                                           scored("d", std::numeric_limits<double>::quiet_NaN(), 0)};
        pictures[3].segmentation->pixels = pictures[3].depth->pixels = 0;
        QCOMPARE(worstFirst(pictures, Task::Segmentation), (std::vector<std::size_t>{2, 1, 0, 3}));
        QCOMPARE(worstFirst(pictures, Task::Depth), (std::vector<std::size_t>{1, 0, 2, 3}));
        pictures[0].depth.reset();
        QCOMPARE(worstFirst(pictures, Task::Depth), (std::vector<std::size_t>{1, 2, 3}));
        QVERIFY(worstFirst({}, Task::Segmentation).empty());
    }

    void theWorstPatchIsOfTheLargestConfusion()
    {
        PictureScore picture;
        QCOMPARE(picture.worstLabelPatch(), -1);
        picture.confused = {{0, 0, 90, 1, 9}, {0, 1, 5, 2, 3}, {1, 0, 7, 4, 4}};
        QCOMPARE(picture.worstLabelPatch(), 4);
    }

    void eachPictureScoresWhatItsOwnPredictionDoes()
    {
        const EvaluationReport report = evaluate();
        QCOMPARE(report.details->pictures.size(), std::size_t(3));
        const auto scene = OpenScene::open(root() / "b.bank", {}, DeviceChoice::Cpu, {});
        for (const PictureScore& picture : report.details->pictures) {
            const auto image = scene->openImage(picture.file, SelfMatch::Drop, {});
            ConfusionMatrix matrix(3);
            const Prediction labels = predict(*image, *scene->bank(), Task::Segmentation, {}, {});
            matrix.add(image->truth.value(), labels.labels);
            QCOMPARE(picture.segmentation->meanIou, segmentationReport(matrix).meanIou);
            DepthErrors errors;
            errors.add(image->truthDepth.value(), predict(*image, *scene->bank(), Task::Depth, {}, {}).depth.depth);
            QCOMPARE(picture.depth->rmse, errors.report().rmse);
            QVERIFY(picture.grid == image->grid && picture.size == image->photo.size());
            for (const ConfusedPixels& pair : picture.confused)
                QCOMPARE(pair.pixels, matrix.count(pair.truth, pair.prediction == kVoid ? 3 : pair.prediction));
        }
    }

    void allPicturesTogetherAreTheWholeSet()
    {
        const EvaluationReport report = evaluate();
        QCOMPARE(segmentationReport(report.details->confusion.value()).meanIou, report.cells[0].segmentation->meanIou);
        std::int64_t pixels = 0;
        for (const PictureScore& picture : report.details->pictures)
            for (const ConfusedPixels& pair : picture.confused)
                pixels += pair.pixels;
        QCOMPARE(pixels, report.cells[0].segmentation->pixels);
        QCOMPARE(report.details->depthErrors.pixels(), report.cells[0].depth->pixels);
        QCOMPARE(report.details->reliability.count, std::int64_t(3 * report.details->pictures[0].grid.count()));
    }

    void aPictureWithWrongLabelsIsTheWorst()
    {
        fs::copy(root() / "data", root() / "swapped", fs::copy_options::recursive);
        LabelMap wrong(128, 96, 2); // all of it "box"
        const ClassTable classes{{{0, "sky", {}}, {1, "grass", {}}, {2, "box", {}}}, {}};
        const Rgb palette[] = {{90, 150, 230}, {60, 160, 70}, {200, 50, 40}};
        saveLabelPng(root() / "swapped/val/masks/scene_05.png", wrong, classes, palette);
        const EvaluationReport report = evaluate("swapped");
        const std::vector<PictureScore>& pictures = report.details->pictures;
        const PictureScore& worst = pictures[worstFirst(pictures, Task::Segmentation).front()];
        QCOMPARE(worst.name, std::string("val/images/scene_05.png"));
        // Sky, grass and box are predicted, only box is there: (0 + 0 + right / all) / 3.
        QVERIFY(std::abs(worst.segmentation->meanIou - worst.segmentation->pixelAccuracy / 3) < 1e-12);
        QVERIFY(worst.worstLabelPatch() >= 0);
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(evaluationToJson(report))).object();
        QCOMPARE(json["pictures"].toArray()[0].toObject()["name"].toString(),
                 QStringLiteral("val/images/scene_05.png"));
        QCOMPARE(json["pictures"].toArray()[0].toObject()["mIoU"].toDouble(), worst.segmentation->meanIou);
        QCOMPARE(json["confusion"].toArray()[2].toArray().size(), 4);
        const std::string text = evaluationToText(report);
        QVERIFY2(text.find("worst first\n    mIoU") != std::string::npos, text.c_str());
    }

    void withoutBeingAskedNoPictureIsListed()
    {
        EvaluateRequest request = requestFor("data");
        request.perImage = false;
        const EvaluationReport report = evaluateBank(request, {});
        QVERIFY(!report.details);
        QVERIFY(evaluationToText(report).find("worst first") == std::string::npos);
    }

    void severalKHaveNoFiguresOfSinglePictures()
    {
        EvaluateRequest request = requestFor("data");
        request.neighbours = {5, 30};
        QVERIFY_THROWS_EXCEPTION(Error, evaluateBank(request, {}));
    }

    void leftOutPromptImagesDoNotVoteAndAreNamed()
    {
        EvaluateRequest request = requestFor("data");
        request.leftOut = {0, 1, 2};
        const EvaluationReport report = evaluateBank(request, {});
        QVERIFY2(report.protocol.find("3 prompt images left out") != std::string::npos, report.protocol.c_str());
        QVERIFY(report.cells[0].segmentation->meanIou != evaluate().cells[0].segmentation->meanIou);
    }

    void aRememberedRecipeReadsTheSame()
    {
        EvaluateRequest request = requestFor("data");
        request.knownRecipe = resolveDataset(root() / "data", {}, false, {}).recipe;
        const EvaluationReport report = evaluateBank(request, {});
        QCOMPARE(report.cells[0].segmentation->meanIou, evaluate().cells[0].segmentation->meanIou);
        QVERIFY(report.notes.empty()); // nothing was guessed
    }

private:
    static PictureScore scored(const char* name, double meanIou, double rmse)
    {
        PictureScore picture;
        picture.name = name;
        picture.segmentation = SegmentationReport{meanIou, 0, {}, 10, 0};
        picture.depth = DepthReport{rmse, 0, 0, 0, 10};
        return picture;
    }
    fs::path root() const { return m_folder.path().toStdString(); }
    EvaluateRequest requestFor(const char* data) const
    {
        EvaluateRequest request;
        request.bank = root() / "b.bank";
        request.data = root() / data;
        request.perImage = true;
        return request;
    }
    EvaluationReport evaluate(const char* data = "data") const { return evaluateBank(requestFor(data), {}); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPictureScores)
#include "tst_picture_scores.moc"
