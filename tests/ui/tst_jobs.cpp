// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "ui/jobs/job.h"
#include "ui/models/problem.h"

#include <QSignalSpy>
#include <QTest>

#include <new>
#include <thread>

using namespace nectar;

class TestJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_pool.setMaxThreadCount(1); }
    void aJobDeliversItsValue();
    void aCancelledJobEndsWithCancelled();
    void progressReachesTheGuiThreadAndEndsComplete();
    void progressIsThrottled();
    void aProblemSaysWhatFirstAndKeepsTheRest();
    void aLackOfMemoryIsAMessageAndTheNextJobRuns();

private:
    QThreadPool m_pool;
};

void TestJobs::aJobDeliversItsValue()
{
    Job job(&m_pool);
    QString value;
    job.start([](const JobContext&) { return QStringLiteral("done"); },
              [&value](const Outcome<QString>& outcome) { value = *outcome.value; });
    QVERIFY(job.isRunning());
    QTRY_COMPARE(value, QStringLiteral("done"));
    QVERIFY(!job.isRunning());
}

void TestJobs::aLackOfMemoryIsAMessageAndTheNextJobRuns()
{
    Job job(&m_pool);
    std::exception_ptr error;
    job.start([](const JobContext&) -> int { throw std::bad_alloc(); },
              [&error](const Outcome<int>& outcome) { error = outcome.error; });
    QTRY_VERIFY(error);
    QVERIFY(isOutOfMemory(error));
    const Problem problem = problemFrom(error);
    QCOMPARE(problem.title, QStringLiteral("Not enough memory"));
    QVERIFY(problem.text.contains(QStringLiteral("close other programs")));
    int value = 0;
    job.start([](const JobContext&) { return 7; }, [&value](const Outcome<int>& outcome) { value = *outcome.value; });
    QTRY_COMPARE(value, 7);
    QVERIFY(!isOutOfMemory(std::make_exception_ptr(Cancelled())));
}

void TestJobs::aCancelledJobEndsWithCancelled()
{
    Job job(&m_pool);
    std::exception_ptr error;
    job.start(
        [](const JobContext& ctx) {
            while (true) {
                ctx.step(0, 0, "waiting");
                std::this_thread::yield();
            }
            return 0;
        },
        [&error](const Outcome<int>& outcome) { error = outcome.error; });
    QElapsedTimer timer;
    timer.start();
    job.cancel();
    QTRY_VERIFY(isCancellation(error));
    QVERIFY(timer.elapsed() < 1000);
}

void TestJobs::progressReachesTheGuiThreadAndEndsComplete()
{
    Job job(&m_pool);
    QList<qint64> seen;
    bool wrongThread = false;
    connect(&job, &Job::progressed, this, [&](const JobProgress& progress) {
        seen.append(progress.done);
        wrongThread = wrongThread || QThread::currentThread() != thread();
    });
    bool ended = false;
    job.start(
        [](const JobContext& ctx) {
            for (int i = 0; i <= 1000; ++i)
                ctx.step(i, 1000, "images");
            return 0;
        },
        [&ended](const Outcome<int>&) { ended = true; });
    QTRY_VERIFY(ended);
    QTRY_VERIFY(!seen.isEmpty() && seen.last() == 1000);
    QVERIFY(!wrongThread);
}

void TestJobs::progressIsThrottled()
{
    QtProgress progress;
    QSignalSpy spy(&progress, &QtProgress::progressed);
    for (int i = 0; i < 100'000; ++i)
        progress.report(i, 1'000'000, "rows");
    QVERIFY2(spy.size() < 20, qPrintable(QString::number(spy.size())));
}

void TestJobs::aProblemSaysWhatFirstAndKeepsTheRest()
{
    const auto error =
        std::make_exception_ptr(Error(ErrorCode::NotFound, "cannot open bank: /x/y.bank: it is missing"));
    const Problem problem = problemFrom(error);
    QCOMPARE(problem.title, QStringLiteral("Cannot open bank"));
    QCOMPARE(problem.text, QStringLiteral("/x/y.bank: it is missing"));
    QVERIFY(problem.details.contains(QStringLiteral("missing")));
}

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
