// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"
#include "core/demo/town.h"
#include "core/demo/toy_town.h"

#include <QTest>

#include <array>
#include <cmath>
#include <cstring>

using namespace nectar;

namespace {

constexpr int kPrompts = 24, kPictures = 40, kClasses = 12;
constexpr Size kSmall{128, 128};
const std::uint64_t kSeed = ToyTownOptions().seed; // what users see

std::uint16_t indexOf(TownClass townClass) { return static_cast<std::uint16_t>(townClass); }

/// Share of each class in a picture.
std::array<double, kClasses> shares(const LabelMap& labels)
{
    std::array<double, kClasses> share{};
    for (const std::uint16_t id : labels.ids)
        share.at(id) += 1. / static_cast<double>(labels.ids.size());
    return share;
}

} // namespace

class TestToyScenes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (int scene = 0; scene < kPictures; ++scene)
            m_scenes.push_back(renderToyScene(kSeed, scene, kSmall, {}));
    }
    void cleanup() { configureThreads(0); }

    void threadsDoNotChangeAPixel()
    {
        for (const int threads : {1, 2, 7}) {
            configureThreads(threads);
            const ToyScene scene = renderToyScene(kSeed, 3, kSmall, {});
            const ToyScene& expected = m_scenes[3];
            QVERIFY(scene.photo.rgb == expected.photo.rgb && scene.labels == expected.labels);
            QVERIFY(std::memcmp(scene.depth.metres.data(), expected.depth.metres.data(),
                                expected.depth.metres.size() * sizeof(float)) == 0);
        }
    }

    void anotherSeedIsAnotherTown()
    {
        QVERIFY(renderToyScene(kSeed + 1, 3, kSmall, {}).labels != m_scenes[3].labels);
        QVERIFY(m_scenes[4].labels != m_scenes[3].labels);
    }

    void onlyKnownClassesAndDepthsUpToSixtyMetres()
    {
        for (const ToyScene& scene : m_scenes)
            for (std::size_t i = 0; i < scene.labels.ids.size(); ++i) {
                const std::uint16_t id = scene.labels.ids[i];
                const float metres = scene.depth.metres[i];
                QVERIFY(id < kClasses);
                QVERIFY(id != indexOf(TownClass::Sky) || std::isnan(metres)); // the sky has no depth
                QVERIFY(std::isnan(metres) || (metres > 0 && metres <= 60));
            }
    }

    void mostOfWhatIsNotSkyHasADepth()
    {
        for (const ToyScene& scene : m_scenes) {
            int solid = 0;
            int deep = 0;
            for (std::size_t i = 0; i < scene.labels.ids.size(); ++i) {
                solid += scene.labels.ids[i] != indexOf(TownClass::Sky);
                deep += !std::isnan(scene.depth.metres[i]);
            }
            QVERIFY2(deep > 0.85 * solid, qPrintable(QString::number(deep / double(solid))));
        }
    }

    void everyClassIsInSeveralPromptsAndInTheOtherParts()
    {
        std::array<int, kClasses> prompts{}, others{};
        for (int scene = 0; scene < kPictures; ++scene) {
            const auto share = shares(m_scenes[static_cast<std::size_t>(scene)].labels);
            for (std::size_t c = 0; c < kClasses; ++c)
                (scene < kPrompts ? prompts : others)[c] += share[c] > 0.001;
        }
        for (std::size_t c = 0; c < kClasses; ++c) {
            QVERIFY2(prompts[c] >= 6, qPrintable(QStringLiteral("class %1: %2").arg(c).arg(prompts[c])));
            QVERIFY2(others[c] >= 3, qPrintable(QStringLiteral("class %1: %2").arg(c).arg(others[c])));
        }
    }

    void theSkyLeavesRoomForTheTown()
    {
        double sky = 0;
        for (const ToyScene& scene : m_scenes)
            sky += shares(scene.labels)[0] / kPictures;
        QVERIFY2(sky > 0.08 && sky < 0.3, qPrintable(QString::number(sky)));
    }

    void nothingStandsInFrontOfTheCamera()
    {
        for (const ToyScene& scene : m_scenes)
            for (const float metres : scene.depth.metres)
                QVERIFY2(std::isnan(metres) || metres > 0.3f, qPrintable(QString::number(metres)));
    }

    /// Depth d along the axis puts a pixel at camera + d · (ahead + right · u + up · v): on the road its height is 0.
    void theRoadLiesWhereTheCameraSaysItDoes()
    {
        int checked = 0;
        for (int number = 0; number < 8; ++number) {
            const ToyScene& scene = m_scenes[static_cast<std::size_t>(number)];
            const TownCamera camera = layOutTown(kSeed, number).camera;
            const float scale = 2 * camera.tangent / float(kSmall.width);
            for (int y = 0; y < kSmall.height; ++y)
                for (int x = 0; x < kSmall.width; ++x) {
                    const float depth = scene.depth.at(x, y);
                    if (scene.labels.at(x, y) != indexOf(TownClass::Road) || std::isnan(depth))
                        continue;
                    const float u = (float(x) + 0.5f - float(kSmall.width) / 2) * scale;
                    const float v = (float(kSmall.height) / 2 - float(y) - 0.5f) * scale;
                    const Vec3 point = camera.position + (camera.ahead + camera.right * u + camera.up * v) * depth;
                    QVERIFY2(std::abs(point.y) < 0.01f, qPrintable(QString::number(point.y)));
                    ++checked;
                }
        }
        QVERIFY(checked > 2000);
    }

    void aStoppedRenderIsNoPicture()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, renderToyScene(kSeed, 0, {512, 512}, JobContext{stop.get_token()}));
    }

private:
    std::vector<ToyScene> m_scenes;
};

QTEST_GUILESS_MAIN(TestToyScenes)
#include "tst_toy_scenes.moc"
