// SPDX-License-Identifier: Apache-2.0
#include "core/base/parallel.h"

#include "core/base/error.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <vector>

#include <sched.h>

namespace nectar {

namespace {

std::atomic<int> s_threads{0};
thread_local bool t_insideLoop = false;

int coresOfThisProcess()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return std::max(1, CPU_COUNT(&set));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

void configureThreads(int count) { s_threads = std::max(0, count); }

int threadCount()
{
    const int configured = s_threads;
    static const int cores = coresOfThisProcess();
    return configured > 0 ? configured : cores;
}

void parallelFor(std::int64_t count, std::int64_t grain, const std::stop_token& stop,
                 const std::function<void(std::int64_t, std::int64_t)>& body)
{
    grain = std::max<std::int64_t>(grain, 1);
    const std::int64_t chunks = (count + grain - 1) / grain;
    std::atomic<std::int64_t> nextChunk{0};
    std::atomic<bool> failed{false};
    std::exception_ptr error;
    std::mutex errorMutex;

    const auto work = [&] {
        const bool outer = std::exchange(t_insideLoop, true);
        try {
            while (!failed && !stop.stop_requested()) {
                const std::int64_t chunk = nextChunk.fetch_add(1);
                if (chunk >= chunks)
                    break;
                body(chunk * grain, std::min(count, (chunk + 1) * grain));
            }
        } catch (...) {
            const std::lock_guard lock(errorMutex);
            if (!error)
                error = std::current_exception();
            failed = true;
        }
        t_insideLoop = outer;
    };
    {
        const std::int64_t helpers = t_insideLoop ? 0 : std::min<std::int64_t>(threadCount(), chunks) - 1;
        std::vector<std::jthread> threads;
        for (std::int64_t i = 0; i < helpers; ++i)
            threads.emplace_back(work);
        work();
    }
    if (error)
        std::rethrow_exception(error);
    if (stop.stop_requested())
        throw Cancelled{};
}

} // namespace nectar
