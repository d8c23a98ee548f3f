// SPDX-License-Identifier: Apache-2.0
#include "core/explain/evidence.h"
#include "core/pipeline/build_bank.h"
#include "core/pipeline/scene_answers.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace nectar;
namespace fs = std::filesystem;

/// Answers about a real picture, bank and index: twelve prompt images of 48 patches, so that a table of 256 does not
/// hold the whole bank.
class TestSceneAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        writeSmallDataset(root() / "data", 12, 2, {128, 96});
        BuildBankRequest request;
        request.data = root() / "data";
        request.output = root() / "scene.bank";
        request.bank.width = 128;
        request.bank.height = 96;
        request.bank.resize = Resize::Squash;
        buildBank(request, {});
        m_scene = OpenScene::open(request.output, {}, DeviceChoice::Cpu, {});
        m_image = m_scene->openImage(m_scene->queryImages().front().image, SelfMatch::Drop, {});
    }

    void aRereadingIsBitEqualToASearchWithoutTheImages_data()
    {
        QTest::addColumn<int>("k");
        QTest::newRow("few neighbours") << 5;
        QTest::newRow("as many as a table holds") << kMaxNeighbours;
    }
    void aRereadingIsBitEqualToASearchWithoutTheImages()
    {
        QFETCH(int, k);
        const MemoryBank& bank = *m_scene->bank();
        for (const std::vector<std::uint32_t>& prompts : {std::vector{0u}, std::vector{3u, 7u, 11u}}) {
            const Rereading reread = rereadWithout(*m_scene, *m_image, prompts, k, {});
            RowFilter others(bank.size());
            for (const std::uint32_t prompt : prompts)
                others.forbid(bank.rowsOfImage(prompt).first, bank.rowsOfImage(prompt).last);
            const Neighbours expected = m_scene->index().search(m_image->queries, {k, others}, {});
            for (std::int64_t q = 0; q < expected.queries; ++q) {
                const auto size = static_cast<std::size_t>(k);
                QVERIFY(std::ranges::equal(reread.table.idsOf(q).first(size), expected.idsOf(q)));
                QVERIFY(std::ranges::equal(reread.table.similaritiesOf(q).first(size), expected.similaritiesOf(q)));
            }
            QVERIFY(k < kMaxNeighbours || reread.searchedAgain > 0);
        }
    }

    void thePictureItselfStaysLeftOut()
    {
        const auto self = m_scene->openImage(m_scene->promptImages()[2].image, SelfMatch::Drop, {});
        QCOMPARE(self->ownImages, (std::vector<std::uint32_t>{2}));
        const Rereading reread = rereadWithout(*m_scene, *self, std::vector{5u}, kMaxNeighbours, {});
        QVERIFY(reread.searchedAgain > 0);
        for (const std::uint32_t row : reread.table.ids)
            if (row != kNoRow) {
                const std::uint32_t image = m_scene->bank()->origins()[row].image;
                QVERIFY(image != 2 && image != 5);
            }
        const auto answer = whyNot(*m_scene, *self, 0, 1, {}, {});
        QVERIFY(answer && !answer->closest.empty());
        for (const ClassMatch& match : answer->closest)
            QVERIFY(m_scene->bank()->origins()[match.row].image != 2);
    }

    void theClosestPatchesOfAClassAreThoseOfABruteForceSearch()
    {
        const MemoryBank& bank = *m_scene->bank();
        const int patch = m_image->table.queries > 40 ? 40 : 0;
        for (std::uint16_t c = 0; c < 3; ++c) {
            const auto answer = whyNot(*m_scene, *m_image, patch, c, {}, {});
            QVERIFY(answer.has_value());
            const Neighbours all = m_scene->index().search(m_image->queries.view().slice(patch, 1),
                                                           {kMaxNeighbours, rowsOfClass(bank, c)}, {});
            for (std::size_t i = 0; i < answer->closest.size(); ++i) {
                QCOMPARE(answer->closest[i].row, all.ids[i]);
                const auto ids = m_image->table.idsOf(patch);
                const auto at = std::ranges::find(ids, all.ids[i]);
                QCOMPARE(answer->closest[i].rank, at == ids.end() ? 0 : int(at - ids.begin()) + 1);
            }
        }
    }

    void everyInfluenceIsWhatLeavingTheImageOutChanges()
    {
        const DecodeOptions options{20, 0.02f};
        const auto influences = promptInfluences(*m_scene, *m_image, Task::Segmentation, options, {});
        const auto shares = imageShares(m_image->table, *m_scene->bank(), allPatches(m_image->table), options);
        QCOMPARE(influences.size(), shares.size());
        double sum = 0;
        for (std::size_t i = 0; i < influences.size(); ++i) {
            sum += influences[i].share;
            QVERIFY(i == 0 || influences[i - 1].changedPatches >= influences[i].changedPatches);
            const PromptInfluence alone =
                influenceOf(*m_scene, *m_image, std::span(&influences[i].image, 1), Task::Segmentation, options, {});
            QCOMPARE(alone.changedPatches, influences[i].changedPatches);
            QCOMPARE(alone.share, influences[i].share);
            auto copy = std::make_shared<OpenImage>(*m_image);
            copy->table = rereadWithout(*m_scene, *m_image, std::span(&influences[i].image, 1), 20, {}).table;
            const auto winners = [&](const OpenImage& image) {
                const PatchVotes votes = decodeTargets(image.table, *m_scene->bank(), Task::Segmentation, options, {});
                std::vector<std::ptrdiff_t> best;
                for (std::int64_t q = 0; q < votes.scores.rows; ++q)
                    best.push_back(std::ranges::max_element(votes.scores.row(q)) - votes.scores.row(q).begin());
                return best;
            };
            const auto before = winners(*m_image), after = winners(*copy);
            int changed = 0;
            for (std::size_t q = 0; q < before.size(); ++q)
                changed += before[q] != after[q];
            QCOMPARE(influences[i].changedPatches, changed);
        }
        QVERIFY(std::abs(sum - 1) < 1e-5);
    }

    void withoutAllItsPromptImagesEveryPatchChanges()
    {
        std::vector<std::uint32_t> all(12);
        for (std::uint32_t i = 0; i < 12; ++i)
            all[i] = i;
        const PromptInfluence influence = influenceOf(*m_scene, *m_image, all, Task::Segmentation, {}, {});
        QCOMPARE(influence.changedPatches, int(m_image->table.queries));
        QVERIFY(std::abs(influence.share - 1) < 1e-5);
    }

    void depthChangesAreInMetres()
    {
        const auto influences = promptInfluences(*m_scene, *m_image, Task::Depth, {}, {});
        QVERIFY(std::ranges::any_of(influences, [](const PromptInfluence& i) { return i.changedMetres > 0; }));
        QVERIFY(std::ranges::all_of(influences, [](const PromptInfluence& i) { return i.changedMetres < 60; }));
    }

    void aStopEndsTheLeavingOut()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(
            Cancelled, promptInfluences(*m_scene, *m_image, Task::Segmentation, {}, JobContext{stop.get_token()}));
    }

    void whatIsNotThereIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, whyNot(*m_scene, *m_image, 9999, 0, {}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, whyNot(*m_scene, *m_image, 0, 99, {}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, rereadWithout(*m_scene, *m_image, std::vector{99u}, 30, {}));
    }

private:
    fs::path root() const { return m_folder.path().toStdString(); }
    QTemporaryDir m_folder;
    std::unique_ptr<OpenScene> m_scene;
    std::shared_ptr<const OpenImage> m_image;
};

QTEST_GUILESS_MAIN(TestSceneAnswers)
#include "tst_scene_answers.moc"
