// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/outcome.h"

#include <QFuture>
#include <QPromise>
#include <QRunnable>
#include <QThreadPool>

#include <type_traits>
#include <utility>

namespace nectar {

/// What one thread wrote before its call, another sees after its own. Qt's queues order memory as well, but inside a
/// library that a thread sanitizer cannot look into: with this it can judge our jobs.
void handOver();

/// Runs work() on a pool; its value or exception arrives in the future. What QtConcurrent::run() would do, with
/// handOver() on both sides.
template <class Work>
auto runOn(QThreadPool* pool, Work work)
{
    using Result = Outcome<std::invoke_result_t<Work>>;
    class PoolTask final : public QRunnable {
    public:
        explicit PoolTask(Work w) : m_work(std::move(w)) { m_promise.start(); }
        QFuture<Result> future() const { return m_promise.future(); }
        void run() override
        {
            handOver();
            m_promise.addResult(outcomeOf(m_work));
            handOver();
            m_promise.finish();
        }

    private:
        Work m_work;
        QPromise<Result> m_promise;
    };
    auto* task = new PoolTask(std::move(work));
    const QFuture<Result> future = task->future();
    handOver();
    pool->start(task);
    return future;
}

} // namespace nectar
