// SPDX-License-Identifier: Apache-2.0
#include "core/base/half.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/similarity.h"
#include "core/search/neighbour_index.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace nectar;

namespace {

/// Keys in memory, with a storage order unlike the row ids.
struct TestKeys {
    std::vector<std::uint16_t> halves;
    std::vector<std::uint32_t> rowIds;
    KeyRows rows;

    TestKeys(std::int64_t count, int dim, std::uint64_t seed, double spread)
        : halves(static_cast<std::size_t>(count * dim)), rowIds(static_cast<std::size_t>(count))
    {
        RandomStream random(seed);
        std::vector<float> row(static_cast<std::size_t>(dim));
        for (std::int64_t r = 0; r < count; ++r) {
            for (std::size_t d = 0; d < row.size(); ++d)
                row[d] = static_cast<float>(random.normal() * spread + (d == 0 ? 1 : 0)); // a small spread: rows alike
            normaliseRow(row);
            halvesFromFloats(row, std::span(halves).subspan(static_cast<std::size_t>(r * dim), row.size()));
        }
        std::iota(rowIds.begin(), rowIds.end(), 0u);
        for (std::size_t i = rowIds.size(); i > 1; --i)
            std::swap(rowIds[i - 1], rowIds[random.below(i)]);
        rows = {nullptr, {halves.data(), count, dim}, rowIds};
    }
    std::shared_ptr<const KeyRows> share() const { return std::make_shared<const KeyRows>(rows); }
};

Matrix randomQueries(std::int64_t count, int dim, std::uint64_t seed)
{
    RandomStream random(seed);
    Matrix queries(count, dim);
    for (float& value : queries.values)
        value = static_cast<float>(random.normal());
    for (std::int64_t q = 0; q < count; ++q)
        normaliseRow(queries.row(q));
    return queries;
}

/// The slow, obviously right reference.
Neighbours bruteForce(const KeyRows& keys, MatrixView queries, const SearchRequest& request)
{
    Neighbours result(queries.rows, request.k);
    for (std::int64_t q = 0; q < queries.rows; ++q) {
        std::vector<std::pair<float, std::uint32_t>> all;
        for (std::int64_t p = 0; p < keys.rows.rows; ++p)
            if (request.allowed.allows(keys.rowId(p)))
                all.emplace_back(exactSimilarity(queries.row(q), keys.rows.row(p)), keys.rowId(p));
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        for (std::size_t i = 0; i < std::min(all.size(), static_cast<std::size_t>(request.k)); ++i) {
            result.ids[static_cast<std::size_t>(q * request.k) + i] = all[i].second;
            result.similarities[static_cast<std::size_t>(q * request.k) + i] = all[i].first;
        }
    }
    return result;
}

bool same(const Neighbours& a, const Neighbours& b) { return a.ids == b.ids && a.similarities == b.similarities; }

} // namespace

class TestExactIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv("NECTAR_SIMD");
        configureThreads(0);
    }

    void equalsBruteForce_data()
    {
        QTest::addColumn<QByteArray>("simd");
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("dim");
        QTest::addColumn<int>("queries");
        QTest::addColumn<int>("k");
        for (const QByteArray simd : {"portable", "avx2", "avx512"}) {
            for (const auto& [rows, dim, queries, k] : {std::array{3000, 59, 70, 30},
                                                        {700, 17, 33, 256},
                                                        {5, 3, 40, 30},
                                                        {1, 1, 5, 1},
                                                        {2500, 192, 1, 30},
                                                        {1200, 384, 300, 5},
                                                        {119, 64, 65, 119}})
                for (const int threads : {1, 2, 7})
                    QTest::addRow("%s, %d threads, %d x %d, %d queries, k %d", simd.constData(), threads, rows, dim,
                                  queries, k)
                        << simd << threads << rows << dim << queries << k;
        }
    }
    void equalsBruteForce()
    {
        QFETCH(QByteArray, simd);
        QFETCH(int, threads);
        QFETCH(int, rows);
        QFETCH(int, dim);
        QFETCH(int, queries);
        QFETCH(int, k);
        qputenv("NECTAR_SIMD", simd);
        configureThreads(threads);
        const TestKeys keys(rows, dim, 1, 0.6);
        const Matrix asked = randomQueries(queries, dim, 2);
        QVERIFY(same(makeExactIndex(keys.share())->search(asked, {k, {}}, {}), bruteForce(keys.rows, asked, {k, {}})));
    }

    void rowsTooAlikeForTheFilterAreOrderedExactly()
    {
        for (const QByteArray simd : {"portable", "avx2", "avx512"}) {
            qputenv("NECTAR_SIMD", simd);
            const TestKeys keys(4000, 48, 5, 1e-4); // similarities differ by less than the rounding of a score
            const Matrix asked = randomQueries(40, 48, 6);
            QVERIFY2(
                same(makeExactIndex(keys.share())->search(asked, {30, {}}, {}), bruteForce(keys.rows, asked, {30, {}})),
                simd.constData());
        }
    }

    void tiesGoToTheLowerRowId()
    {
        TestKeys keys(3000, 32, 7, 0.5);
        for (std::int64_t r = 1; r < 3000; ++r) // all rows the same
            std::copy_n(keys.halves.begin(), 32, keys.halves.begin() + r * 32);
        const Matrix asked = randomQueries(20, 32, 8);
        const Neighbours found = makeExactIndex(keys.share())->search(asked, {256, {}}, {});
        for (std::int64_t q = 0; q < 20; ++q)
            for (std::uint32_t i = 0; i < 256; ++i)
                QCOMPARE(found.idsOf(q)[i], i);
    }

    void aFilterLeavesRowsOut()
    {
        const TestKeys keys(2000, 40, 9, 0.6);
        const Matrix asked = randomQueries(50, 40, 10);
        SearchRequest request{30, RowFilter(2000)};
        request.allowed.forbid(100, 1500);
        request.allowed.allow(700, 701);
        const Neighbours found = makeExactIndex(keys.share())->search(asked, request, {});
        QVERIFY(same(found, bruteForce(keys.rows, asked, request)));
        for (const std::uint32_t id : found.ids)
            QVERIFY(id < 100 || id >= 1500 || id == 700);
    }

    void fewerRowsThanAskedForEndWithNothing()
    {
        const TestKeys keys(10, 16, 11, 0.6);
        SearchRequest request{30, RowFilter(10)};
        request.allowed.forbid(0, 7);
        const Neighbours found = makeExactIndex(keys.share())->search(randomQueries(8, 16, 12), request, {});
        QCOMPARE(found.idsOf(0)[2] != kNoRow, true);
        QCOMPARE(found.idsOf(0)[3], kNoRow);
        QVERIFY(std::isinf(found.similaritiesOf(0)[3]) && found.similaritiesOf(0)[3] < 0);
    }

    void emptyBanksAndEmptyQueriesAreFine()
    {
        const TestKeys none(0, 16, 1, 1);
        QCOMPARE(makeExactIndex(none.share())->search(randomQueries(3, 16, 1), {5, {}}, {}).ids,
                 std::vector<std::uint32_t>(15, kNoRow));
        const TestKeys some(5, 16, 1, 1);
        QVERIFY(makeExactIndex(some.share())->search(Matrix(0, 16), {5, {}}, {}).ids.empty());
    }

    void longAndEndlessRowsDoNotSpoilTheOthers()
    {
        for (const int queries : {2, 40}) {
            TestKeys keys(500, 24, 13, 0.6);
            keys.halves[24 * 7] = halfFromFloat(40.f); // longer than one
            keys.halves[24 * 9] = 0x7C00;              // infinite: no neighbour of anything
            keys.halves[24 * 11] = 0x7E00;             // NaN
            const Matrix asked = randomQueries(queries, 24, 14);
            const Neighbours found = makeExactIndex(keys.share())->search(asked, {30, {}}, {});
            SearchRequest finite{30, RowFilter(500)};
            for (const std::int64_t p : {9, 11})
                finite.allowed.forbid(keys.rows.rowId(p), keys.rows.rowId(p) + 1);
            QVERIFY(same(found, bruteForce(keys.rows, asked, finite)));
        }
    }

    void wrongRequestsAreRefused()
    {
        const TestKeys keys(10, 16, 1, 1);
        const auto index = makeExactIndex(keys.share());
        QVERIFY_THROWS_EXCEPTION(Error, index->search(randomQueries(1, 16, 1), {0, {}}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, index->search(randomQueries(1, 16, 1), {257, {}}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, index->search(randomQueries(1, 15, 1), {1, {}}, {}));
        Matrix bad = randomQueries(1, 16, 1);
        bad.values[3] = std::nanf("");
        QVERIFY_THROWS_EXCEPTION(Error, index->search(bad, {1, {}}, {}));
    }

    void aStopRequestEndsASearchAtOnce()
    {
        const TestKeys keys(60'000, 96, 15, 0.6);
        const Matrix asked = randomQueries(2000, 96, 16);
        std::stop_source stop;
        QElapsedTimer clock;
        const WorkerThread stopper([&] {
            QTest::qSleep(30);
            clock.start();
            stop.request_stop();
        });
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 makeExactIndex(keys.share())->search(asked, {256, {}}, JobContext{stop.get_token()}));
        QVERIFY2(clock.elapsed() < 300, "three times the promised 100 ms");
    }
};

QTEST_GUILESS_MAIN(TestExactIndex)
#include "tst_exact_index.moc"
