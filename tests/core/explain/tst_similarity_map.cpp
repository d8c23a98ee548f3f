// SPDX-License-Identifier: Apache-2.0
#include "core/base/half.h"
#include "core/explain/evidence.h"
#include "core/explain/similarity_map.h"
#include "tests/core/explain/explain_fixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>

using namespace nectar;

class TestSimilarityMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onePatchByHand()
    {
        Matrix queries(3, 2);
        queries.values = {1, 0, 0.6f, 0.8f, 0, -1};
        QCOMPARE(similarityMap(queries, std::vector{0}), (std::vector<float>{1, 0.6f, 0}));
        QCOMPARE(similarityMap(queries, std::vector{2}), (std::vector<float>{0, -0.8f, 1}));
    }

    void aRegionIsTheMeanOfItsPatches()
    {
        const Matrix queries = randomRows(40, 37, 1);
        const std::vector region{3, 17, 21};
        const std::vector<float> map = similarityMap(queries, region);
        for (std::int64_t row = 0; row < queries.rows; ++row) {
            double sum = 0;
            for (const int patch : region)
                for (std::size_t i = 0; i < 37; ++i)
                    sum += double(queries.row(patch)[i]) * double(queries.row(row)[i]);
            QVERIFY(std::abs(double(map[static_cast<std::size_t>(row)]) - sum / 3) < 1e-6);
        }
    }

    void aPatchIsMostSimilarToItself()
    {
        for (const int dim : {1, 15, 16, 17, 384}) {
            const Matrix queries = randomRows(20, dim, 2);
            const std::vector<float> map = similarityMap(queries, std::vector{7});
            QVERIFY(std::abs(map[7] - 1) < 1e-6f);
            for (const float similarity : map)
                QVERIFY(similarity <= map[7] + 1e-6f);
        }
    }

    void thePromptImageHasTheSimilaritiesOfASearch()
    {
        const auto big = randomBank();
        const Matrix queries = randomRows(5, 8, 9);
        for (std::int64_t q = 0; q < queries.rows; ++q) {
            const Neighbours found =
                makeExactIndex(big->keys())->search(queries.view().slice(q, 1), {kMaxNeighbours, {}}, {});
            std::size_t seen = 0;
            for (std::uint32_t image = 0; image < 4; ++image) {
                const RowRange rows = big->rowsOfImage(image);
                const std::vector<float> similarities = similaritiesInImage(*big, image, queries.row(q));
                QCOMPARE(similarities.size(), std::size_t(rows.last - rows.first));
                for (std::size_t i = 0; i < found.ids.size(); ++i)
                    if (rows.first <= found.ids[i] && found.ids[i] < rows.last) {
                        QCOMPARE(similarities[found.ids[i] - rows.first], found.similarities[i]); // to the last bit
                        ++seen;
                    }
            }
            QCOMPARE(seen, std::size_t(80));
        }
    }

    void zeroFeaturesAreLikeNothing()
    {
        QCOMPARE(similarityMap(Matrix(2, 4), std::vector{0}), (std::vector<float>{0, 0}));
    }

    void whatIsNotThereIsRefused()
    {
        const Matrix queries = randomRows(3, 8, 3);
        QVERIFY_THROWS_EXCEPTION(Error, similarityMap(queries, std::vector<int>{}));
        for (const int patch : {-1, 3})
            QVERIFY_THROWS_EXCEPTION(Error, similarityMap(queries, std::vector{patch}));
        QVERIFY_THROWS_EXCEPTION(Error, similaritiesInImage(*randomBank(), 4, queries.row(0)));
        QVERIFY_THROWS_EXCEPTION(Error, similaritiesInImage(*randomBank(), 0, std::vector<float>(7)));
    }

    void aPictureTakesAFewMilliseconds()
    {
        const Matrix queries = randomRows(1369, 384, 4);
        QElapsedTimer timer;
        timer.start();
        const std::vector<float> map = similarityMap(queries, std::vector{700});
        const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
        QCOMPARE(map.size(), std::size_t(1369));
        qInfo("1,369 patches x 384: %.2f ms", milliseconds);
        QVERIFY2(milliseconds < 90, "three times the 30 ms that it may take");
    }

private:
    static std::shared_ptr<const MemoryBank> randomBank()
    {
        std::vector<BankRows> units;
        for (std::uint32_t image = 0; image < 4; ++image)
            units.push_back(labelledRows(image, randomRows(20, 8, 10 + image), randomPatches(20, 20 + image)));
        return bankInMemory(smallBankInfo(3, 8, {Task::Segmentation}), {"a", "b", "c", "d"}, units);
    }
};

QTEST_GUILESS_MAIN(TestSimilarityMap)
#include "tst_similarity_map.moc"
