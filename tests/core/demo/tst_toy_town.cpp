// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/dataset/dataset.h"
#include "core/demo/ray_shapes.h"
#include "core/demo/town.h"
#include "core/demo/toy_town.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <set>

using namespace nectar;
namespace fs = std::filesystem;

class TestToyTown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void cleanup() { configureThreads(0); }

    void raysMeetShapesWhereTheyShould_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<float>("distance"); // along +z from (0, 0.5, -10); negative: a miss
        QTest::newRow("ball of radius 2 at the origin") << 0 << 10 - std::sqrt(4 - 0.25f);
        QTest::newRow("flat ellipsoid") << 1 << -1.f;
        QTest::newRow("box") << 2 << 9.f;
        QTest::newRow("box turned by 45 degrees") << 3 << 10 - std::sqrt(2.f);
        QTest::newRow("upright cylinder") << 4 << 9.f;
        QTest::newRow("gable roof, ridge across") << 5 << 8.5f;
    }
    void raysMeetShapesWhereTheyShould()
    {
        QFETCH(int, shape);
        QFETCH(float, distance);
        const Shape shapes[] = {
            makeEllipsoid({0, 0, 0}, {2, 2, 2}),
            makeEllipsoid({0, 0, 0}, {2, 0.4f, 2}),
            makeBox({0, 0, 0}, {1, 1, 1}, 0),
            makeBox({0, 0, 0}, {1, 1, 1}, 0.78539816f),
            makeCylinder({0, 0, 0}, 1, 1),
            makeGable({0, 0, 0}, 3, 2, 2, false)}; // slope: from z -2 at height 0 to z 0 at height 2
        float found = -1;
        Vec3 normal;
        const bool hit = intersect(shapes[shape], {{0, 0.5f, -10}, {0, 0, 1}}, 1e-3f, found, normal);
        QCOMPARE(hit, distance >= 0);
        if (hit) {
            QVERIFY2(std::abs(found - distance) < 1e-4f, qPrintable(QString::number(found)));
            QVERIFY(std::abs(length(normal) - 1) < 1e-4f && normal.z < 0);
        }
    }

    void fromInsideARayMeetsTheFarSide()
    {
        float distance = 0;
        Vec3 normal;
        QVERIFY(intersect(makeBox({0, 0, 0}, {1, 1, 1}, 0), {{0, 0, 0}, {0, 0, 1}}, 1e-3f, distance, normal));
        QCOMPARE(distance, 1.f);
    }

    void threadsDoNotChangeAPixel()
    {
        configureThreads(1);
        const ToyScene expected = renderToyScene(7, 3, {96, 96}, {});
        for (const int threads : {2, 7}) {
            configureThreads(threads);
            const ToyScene scene = renderToyScene(7, 3, {96, 96}, {});
            QVERIFY(scene.photo.rgb == expected.photo.rgb && scene.labels == expected.labels);
            QVERIFY(std::memcmp(scene.depth.metres.data(), expected.depth.metres.data(),
                                expected.depth.metres.size() * sizeof(float)) == 0);
        }
    }

    void everyClassOccursAmongThePrompts()
    {
        std::set<std::uint16_t> seen;
        for (int scene = 0; scene < 24; ++scene) {
            const ToyScene picture = renderToyScene(7, scene, {96, 96}, {});
            for (std::size_t i = 0; i < picture.labels.ids.size(); ++i) {
                const std::uint16_t id = picture.labels.ids[i];
                QVERIFY(id < 12);
                seen.insert(id);
                const float metres = picture.depth.metres[i];
                QVERIFY(id != 0 || std::isnan(metres)); // the sky has no depth
                QVERIFY(std::isnan(metres) || (metres > 0 && metres <= 60));
            }
        }
        QCOMPARE(seen.size(), std::size_t(12));
    }

    void theRoadLiesWhereTheCameraSaysItDoes()
    {
        const Town town = layOutTown(7, 0);
        const TownCamera& camera = town.camera;
        const ToyScene scene = renderToyScene(7, 0, {128, 128}, {});
        int checked = 0;
        for (int y = 64; y < 128; ++y)
            for (int x = 0; x < 128; ++x) {
                if (scene.labels.at(x, y) != static_cast<std::uint16_t>(TownClass::Road) ||
                    std::isnan(scene.depth.at(x, y)))
                    continue;
                // depth d along the axis, so the point is camera + d · (ahead + right · u + up · v): its height must be
                // 0
                const float scale = 2 * camera.tangent / 128;
                const float u = (float(x) + 0.5f - 64) * scale;
                const float v = (64 - float(y) - 0.5f) * scale;
                const Vec3 point =
                    camera.position + (camera.ahead + camera.right * u + camera.up * v) * scene.depth.at(x, y);
                QVERIFY2(std::abs(point.y) < 0.01f, qPrintable(QString::number(point.y)));
                ++checked;
            }
        QVERIFY(checked > 500);
    }

    void theWrittenSetOpensAsFolderPairs()
    {
        const fs::path folder = writeToyTown(root() / "town", small(), {});
        const Dataset dataset = openDataset(detectDataset(folder, {}).recipe, {});
        QCOMPARE(dataset.samples("train").size(), std::size_t(3));
        QCOMPARE(dataset.samples("val").size(), std::size_t(1));
        QCOMPARE(dataset.samples("query").size(), std::size_t(2));
        QVERIFY(dataset.has(Task::Segmentation) && dataset.has(Task::Depth));
        QVERIFY(dataset.classes().classes[2].colour == toyTownClasses().classes[2].colour);
        const LoadedSample loaded = loadSample(dataset, dataset.samples("train")[0]);
        QVERIFY(loaded.labels == renderToyScene(7, 0, {64, 64}, {}).labels);
    }

    void aSecondCallWritesNothing()
    {
        writeToyTown(root() / "town", small(), {});
        const auto before = fs::last_write_time(root() / "town/classes.txt");
        fs::remove(root() / "town/README.txt");
        writeToyTown(root() / "town", small(), {});
        QVERIFY(fs::last_write_time(root() / "town/classes.txt") == before && !fs::exists(root() / "town/README.txt"));
    }

    void aStoppedCallLeavesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, writeToyTown(root() / "town", small(), JobContext{stop.get_token()}));
        QVERIFY(fs::is_empty(root()));
    }

    void someoneElsesFolderIsLeftAlone()
    {
        writeFile(root() / "mine.txt", "precious");
        QVERIFY_THROWS_EXCEPTION(Error, writeToyTown(root(), small(), {}));
        QCOMPARE(readFile(root() / "mine.txt"), std::string("precious"));
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    static ToyTownOptions small() { return {7, 3, 1, 2, {64, 64}}; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestToyTown)
#include "tst_toy_town.moc"
