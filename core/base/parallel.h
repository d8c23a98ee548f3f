// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace nectar {

/// Threads that Nectar's loops and LibTorch may use. 0: one per processor core of this process (its CPU affinity).
void configureThreads(int count);
int threadCount();

/// Calls body(first, last) over [0, count) in chunks of at most grain, on threadCount() threads (the caller is one of
/// them). Sleeping threads never spin. The first exception is rethrown after all threads ended; after a stop request no
/// new chunk begins and Cancelled is thrown. Nested calls run on the calling thread.
void parallelFor(std::int64_t count, std::int64_t grain, const std::stop_token& stop,
                 const std::function<void(std::int64_t, std::int64_t)>& body);

/// Bounded queue between one or more producers and consumers. close() ends it: push() then returns false, pop() returns
/// what is left and then nothing.
template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed)
            return false;
        m_items.push_back(std::move(value));
        m_filled.notify_one();
        return true;
    }
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty())
            return std::nullopt;
        T value = std::move(m_items.front());
        m_items.pop_front();
        m_room.notify_one();
        return value;
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_room.notify_all();
        m_filled.notify_all();
    }

private:
    std::size_t m_capacity;
    std::deque<T> m_items;
    bool m_closed = false;
    std::mutex m_mutex;
    std::condition_variable m_room;
    std::condition_variable m_filled;
};

/// Threads that live as long as the team and sleep between tasks: for many short loops in a row, where starting threads
/// anew would cost, or where a library keeps memory per thread.
class WorkerTeam {
public:
    /// threads in all, the caller of run() is one; onStart runs first in each of the others.
    WorkerTeam(int threads, const std::function<void()>& onStart);
    ~WorkerTeam();
    WorkerTeam(const WorkerTeam&) = delete;
    WorkerTeam& operator=(const WorkerTeam&) = delete;

    int size() const;
    /// Calls body(i) for i in [0, count) on all threads; rethrows the first exception after all have ended.
    void run(std::int64_t count, const std::function<void(std::int64_t)>& body);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// A thread that joins (after a stop request) when it goes out of scope; the only threads of core are made here.
using WorkerThread = std::jthread;

} // namespace nectar
