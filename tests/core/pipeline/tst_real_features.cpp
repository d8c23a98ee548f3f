// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/base/half.h"
#include "core/base/similarity.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/pipeline/scene_query.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace nectar;
namespace fs = std::filesystem;

/// Features of a trained transformer on real photos have near and exact ties that random numbers have not.
class TestRealFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto weights = sharedData("data/backbones/vit_tiny_patch16_224.safetensors");
        const auto photos = sharedData("data/camvid/train");
        if (!weights || !photos)
            QSKIP("real weights and photos are not at hand");
        BackboneRequest request;
        request.source = weights->string();
        const auto backbone = openBackbone(request, {});
        std::vector<fs::path> files{fs::directory_iterator(*photos), fs::directory_iterator()};
        std::sort(files.begin(), files.end());
        std::vector<Matrix> grids;
        for (std::size_t i = 0; i < 5; ++i) {
            const Image input = resizePhoto(loadImage(files[i], Orientation::AsStored), {384, 384});
            grids.push_back(normalisedQueries(backbone->extract(std::span(&input, 1), {}).front()));
        }
        m_queries = grids.back();
        for (std::size_t i = 0; i + 1 < grids.size(); ++i)
            for (int copy = 0; copy < 2; ++copy) // every row twice: exact ties
                m_keys.insert(m_keys.end(), grids[i].values.begin(), grids[i].values.end());
        m_halves.resize(m_keys.size());
        halvesFromFloats(m_keys, m_halves);
    }
    void cleanup() { qunsetenv("NECTAR_SIMD"); }

    void neighboursEqualBruteForceOnEveryInstructionSet_data()
    {
        QTest::addColumn<QByteArray>("simd");
        QTest::addColumn<int>("k");
        for (const char* simd : {"portable", "avx2", "avx512"})
            for (const int k : {1, 30, 256})
                QTest::addRow("%s, k %d", simd, k) << QByteArray(simd) << k;
    }
    void neighboursEqualBruteForceOnEveryInstructionSet()
    {
        if (m_keys.empty())
            QSKIP("real weights and photos are not at hand");
        QFETCH(QByteArray, simd);
        QFETCH(int, k);
        qputenv("NECTAR_SIMD", simd);
        const auto dim = static_cast<int>(m_queries.cols);
        const auto rows = static_cast<std::int64_t>(m_halves.size()) / dim;
        const HalfRows halves{m_halves.data(), rows, dim};
        const auto index = makeExactIndex(std::make_shared<KeyRows>(KeyRows{nullptr, halves, {}}));
        const Neighbours found = index->search(m_queries, {k, {}}, {});
        std::vector<std::pair<float, std::uint32_t>> all(static_cast<std::size_t>(rows));
        for (std::int64_t q = 0; q < m_queries.rows; ++q) {
            for (std::uint32_t r = 0; r < rows; ++r)
                all[r] = {exactSimilarity(m_queries.row(q), halves.row(r)), r};
            std::partial_sort(all.begin(), all.begin() + k, all.end(), [](const auto& a, const auto& b) {
                return a.first != b.first ? a.first > b.first : a.second < b.second;
            });
            for (std::size_t i = 0; i < static_cast<std::size_t>(k); ++i) {
                QCOMPARE(found.idsOf(q)[i], all[i].second);
                QCOMPARE(found.similaritiesOf(q)[i], all[i].first);
            }
        }
    }

private:
    Matrix m_queries;
    std::vector<float> m_keys;
    std::vector<std::uint16_t> m_halves;
};

QTEST_GUILESS_MAIN(TestRealFeatures)
#include "tst_real_features.moc"
