// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "ui/jobs/qt_progress.h"
#include "ui/jobs/task.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace nectar {

/// One long call at a time on a pool, with progress and cancellation. Its result is always delivered (also Cancelled),
/// unless the Job is deleted first.
class Job : public QObject {
    Q_OBJECT

public:
    explicit Job(QThreadPool* pool, QObject* parent = nullptr);
    ~Job() override;

    /// Runs work(JobContext) on the pool and calls done(Outcome) here. Only while !isRunning().
    template <class Work, class Done>
    void start(Work work, Done done)
    {
        using T = std::invoke_result_t<Work, const JobContext&>;
        Q_ASSERT(!m_running);
        m_running = true;
        m_stop = std::stop_source{};
        const std::shared_ptr<QtProgress> progress = makeProgress();
        auto* watcher = new QFutureWatcher<Outcome<T>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, done = std::move(done)] {
            handOver();
            watcher->deleteLater();
            m_running = false;
            done(watcher->result());
        });
        watcher->setFuture(runOn(m_pool, [work = std::move(work), stop = m_stop.get_token(), progress] {
            const JobContext ctx{stop, *progress};
            ctx.checkStop();
            return work(ctx);
        }));
    }

    void cancel() { m_stop.request_stop(); }
    bool isRunning() const { return m_running; }
    bool isCancelling() const { return m_running && m_stop.stop_requested(); }

Q_SIGNALS:
    void progressed(const nectar::JobProgress& progress);

private:
    std::shared_ptr<QtProgress> makeProgress();
    QThreadPool* m_pool;
    std::stop_source m_stop;
    bool m_running = false;
};

} // namespace nectar
