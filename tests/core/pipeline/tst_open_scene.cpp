// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/build_bank.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/open_scene.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace nectar;
namespace fs = std::filesystem;

class TestOpenScene : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        writeSmallDataset(root() / "data", 6, 2, {128, 96});
        BuildBankRequest request;
        request.data = root() / "data";
        request.output = root() / "scene.bank";
        request.bank.width = 128;
        request.bank.height = 96;
        request.bank.resize = Resize::Squash;
        buildBank(request, {});
        m_scene = OpenScene::open(request.output, {}, DeviceChoice::Cpu, {});
    }

    void theImageListsKnowPromptAndQueryPictures()
    {
        QCOMPARE(m_scene->queryImages().size(), std::size_t(2));
        QCOMPARE(m_scene->promptImages().size(), std::size_t(6));
        QVERIFY(!m_scene->promptImages().front().mask.empty());
    }

    void aPictureOfTheDataBringsItsTruth()
    {
        const auto image = open(m_scene->queryImages().front().image);
        QVERIFY(image->truth && image->truthDepth);
        QCOMPARE(image->truth->size(), image->photo.size());
        QVERIFY(image->ownImages.empty());
        QCOMPARE(image->table.queries, std::int64_t(48));
        QCOMPARE(image->table.k, kMaxNeighbours);
    }

    void picturesOfAnotherLabelledFolderBringTheirTruthInTheBanksClasses()
    {
        writeSmallDataset(root() / "other", 1, 1, {128, 96});
        const fs::path picture = root() / "other/val/images/scene_01.png";
        const auto labelled = [&](const char* classes) {
            std::ofstream(root() / "other/classes.txt") << classes;
            m_scene->setLabelled(
                std::make_shared<const Dataset>(openDataset(detectDataset(root() / "other", {}).recipe, {})));
            const auto image = open(picture);
            m_scene->setLabelled(nullptr);
            return image;
        };
        const auto same = labelled("sky\ngrass\nbox\n");
        QVERIFY(same->truth && same->truthDepth);
        const auto reordered = labelled("2 sky\n1 grass\n0 box\n"); // what is 0 in the mask is called box now
        QVERIFY(reordered->truth.has_value());
        for (std::size_t i = 0; i < same->truth->ids.size(); ++i) {
            const int id = same->truth->ids[i];
            QCOMPARE(int(reordered->truth->ids[i]), id == 0 ? 2 : id == 2 ? 0 : id);
        }
        QVERIFY(!labelled("sky\nmeadow\nbox\n")->truth); // the bank knows no meadow
        QVERIFY(!open(picture)->truth);
    }

    void aStrangePictureHasNoTruthButAPrediction()
    {
        const fs::path stranger = root() / "stranger.png";
        fs::copy_file(m_scene->queryImages().front().image, stranger);
        const auto image = open(stranger);
        QVERIFY(!image->truth);
        const Prediction prediction = predict(*image, *m_scene->bank(), Task::Segmentation, {}, {});
        QCOMPARE(prediction.labels.size(), image->photo.size());
    }

    void aPromptPictureIsReadWithoutItself()
    {
        const fs::path own = m_scene->promptImages().front().image;
        const auto image = open(own);
        QCOMPARE(image->ownImages, std::vector<std::uint32_t>{0});
        const RowRange rows = m_scene->bank()->rowsOfImage(0);
        for (const std::uint32_t id : image->table.ids)
            QVERIFY(id == kNoRow || id < rows.first || id >= rows.last);
        const auto kept = m_scene->openImage(own, SelfMatch::Keep, {});
        QVERIFY(kept->table.ids.front() >= rows.first && kept->table.ids.front() < rows.last);
    }

    void aRenamedCopyOfAPromptPictureIsStillItself()
    {
        const fs::path copy = root() / "copy of it.png";
        fs::copy_file(m_scene->promptImages().front().image, copy);
        QCOMPARE(open(copy)->ownImages, std::vector<std::uint32_t>{0});
    }

    void evidenceIsOrderedAndItsWeightsAddUpToOne()
    {
        const auto image = open(m_scene->queryImages().front().image);
        const auto evidence = patchEvidence(*image, *m_scene->bank(), 40, {});
        QCOMPARE(evidence.size(), std::size_t(30));
        QVERIFY(std::abs(evidence.back().cumulative - 1) < 1e-4f);
        for (std::size_t i = 0; i < evidence.size(); ++i) {
            QCOMPARE(evidence[i].rank, static_cast<int>(i) + 1);
            QVERIFY(evidence[i].image < 6);
            QVERIFY(i == 0 || evidence[i].similarity <= evidence[i - 1].similarity);
        }
    }

    void thumbnailsOfPromptPicturesAreStoredInTheBank()
    {
        const Image thumbnail = promptThumbnail(*m_scene->bank(), 3);
        QCOMPARE(thumbnail.width, 128);
        QCOMPARE(thumbnail.height, 96);
    }

    void aBankStillAnswersWithoutItsPictures()
    {
        fs::copy(root() / "data", root() / "moving", fs::copy_options::recursive);
        BuildBankRequest request;
        request.data = root() / "moving";
        request.output = root() / "moving.bank";
        buildBank(request, {});
        fs::copy_file(root() / "moving/val/images/scene_06.png", root() / "kept.png");
        fs::remove_all(root() / "moving");
        const auto scene = OpenScene::open(request.output, {}, DeviceChoice::Cpu, {});
        QVERIFY(scene->queryImages().empty());
        QCOMPARE(scene->openImage(root() / "kept.png", SelfMatch::Drop, {})->photo.width, 128);
    }

    void aStopRequestEndsOpening()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, m_scene->openImage(m_scene->queryImages().front().image, SelfMatch::Drop,
                                                               JobContext{stop.get_token()}));
    }

    void evaluationRefusesOtherClasses()
    {
        writeSmallDataset(root() / "other", 1, 1);
        std::ofstream(root() / "other/classes.txt") << "heaven\nlawn\ncrate\n";
        EvaluateRequest request;
        request.bank = root() / "scene.bank";
        request.data = root() / "other";
        QVERIFY_THROWS_EXCEPTION(Error, evaluateBank(request, {}));
    }

private:
    fs::path root() const { return m_folder.path().toStdString(); }
    std::shared_ptr<const OpenImage> open(const fs::path& path)
    {
        return m_scene->openImage(path, SelfMatch::Drop, {});
    }

    QTemporaryDir m_folder;
    std::unique_ptr<OpenScene> m_scene;
};

QTEST_GUILESS_MAIN(TestOpenScene)
#include "tst_open_scene.moc"
