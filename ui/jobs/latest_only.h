// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "ui/jobs/task.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <stop_token>
#include <type_traits>

namespace nectar {

/// Of many rapid requests only the newest is answered: a newer run() stops the older one and drops its result.
class LatestOnly : public QObject {
    Q_OBJECT

public:
    explicit LatestOnly(QThreadPool* pool, QObject* parent = nullptr);
    ~LatestOnly() override;

    /// Runs work(stop_token) on the pool; calls done(Outcome) here unless a newer run() or cancel() replaced it.
    template <class Work, class Done>
    void run(Work work, Done done)
    {
        using T = std::invoke_result_t<Work, std::stop_token>;
        cancel();
        m_stop = std::stop_source{};
        m_running = true;
        auto* watcher = new QFutureWatcher<Outcome<T>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this,
                [this, watcher, done = std::move(done), stop = m_stop.get_token()] {
                    handOver();
                    watcher->deleteLater();
                    if (stop.stop_requested())
                        return;
                    m_running = false;
                    done(watcher->result());
                });
        watcher->setFuture(runOn(m_pool, [work = std::move(work), stop = m_stop.get_token()] {
            if (stop.stop_requested()) // replaced while it waited for the lane
                throw Cancelled{};
            return work(stop);
        }));
    }

    void cancel();
    bool isRunning() const { return m_running; }

private:
    QThreadPool* m_pool;
    std::stop_source m_stop;
    bool m_running = false;
};

} // namespace nectar
