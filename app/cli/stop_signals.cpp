// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stop_signals.h"

#include <csignal>
#include <cstdio>
#include <ctime>
#include <thread>

#include <pthread.h>
#include <unistd.h>

namespace nectar::cli {

const char* stoppedText(bool resumable) { return resumable ? "stopped; --resume goes on with this build" : "stopped"; }

bool isFirstToSayStopped()
{
    static std::atomic_flag said;
    return !said.test_and_set();
}

void stopOnSignals(const std::stop_source& stop, const std::shared_ptr<const std::atomic<bool>>& resumable)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // later threads inherit this: only the one below is told
    std::thread([signals, stop = stop, resumable]() mutable {
        int signal = 0;
        if (sigwait(&signals, &signal) != 0)
            return;
        stop.request_stop();
        const timespec patience{0, 600'000'000};
        sigtimedwait(&signals, nullptr, &patience);
        if (isFirstToSayStopped())
            std::fprintf(stderr, "%snectar: %s\n", ::isatty(STDERR_FILENO) ? "\r\033[K" : "", stoppedText(*resumable));
        ::_exit(130);
    }).detach();
}

} // namespace nectar::cli
