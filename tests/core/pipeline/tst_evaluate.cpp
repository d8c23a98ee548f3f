// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/pipeline/build_bank.h"
#include "core/pipeline/evaluate.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// Which pictures and classes of a data set a bank is measured on; the figures themselves: tst_metrics.
class TestEvaluate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        writeSmallDataset(root() / "data", 4, 3, {128, 96});
        BuildBankRequest request;
        request.data = root() / "data";
        request.output = root() / "b.bank";
        request.bank.width = request.bank.height = 96;
        buildBank(request, {});
    }

    void aSplitWithoutMasksIsMeasuredOnItsDepth()
    {
        fs::remove_all(root() / "data/val/masks");
        const EvaluationReport report = evaluate();
        QCOMPARE(report.images, std::int64_t(3));
        QVERIFY(!report.cells[0].segmentation && report.cells[0].depth);
    }

    void aSplitWithoutAnyAnnotationSaysWhich()
    {
        fs::create_directories(root() / "bare/images/train");
        fs::create_directories(root() / "bare/masks/train");
        fs::create_directories(root() / "bare/images/val");
        for (const char* name : {"train/a.png", "val/b.png"})
            fs::copy_file(root() / "data/train/images/scene_00.png", root() / "bare/images" / name);
        fs::copy_file(root() / "data/train/masks/scene_00.png", root() / "bare/masks/train/a.png");
        fs::copy_file(root() / "data/classes.txt", root() / "bare/classes.txt");
        const std::string message = failure("bare");
        QVERIFY2(message.find("val") != std::string::npos, message.c_str());
        QVERIFY2(message.find("optional") == std::string::npos, message.c_str());
    }

    void aPictureWithoutOneAnnotationIsSkippedWithItsReason()
    {
        fs::remove(root() / "data/val/masks/scene_05.png");
        const EvaluationReport report = evaluate();
        QCOMPARE(report.images, std::int64_t(2));
        QCOMPARE(report.skipped.size(), std::size_t(1));
        QVERIFY(report.skipped[0].reason.find("no mask belongs to") != std::string::npos);
    }

    void coloursAndVoidDoNotMakeOtherClasses()
    {
        const EvaluationReport before = evaluate();
        writeFile(root() / "data/class_dict.csv", "name,r,g,b\nsky,1,2,3\ngrass,4,5,6\nbox,7,8,9\n");
        writeFile(root() / "data/classes.txt", "sky\ngrass\nbox\n255 unlabelled (ignore)\n");
        const EvaluationReport after = evaluate();
        QCOMPARE(after.cells[0].segmentation->meanIou, before.cells[0].segmentation->meanIou);
    }

    void classesAreMatchedByTheirNames()
    {
        const EvaluationReport before = evaluate();
        writeFile(root() / "data/classes.txt", "2 box\n1 grass\n0 sky\n");
        const EvaluationReport after = evaluate();
        QCOMPARE(after.classes.classes[0].name, std::string("sky"));
        QCOMPARE(after.cells[0].segmentation->meanIou, before.cells[0].segmentation->meanIou);
        QCOMPARE(after.purePatchesMatched, before.purePatchesMatched);
    }

    void aClassTheBankDoesNotKnowIsNamed()
    {
        writeFile(root() / "data/classes.txt", "sky\nmeadow\nbox\n");
        const std::string message = failure("data");
        QVERIFY2(message.find("'meadow'") != std::string::npos, message.c_str());
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    EvaluationReport evaluate(const char* data = "data") const
    {
        EvaluateRequest request;
        request.bank = root() / "b.bank";
        request.data = root() / data;
        return evaluateBank(request, {});
    }
    std::string failure(const char* data) const
    {
        try {
            evaluate(data);
        } catch (const Error& error) {
            return error.what();
        }
        return "nothing was refused";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
