// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/problem.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace nectar;

class TestLatestOnly : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_pool.setMaxThreadCount(1); }
    void fiftyRapidRequestsGiveOneAnswerTheNewest();
    void anErrorIsDeliveredToo();
    void nothingIsDeliveredAfterTheOwnerDied();
    void nothingIsDeliveredAfterCancel();
    void aReplacedRequestIsToldToStop();

private:
    QThreadPool m_pool;
};

void TestLatestOnly::fiftyRapidRequestsGiveOneAnswerTheNewest()
{
    LatestOnly latest(&m_pool);
    QList<int> answers;
    for (int i = 0; i < 50; ++i)
        latest.run([i](const std::stop_token&) { return i; },
                   [&answers](const Outcome<int>& outcome) { answers.append(*outcome.value); });
    QTRY_COMPARE(answers.size(), 1);
    m_pool.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(answers, QList<int>{49});
    QVERIFY(!latest.isRunning());
}

void TestLatestOnly::anErrorIsDeliveredToo()
{
    LatestOnly latest(&m_pool);
    std::exception_ptr error;
    latest.run([](const std::stop_token&) -> int { throw Error(ErrorCode::BadFormat, "broken"); },
               [&error](const Outcome<int>& outcome) { error = outcome.error; });
    QTRY_VERIFY(error);
    QCOMPARE(problemFrom(error).title, QStringLiteral("Broken"));
}

void TestLatestOnly::nothingIsDeliveredAfterTheOwnerDied()
{
    int answers = 0;
    {
        LatestOnly latest(&m_pool);
        latest.run([](const std::stop_token&) { return 1; }, [&answers](const Outcome<int>&) { ++answers; });
    }
    m_pool.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void TestLatestOnly::nothingIsDeliveredAfterCancel()
{
    LatestOnly latest(&m_pool);
    int answers = 0;
    latest.run([](const std::stop_token&) { return 1; }, [&answers](const Outcome<int>&) { ++answers; });
    latest.cancel();
    m_pool.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void TestLatestOnly::aReplacedRequestIsToldToStop()
{
    LatestOnly latest(&m_pool);
    std::atomic<bool> begun = false, stopped = false;
    latest.run(
        [&](const std::stop_token& stop) {
            begun = true;
            while (!stop.stop_requested())
                std::this_thread::yield();
            stopped = true;
            return 0;
        },
        [](const Outcome<int>&) { QFAIL("the replaced request was answered"); });
    QTRY_VERIFY(begun);
    int answer = 0;
    latest.run([](const std::stop_token&) { return 2; },
               [&answer](const Outcome<int>& outcome) { answer = *outcome.value; });
    QTRY_COMPARE(answer, 2);
    QVERIFY(stopped);
}

QTEST_GUILESS_MAIN(TestLatestOnly)
#include "tst_latest_only.moc"
