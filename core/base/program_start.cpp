// SPDX-License-Identifier: Apache-2.0
#include "core/base/program_start.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace nectar {

namespace {

struct Mapping {
    std::atomic<std::uintptr_t> first{0};
    std::atomic<std::size_t> size{0};
    std::atomic<const char*> path{nullptr};
};

// A signal handler may only read what is always valid: a fixed table of atomics. Files beyond it are not named.
std::array<Mapping, 64> s_mappings;

void writeText(const char* text)
{
    [[maybe_unused]] const auto ignored = ::write(STDERR_FILENO, text, std::strlen(text));
}

void onBusError(int, siginfo_t* info, void*)
{
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    const char* path = "a mapped file";
    for (const Mapping& mapping : s_mappings) {
        const std::uintptr_t first = mapping.first;
        if (first != 0 && address >= first && address < first + mapping.size && mapping.path.load())
            path = mapping.path;
    }
    writeText("\nnectar: cannot go on: ");
    writeText(path);
    writeText(": the file was shortened or its disk was removed while Nectar was reading it; start again\n");
    ::_exit(1);
}

void openStandardStreams()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0) // open() takes the lowest free number: this one
            [[maybe_unused]]
            const int opened = ::open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY);
}

} // namespace

void ensurePassiveOpenMp(char** argv)
{
    if (std::getenv("OMP_WAIT_POLICY"))
        return;
    ::setenv("OMP_WAIT_POLICY", "passive", 1);
    ::execv("/proc/self/exe", argv); // returns only where it failed: then go on, slower but right
}

void installFaultHandlers()
{
    openStandardStreams();
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    struct sigaction action {};
    action.sa_sigaction = onBusError;
    action.sa_flags = SA_SIGINFO;
    ::sigaction(SIGBUS, &action, nullptr);
}

void registerMapping(const void* data, std::size_t size, const char* path)
{
    for (Mapping& mapping : s_mappings) {
        std::uintptr_t free = 0;
        if (mapping.first.compare_exchange_strong(free, reinterpret_cast<std::uintptr_t>(data))) {
            mapping.size = size;
            mapping.path = path;
            return;
        }
    }
}

void unregisterMapping(const void* data)
{
    for (Mapping& mapping : s_mappings)
        if (mapping.first == reinterpret_cast<std::uintptr_t>(data)) {
            mapping.path = nullptr;
            mapping.size = 0;
            mapping.first = 0;
        }
}

} // namespace nectar
