// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <QTest>

#include <atomic>
#include <numeric>
#include <set>

using namespace nectar;

class TestParallel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { configureThreads(0); }

    void everyIndexIsVisitedOnce_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 7})
            QTest::addRow("%d threads", threads) << threads;
    }
    void everyIndexIsVisitedOnce()
    {
        QFETCH(int, threads);
        configureThreads(threads);
        std::vector<std::atomic<int>> visits(1000);
        parallelFor(1000, 7, {}, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i)
                ++visits[static_cast<std::size_t>(i)];
        });
        for (const auto& count : visits)
            QCOMPARE(count.load(), 1);
    }

    void anEmptyLoopCallsNothing()
    {
        parallelFor(0, 4, {}, [](std::int64_t, std::int64_t) { QFAIL("called"); });
    }

    void anExceptionReachesTheCaller()
    {
        configureThreads(4);
        QVERIFY_THROWS_EXCEPTION(Error, parallelFor(100, 1, {}, [](std::int64_t first, std::int64_t) {
                                     if (first == 50)
                                         throw Error(ErrorCode::Io, "fifty");
                                 }));
    }

    void aStopRequestEndsTheLoop()
    {
        configureThreads(2);
        std::stop_source stop;
        std::atomic<int> calls{0};
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 parallelFor(1'000'000, 1, stop.get_token(), [&](std::int64_t, std::int64_t) {
                                     if (++calls == 10)
                                         stop.request_stop();
                                 }));
        QVERIFY(calls < 1000);
    }

    void nestedLoopsStayOnTheirThread()
    {
        configureThreads(4);
        std::atomic<int> sum{0};
        parallelFor(8, 1, {}, [&](std::int64_t, std::int64_t) {
            const auto outer = std::this_thread::get_id();
            parallelFor(8, 1, {},
                        [&](std::int64_t, std::int64_t) { sum += std::this_thread::get_id() == outer ? 1 : 0; });
        });
        QCOMPARE(sum.load(), 64);
    }

    void aTeamRunsManyRounds()
    {
        WorkerTeam team(3, [] {});
        for (int round = 0; round < 500; ++round) {
            std::atomic<std::int64_t> sum{0};
            team.run(10, [&](std::int64_t i) { sum += i; });
            QCOMPARE(sum.load(), std::int64_t(45));
        }
    }

    void aTeamSurvivesAnException()
    {
        WorkerTeam team(3, [] {});
        QVERIFY_THROWS_EXCEPTION(Error, team.run(10, [](std::int64_t i) {
            if (i == 3)
                throw Error(ErrorCode::Io, "three");
        }));
        std::atomic<int> calls{0};
        team.run(10, [&](std::int64_t) { ++calls; });
        QCOMPARE(calls.load(), 10);
    }

    void aClosedQueueGivesWhatIsLeftAndEnds()
    {
        BoundedQueue<int> queue(4);
        QVERIFY(queue.push(1));
        QVERIFY(queue.push(2));
        queue.close();
        QVERIFY(!queue.push(3));
        QCOMPARE(queue.pop().value(), 1);
        QCOMPARE(queue.pop().value(), 2);
        QVERIFY(!queue.pop());
    }

    void aFullQueueWaitsForItsConsumer()
    {
        BoundedQueue<int> queue(2);
        const WorkerThread producer([&] {
            for (int i = 0; i < 100; ++i)
                queue.push(i);
            queue.close();
        });
        int expected = 0;
        while (const auto value = queue.pop())
            QCOMPARE(*value, expected++);
        QCOMPARE(expected, 100);
    }
};

QTEST_GUILESS_MAIN(TestParallel)
#include "tst_parallel.moc"
