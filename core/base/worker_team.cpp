// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"

#include <atomic>
#include <exception>
#include <vector>

namespace nectar {

struct WorkerTeam::Impl {
    std::mutex mutex;
    std::condition_variable work, done;
    const std::function<void(std::int64_t)>* body = nullptr;
    std::int64_t count = 0;
    std::atomic<std::int64_t> next{0};
    std::uint64_t round = 0; ///< a new number tells sleepers that there is new work
    int running = 0;
    bool ending = false;
    std::exception_ptr error;
    std::vector<std::jthread> threads;

    void takePart(const std::function<void(std::int64_t)>& task, std::int64_t total)
    {
        try {
            for (std::int64_t i = next++; i < total; i = next++)
                task(i);
        } catch (...) {
            next = total; // nobody begins anything more
            const std::lock_guard lock(mutex);
            if (!error)
                error = std::current_exception();
        }
    }

    void live(const std::function<void()>& onStart)
    {
        onStart();
        std::uint64_t seen = 0;
        std::unique_lock lock(mutex);
        for (;;) {
            work.wait(lock, [&] { return ending || round != seen; });
            if (ending)
                return;
            seen = round;
            const auto* task = body;
            const std::int64_t total = count;
            lock.unlock();
            takePart(*task, total);
            lock.lock();
            if (--running == 0)
                done.notify_one();
        }
    }
};

WorkerTeam::WorkerTeam(int threads, const std::function<void()>& onStart) : m_impl(std::make_unique<Impl>())
{
    for (int i = 1; i < threads; ++i)
        m_impl->threads.emplace_back([impl = m_impl.get(), onStart] { impl->live(onStart); });
}

WorkerTeam::~WorkerTeam()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->ending = true;
    }
    m_impl->work.notify_all();
    m_impl->threads.clear(); // joins
}

int WorkerTeam::size() const { return static_cast<int>(m_impl->threads.size()) + 1; }

void WorkerTeam::run(std::int64_t count, const std::function<void(std::int64_t)>& body)
{
    Impl& d = *m_impl;
    {
        const std::lock_guard lock(d.mutex);
        d.body = &body;
        d.count = count;
        d.next = 0;
        d.error = nullptr;
        d.running = static_cast<int>(d.threads.size());
        ++d.round;
    }
    d.work.notify_all();
    d.takePart(body, count);
    std::unique_lock lock(d.mutex);
    d.done.wait(lock, [&d] { return d.running == 0; });
    if (d.error)
        std::rethrow_exception(d.error);
}

} // namespace nectar
